package dev.stageflow.processor.write;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.FieldSpec;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.ParameterSpec;
import com.squareup.javapoet.ParameterizedTypeName;
import com.squareup.javapoet.TypeName;
import com.squareup.javapoet.TypeSpec;
import dev.stageflow.FlowDescription;
import dev.stageflow.FlowFuture;
import dev.stageflow.FlowOptions;
import dev.stageflow.FlowRun;
import dev.stageflow.processor.model.Header;
import dev.stageflow.processor.model.Header.NamedSink;
import dev.stageflow.processor.write.expression.ShellTypes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** Writes how a flow with named sinks is run. */
final class OutputsWriter {
  private final Header header;
  private final ShellTypes types;
  private final Map<String, String> names;

  /** The input's name; null where there is none. */
  private final @Nullable String input;

  OutputsWriter(Header header, ShellTypes types, String input) {
    this.header = header;
    this.types = types;
    this.input = header.inputType() == null ? null : input;
    this.names = ShellTypes.outputNames(header);
  }

  List<MethodSpec> methods() {
    return List.of(outputs(), run(), collect(), on());
  }

  private MethodSpec outputs() {
    return method("outputs", types.plain())
        .addJavadoc(
            "Returns the flow with its other sinks given, to be run in any way.\n\n$L@return the flow\n",
            sinkTags())
        .addParameters(sinks())
        .addStatement(
            "return new $L(this, options(), $L)",
            constructed(ShellTypes.bound(header)),
            arguments())
        .build();
  }

  private MethodSpec run() {
    MethodSpec.Builder run =
        method("run", TypeName.VOID)
            .addJavadoc(
                "Runs the flow to its end, on this thread.\n\n$L$L@throws Exception any failure\n",
                firstTags(),
                sinkTags())
            .addParameters(first())
            .addParameters(sinks())
            .addException(Exception.class);
    return run.addStatement("outputs($L).run($L)", arguments(), firstArguments()).build();
  }

  private MethodSpec collect() {
    return method("collect", listOfOutputs())
        .addJavadoc(
            """
            Runs the flow to its end, on this thread, and gathers its outputs.

            $L$L@return the outputs in order, unmodifiable
            @throws Exception any failure
            """,
            inputTag(),
            sinkTags())
        .addParameters(inputs())
        .addParameters(sinks())
        .addException(Exception.class)
        .addStatement("return outputs($L).collect($L)", arguments(), input == null ? "" : input)
        .build();
  }

  private MethodSpec on() {
    return method("on", types.runner())
        .addJavadoc(
            "Runs the flow in slices on an executor.\n\n@param executor runs the slices\n@return what starts the runs\n")
        .addParameter(Executor.class, "executor")
        .addStatement("return new $L(this, executor)", constructed(ShellTypes.runner(header)))
        .build();
  }

