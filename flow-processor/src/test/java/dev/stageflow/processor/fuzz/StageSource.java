package dev.stageflow.processor.fuzz;

import dev.stageflow.processor.fuzz.Stage.Form;
import dev.stageflow.processor.fuzz.Stage.Trait;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down a stage, and the methods that it names. */
final class StageSource {
  private final Stage stage;

  /** The contexts around that of the stage, the outermost first. */
  private final List<Stage> around;

  private final String modifiers;
  private final boolean isInInterface;
  private final StringBuilder text;
  private final BodySource body;

  StageSource(
      Stage stage,
      List<Stage> around,
      String modifiers,
      boolean isInInterface,
      StringBuilder text) {
    this.stage = stage;
    this.around = around;
    this.modifiers = modifiers;
    this.isInInterface = isInInterface;
    this.text = text;
    body = new BodySource(stage, text);
  }

  /** The method as a supertype has it, where it is never called. */
  void overridden() {
    head();
    line("throw new java.lang.IllegalStateException();");
    text.append("  }\n");
  }

  void itself() {
    SignatureText signature = head();
    pause();
    body.write(
        stage.mostFailures() > 0
            ? "fuzz.Faults.failing(\"%s\", %d, %s)"
                .formatted(stage.name(), stage.mostFailures(), signature.arguments())
            : called(stage.name(), signature),
        stage.returned(),
        stage.mostFailures() > 0);
    text.append("  }\n");
  }

  /** Annotations, and the signature. */
  private SignatureText head() {
    annotations();
    SignatureText signature = new SignatureText();
    if (stage.form().isOpen()) {
      signature.with(stage.form().accumulator(), "gathered");
    }
    if (stage.form() != Form.COLLECTOR && !stage.takes().isEmpty()) {
      signature.with(stage.takes(), "given");
    }
    signature.with(stage.upstream());
    text.append("  ").append(modifiers).append(result()).append(' ').append(stage.name());
    text.append(signature.head(stage.has(Trait.PAUSES)));
    return signature;
  }

  private void annotations() {
    String annotation =
        switch (stage.form()) {
          case FUNCTION, CONSUMER -> "Function";
          case FILTER -> "Filter";
          case SEQUENCE -> "Sequence";
          case SUBFLOW -> "Subflow";
          case SUM, GATHER, COLLECTOR -> "Accumulate";
          case AROUND -> throw new AssertionError(stage);
        };
    List<String> values = new ArrayList<>();
    if (stage.breaks() != null) {
      values.add("orBreak = \"" + stage.breaks() + "\"");
    }
    addNamed(values, Trait.ON_FINISH, "onFinish", "Done");
    addNamed(values, Trait.RESUME, "resume", "After");
    addNamed(values, Trait.START, "start", "Start");
    addNamed(values, Trait.FINISH, "finish", "Told");
    addNamed(values, Trait.FLUSH_WHEN, "flushWhen", "Full");
    addNamed(values, Trait.BUCKET, "bucket", "Bucket");
    if (stage.has(Trait.FLUSH_AFTER)) {
      values.add("flushAfterMillis = 3_600_000");
    }
    if (stage.has(Trait.EMIT_EMPTY)) {
      values.add("emitEmpty = true");
    }
    if (stage.has(Trait.STOP) && stage.gives() != null) {
      values.add("stop = \"" + stage.gives().stop() + "\"");
    }
    if (stage.has(Trait.PARALLEL)) {
      annotation("Parallel", List.of("3"));
    }
    if (stage.has(Trait.OUTPUT)) {
      annotation("Output", List.of("\"" + stage.sink() + "\""));
    }
    if (stage.has(Trait.EMITS)) {
      annotation("Output", List.of());
    }
    if (stage.has(Trait.FORK)) {
      annotation("Fork", List.of());
    }
    if (stage.has(Trait.TIMEOUT)) {
      annotation("Timeout", List.of("millis = 3_600_000"));
    }
    if (stage.has(Trait.POLICY)) {
      annotation("Retry", List.of("policy = \"" + stage.name() + "Policy\""));
    } else if (stage.has(Trait.RETRY)) {
      annotation(
          "Retry",
          List.of("times = " + Stage.MOST_RETRIES, "backoffMillis = 0", "on = fuzz.Fault.class"));
    }
    around.forEach(this::context);
    if (stage.has(Trait.CONTEXT)) {
      context(stage);
    }
    if (stage.has(Trait.TUNNEL)) {
      annotation("Tunnel", List.of());
    }
    annotation(annotation, values);
  }

