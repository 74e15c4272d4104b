package dev.stageflow.processor.write;

import com.squareup.javapoet.AnnotationSpec;
import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.FieldSpec;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.TypeName;
import com.squareup.javapoet.TypeSpec;
import dev.stageflow.FlowOptions;
import dev.stageflow.internal.value.AddedFunctions;
import dev.stageflow.processor.model.Header;
import dev.stageflow.processor.model.Header.AdditionPlace;
import dev.stageflow.processor.write.expression.ShellTypes;
import javax.lang.model.element.Modifier;

/**
 * Writes the class that holds the functions added to an extensible flow: a typed place after each
 * stage.
 */
final class AdditionsWriter {
  private final Header header;
  private final ShellTypes types;

  AdditionsWriter(Header header, ShellTypes types) {
    this.header = header;
    this.types = types;
  }

  TypeSpec type() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(ShellTypes.additions(header))
            .addModifiers(Modifier.STATIC, Modifier.FINAL)
            .addTypeVariables(header.definition().typeVariables())
            .addJavadoc(
                """
                Functions that are added to the stages of {@link $T} for one case. Immutable: each
                method returns new additions. What a function returns takes the place of what it
                takes, for all later stages; null drops the item. A function may pause, and what it
                throws ends the run.
                $L""",
                header.definition().name(),
                typeParameters());
    if (header.isPublic()) {
      type.addModifiers(Modifier.PUBLIC);
      if (header.inModule()) {
        // Values may be of types that the module does not export. Eclipse's compiler does not know
        // that warning's name.
        type.addAnnotation(
            AnnotationSpec.builder(SuppressWarnings.class)
                .addMember("value", "$S", "all")
                .addMember("value", "$S", "exports")
                .build());
      }
    }
    type.addField(types.definitions(), "definitions", Modifier.PRIVATE, Modifier.FINAL);
    for (AdditionPlace place : header.types().additions()) {
      type.addField(
          FieldSpec.builder(ShellTypes.added(place.type()), place.name(), Modifier.PRIVATE)
              .build());
    }
    type.addMethod(none()).addMethod(copy());
    header.types().additions().forEach(place -> type.addMethod(after(place)));
    return type.addMethod(build()).build();
  }

  private String typeParameters() {
    String parameters = FlowJavadoc.typeParameters(header);
    return parameters.isEmpty() ? "" : "\n" + parameters;
  }

  private MethodSpec none() {
    return MethodSpec.constructorBuilder()
        .addModifiers(Modifier.PRIVATE)
        .addParameter(types.definitions(), "definitions")
        .addStatement("this.definitions = definitions")
        .build();
  }

  private MethodSpec copy() {
    MethodSpec.Builder copy =
        MethodSpec.constructorBuilder()
            .addModifiers(Modifier.PRIVATE)
            .addParameter(types.additions(), "added")
            .addStatement("definitions = added.definitions");
    for (AdditionPlace place : header.types().additions()) {
      copy.addStatement("$N = added.$N", place.name(), place.name());
    }
    return copy.build();
  }

  private MethodSpec after(AdditionPlace place) {
    return method(place.name(), types.additions())
        .addJavadoc(
            """
            Adds a function after {@code $L}.

            @param function takes what {@code $L} passes on, and returns what goes on instead
            @return these additions and the function
            @throws IllegalStateException if a function is added there already
            """,
            place.stage(),
            place.stage())
        .addParameter(ShellTypes.added(place.type()), "function")
        .addStatement(
            "$T.check($S, $N, function)", AddedFunctions.class, place.stage(), place.name())
        .addStatement("$T added = new $L(this)", types.additions(), constructed())
        .addStatement("added.$N = function", place.name())
        .addStatement("return added")
        .build();
  }

  private MethodSpec build() {
    return method("build", types.flow())
        .addJavadoc("Returns the flow with these functions.\n\n@return the flow\n")
        .addStatement(
            "return new $L(this, $T.defaults())", types.constructedFlow(), FlowOptions.class)
        .build();
  }

  private MethodSpec.Builder method(String name, TypeName returns) {
    MethodSpec.Builder method = MethodSpec.methodBuilder(name).returns(returns);
    if (header.isPublic()) {
      method.addModifiers(Modifier.PUBLIC);
    }
    return method;
  }

  /** The type as it stands after {@code new}. */
  CodeBlock constructed() {
    return CodeBlock.of(
        header.definition().typeVariables().isEmpty() ? "$T" : "$T<>",
        ShellTypes.additions(header));
  }
}
