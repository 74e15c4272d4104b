package dev.stageflow.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.TypeVariableName;
import com.palantir.javapoet.WildcardTypeName;
import dev.stageflow.FlowDescription;
import dev.stageflow.Sink;
import dev.stageflow.engine.AbstractFlow;
import dev.stageflow.engine.AbstractSourceFlow;
import dev.stageflow.engine.Frame;
import dev.stageflow.interpreter.AddedStages;
import dev.stageflow.interpreter.SteppedFlow;
import dev.stageflow.processor.model.FlowModel.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collector;
import javax.lang.model.element.Modifier;

/** Writes what users see of a generated class, which a stub has as well. */
final class FlowShell {
  private static final ClassName GENERATED =
      ClassName.get("javax.annotation.processing", "Generated");
  private static final String PROCESSOR = "dev.stageflow.processor.FlowProcessor";

  /** The stages are told in one method, of which Java allows 65,535 bytes: some 25 for each. */
  private static final int MOST_PLACES = 1_000;

  private final Header header;
  private final TypeName definition;
  private final TypeName flow;
  private final String input;
  private final AdditionsWriter additions;

  FlowShell(Header header) {
    this.header = header;
    this.definition = parameterized(header.definition());
    this.flow = parameterized(header.flow());
    UniqueNames names = new UniqueNames(List.of("definitions", "stepped", "sink", "collector"));
    this.input = names.name(header.inputName());
    this.additions = new AdditionsWriter(header, supplier(), additionsType());
  }