  private void context(Stage context) {
    List<String> values = new ArrayList<>();
    addNamed(values, context, Trait.GROUPS, "by", "Key");
    addNamed(values, context, Trait.ON_OPEN, "onOpen", "Opened");
    addNamed(values, context, Trait.ON_FLUSH, "onFlush", "Flushed");
    addNamed(values, context, Trait.ON_CLOSE, "onClose", "Closed");
    annotation("Context", values);
  }

  private void annotation(String name, List<String> values) {
    text.append("  @dev.stageflow.annotation.").append(name);
    text.append(values.isEmpty() ? "\n" : "(" + String.join(", ", values) + ")\n");
  }

  private void addNamed(List<String> values, Trait trait, String key, String suffix) {
    addNamed(values, stage, trait, key, suffix);
  }

  private static void addNamed(
      List<String> values, Stage stage, Trait trait, String key, String suffix) {
    if (stage.has(trait)) {
      values.add(key + " = \"" + stage.name() + suffix + "\"");
    }
  }

  private String result() {
    return switch (stage.form()) {
      case FILTER -> "boolean";
      case SUM -> "long";
      case GATHER, CONSUMER -> "void";
      case COLLECTOR ->
          "java.util.stream.Collector<? super " + stage.takes() + ", ?, java.lang.Long>";
      case FUNCTION, SEQUENCE, SUBFLOW -> stage.returned().type(stage.gives());
      case AROUND -> throw new AssertionError(stage);
    };
  }

  /** The method that stands in for the stage, or for several. */
  private void instead() {
    SignatureText signature = new SignatureText();
    if (stage.form() == Form.GATHER) {
      signature.with(stage.form().accumulator(), "gathered");
    }
    boolean isShared = stage.shared() != null;
    if (!stage.takes().isEmpty()) {
      signature.with(isShared ? "java.lang.Object" : stage.takes(), "given");
    }
    signature.with("fuzz.Fault", "failure").with(isShared ? List.of() : stage.upstream());
    if (stage.has(Trait.RECOVER_TUNNEL)) {
      annotation("Tunnel", List.of());
    }
    String names = "\"" + String.join("\", \"", stage.recovered()) + "\"";
    annotation("Recover", List.of(isShared ? "{" + names + "}" : names));
    String name = stage.insteadName();
    boolean isSum = stage.form() == Form.SUM;
    Returned returned = stage.instead();
    String result = returned == null ? result() : returned.type(stage.gives());
    text.append(isInInterface ? "  default " : "  ");
    text.append(isSum ? "java.lang.Long" : result).append(' ').append(name);
    text.append(signature.head(stage.has(Trait.PAUSES)));
    pause();
    if (isSum) {
      line("int number = " + called(name, signature) + ";");
      line("return number % 2 == 0 ? null : java.lang.Long.valueOf(number % 10);");
    } else {
      body.write(called(name, signature), returned, false);
    }
    text.append("  }\n");
  }

  /** What says how the stage is called again: a field or a method. */
  private void policy() {
    String name = stage.name() + "Policy";
    String policy =
        "dev.stageflow.RetryPolicy.of(%d).withBackoff(java.time.Duration.ZERO).on(fuzz.Fault.class);"
            .formatted(Stage.MOST_RETRIES);
    boolean isField = stage.name().length() % 2 == 0;
    text.append(isField ? "  static final " : isInInterface ? "  default " : "  ");
    text.append("dev.stageflow.RetryPolicy ").append(name);
    if (isField) {
      text.append(" = ").append(policy).append('\n');
    } else {
      text.append("() {\n");
      line("return " + policy);
      text.append("  }\n");
    }
  }

  /** What the flows of a subflow give for an item, which mutations know by another name. */
  private void parts() {
    String name = stage.partsName();
    text.append(isInInterface ? "  default " : "  ").append("java.util.List<");
    text.append(stage.gives().boxed()).append("> ").append(name);
    SignatureText signature = new SignatureText().with("java.lang.Object", "taken");
    text.append(signature.head(stage.has(Trait.PAUSES)));
    pause();
    line("int number = " + called(name, signature) + ";");
    line("return " + body.listed().replace("(given)", "(taken)") + ";");
    text.append("  }\n");
  }

