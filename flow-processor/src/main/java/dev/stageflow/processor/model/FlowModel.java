package dev.stageflow.processor.model;

import com.squareup.javapoet.TypeName;
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
 * A valid definition: all that is needed to write its flow.
 *
 * @param header the declaration of the generated class
 * @param plan the levels and steps
 * @param elements what each element of the plan calls
 * @param guards its timeout, retries and recoveries, for each element of the plan
 * @param parallels how stages have several items at once, by the element's index
 * @param storables how its values are saved; {@link Storables#NONE} unless it is durable
 * @param description the stages as the flow describes them at run time and as its javadoc draws
 *     them
 */
public record FlowModel(
    Header header,
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

  /** The input as a value; null for a source flow. */
  public @Nullable Value inputValue() {
    return header.types().input();
  }

  /** The input, or a stage's value. */
  public Value value(int id) {
    return Objects.requireNonNull(id == FlowPlan.RUN ? inputValue() : elements.get(id).value());
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

  /** Whether a stage has a guard. */
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
        || guards.get(subflow).recoveries().stream().anyMatch(Guard.Recovery::several);
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

  /** The guard of a step's call of a stage. */
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
}
