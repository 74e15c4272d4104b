package dev.stageflow.engine;

import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.FlowOptions;
import dev.stageflow.Sink;
import dev.stageflow.SourceFlow;
import dev.stageflow.SourceRunner;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.stream.Collector;
import java.util.stream.Stream;

/**
 * A flow without an input whose runs stand on a {@link FlowStack}: what generated flows extend
 * whose first stage takes no item.
 *
 * @param <O> the outputs' type; {@link Void} where the last stage consumes its items
 */
public abstract class AbstractSourceFlow<O> extends Narrowing implements SourceFlow<O>, Described {
  private final FlowOptions options;

  /**
   * For subclasses, which must be immutable.
   *
   * @param options how the flow is run
   */
  protected AbstractSourceFlow(FlowOptions options) {
    this.options = Objects.requireNonNull(options, "options");
  }

  /**
   * Makes the frame that a run begins with. Called once for each activation of the flow, inside the
   * run: what it throws is treated as if the first stage had thrown it, pauses included.
   *
   * @param sink takes the outputs
   * @return a frame that is on no stack
   * @throws Exception what making the definition throws
   */
  protected abstract Frame begin(Sink<? super O> sink) throws Exception;

  /** Makes the stack of a new run, of which nothing has been called yet. */
  final FlowStack newRun(Sink<? super O> sink) {
    return newRun(sink, options());
  }

  /** Makes one with other options, in the context of this thread. */
  final FlowStack newRun(Sink<? super O> sink, FlowOptions options) {
    FlowStack stack = new FlowStack(Workplace.of(options), options);
    stack.push(new StartFrame<>(this, sink));
    return stack;
  }

  /** Returns how the flow is run. */
  FlowOptions options() {
    return options;
  }

  /** What a run keeps of this flow, though not of its input. */
  Described described() {
    return this;
  }

  @Override
  public void run() throws Exception {
    run(output -> {});
  }

  @Override
  public void run(Sink<? super O> sink) throws Exception {
    BlockingRun.run(newRun(Objects.requireNonNull(sink, "sink")));
  }

  @Override
  public List<O> collect() throws Exception {
    List<O> outputs = new ArrayList<>();
    BlockingRun.run(newRun(outputs::add));
    return Collections.unmodifiableList(outputs);
  }

  @Override
  public <R> R collect(Collector<? super O, ?, R> collector) throws Exception {
    Bucket<? super O, R> outputs = Bucket.of(collector);
    BlockingRun.run(newRun(outputs::add));
    return outputs.finish();
  }

  @Override
  public O single() throws Exception {
    SingleSink<O> output = new SingleSink<>();
    BlockingRun.run(newRun(output));
    return output.get();
  }

  @Override
  public final Stream<O> stream() {
    return FlowSpliterator.stream(new OpenedFlow<>(this));
  }

  @Override
  public final FlowIterator<O> open() {
    return new OpenedFlow<>(this);
  }

  @Override
  public final <R> SourceFlow<R> then(Flow<? super O, ? extends R> next) {
    return new BoundThen<>(this, Subflows.composable(Objects.requireNonNull(next, "next")));
  }

  @Override
  public final SourceRunner<O> on(Executor executor) {
    return new LoopSourceRunner<>(this, new LoopSettings(executor, options()));
  }
}
