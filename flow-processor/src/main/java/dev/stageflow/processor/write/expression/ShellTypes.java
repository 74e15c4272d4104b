package dev.stageflow.processor.write.expression;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.ParameterizedTypeName;
import com.squareup.javapoet.TypeName;
import com.squareup.javapoet.TypeVariableName;
import com.squareup.javapoet.WildcardTypeName;
import dev.stageflow.DurableFlow;
import dev.stageflow.DurableSourceFlow;
import dev.stageflow.Flow;
import dev.stageflow.Sink;
import dev.stageflow.SourceFlow;
import dev.stageflow.function.StageFunction;
import dev.stageflow.internal.durable.AbstractDurableFlow;
import dev.stageflow.internal.durable.AbstractDurableSourceFlow;
import dev.stageflow.internal.flow.AbstractFlow;
import dev.stageflow.internal.flow.AbstractKeyedFlow;
import dev.stageflow.internal.flow.AbstractSourceFlow;
import dev.stageflow.internal.flow.Definitions;
import dev.stageflow.internal.flow.Kept;
import dev.stageflow.processor.model.Header;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** The types in the public members of a generated class, with the definition's type variables. */
public final class ShellTypes {

  /** The variable for the accumulator of a keyed flow's run. */
  public static final String KEPT = "kept";

  private final Header header;

  public ShellTypes(Header header) {
    this.header = header;
  }

  public TypeName definition() {
    return header.definition().type();
  }

  /** The generated class. */
  public TypeName flow() {
    return parameterized(header.flow());
  }

  /**
   * The definition in an expression that makes one. Its type arguments are left to inference only
   * where they cannot be named: inference fails for a bound such as {@code Comparable<? super T>}.
   */
  public CodeBlock constructedDefinition() {
    TypeName named = parameterized(header.definition().name());
    return named.equals(definition())
        ? CodeBlock.of("$T", named)
        : CodeBlock.of("$T<>", header.definition().name());
  }

  /** The generated class in an expression that makes one. */
  public CodeBlock constructedFlow() {
    return CodeBlock.of(
        header.definition().typeVariables().isEmpty() ? "$T" : "$T<>", header.flow());
  }

  public TypeName superclass() {
    TypeName input = header.inputType();
    if (input != null && header.isKeyed()) {
      return ParameterizedTypeName.get(
          ClassName.get(AbstractKeyedFlow.class),
          input,
          Objects.requireNonNull(header.types().kept()),
          header.types().output());
    }
    boolean durable = header.isDurable();
    return input == null
        ? ParameterizedTypeName.get(
            ClassName.get(durable ? AbstractDurableSourceFlow.class : AbstractSourceFlow.class),
            header.types().output())
        : ParameterizedTypeName.get(
            ClassName.get(durable ? AbstractDurableFlow.class : AbstractFlow.class),
            input,
            header.types().output());
  }

  /** The type that hands over the accumulator of a keyed flow's run. */
  public TypeName kept() {
    return ParameterizedTypeName.get(
        ClassName.get(Kept.class), Objects.requireNonNull(header.types().kept()));
  }

  /** A supplier of definitions. */
  public TypeName supplier() {
    return ParameterizedTypeName.get(
        ClassName.get(Supplier.class), WildcardTypeName.subtypeOf(definition()));
  }

  /** The type from which runs get their definition. */
  public TypeName definitions() {
    return ParameterizedTypeName.get(ClassName.get(Definitions.class), definition());
  }

  /** The sink of the outputs. */
  public TypeName sink() {
    return sinkOf(header.types().output());
  }

  /** The flow as users see it once all its sinks are given. */
  public TypeName plain() {
    TypeName input = header.inputType();
    boolean durable = header.isDurable();
    return input == null
        ? ParameterizedTypeName.get(
            ClassName.get(durable ? DurableSourceFlow.class : SourceFlow.class),
            header.types().output())
        : ParameterizedTypeName.get(
            ClassName.get(durable ? DurableFlow.class : Flow.class),
            input,
            header.types().output());
  }

  /** A sink that takes a type. */
  public static TypeName sinkOf(TypeName type) {
    return ParameterizedTypeName.get(ClassName.get(Sink.class), WildcardTypeName.supertypeOf(type));
  }

  /** The class of the flow with all its sinks. */
  public TypeName bound() {
    return parameterized(bound(header));
  }

  /** That class. */
  public static ClassName bound(Header header) {
    return nested(header, "BoundFlow");
  }

  /** The class that runs a flow with named sinks on an executor. */
  public TypeName runner() {
    return parameterized(runner(header));
  }

  /** That class. */
  public static ClassName runner(Header header) {
    return nested(header, "Runner");
  }

  private static ClassName nested(Header header, String name) {
    UniqueNames names = new UniqueNames(header.definition().typeVariableNames());
    names.take(List.of(header.flow().simpleName()));
    return header.flow().nestedClass(names.name(name));
  }

  /** The parameters and fields of the named sinks, by their names. */
  public static Map<String, String> outputNames(Header header) {
    UniqueNames names =
        new UniqueNames(
            List.of("definitions", "options", "sink", "executor", "flow", "stages", "added"));
    names.take(List.of(header.inputName()));
    Map<String, String> named = new LinkedHashMap<>();
    header.types().sinks().forEach(it -> named.put(it.name(), names.name(it.name())));
    return named;
  }

  /** The class by which functions are added. */
  public TypeName additions() {
    return parameterized(additions(header));
  }

  /** The name of that class: neither that of the flow around it, nor that of a type variable. */
  public static ClassName additions(Header header) {
    return nested(header, "Additions");
  }

  /** The type of a function that may be added after a stage. */
  public static TypeName added(TypeName type) {
    return ParameterizedTypeName.get(
        ClassName.get(StageFunction.class),
        WildcardTypeName.supertypeOf(type),
        WildcardTypeName.subtypeOf(type));
  }

  /** A class with the definition's type variables as its arguments. */
  TypeName parameterized(ClassName type) {
    List<TypeVariableName> variables = header.definition().typeVariables();
    return variables.isEmpty()
        ? type
        : ParameterizedTypeName.get(type, variables.toArray(TypeName[]::new));
  }
}
