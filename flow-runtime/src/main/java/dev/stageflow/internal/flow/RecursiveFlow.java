package dev.stageflow.internal.flow;

import dev.stageflow.Flow;
import dev.stageflow.FlowDescription;
import dev.stageflow.FlowOptions;
import dev.stageflow.Sink;
import dev.stageflow.internal.frame.Frame;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Stands for a flow while that is being defined, so that it can have itself as a part.
 *
 * @param <I> the input's type
 * @param <O> the outputs' type
 */
public final class RecursiveFlow<I, O> extends AbstractFlow<I, O> implements Composition {

  /**
   * The flow, once it is defined. Volatile, because what refers to this may reach another thread in
   * any way, as immutable objects do.
   */
  private volatile @Nullable AbstractFlow<I, O> flow;

  private final boolean hasOptions;

  /** Stands for a flow that is run with its own options. */
  private RecursiveFlow() {
    super(FlowOptions.defaults());
    hasOptions = false;
  }

  /** Stands for another one, run with options. */
  private RecursiveFlow(RecursiveFlow<I, O> flow, FlowOptions options) {
    super(options);
    hasOptions = true;
    this.flow = flow;
  }

  /**
   * Defines a flow that has itself as a part.
   *
   * @param definition takes what stands for the flow, and gives the flow
   * @param <I> the input's type
   * @param <O> the outputs' type
   * @return the flow
   * @throws IllegalArgumentException if the flow is none that Stageflow generated or built
   */
  public static <I, O> Flow<I, O> of(
      Function<? super Flow<I, O>, ? extends Flow<I, O>> definition) {
    Objects.requireNonNull(definition, "definition");
    RecursiveFlow<I, O> self = new RecursiveFlow<>();
    Flow<I, O> defined = Objects.requireNonNull(definition.apply(self), "the defined flow");
    if (defined == self) {
      throw new IllegalArgumentException("the flow is defined as itself: it would never end");
    }
    self.flow = Subflows.composable(defined);
    return defined;
  }

  @Override
  protected FlowOptions options() {
    AbstractFlow<I, O> defined = flow;
    return hasOptions || defined == null ? super.options() : defined.options();
  }

  @Override
  public Flow<I, O> using(FlowOptions options) {
    return new RecursiveFlow<>(this, options);
  }

  @Override
  protected Frame begin(I input, Sink<? super O> sink) {
    return defined().begin(input, sink);
  }

  @Override
  public List<Described> parts() {
    return List.of(defined());
  }

  @Override
  public FlowDescription describe() {
    return Composition.super.describe();
  }

  private AbstractFlow<I, O> defined() {
    AbstractFlow<I, O> defined = flow;
    if (defined == null) {
      throw new IllegalStateException("the flow is used before it is defined");
    }
    return defined;
  }
}
