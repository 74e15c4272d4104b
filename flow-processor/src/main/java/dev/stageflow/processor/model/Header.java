package dev.stageflow.processor.model;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.ParameterizedTypeName;
import com.squareup.javapoet.TypeName;
import com.squareup.javapoet.TypeVariableName;
import com.squareup.javapoet.WildcardTypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The declaration of a generated class. A stub, which is written where the definition has errors,
 * has the same.
 *
 * @param definition the definition
 * @param flow the generated class
 * @param types the types by which users call it
 * @param isPublic whether it is public
 * @param isDurable whether its runs can be saved
 * @param suppressed the names of the compiler's warnings that it must not give
 * @param inModule whether the definition is in a named module
 * @param marked whether {@code javax.annotation.processing.Generated} can be seen from there
 */
public record Header(
    Definition definition,
    ClassName flow,
    FlowTypes types,
    boolean isPublic,
    boolean isDurable,
    List<String> suppressed,
    boolean inModule,
    boolean marked) {

  /** Copies the list. */
  public Header {
    suppressed = List.copyOf(suppressed);
  }

  /** Whether functions may be added after its stages. */
  public boolean isExtensible() {
    return !types.additions().isEmpty();
  }

  /** Whether it takes named sinks, so that it is not a flow itself until they are given. */
  public boolean hasNamedSinks() {
    return !types.sinks().isEmpty();
  }

  /** Whether the run's accumulator can be kept from run to run. */
  public boolean isKeyed() {
    return types.kept() != null;
  }

  /** The input's type, boxed; null for a source flow. */
  public @Nullable TypeName inputType() {
    Value input = types.input();
    return input == null ? null : input.type().box();
  }

  /** What a reader would call the input. */
  public String inputName() {
    Value input = types.input();
    return input == null ? "input" : input.name();
  }

  /**
   * The annotated class.
   *
   * @param name its name
   * @param type its type; with wildcards for its type variables if one of their bounds cannot be
   *     named
   * @param typeVariables its type variables, with their bounds
   * @param isInstantiable whether it has a no-argument constructor that generated code can call
   */
  public record Definition(
      ClassName name, TypeName type, List<TypeVariableName> typeVariables, boolean isInstantiable) {

    /** Copies the list. */
    public Definition {
      typeVariables = List.copyOf(typeVariables);
    }

    /** Whether a bound cannot be named, so that only a stub is written, which needs no instance. */
    public boolean hasUnnamedBound() {
      return type instanceof ParameterizedTypeName generic
          && generic.typeArguments.get(0) instanceof WildcardTypeName;
    }

    /** The names of its type variables. */
    public List<String> typeVariableNames() {
      return typeVariables.stream().map(variable -> variable.name).toList();
    }
  }

  /**
   * The types by which users call a flow.
   *
   * @param input the input; null for a source flow
   * @param output the outputs' type, boxed; {@link Void} where the last stage consumes
   * @param sinks the named sinks
   * @param additions where functions may be added: nowhere unless it is extensible
   * @param thrown the checked exceptions of the definition's methods, without {@code PauseFlow}
   * @param kept the type of the run's accumulator, boxed, if that can be kept from run to run; null
   *     if it cannot
   */
  public record FlowTypes(
      @Nullable Value input,
      TypeName output,
      List<NamedSink> sinks,
      List<AdditionPlace> additions,
      List<TypeName> thrown,
      @Nullable TypeName kept) {

    /** Copies the lists. */
    public FlowTypes {
      sinks = List.copyOf(sinks);
      additions = List.copyOf(additions);
      thrown = List.copyOf(thrown);
    }

    /** The named sink of a name. */
    public NamedSink sink(String name) {
      return sinks.stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
    }
  }

  /**
   * A sink that an {@code @Output} names, in addition to that of the flow's outputs.
   *
   * @param name its name
   * @param type the type of what it takes, boxed
   */
  public record NamedSink(String name, TypeName type) {}

  /**
   * The place after a stage at which a function may be added.
   *
   * @param stage the stage's name
   * @param name the place's name, such as {@code afterOrders}
   * @param type the type of what goes on after the stage, boxed
   */
  public record AdditionPlace(String stage, String name, TypeName type) {}
}
