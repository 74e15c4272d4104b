package dev.stageflow.processor.write;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.ParameterizedTypeName;
import com.squareup.javapoet.TypeName;
import dev.stageflow.FlowDescription;
import dev.stageflow.FlowDescription.Stage;
import dev.stageflow.processor.model.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Writes {@code describe()}; those of a long flow take several methods. */
final class DescriptionWriter {
  private static final int STAGES_OF_A_METHOD = 100;

  private final FlowDescription description;
  private final Header header;
  private final FlowShell shell;

  DescriptionWriter(FlowDescription description, Header header, FlowShell shell) {
    this.description = description;
    this.header = header;
    this.shell = shell;
  }

  List<MethodSpec> methods() {
    List<Stage> stages = description.stages();
    if (stages.size() <= STAGES_OF_A_METHOD) {
      return List.of(describe(list(stages)));
    }
    List<MethodSpec> methods = new ArrayList<>();
    MethodSpec.Builder describe = shell.describe();
    describe.addStatement("$T stages = new $T<>()", listOfStages(), ArrayList.class);
    for (int from = 0; from < stages.size(); from += STAGES_OF_A_METHOD) {
      String name = "stages" + (from / STAGES_OF_A_METHOD + 1);
      describe.addStatement("stages.addAll($N())", name);
      List<Stage> part = stages.subList(from, Math.min(from + STAGES_OF_A_METHOD, stages.size()));
      MethodSpec.Builder method =
          MethodSpec.methodBuilder(name)
              .addModifiers(Modifier.PRIVATE)
              .returns(listOfStages())
              .addStatement("return $L", list(part));
      if (!header.isExtensible()) {
        method.addModifiers(Modifier.STATIC);
      }
      methods.add(method.build());
    }
    methods.add(0, returning(describe, CodeBlock.of("stages")).build());
    return methods;
  }

  private MethodSpec describe(CodeBlock stages) {
    return returning(shell.describe(), stages).build();
  }

  private MethodSpec.Builder returning(MethodSpec.Builder method, CodeBlock stages) {
    return method.addStatement(
        "return new $T($S, $S, $L)",
        FlowDescription.class,
        description.name(),
        description.input(),
        stages);
  }

  private static TypeName listOfStages() {
    return ParameterizedTypeName.get(ClassName.get(List.class), ClassName.get(Stage.class));
  }

  private CodeBlock list(List<Stage> stages) {
    CodeBlock all =
        stages.stream()
            .flatMap(stage -> Stream.concat(Stream.of(made(stage)), added(stage)))
            .collect(CodeBlock.joining(","));
    return header.isExtensible()
        ? CodeBlock.of("$T.of($L).filter($T::nonNull).toList()", Stream.class, all, Objects.class)
        : CodeBlock.of("$T.of($L)", List.class, all);
  }

  private static CodeBlock made(Stage stage) {
    return CodeBlock.of(
        "\nnew $T($S, $T.$L, $S, $L, $S$L)",
        Stage.class,
        stage.name(),
        FlowDescription.Kind.class,
        stage.kind(),
        stage.output(),
        stage.opensContext(),
        stage.gathersIn(),
        stage.notes().stream()
            .map(note -> CodeBlock.of(", $S", note))
            .collect(CodeBlock.joining("")));
  }

  /** The function after a stage, if one is added. */
  private Stream<CodeBlock> added(Stage stage) {
    return header.types().additions().stream()
        .filter(place -> place.stage().equals(stage.name()))
        .map(
            place ->
                CodeBlock.of(
                    "\nadded.$N == null ? null : new $T($S, $T.FUNCTION, $S, false, null)",
                    place.name(),
                    Stage.class,
                    place.name(),
                    FlowDescription.Kind.class,
                    stage.output()));
  }
}
