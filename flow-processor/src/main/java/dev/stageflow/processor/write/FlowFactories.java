package dev.stageflow.processor.write;

import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.TypeName;
import dev.stageflow.FlowOptions;
import dev.stageflow.internal.flow.Definitions;
import dev.stageflow.processor.model.Header;
import dev.stageflow.processor.write.expression.ShellTypes;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes the static methods that make a flow of a definition. */
final class FlowFactories {
  private final Header header;
  private final ShellTypes types;
  private final AdditionsWriter additions;

  FlowFactories(Header header, ShellTypes types, AdditionsWriter additions) {
    this.header = header;
    this.types = types;
    this.additions = additions;
  }

  List<MethodSpec> methods() {
    List<MethodSpec> methods = new ArrayList<>();
    methods.add(of());
    if (header.definition().isInstantiable()) {
      methods.add(create());
    }
    methods.add(perRun());
    if (header.isExtensible()) {
      methods.add(with());
      methods.add(withPerRun());
    }
    return methods;
  }

  private MethodSpec of() {
    return factory("of", types.flow())
        .addJavadoc(
            """
            A flow all of whose runs share a definition, which must not change.

            $L@param definition has the stages
            @return the flow
            """,
            FlowJavadoc.typeParameters(header))
        .addParameter(types.definition(), "definition")
        .addStatement(made("with(definition)", "shared(definition)"))
        .build();
  }

  private MethodSpec create() {
    return factory("create", types.flow())
        .addJavadoc(
            "A flow with a definition of its own.\n\n$L@return the flow\n",
            FlowJavadoc.typeParameters(header))
        .addStatement(
            header.definition().hasUnnamedBound()
                ? CodeBlock.of("return perRun(() -> null)")
                : CodeBlock.of("return of(new $L())", types.constructedDefinition()))
        .build();
  }

  private MethodSpec perRun() {
    return factory("perRun", types.flow())
        .addJavadoc(
            """
            A flow each of whose runs has a definition of its own, which may hold state. One that is
            {@code AutoCloseable} is closed as the last thing of its run.

            $L@param definitions makes a definition for each run, never null
            @return the flow
            """,
            FlowJavadoc.typeParameters(header))
        .addParameter(types.supplier(), "definitions")
        .addStatement(made("withPerRun(definitions)", "perRun(definitions)"))
        .build();
  }

  /** Makes the flow, from no additions if it may have some. */
  private CodeBlock made(String additions, String definitions) {
    return header.isExtensible()
        ? CodeBlock.of("return $L.build()", additions)
        : CodeBlock.of(
            "return new $L($T.$L,$W$T.defaults())",
            types.constructedFlow(),
            Definitions.class,
            definitions,
            FlowOptions.class);
  }

  private MethodSpec with() {
    return factory("with", types.additions())
        .addJavadoc(
            """
            Adds functions to a flow for one case. All of its runs share a definition, which must
            not change.

            $L@param definition has the stages
            @return no additions yet
            """,
            FlowJavadoc.typeParameters(header))
        .addParameter(types.definition(), "definition")
        .addStatement(
            "return new $L($T.shared(definition))", additions.constructed(), Definitions.class)
        .build();
  }

  private MethodSpec withPerRun() {
    return factory("withPerRun", types.additions())
        .addJavadoc(
            """
            Adds functions to a flow for one case. Each of its runs has a definition of its own,
            which may hold state, and is closed as the last thing of its run if it is
            {@code AutoCloseable}.

            $L@param definitions makes a definition for each run, never null
            @return no additions yet
            """,
            FlowJavadoc.typeParameters(header))
        .addParameter(types.supplier(), "definitions")
        .addStatement(
            "return new $L($T.perRun(definitions))", additions.constructed(), Definitions.class)
        .build();
  }

  private MethodSpec.Builder factory(String name, TypeName made) {
    MethodSpec.Builder factory =
        MethodSpec.methodBuilder(name)
            .addModifiers(Modifier.STATIC)
            .addTypeVariables(header.definition().typeVariables())
            .returns(made);
    if (header.isPublic()) {
      factory.addModifiers(Modifier.PUBLIC);
    }
    return factory;
  }
}