  /** What gives the rest of a sequence's items. */
  private void rest() {
    SignatureText signature = new SignatureText();
    SignatureText ofStage = new SignatureText();
    if (!stage.takes().isEmpty()) {
      signature.with(stage.takes(), "given");
      ofStage.with(stage.takes(), "given");
    }
    signature.with(stage.gives().source, "last").with(stage.upstream());
    ofStage.with(stage.upstream());
    text.append(isInInterface ? "  default " : "  ").append(result()).append(' ');
    text.append(stage.name()).append("After").append(signature.head(stage.has(Trait.PAUSES)));
    pause();
    body.writeRest(called(stage.name(), ofStage));
    text.append("  }\n");
  }

  /** What gives an item's key: one of three, each of which two neighbours often have. */
  private void key() {
    String name = stage.name() + "Key";
    SignatureText signature = new SignatureText().with(stage.takes(), "given");
    text.append(isInInterface ? "  default " : "  ").append(stage.key()).append(' ').append(name);
    text.append(signature.head(false));
    line("int number = " + called(name, signature) + " / 3 % 3;");
    line(
        switch (stage.key()) {
          case "double" -> "return number == 0 ? java.lang.Double.NaN : number;";
          case "java.lang.Integer" -> "return number == 0 ? null : number;";
          case "java.lang.Object" -> "return \"key\" + number;";
          default -> "return number;";
        });
    text.append("  }\n");
  }

  /**
   * The methods that it names or needs; {@code onFlush} takes the accumulator of a stage, if it
   * can.
   */
  void named(@Nullable Stage gathering) {
    String accumulator = stage.form().accumulator();
    if (stage.form() == Form.SUBFLOW) {
      parts();
    }
    if (stage.has(Trait.POLICY)) {
      policy();
    }
    if (stage.has(Trait.GROUPS)) {
      key();
    }
    if (!stage.recovered().isEmpty()) {
      instead();
    }
    if (stage.has(Trait.ON_FINISH)) {
      hook("Done", "");
    }
    if (stage.has(Trait.RESUME)) {
      rest();
    }
    if (stage.has(Trait.ON_FLUSH)) {
      String bucket =
          gathering == null
              ? ""
              : "@dev.stageflow.annotation.Upstream(\"%s\") %s"
                  .formatted(gathering.bucket(), gathering.form().accumulator());
      hook("Flushed", bucket);
    }
    if (stage.has(Trait.ON_OPEN)) {
      hook("Opened", "");
    }
    if (stage.has(Trait.ON_CLOSE)) {
      hook("Closed", "");
    }
    boolean isSum = stage.form() == Form.SUM;
    if (stage.has(Trait.START)) {
      String made = isSum ? "7" : "new java.util.ArrayList<>(java.util.List.of(\"start\"))";
      named(accumulator, "Start", "", "return " + made + ";");
    }
    if (stage.has(Trait.FINISH)) {
      String made = isSum ? "java.util.List.of(\"t\" + gathered)" : "gathered.size()";
      named(stage.gives().source, "Told", accumulator, "return " + made + ";");
    }
    if (stage.has(Trait.FLUSH_WHEN)) {
      String full = isSum ? "gathered > 12" : "gathered.size() > 1";
      named("boolean", "Full", accumulator, "return " + full + ";");
    }
  }

  private void hook(String suffix, String gathered) {
    if (stage.has(Trait.HOOKS_EMIT)) {
      annotation("Output", List.of());
      String emitted = "return \"%s%s\";".formatted(stage.name(), suffix);
      named("java.lang.String", suffix, gathered, emitted);
    } else {
      named("void", suffix, gathered, "");
    }
  }

  private void named(String result, String suffix, String gathered, String last) {
    SignatureText signature = new SignatureText();
    if (!gathered.isEmpty()) {
      signature.with(gathered, "gathered");
    }
    signature.with(stage.looksAt());
    boolean pauses = stage.has(Trait.PAUSES) && !suffix.equals("Start") && !suffix.equals("Full");
    String name = stage.name() + suffix;
    text.append(isInInterface ? "  default " : "  ").append(result).append(' ').append(name);
    text.append(signature.head(pauses));
    if (pauses) {
      pause();
    }
    if (!suffix.equals("Start")) {
      line(called(name, signature) + ";");
    }
    if (!last.isEmpty()) {
      line(last);
    }
    text.append("  }\n");
  }

  private void pause() {
    if (stage.has(Trait.PAUSES)) {
      line("if (fuzz.Values.pauses()) {");
      line("  throw dev.stageflow.PauseFlow.after(java.time.Duration.ZERO);");
      line("}");
    }
  }

  private static String called(String name, SignatureText signature) {
    return "fuzz.Values.called(\"%s\", %s)".formatted(name, signature.arguments());
  }

  private void line(String line) {
    text.append("    ").append(line).append('\n');
  }
}