  /** The class that starts runs on an executor. */
  TypeSpec runner() {
    TypeSpec.Builder runner = nested(ShellTypes.runner(header));
    if (header.isPublic()) {
      runner.addModifiers(Modifier.PUBLIC);
    }
    return runner
        .addJavadoc(
            "Starts runs of {@link $T} on an executor.\n$L", header.flow(), typeParameters())
        .addField(types.flow(), "flow", Modifier.PRIVATE, Modifier.FINAL)
        .addField(Executor.class, "executor", Modifier.PRIVATE, Modifier.FINAL)
        .addMethod(
            MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PRIVATE)
                .addParameter(types.flow(), "flow")
                .addParameter(Executor.class, "executor")
                .addStatement("this.flow = flow")
                .addStatement(
                    "this.executor = $T.requireNonNull(executor, \"executor\")", Objects.class)
                .build())
        .addMethod(
            method("start", TypeName.get(FlowRun.class))
                .addJavadoc("Starts a run.\n\n$L$L@return the run\n", firstTags(), sinkTags())
                .addParameters(first())
                .addParameters(sinks())
                .addStatement(
                    "return flow.outputs($L).on(executor).start($L)", arguments(), firstArguments())
                .build())
        .addMethod(
            method(
                    "collect",
                    ParameterizedTypeName.get(ClassName.get(FlowFuture.class), listOfOutputs()))
                .addJavadoc(
                    """
                    Starts a run and gathers its outputs.

                    $L$L@return the outputs in order; cancelling the future cancels the run
                    """,
                    inputTag(),
                    sinkTags())
                .addParameters(inputs())
                .addParameters(sinks())
                .addStatement(
                    "return flow.outputs($L).on(executor).collect($L)",
                    arguments(),
                    input == null ? "" : input)
                .build())
        .build();
  }

  /** The class of the flow with all its sinks. */
  TypeSpec bound(List<MethodSpec> starts) {
    TypeSpec.Builder bound =
        nested(ShellTypes.bound(header))
            .addModifiers(Modifier.PRIVATE)
            .superclass(types.superclass())
            .addJavadoc("The flow with all its sinks.\n")
            .addField(types.flow(), "flow", Modifier.PRIVATE, Modifier.FINAL);
    MethodSpec.Builder constructor =
        MethodSpec.constructorBuilder()
            .addParameter(types.flow(), "flow")
            .addParameter(FlowOptions.class, "options")
            .addParameters(sinks())
            .addStatement("super(options)")
            .addStatement("this.flow = flow");
    for (ParameterSpec sink : sinks()) {
      bound.addField(
          FieldSpec.builder(sink.type, sink.name, Modifier.PRIVATE, Modifier.FINAL).build());
      constructor.addStatement(
          "this.$N = $T.requireNonNull($N, $S)", sink.name, Objects.class, sink.name, sink.name);
    }
    return bound
        .addMethod(constructor.build())
        .addMethod(
            overriding("using", types.plain())
                .addParameter(FlowOptions.class, "options")
                .addStatement(
                    "return new $L(flow, options, $L)",
                    constructed(ShellTypes.bound(header)),
                    arguments())
                .build())
        .addMethods(starts)
        .addMethod(
            overriding("describe", TypeName.get(FlowDescription.class))
                .addStatement("return flow.describe()")
                .build())
        .build();
  }

  private TypeSpec.Builder nested(ClassName name) {
    return TypeSpec.classBuilder(name)
        .addModifiers(Modifier.STATIC, Modifier.FINAL)
        .addTypeVariables(header.definition().typeVariables());
  }

  private String typeParameters() {
    String parameters = FlowJavadoc.typeParameters(header);
    return parameters.isEmpty() ? "" : "\n" + parameters;
  }

  private CodeBlock constructed(ClassName name) {
    return CodeBlock.of(header.definition().typeVariables().isEmpty() ? "$T" : "$T<>", name);
  }

  private MethodSpec.Builder method(String name, TypeName returns) {
    MethodSpec.Builder method = MethodSpec.methodBuilder(name).returns(returns);
    return header.isPublic() ? method.addModifiers(Modifier.PUBLIC) : method;
  }

  private static MethodSpec.Builder overriding(String name, TypeName returns) {
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(returns);
  }

  private TypeName listOfOutputs() {
    return ParameterizedTypeName.get(ClassName.get(List.class), header.types().output());
  }

  private boolean gives() {
    return !header.types().output().equals(TypeName.get(Void.class));
  }

  private List<ParameterSpec> inputs() {
    TypeName type = header.inputType();
    return type == null || input == null
        ? List.of()
        : List.of(ParameterSpec.builder(type, input).build());
  }

  /** The input, and the sink of the outputs if there are any. */
  private List<ParameterSpec> first() {
    Stream<ParameterSpec> sink =
        gives() ? Stream.of(ParameterSpec.builder(types.sink(), "sink").build()) : Stream.of();
    return Stream.concat(inputs().stream(), sink).toList();
  }

  private String firstArguments() {
    return first().stream().map(it -> it.name).collect(Collectors.joining(", "));
  }

  private List<ParameterSpec> sinks() {
    return header.types().sinks().stream()
        .map(it -> ParameterSpec.builder(ShellTypes.sinkOf(it.type()), name(it)).build())
        .toList();
  }

  private String arguments() {
    return header.types().sinks().stream().map(this::name).collect(Collectors.joining(", "));
  }

  private String name(NamedSink output) {
    return Objects.requireNonNull(names.get(output.name()));
  }

  private String inputTag() {
    return input == null ? "" : "@param " + input + " the input\n";
  }

  private String firstTags() {
    return inputTag() + (gives() ? "@param sink takes the outputs; it may pause\n" : "");
  }

  private String sinkTags() {
    return header.types().sinks().stream()
        .map(
            it ->
                "@param "
                    + name(it)
                    + " takes what goes to {@code "
                    + it.name()
                    + "}; it may pause\n")
        .collect(Collectors.joining());
  }
}
