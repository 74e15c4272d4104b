package dev.stageflow.processor.write;

import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.MethodSpec;
import dev.stageflow.FlowTrace;
import dev.stageflow.engine.FlowStack;
import dev.stageflow.engine.Traces;
import dev.stageflow.plan.FlowPlan;
import dev.stageflow.plan.Level;
import dev.stageflow.plan.Step;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes how a frame tells where it is. */
final class TraceWriter {

  /** A class file's string holds 65,535 bytes, and a character takes up to three. */
  private static final int MOST_CHARACTERS = 20_000;

  private final Layout layout;
  private final FlowPlan plan;

  TraceWriter(Layout layout, FlowPlan plan) {
    this.layout = layout;
    this.plan = plan;
  }

  /**
   * Writes the method.
   *
   * @param source the stage whose items the frame takes
   * @param taken how many it has taken
   * @param item the item in hand
   */
  MethodSpec method(String source, CodeBlock taken, CodeBlock item) {
    return MethodSpec.methodBuilder("trace")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PROTECTED)
        .addParameter(FlowStack.class, "stack")
        .returns(FlowTrace.Level.class)
        .addStatement(
            "return $T.level($S, $L, $L, $L, step, stack.isOnTop(this))",
            Traces.class,
            source,
            taken,
            item,
            stages())
        .build();
  }

  /** The stages in the order of the steps' constants. */
  private CodeBlock stages() {
    List<String> names = new ArrayList<>();
    if (layout.isLoop()) {
      names.add("");
    }
    for (Step step : layout.steps()) {
      names.add(name(step));
    }
    String all = String.join(",", names);
    if (all.length() <= MOST_CHARACTERS) {
      return CodeBlock.of("$S", all);
    }
    List<CodeBlock> parts = new ArrayList<>();
    for (int from = 0; from < all.length(); from += MOST_CHARACTERS) {
      int to = Math.min(all.length(), from + MOST_CHARACTERS);
      parts.add(CodeBlock.of("$S", all.substring(from, to)));
    }
    return CodeBlock.of("$T.join($S, $L)", String.class, "", CodeBlock.join(parts, ",$W"));
  }

  private String name(Step step) {
    if (step.kind() == Step.Kind.EMIT) {
      return "sink";
    }
    return step.element() == FlowPlan.RUN ? "" : plan.elements().get(step.element()).name();
  }

  /** The source of a level that has none. */
  static String sourceOf(Level level, FlowPlan plan) {
    return level.kind() == Level.Kind.RUN ? "input" : plan.elements().get(level.element()).name();
  }
}
