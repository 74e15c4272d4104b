package dev.stageflow.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.stageflow.FlowTrace;
import dev.stageflow.engine.FlowStack;
import dev.stageflow.engine.Traces;
import dev.stageflow.engine.Tries;
import dev.stageflow.plan.FlowPlan;
import dev.stageflow.plan.Level;
import dev.stageflow.plan.Waypoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/** Writes how a frame tells where it is. */
final class TraceWriter {

  /** A class file's string holds 65,535 bytes, and a character takes up to three. */
  private static final int MOST_CHARACTERS = 20_000;

  private final Layout layout;
  private final ClassName definition;

  TraceWriter(Layout layout, ClassName definition) {
    this.layout = layout;
    this.definition = definition;
  }

  /**
   * Writes the method.
   *
   * @param source the stage whose items the frame takes
   * @param taken how many it has taken; before that, where it is a sequence, what that returned
   * @param item the item in hand
   * @param tries the frame's counts of tries; only that of the stage in hand is not zero
   */
  MethodSpec method(String source, CodeBlock taken, CodeBlock item, List<String> tries) {
    CodeBlock told =
        CodeBlock.of(
            "$T.level($T.class, $S, $L, $L, $L, $L, stack.isOnTop(this))",
            Traces.class,
            definition,
            source,
            taken,
            item,
            waypoints(),
            layout.additions().isEmpty() ? "step" : "reached()");
    if (!tries.isEmpty()) {
      CodeBlock counts =
          tries.stream().map(count -> CodeBlock.of("$N", count)).collect(CodeBlock.joining(",$W"));
      told = CodeBlock.of("$T.addTo($L,$W$L)", Tries.class, told, counts);
    }
    return MethodSpec.methodBuilder("trace")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PROTECTED)
        .addParameter(FlowStack.class, "stack")
        .returns(FlowTrace.Level.class)
        .addStatement("return $L", told)
        .build();
  }

  /**
   * Writes the method for the step that a trace shows, where functions may be added.
   *
   * @param scope gets at the functions
   */
  Optional<MethodSpec> reached(FrameScope scope) {
    if (layout.additions().isEmpty()) {
      return Optional.empty();
    }
    MethodSpec.Builder reached =
        MethodSpec.methodBuilder("reached")
            .addJavadoc("The step in hand; a place without an added function is passed over.")
            .addModifiers(Modifier.PRIVATE)
            .returns(TypeName.INT)
            .addStatement("int reached = step");
    for (int addition : layout.additions()) {
      int element = layout.steps().get(addition).element();
      reached
          .beginControlFlow(
              "if (reached == $N && $L == null)", layout.name(addition), scope.added(element))
          .addStatement("reached = $N", layout.name(addition + 1))
          .endControlFlow();
    }
    return Optional.of(reached.addStatement("return reached").build());
  }

  /** What to tell of each step, in the order of the steps' constants. */
  private CodeBlock waypoints() {
    List<String> all = new ArrayList<>();
    int count = layout.steps().size();
    for (int i = 0; i < count; i++) {
      // What stands in for a stage is told of as the stage itself.
      String text = text(layout.waypoints().get(i));
      layout.names(i).forEach(constant -> all.add(text));
    }
    all.add(layout.isLoop() ? 0 : all.size(), text(layout.waypoints().get(count)));
    return literal(String.join(",", all));
  }

  private static String text(Waypoint waypoint) {
    StringBuilder text = new StringBuilder(waypoint.stage() == null ? "" : waypoint.stage());
    waypoint.contexts().forEach(context -> text.append(" in ").append(context));
    return text.append(waypoint.after() == null ? "" : " after " + waypoint.after()).toString();
  }

  private static CodeBlock literal(String text) {
    if (text.length() <= MOST_CHARACTERS) {
      return CodeBlock.of("$S", text);
    }
    List<CodeBlock> parts = new ArrayList<>();
    for (int from = 0; from < text.length(); from += MOST_CHARACTERS) {
      int to = Math.min(text.length(), from + MOST_CHARACTERS);
      parts.add(CodeBlock.of("$S", text.substring(from, to)));
    }
    return CodeBlock.of("$T.join($S, $L)", String.class, "", CodeBlock.join(parts, ",$W"));
  }

  /** The source of a level that has none. */
  static String sourceOf(Level level, FlowPlan plan) {
    return level.kind() == Level.Kind.RUN
        ? Waypoint.INPUT
        : plan.elements().get(level.element()).name();
  }
}
