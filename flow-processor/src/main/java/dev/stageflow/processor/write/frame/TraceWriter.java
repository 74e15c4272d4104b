package dev.stageflow.processor.write.frame;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.FieldSpec;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.TypeName;
import dev.stageflow.internal.position.Position;
import dev.stageflow.internal.position.Waypoint;
import dev.stageflow.processor.write.expression.FlowNames;
import dev.stageflow.processor.write.expression.FrameVariables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/** Writes how a frame describes its position. */
final class TraceWriter {
  private final Layout layout;
  private final FlowNames names;
  private final ClassName definition;

  TraceWriter(Layout layout, FlowNames names, ClassName definition) {
    this.layout = layout;
    this.names = names;
    this.definition = definition;
  }

  /** Writes the waypoints of the steps, in the order of the steps' constants. */
  FieldSpec waypoints() {
    List<CodeBlock> all = new ArrayList<>();
    int count = layout.steps().size();
    for (int i = 0; i < count; i++) {
      all.add(code(layout.waypoints().get(i)));
    }
    all.add(layout.isLoop() ? 0 : all.size(), code(layout.waypoints().get(count)));
    return FieldSpec.builder(Waypoint[].class, names.waypoints())
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .initializer("{\n$>$L\n$<}", CodeBlock.join(all, ",\n"))
        .build();
  }

  private static CodeBlock code(Waypoint waypoint) {
    CodeBlock.Builder code = CodeBlock.builder();
    if (waypoint.stage() == null) {
      code.add("$T.NONE", Waypoint.class);
    } else {
      code.add("$T.at($S)", Waypoint.class, waypoint.stage());
    }
    waypoint.contexts().forEach(context -> code.add(".in($S)", context));
    if (waypoint.after() != null) {
      code.add(".after($S)", waypoint.after());
    }
    return code.build();
  }

  /**
   * Writes the method.
   *
   * @param source the stage whose items the frame takes
   * @param taken for a sequence, its source and how many items were taken, each followed by a comma
   * @param item the item in hand
   * @param extent adds what else is known of the source; may be empty
   * @param tried adds how often calls with retries have failed; may be empty
   */
  MethodSpec position(
      String source, CodeBlock taken, CodeBlock item, CodeBlock extent, CodeBlock tried) {
    CodeBlock position =
        CodeBlock.of(
            "$T.of($T.class, $S, $L$L, $N, $L)$L$L",
            Position.class,
            definition,
            source,
            taken,
            item,
            names.waypoints(),
            layout.additions().isEmpty() ? "step" : "reached()",
            extent,
            tried);
    return MethodSpec.methodBuilder("position")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PROTECTED)
        .returns(Position.class)
        .addStatement("return $L", position)
        .build();
  }

  /**
   * Writes the method that returns the step for a trace, where functions may be added.
   *
   * @param variables the expressions for the functions
   */
  Optional<MethodSpec> reached(FrameVariables variables) {
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
              "if (reached == $N && $L == null)", layout.name(addition), variables.added(element))
          .addStatement("reached = $N", layout.name(addition + 1))
          .endControlFlow();
    }
    return Optional.of(reached.addStatement("return reached").build());
  }
}
