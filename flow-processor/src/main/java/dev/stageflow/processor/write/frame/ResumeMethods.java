package dev.stageflow.processor.write.frame;

import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.TypeName;
import dev.stageflow.internal.frame.FlowStack;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * Divides a level's steps into methods. HotSpot compiles no method of more than 8,000 bytecodes, so
 * many steps are split, and the parts are called one after the other.
 */
final class ResumeMethods {
  private static final String PURPOSE =
      """
      Takes the item in hand through its remaining steps.

      @return true if the frame must return: it is halted, or pushed another one
      """;

  /** Where a tight loop calls the same stages. */
  private static final String AGAIN =
      """
      Takes the item in hand through its remaining steps, after a pause or the end of a slice.
      The loop calls the same stages for all other items: without tests of the step it is faster.

      @return true if the frame must return: it is halted, or pushed another one
      """;

  private final List<CodeBlock> steps;
  private final Layout layout;

  ResumeMethods(List<CodeBlock> steps, Layout layout) {
    this.steps = steps;
    this.layout = layout;
  }

  List<MethodSpec> methods() {
    if (!layout.isSplit()) {
      return List.of(method("resume", steps).addJavadoc(purpose()).build());
    }
    List<MethodSpec> methods = new ArrayList<>();
    CodeBlock.Builder all = CodeBlock.builder();
    for (int from = 0; from < steps.size(); from += Layout.STEPS_OF_A_METHOD) {
      int to = Math.min(from + Layout.STEPS_OF_A_METHOD, steps.size());
      String name = "resume" + (from / Layout.STEPS_OF_A_METHOD + 1);
      all.beginControlFlow("if (step <= $N && $N(stack))", layout.name(to - 1), name)
          .addStatement("return true")
          .endControlFlow();
      methods.add(method(name, steps.subList(from, to)).build());
    }
    methods.add(0, method("resume", List.of(all.build())).addJavadoc(purpose()).build());
    return methods;
  }

  private String purpose() {
    return layout.isTight() ? AGAIN : PURPOSE;
  }

  private static MethodSpec.Builder method(String name, List<CodeBlock> body) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(name)
            .addModifiers(Modifier.PRIVATE)
            .addParameter(FlowStack.class, "stack")
            .addException(Exception.class)
            .returns(TypeName.BOOLEAN);
    body.forEach(method::addCode);
    return method.addStatement("return false");
  }
}
