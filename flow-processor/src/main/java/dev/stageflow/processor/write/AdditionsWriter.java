package dev.stageflow.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import dev.stageflow.Flow;
import dev.stageflow.function.StageFunction;
import dev.stageflow.interpreter.AddedStages;
import dev.stageflow.processor.model.FlowModel.Giving;
import dev.stageflow.processor.model.FlowModel.Header;
import java.util.List;
import java.util.Locale;
import javax.lang.model.element.Modifier;

/** Writes the class by which stages are added to a definition's: a typed place after each stage. */
final class AdditionsWriter {
  private static final String FUNCTION =
      """
      Adds a function after {@code $L}.

      @param function gives what goes on; null ends the item's way
      @return these additions and that one
      """;
  private static final String FLOW =
      """
      Adds a flow after {@code $L}: each item is run through it, and its outputs go on.

      @param flow the flow
      @return these additions and that one
      @throws IllegalArgumentException if Stageflow neither generated nor built it
      """;

  private final Header header;
  private final TypeName supplier;
  private final TypeName additions;

  AdditionsWriter(Header header, TypeName supplier, TypeName additions) {
    this.header = header;
    this.supplier = supplier;
    this.additions = additions;
  }

  /** What the class is called: neither as the flow around it, nor as a type variable. */
  static ClassName name(Header header) {
    UniqueNames names = new UniqueNames(header.typeVariableNames());
    names.take(List.of(header.flow().simpleName()));
    return header.flow().nestedClass(names.name("Additions"));
  }

  /** The class but for what its {@code build} does. */
  TypeSpec.Builder type() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(name(header))
            .addModifiers(Modifier.STATIC, Modifier.FINAL)
            .addTypeVariables(header.typeVariables())
            .addJavadoc(
                """
                Stages that are added to those of {@link $T} for one case. Like the flow itself
                these additions are immutable: each method gives new ones. What an added stage
                gives takes the place of what it was given, for all that comes after. It may pause, and
                throw anything, which ends the run.
                $L""",
                header.definition(),
                typeParameters());
    if (header.isPublic()) {
      type.addModifiers(Modifier.PUBLIC);
      if (header.inModule()) {
        // What goes from stage to stage may be of types that the module keeps to itself. Eclipse's
        // compiler does not know that name of a warning.
        type.addAnnotation(
            AnnotationSpec.builder(SuppressWarnings.class)
                .addMember("value", "$S", "all")
                .addMember("value", "$S", "exports")
                .build());
      }
    }
    type.addField(supplier, "definitions", Modifier.PRIVATE, Modifier.FINAL);
    type.addField(AddedStages.class, "added", Modifier.PRIVATE, Modifier.FINAL);
    type.addMethod(
        MethodSpec.constructorBuilder()
            .addModifiers(Modifier.PRIVATE)
            .addParameter(supplier, "definitions")
            .addParameter(AddedStages.class, "added")
            .addStatement("this.definitions = definitions")
            .addStatement("this.added = added")
            .build());
    UniqueNames names = new UniqueNames(List.of());
    for (Giving giving : header.giving()) {
      String name = names.name("after" + capitalized(giving.stage()));
      type.addMethod(after(giving, name, FUNCTION, "function", StageFunction.class));
      type.addMethod(after(giving, name, FLOW, "flow", Flow.class));
    }
    return type;
  }

  private String typeParameters() {
    String parameters = FlowJavadoc.typeParameters(header);
    return parameters.isEmpty() ? "" : "\n" + parameters;
  }

  private MethodSpec after(
      Giving giving, String name, String javadoc, String parameter, Class<?> taken) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(name)
            .addJavadoc(javadoc, giving.stage())
            .returns(additions)
            .addParameter(
                ParameterizedTypeName.get(
                    ClassName.get(taken),
                    WildcardTypeName.supertypeOf(giving.type()),
                    WildcardTypeName.subtypeOf(giving.type())),
                parameter)
            .addStatement(
                "return new $L(definitions, added.after($S, $N))",
                constructed(),
                giving.stage(),
                parameter);
    if (header.isPublic()) {
      method.addModifiers(Modifier.PUBLIC);
    }
    return method.build();
  }

  /** The method that makes the flow, without a body. */
  MethodSpec.Builder build(TypeName flow) {
    MethodSpec.Builder build =
        MethodSpec.methodBuilder("build")
            .addJavadoc("Makes the flow with these stages.\n\n@return the flow\n")
            .returns(flow);
    if (header.isPublic()) {
      build.addModifiers(Modifier.PUBLIC);
    }
    return build;
  }

  /** The type as it stands after {@code new}. */
  CodeBlock constructed() {
    return CodeBlock.of(header.typeVariables().isEmpty() ? "$T" : "$T<>", name(header));
  }

  private static String capitalized(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
