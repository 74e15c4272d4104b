package dev.stageflow.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.stageflow.FlowDescription;
import dev.stageflow.FlowDescription.Stage;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes {@code describe()}; the stages of a long flow are told in several methods. */
final class DescriptionWriter {
  private static final int STAGES_OF_A_METHOD = 100;

  private final FlowDescription description;
  private final boolean isOpen;

  /**
   * Makes a writer.
   *
   * @param description what is told
   * @param isOpen whether stages may have been added, which are told too
   */
  DescriptionWriter(FlowDescription description, boolean isOpen) {
    this.description = description;
    this.isOpen = isOpen;
  }

  List<MethodSpec> methods() {
    List<Stage> stages = description.stages();
    if (stages.size() <= STAGES_OF_A_METHOD) {
      return List.of(describe(CodeBlock.of("$T.of($L)", List.class, list(stages))));
    }
    List<MethodSpec> methods = new ArrayList<>();
    MethodSpec.Builder describe = FlowShell.describe();
    describe.addStatement("$T stages = new $T<>()", listOfStages(), ArrayList.class);
    for (int from = 0; from < stages.size(); from += STAGES_OF_A_METHOD) {
      String name = "stages" + (from / STAGES_OF_A_METHOD + 1);
      describe.addStatement("stages.addAll($N())", name);
      List<Stage> part = stages.subList(from, Math.min(from + STAGES_OF_A_METHOD, stages.size()));
      methods.add(
          MethodSpec.methodBuilder(name)
              .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
              .returns(listOfStages())
              .addStatement("return $T.of($L)", List.class, list(part))
              .build());
    }
    methods.add(0, returning(describe, CodeBlock.of("stages")).build());
    return methods;
  }

  private MethodSpec describe(CodeBlock stages) {
    return returning(FlowShell.describe(), stages).build();
  }

  private MethodSpec.Builder returning(MethodSpec.Builder method, CodeBlock stages) {
    CodeBlock described =
        CodeBlock.of(
            "new $T($S, $S, $L)",
            FlowDescription.class,
            description.name(),
            description.input(),
            stages);
    if (!isOpen) {
      return method.addStatement("return $L", described);
    }
    return method
        .addStatement("$T description = $L", FlowDescription.class, described)
        .addStatement("return stepped == null ? description : stepped.describe(description)");
  }

  private static TypeName listOfStages() {
    return ParameterizedTypeName.get(ClassName.get(List.class), ClassName.get(Stage.class));
  }

  private static CodeBlock list(List<Stage> stages) {
    return stages.stream()
        .map(
            stage ->
                CodeBlock.of(
                    "\nnew $T($S, $T.$L, $S, $L, $S)",
                    Stage.class,
                    stage.name(),
                    FlowDescription.Kind.class,
                    stage.kind(),
                    stage.output(),
                    stage.opensContext(),
                    stage.gathersIn()))
        .collect(CodeBlock.joining(","));
  }
}
