package dev.stageflow.internal.flow;

import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.FlowOptions;
import dev.stageflow.FlowRunner;
import dev.stageflow.Sink;
import dev.stageflow.SourceFlow;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Frame;
import dev.stageflow.internal.run.LoopRunner;
import dev.stageflow.internal.slice.FirstSlices;
import dev.stageflow.internal.slice.LoopSettings;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.stream.Collector;
import java.util.stream.Stream;

/**
 * A flow whose runs stand on a {@link FlowStack}: what generated and built flows extend. A run is
 * that of the flow with its input {@linkplain AbstractSourceFlow bound}.
 *
 * @param <I> the input's type
 * @param <O> the outputs' type; {@link Void} where the last stage consumes its items
 */
public abstract class AbstractFlow<I, O> implements Flow<I, O>, Described {
  private final FlowOptions options;
  private final FirstSlices firstSlices = new FirstSlices();

  /**
   * For subclasses, which must be immutable.
   *
   * @param options how the flow is run
   */
  protected AbstractFlow(FlowOptions options) {
    this.options = Objects.requireNonNull(options, "options");
  }

  /**
   * Makes the frame that a run begins with. Called once for each activation of the flow; calls no
   * user code.
   *
   * @param input the input, never null
   * @param sink takes the outputs
   * @return a frame that is on no stack
   */
  protected abstract Frame begin(I input, Sink<? super O> sink);

  /**
   * Returns how the flow is run.
   *
   * @return the options
   */
  protected FlowOptions options() {
    return options;
  }

  @Override
  public void run(I input) throws Exception {
    runHere(input);
  }

  @Override
  public void run(I input, Sink<? super O> sink) throws Exception {
    bound(input).run(sink);
  }

  @Override
  public List<O> collect(I input) throws Exception {
    return collectHere(input);
  }

  @Override
  public <R> R collect(I input, Collector<? super O, ?, R> collector) throws Exception {
    return collectHere(input, collector);
  }

  @Override
  public O single(I input) throws Exception {
    return singleHere(input);
  }

  /**
   * Runs as {@link #run(Object)} does, see {@link AbstractSourceFlow#runHere()}.
   *
   * @param input the input
   */
  protected final void runHere(I input) {
    bound(input).runHere();
  }

  /**
   * Runs as {@link #collect(Object)} does, see {@link AbstractSourceFlow#runHere()}.
   *
   * @param input the input
   * @return the outputs
   */
  protected final List<O> collectHere(I input) {
    return bound(input).collectHere();
  }

  /**
   * Runs as {@link #collect(Object, Collector)} does, see {@link AbstractSourceFlow#runHere()}.
   *
   * @param input the input
   * @param collector takes the outputs
   * @param <R> the result's type
   * @return the collector's result
   */
  protected final <R> R collectHere(I input, Collector<? super O, ?, R> collector) {
    return bound(input).collectHere(collector);
  }

  /**
   * Runs as {@link #single(Object)} does, see {@link AbstractSourceFlow#runHere()}.
   *
   * @param input the input
   * @return the output
   */
  protected final O singleHere(I input) {
    return bound(input).singleHere();
  }

  @Override
  public final Stream<O> stream(I input) {
    return bind(input).stream();
  }

  @Override
  public final FlowIterator<O> open(I input) {
    return bind(input).open();
  }

  @Override
  public SourceFlow<O> bind(I input) {
    return bound(input);
  }

  private BoundFlow<I, O> bound(I input) {
    return new BoundFlow<>(this, Objects.requireNonNull(input, "input"));
  }

  @Override
  public final <R> Flow<I, R> then(Flow<? super O, ? extends R> next) {
    return new ThenFlow<>(this, Subflows.composable(Objects.requireNonNull(next, "next")));
  }

  @Override
  public final FlowRunner<I, O> on(Executor executor) {
    return new LoopRunner<>(
        input -> new BoundFlow<>(this, input).runs(),
        new LoopSettings(executor, options(), firstSlices));
  }
}
