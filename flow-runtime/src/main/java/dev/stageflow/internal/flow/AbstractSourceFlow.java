package dev.stageflow.internal.flow;

import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.FlowOptions;
import dev.stageflow.Sink;
import dev.stageflow.SourceFlow;
import dev.stageflow.SourceRunner;
import dev.stageflow.internal.failure.Failures;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Frame;
import dev.stageflow.internal.run.BlockingRun;
import dev.stageflow.internal.run.CallerRun;
import dev.stageflow.internal.run.LoopSourceRunner;
import dev.stageflow.internal.run.Opened;
import dev.stageflow.internal.run.RunFactory;
import dev.stageflow.internal.sink.SingleSink;
import dev.stageflow.internal.slice.LoopSettings;
import dev.stageflow.internal.slice.RunClock;
import dev.stageflow.internal.tunnel.Workplace;
import dev.stageflow.internal.value.Bucket;
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
public abstract class AbstractSourceFlow<O> implements SourceFlow<O>, Described {
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
   * Makes the frame that a run begins with. Called once for each activation of the flow; calls no
   * user code.
   *
   * @param sink takes the outputs
   * @return a frame that is on no stack
   */
  protected abstract Frame begin(Sink<? super O> sink);

  private FlowStack newRun(Sink<? super O> sink, FlowOptions options, RunClock clock) {
    FlowStack stack = new FlowStack(Workplace.of(options), options, clock);
    stack.enter(begin(sink));
    return stack;
  }

  /**
   * Returns how the flow is run.
   *
   * @return the options
   */
  protected FlowOptions options() {
    return options;
  }

  final RunFactory<O> runs() {
    return new RunFactory<O>(this::newRun, described()::describe);
  }

  /**
   * Returns what a run keeps of this flow, though not of its input.
   *
   * @return what describes it
   */
  protected Described described() {
    return this;
  }

  @Override
  public void run() throws Exception {
    runHere();
  }

  @Override
  public void run(Sink<? super O> sink) throws Exception {
    runHere(Objects.requireNonNull(sink, "sink"));
  }

  @Override
  public List<O> collect() throws Exception {
    return collectHere();
  }

  @Override
  public <R> R collect(Collector<? super O, ?, R> collector) throws Exception {
    return collectHere(collector);
  }

  @Override
  public O single() throws Exception {
    return singleHere();
  }

  /**
   * Runs as {@link #run()} does. What a stage throws is thrown as it is, though it is not declared:
   * a generated flow calls this from a method that declares what the definition's methods do. It
   * does so without a lambda, since HotSpot inlines no deeper than 15 calls, of which the stages
   * are the last.
   */
  protected final void runHere() {
    runHere(output -> {});
  }

  /**
   * Runs as {@link #collect()} does, see {@link #runHere()}.
   *
   * @return the outputs
   */
  protected final List<O> collectHere() {
    List<O> outputs = new ArrayList<>();
    runHere(outputs::add);
    return Collections.unmodifiableList(outputs);
  }

  /**
   * Runs as {@link #collect(Collector)} does, see {@link #runHere()}.
   *
   * @param collector takes the outputs
   * @param <R> the result's type
   * @return the collector's result
   */
  protected final <R> R collectHere(Collector<? super O, ?, R> collector) {
    Bucket<? super O, R> outputs = Bucket.of(collector);
    runHere(outputs::add);
    return outputs.finish();
  }

  /**
   * Runs as {@link #single()} does, see {@link #runHere()}.
   *
   * @return the output
   */
  protected final O singleHere() {
    SingleSink<O> output = new SingleSink<>();
    runHere(output);
    return output.get();
  }

  private void runHere(Sink<? super O> sink) {
    try {
      if (CallerRun.isWanted(options())) {
        CallerRun.run(runs(), sink, options());
      } else {
        BlockingRun.run(newRun(sink, options(), RunClock.SYSTEM));
      }
    } catch (Exception failure) {
      throw Failures.<RuntimeException>same(failure);
    }
  }

  @Override
  public final Stream<O> stream() {
    return Opened.of(runs(), options()).stream();
  }

  @Override
  public final FlowIterator<O> open() {
    return Opened.of(runs(), options());
  }

  @Override
  public final <R> SourceFlow<R> then(Flow<? super O, ? extends R> next) {
    return new BoundThen<>(this, Subflows.composable(Objects.requireNonNull(next, "next")));
  }

  @Override
  public final SourceRunner<O> on(Executor executor) {
    return new LoopSourceRunner<>(runs(), new LoopSettings(executor, options()));
  }
}
