package dev.stageflow.processor.write;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.ParameterizedTypeName;
import com.squareup.javapoet.TypeName;
import com.squareup.javapoet.TypeVariableName;
import com.squareup.javapoet.WildcardTypeName;
import dev.stageflow.processor.model.Header;
import dev.stageflow.processor.write.expression.UniqueNames;
import java.util.List;
import java.util.stream.Collector;
import javax.lang.model.element.Modifier;

/**
 * Writes the methods that run a flow to its end. They declare only the exceptions that the
 * definition's methods declare.
 */
final class NarrowedMethods {
  private final Header header;

  /** The input's name, as an argument; empty where there is no input. */
  private final String input;

  NarrowedMethods(Header header, String input) {
    this.header = header;
    this.input = header.inputType() == null ? "" : input;
  }

  List<MethodSpec> methods() {
    return List.of(run(), collect(), collectWithCollector(), single());
  }

  private MethodSpec run() {
    return overriding("run", TypeName.VOID).addStatement("runHere($L)", input).build();
  }

  private MethodSpec collect() {
    return overriding(
            "collect",
            ParameterizedTypeName.get(ClassName.get(List.class), header.types().output()))
        .addStatement("return collectHere($L)", input)
        .build();
  }

  private MethodSpec collectWithCollector() {
    TypeVariableName result = TypeVariableName.get(freeTypeVariable());
    return overriding("collect", result)
        .addTypeVariable(result)
        .addParameter(
            ParameterizedTypeName.get(
                ClassName.get(Collector.class),
                WildcardTypeName.supertypeOf(header.types().output()),
                WildcardTypeName.subtypeOf(Object.class),
                result),
            "collector")
        .addStatement(
            "return collectHere($L)", input.isEmpty() ? "collector" : input + ", collector")
        .build();
  }

  private MethodSpec single() {
    return overriding("single", header.types().output())
        .addStatement("return singleHere($L)", input)
        .build();
  }

  private String freeTypeVariable() {
    UniqueNames names = new UniqueNames(header.definition().typeVariableNames());
    names.take(header.definition().name().simpleNames());
    return names.name("R");
  }

  private MethodSpec.Builder overriding(String name, TypeName returns) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(name)
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PUBLIC)
            .addExceptions(header.types().thrown())
            .returns(returns);
    TypeName inputType = header.inputType();
    if (inputType != null) {
      method.addParameter(inputType, input);
    }
    return method;
  }
}
