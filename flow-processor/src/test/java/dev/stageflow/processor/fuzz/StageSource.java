package dev.stageflow.processor.fuzz;

import dev.stageflow.processor.fuzz.Stage.Form;
import dev.stageflow.processor.fuzz.Stage.Trait;
import dev.stageflow.processor.fuzz.Stage.Upper;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down a stage, and the methods that it names. */
final class StageSource {
  private final Stage stage;
  private final String modifiers;
  private final boolean isInInterface;
  private final StringBuilder text;

  StageSource(Stage stage, String modifiers, boolean isInInterface, StringBuilder text) {
    this.stage = stage;
    this.modifiers = modifiers;
    this.isInInterface = isInInterface;
    this.text = text;
  }

  /** The method as a supertype has it, where it is never called. */
  void overridden() {
    head();
    line("throw new java.lang.IllegalStateException();");
    text.append("  }\n");
  }

  void itself() {
    List<String> arguments = head();
    pause();
    body(called(stage.name(), arguments));
    text.append("  }\n");
  }

  /** Annotations, and the signature; gives the parameters' names. */
  private List<String> head() {
    annotations();
    List<String> parameters = new ArrayList<>();
    List<String> arguments = new ArrayList<>();
    if (stage.form().isOpen()) {
      add(parameters, arguments, stage.form().accumulator(), "gathered");
    }
    if (stage.form() != Form.COLLECTOR && !stage.takes().isEmpty()) {
      add(parameters, arguments, stage.takes(), "given");
    }
    uppers(stage.upstream(), parameters, arguments);
    text.append("  ").append(modifiers).append(result()).append(' ').append(stage.name());
    signature(parameters, stage.has(Trait.PAUSES));
    return arguments;
  }

  private void signature(List<String> parameters, boolean pauses) {
    text.append('(').append(String.join(", ", parameters));
    text.append(pauses ? ") throws dev.stageflow.PauseFlow {\n" : ") {\n");
  }

  private static void add(
      List<String> parameters, List<String> arguments, String type, String name) {
    parameters.add(type + " " + name);
    arguments.add(name);
  }

  private static void uppers(List<Upper> uppers, List<String> parameters, List<String> arguments) {
    for (int index = 0; index < uppers.size(); index++) {
      Upper upper = uppers.get(index);
      String named = upper.isNamed() ? "(\"" + upper.name() + "\") " : " ";
      String annotated = "@dev.stageflow.annotation.Upstream" + named + upper.type();
      add(parameters, arguments, annotated, "upper" + index);
    }
  }

  private void annotations() {
    String annotation =
        switch (stage.form()) {
          case FUNCTION, CONSUMER -> "Function";
          case FILTER -> "Filter";
          case SEQUENCE -> "Sequence";
          case SUBFLOW -> "Subflow";
          case SUM, GATHER, COLLECTOR -> "Accumulate";
        };
    List<String> values = new ArrayList<>();
    addNamed(values, Trait.ON_FINISH, "onFinish", "Done");
    addNamed(values, Trait.START, "start", "Start");
    addNamed(values, Trait.FINISH, "finish", "Told");
    addNamed(values, Trait.FLUSH_WHEN, "flushWhen", "Full");
    addNamed(values, Trait.BUCKET, "bucket", "Bucket");
    if (stage.has(Trait.EMIT_EMPTY)) {
      values.add("emitEmpty = true");
    }
    if (stage.has(Trait.STOP) && stage.gives() != null) {
      values.add("stop = \"" + stage.gives().stop() + "\"");
    }
    if (stage.has(Trait.CONTEXT)) {
      List<String> hooks = new ArrayList<>();
      addNamed(hooks, Trait.ON_FLUSH, "onFlush", "Flushed");
      addNamed(hooks, Trait.ON_CLOSE, "onClose", "Closed");
      annotation("Context", hooks);
    }
    if (stage.has(Trait.TUNNEL)) {
      annotation("Tunnel", List.of());
    }
    annotation(annotation, values);
  }

  private void annotation(String name, List<String> values) {
    text.append("  @dev.stageflow.annotation.").append(name);
    text.append(values.isEmpty() ? "\n" : "(" + String.join(", ", values) + ")\n");
  }

  private void addNamed(List<String> values, Trait trait, String key, String suffix) {
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
    };
  }

  private void body(String called) {
    switch (stage.form()) {
      case CONSUMER -> line(called + ";");
      case FILTER -> line("return " + called + " % 3 != 0;");
      case SUM -> line("return gathered + " + called + " % 10;");
      case GATHER -> line("gathered.add(\"g\" + " + called + " % 10);");
      case COLLECTOR -> line("return java.util.stream.Collectors.counting();");
      case FUNCTION -> {
        line("int h = " + called + ";");
        line(stage.gives().source + " made = " + stage.gives().made + ";");
        line(stage.returned().returning(stage.gives()));
      }
      case SEQUENCE, SUBFLOW -> {
        line("int number = " + called + ";");
        line("if (number % 6 == 0) {");
        line("  return null;");
        line("}");
        String type = stage.gives().boxed();
        line(
            stage.form() == Form.SEQUENCE
                ? "java.util.List<%s> made = %s;".formatted(type, listed())
                : "dev.stageflow.Flow<java.lang.Object, %s> part = fuzz.Values.part(this::%sParts);"
                    .formatted(type, stage.name()));
        line(stage.returned().returning(stage.gives()));
      }
    }
  }

  private String listed() {
    return "fuzz.Values.list(number, h -> " + stage.gives().made + ")";
  }

  /** What the flows of a subflow give for an item, which mutations know by another name. */
  private void parts() {
    String name = stage.name() + "Parts";
    text.append(isInInterface ? "  default " : "  ").append("java.util.List<");
    text.append(stage.gives().boxed()).append("> ").append(name);
    signature(List.of("java.lang.Object taken"), stage.has(Trait.PAUSES));
    pause();
    line("int number = " + called(name, List.of("taken")) + ";");
    line("return " + listed().replace("(given)", "(taken)") + ";");
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
    if (stage.has(Trait.ON_FINISH)) {
      named("void", "Done", "", "");
    }
    if (stage.has(Trait.ON_FLUSH)) {
      String bucket =
          gathering == null
              ? ""
              : "@dev.stageflow.annotation.Upstream(\"%s\") %s"
                  .formatted(gathering.bucket(), gathering.form().accumulator());
      named("void", "Flushed", bucket, "");
    }
    if (stage.has(Trait.ON_CLOSE)) {
      named("void", "Closed", "", "");
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

  private void named(String result, String suffix, String gathered, String last) {
    List<String> parameters = new ArrayList<>();
    List<String> arguments = new ArrayList<>();
    if (!gathered.isEmpty()) {
      add(parameters, arguments, gathered, "gathered");
    }
    uppers(stage.looksAt(), parameters, arguments);
    boolean pauses = stage.has(Trait.PAUSES) && !suffix.equals("Start") && !suffix.equals("Full");
    String name = stage.name() + suffix;
    text.append(isInInterface ? "  default " : "  ").append(result).append(' ').append(name);
    signature(parameters, pauses);
    if (pauses) {
      pause();
    }
    if (!suffix.equals("Start")) {
      line(called(name, arguments) + ";");
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

  /** An array, as one argument that is an array itself would be taken for all of them. */
  private static String called(String name, List<String> arguments) {
    return "fuzz.Values.called(\"%s\", new java.lang.Object[] {%s})"
        .formatted(name, String.join(", ", arguments));
  }

  private void line(String line) {
    text.append("    ").append(line).append('\n');
  }
}