  /** The class without {@code begin} and {@code describe}. */
  TypeSpec.Builder type() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(header.flow())
            .addModifiers(Modifier.FINAL)
            .addTypeVariables(header.typeVariables())
            // They are in scope in the annotations before the class, too.
            .alwaysQualify(header.typeVariableNames().toArray(String[]::new))
            .superclass(superclass());
    if (header.isPublic()) {
      type.addModifiers(Modifier.PUBLIC);
    }
    if (header.marked()) {
      type.addAnnotation(
          AnnotationSpec.builder(GENERATED).addMember("value", "$S", PROCESSOR).build());
    }
    List<String> warnings = suppressed();
    if (!warnings.isEmpty()) {
      AnnotationSpec.Builder suppress = AnnotationSpec.builder(SuppressWarnings.class);
      warnings.forEach(warning -> suppress.addMember("value", "$S", warning));
      type.addAnnotation(suppress.build());
    }
    type.addField(supplier(), "definitions", Modifier.PRIVATE, Modifier.FINAL);
    MethodSpec.Builder constructor =
        MethodSpec.constructorBuilder()
            .addModifiers(Modifier.PRIVATE)
            .addParameter(supplier(), "definitions")
            .addStatement("this.definitions = definitions");
    if (isOpen()) {
      type.addField(
          FieldSpec.builder(stepped(), "stepped", Modifier.PRIVATE, Modifier.FINAL)
              .addJavadoc("What is followed where stages were added, else null.")
              .build());
      constructor.addParameter(stepped(), "stepped").addStatement("this.stepped = stepped");
    }
    type.addMethod(constructor.build());
    type.addMethod(of());
    if (header.instantiable()) {
      type.addMethod(create());
    }
    type.addMethod(perRun());
    if (isOpen()) {
      type.addMethod(with());
      type.addMethod(withPerRun());
    }
    if (!header.thrown().contains(TypeName.get(Exception.class))) {
      narrowed(type);
    }
    return type;
  }

  /** Whether stages can be added. */
  boolean isOpen() {
    int places = header.giving().size();
    return places > 0 && places <= MOST_PLACES;
  }

  /** What writes the class by which stages are added. */
  AdditionsWriter additions() {
    return additions;
  }

  TypeName flow() {
    return flow;
  }

  private TypeName additionsType() {
    return parameterized(AdditionsWriter.name(header));
  }

  /** The type of a flow with added stages. */
  TypeName stepped() {
    TypeName inputType = header.input();
    return ParameterizedTypeName.get(
        ClassName.get(SteppedFlow.class),
        definition,
        inputType == null ? ClassName.OBJECT : inputType,
        header.output());
  }

  private List<String> suppressed() {
    List<String> warnings = new ArrayList<>();
    if (mayBeAuxiliary()) {
      warnings.add("auxiliaryclass");
    }
    warnings.addAll(header.suppressed());
    if (!warnings.isEmpty()) {
      // Eclipse's compiler warns of names that it does not know, and where there is nothing to warn
      // of; javac does not know this one.
      warnings.add(0, "all");
    }
    return warnings;
  }

  /** The second class of a file may be a definition too, though javac warns of uses elsewhere. */
  private boolean mayBeAuxiliary() {
    return !header.isPublic() && header.definition().enclosingClassName() == null;
  }

  JavaFile file(TypeSpec type) {
    return JavaFile.builder(header.flow().packageName(), type)
        .skipJavaLangImports(true)
        .indent("  ")
        .build();
  }

  /** The method that starts a run, still without a body. */
  MethodSpec.Builder begin() {
    MethodSpec.Builder begin =
        MethodSpec.methodBuilder("begin")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PROTECTED)
            .returns(Frame.class);
    inputParameter(begin);
    return begin.addParameter(sink(), "sink");
  }

  static MethodSpec.Builder describe() {
    return MethodSpec.methodBuilder("describe")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(FlowDescription.class);
  }

  /** The input's parameter in {@code begin}. */
  String inputName() {
    return input;
  }

  private TypeName superclass() {
    TypeName inputType = header.input();
    return inputType == null
        ? ParameterizedTypeName.get(ClassName.get(AbstractSourceFlow.class), header.output())
        : ParameterizedTypeName.get(ClassName.get(AbstractFlow.class), inputType, header.output());
  }

  private TypeName supplier() {
    return ParameterizedTypeName.get(
        ClassName.get(Supplier.class), WildcardTypeName.subtypeOf(definition));
  }

  private TypeName sink() {
    return ParameterizedTypeName.get(
        ClassName.get(Sink.class), WildcardTypeName.supertypeOf(header.output()));
  }

  private TypeName parameterized(ClassName type) {
    List<TypeVariableName> variables = header.typeVariables();
    return variables.isEmpty()
        ? type
        : ParameterizedTypeName.get(type, variables.toArray(TypeName[]::new));
  }

  private MethodSpec of() {
    return factory("of")
        .addJavadoc(
            """
            A flow all of whose runs share a definition, which must not change.

            $L@param definition has the stages
            @return the flow
            """,
            FlowJavadoc.typeParameters(header))
        .addParameter(definition, "definition")
        .addStatement("$T.requireNonNull(definition, \"definition\")", Objects.class)
        .addStatement("return new $L(() -> definition$L)", constructed(), notStepped())
        .build();
  }

  private MethodSpec create() {
    return factory("create")
        .addJavadoc(
            "A flow with a definition of its own.\n\n$L@return the flow\n",
            FlowJavadoc.typeParameters(header))
        .addStatement("return of(new $T())", definition)
        .build();
  }

  private MethodSpec perRun() {
    return factory("perRun")
        .addJavadoc(
            """
            A flow each of whose runs has a definition of its own, which may hold state.

            $L@param definitions makes a definition for each run
            @return the flow
            """,
            FlowJavadoc.typeParameters(header))
        .addParameter(supplier(), "definitions")
        .addStatement(
            "return new $L($T.requireNonNull(definitions, \"definitions\")$L)",
            constructed(),
            Objects.class,
            notStepped())
        .build();
  }

  private String notStepped() {
    return isOpen() ? ", null" : "";
  }

  private MethodSpec with() {
    return factory("with")
        .addJavadoc(
            """
            Adds stages to a flow for one case. All of its runs share a definition, which must not
            change.

            $L@param definition has the stages
            @return no additions yet
            """,
            FlowJavadoc.typeParameters(header))
        .returns(additionsType())
        .addParameter(definition, "definition")
        .addStatement("$T.requireNonNull(definition, \"definition\")", Objects.class)
        .addStatement("return withPerRun(() -> definition)")
        .build();
  }

  private MethodSpec withPerRun() {
    return factory("withPerRun")
        .addJavadoc(
            """
            Adds stages to a flow for one case. Each of its runs has a definition of its own, which
            may hold state.

            $L@param definitions makes a definition for each run
            @return no additions yet
            """,
            FlowJavadoc.typeParameters(header))
        .returns(additionsType())
        .addParameter(supplier(), "definitions")
        .addStatement(
            "return new $L($T.requireNonNull(definitions, \"definitions\"), $T.NONE)",
            additions.constructed(),
            Objects.class,
            AddedStages.class)
        .build();
  }

  private MethodSpec.Builder factory(String name) {
    MethodSpec.Builder factory =
        MethodSpec.methodBuilder(name)
            .addModifiers(Modifier.STATIC)
            .addTypeVariables(header.typeVariables())
            .returns(flow);
    if (header.isPublic()) {
      factory.addModifiers(Modifier.PUBLIC);
    }
    return factory;
  }

  CodeBlock constructed() {
    return CodeBlock.of(header.typeVariables().isEmpty() ? "$T" : "$T<>", header.flow());
  }

  /** The methods that run to the end declare what the definition's methods declare, no more. */
  private void narrowed(TypeSpec.Builder type) {
    String argument = header.input() == null ? "" : input;
    type.addMethod(
        overriding("run", TypeName.VOID)
            .addStatement("narrow(() -> super.run($L))", argument)
            .build());
    type.addMethod(
        overriding("collect", ParameterizedTypeName.get(ClassName.get(List.class), header.output()))
            .addStatement("return narrow(() -> super.collect($L))", argument)
            .build());
    TypeVariableName result = TypeVariableName.get(freeTypeVariable());
    type.addMethod(
        overriding("collect", result)
            .addTypeVariable(result)
            .addParameter(
                ParameterizedTypeName.get(
                    ClassName.get(Collector.class),
                    WildcardTypeName.supertypeOf(header.output()),
                    WildcardTypeName.subtypeOf(Object.class),
                    result),
                "collector")
            .addStatement(
                "return narrow(() -> super.collect($L))",
                argument.isEmpty() ? "collector" : argument + ", collector")
            .build());
    type.addMethod(
        overriding("single", header.output())
            .addStatement("return narrow(() -> super.single($L))", argument)
            .build());
  }

  private String freeTypeVariable() {
    return new UniqueNames(header.typeVariableNames()).name("R");
  }

  private MethodSpec.Builder overriding(String name, TypeName returns) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(name)
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PUBLIC)
            .addExceptions(header.thrown())
            .returns(returns);
    inputParameter(method);
    return method;
  }

  private void inputParameter(MethodSpec.Builder method) {
    TypeName inputType = header.input();
    if (inputType != null) {
      method.addParameter(ParameterSpec.builder(inputType, input).build());
    }
  }
}
