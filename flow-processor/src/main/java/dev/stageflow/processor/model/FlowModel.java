package dev.stageflow.processor.model;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.TypeName;
import com.squareup.javapoet.TypeVariableName;
import dev.stageflow.FlowDescription;
import dev.stageflow.internal.plan.Element;
import dev.stageflow.internal.plan.FlowPlan;
import dev.stageflow.internal.plan.Level;
import dev.stageflow.internal.plan.Step;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A definition that is right: all that is needed to write its flow.
 *
 * @param header the generated class, as users see it
 * @param inputValue the input as a value; null for a source flow
 * @param plan the levels and steps
 * @param elements what each element of the plan calls
 * @param guards what is done when it fails, for each element of the plan
 * @param parallels how stages have several items at once, by the element's index
 * @param storables how its values are saved; {@link Storables#NONE} unless it is durable
 * @param description the stages as the flow describes them at run time and as its javadoc draws
 *     them
 */
public record FlowModel(
    Header header,
    @Nullable Value inputValue,
    FlowPlan plan,
    List<ElementModel> elements,
    List<Guard> guards,
    Map<Integer, Parallel> parallels,
    Storables storables,
    FlowDescription description) {

  /** Copies the lists. */
  public FlowModel {
    elements = List.copyOf(elements);
    guards = List.copyOf(guards);
    parallels = Map.copyOf(parallels);
  }

  /** How a parallel stage has several items at once. */
  public Parallel parallel(int element) {
    return Objects.requireNonNull(parallels.get(element));
  }

  /** The input, or what a stage gives that gives something. */
  public Value value(int id) {
    return Objects.requireNonNull(id == FlowPlan.RUN ? inputValue : elements.get(id).value());
  }

  /** Whether its runs can be saved. */
  public boolean isDurable() {
    return header.isDurable();
  }

  /** Whether its runs can gather in an accumulator that is kept in between. */
  public boolean isKeyed() {
    return header.isKeyed();
  }

  /** How values of a type are saved. */
  public Storable storable(TypeName type) {
    return type.isPrimitive() ? Storable.primitive(type) : storables.of(type);
  }

  /** Whether something is done about the failure of a stage. */
  public boolean isGuarded() {
    return guards.stream().anyMatch(guard -> !guard.isNone());
  }

  /** Whether an element is a fork: a frame keeps the call, and reads what that gives. */
  public boolean isFork(int element) {
    return element >= 0 && plan.elements().get(element).kind() == Element.Kind.FORK;
  }

  /** Whether a level starts forks. */
  public boolean hasForks(Level level) {
    return level.steps().stream().anyMatch(step -> step.kind() == Step.Kind.FORK);
  }

  /** The elements whose calls are started, and have a class of their own each. */
  public List<Integer> started() {
    return IntStream.range(0, elements.size())
        .filter(element -> isFork(element) || parallels.containsKey(element))
        .boxed()
        .toList();
  }

  /** Whether a subflow's stage gives a list of flows, or one of its recoveries does. */
  public boolean givesFlows(int subflow) {
    return ((ElementModel.Subflow) elements.get(subflow)).several()
        || guards.get(subflow).recovers().stream().anyMatch(Guard.Recover::several);
  }

  /** The hook that a step calls. */
  public Hook hook(Step step) {
    ElementModel element = elements.get(step.element());
    Hook hook =
        switch (step.kind()) {
          case FINISHED -> ((ElementModel.Sequence) element).onFinish();
          case OPENED -> ((ElementModel.Context) element).onOpen();
          case FLUSH -> ((ElementModel.Context) element).onFlush();
          case CLOSE -> ((ElementModel.Context) element).onClose();
          default -> throw new IllegalArgumentException(step.kind().name());
        };
    return Objects.requireNonNull(hook);
  }

  /** What gives the key by which neighbouring items share a context. */
  public Key groupKey(int context) {
    return Objects.requireNonNull(((ElementModel.Context) elements.get(context)).by());
  }

  /** What is done when a step's call of a stage fails. */
  public Guard guard(Step step) {
    return switch (step.kind()) {
      case CALL, CONSUME, FILTER, ENTER, SUBFLOW, ADD -> guards.get(step.element());
      case KEY,
          BREAK,
          OPEN,
          OPENED,
          FORK,
          RELEASE,
          AHEAD,
          START,
          FINISHED,
          FULL,
          PASS,
          FLUSH,
          FINISH,
          CLOSE,
          OUTPUT,
          EMIT ->
          Guard.NONE;
    };
  }

  /**
   * A stage that gives something, after which a function may be added.
   *
   * @param stage its name
   * @param place the name of the place after it, such as {@code afterOrders}
   * @param type the type of what goes on after it, boxed
   */
  public record Giving(String stage, String place, TypeName type) {}

  /**
   * A sink beside that of the flow's outputs.
   *
   * @param name its name
   * @param type the type of what it takes, boxed
   */
  public record Output(String name, TypeName type) {}

  /**
   * The public face of a generated class; a stub, written where the definition has mistakes, has
   * the same.
   *
   * @param definition the annotated class
   * @param definitionType the annotated class with its type variables; with wildcards for them if
   *     one of their bounds cannot be named
   * @param flow the generated class
   * @param typeVariables the definition's type variables, with their bounds
   * @param isPublic whether the generated class is public
   * @param instantiable whether the definition has a no-argument constructor that generated code
   *     can call
   * @param input the input's type, boxed; null for a source flow
   * @param inputName what a reader would call the input
   * @param output the outputs' type, boxed; {@link Void} where the last stage consumes
   * @param giving the stages after which functions may be added: none unless it is extensible
   * @param outputs the sinks beside that of the outputs
   * @param thrown the checked exceptions of the definition's methods, without {@code PauseFlow}
   * @param suppressed the names of the compiler's warnings that it must not give
   * @param inModule whether the definition is in a named module
   * @param marked whether {@code javax.annotation.processing.Generated} can be seen from there
   * @param isDurable whether its runs can be saved
   * @param kept the type of the run's accumulator, boxed, if that can be kept from run to run; null
   *     if it cannot
   */
  public record Header(
      ClassName definition,
      TypeName definitionType,
      ClassName flow,
      List<TypeVariableName> typeVariables,
      boolean isPublic,
      boolean instantiable,
      @Nullable TypeName input,
      String inputName,
      TypeName output,
      List<Giving> giving,
      List<Output> outputs,
      List<TypeName> thrown,
      List<String> suppressed,
      boolean inModule,
      boolean marked,
      boolean isDurable,
      @Nullable TypeName kept) {

    /** Copies the lists. */
    public Header {
      typeVariables = List.copyOf(typeVariables);
      giving = List.copyOf(giving);
      outputs = List.copyOf(outputs);
      thrown = List.copyOf(thrown);
      suppressed = List.copyOf(suppressed);
    }

    /**
     * Returns whether functions may be added after its stages.
     *
     * @return true if there is a place for one
     */
    public boolean isExtensible() {
      return !giving.isEmpty();
    }

    /**
     * Returns whether it takes other sinks than that of the outputs, so that it is no flow itself.
     *
     * @return true if there is one
     */
    public boolean hasOutputs() {
      return !outputs.isEmpty();
    }

    /**
     * Returns whether the run's accumulator can be kept from run to run.
     *
     * @return true if so
     */
    public boolean isKeyed() {
      return kept != null;
    }

    /**
     * Returns a sink beside that of the outputs.
     *
     * @param name its name
     * @return the sink
     */
    public Output output(String name) {
      return outputs.stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
    }

    /**
     * Names the type variables.
     *
     * @return their names, in order
     */
    public List<String> typeVariableNames() {
      return typeVariables.stream().map(variable -> variable.name).toList();
    }
  }
}
