package dev.stageflow.internal.durable;

import dev.stageflow.DurableSink;
import dev.stageflow.FlowDescription;
import dev.stageflow.FlowOptions;
import dev.stageflow.FlowRun;
import dev.stageflow.FlowStore;
import dev.stageflow.Sink;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.run.BlockingRun;
import dev.stageflow.internal.run.CallerRun;
import dev.stageflow.internal.run.LoopSourceRunner;
import dev.stageflow.internal.run.RunFactory;
import dev.stageflow.internal.slice.LoopSettings;
import dev.stageflow.internal.slice.RunClock;
import dev.stageflow.internal.tunnel.Workplace;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * How the run is made that a store keeps under an id.
 *
 * @param store the store
 * @param id the run's id
 * @param interval the time between two saves; zero to save after each output
 * @param options how the run is made
 * @param description describes the flow
 * @param <T> what outputs are written to
 */
public record DurableRuns<T>(
    FlowStore<T> store,
    String id,
    Duration interval,
    FlowOptions options,
    Supplier<FlowDescription> description) {
  private static final Duration USUAL_INTERVAL = Duration.ofSeconds(1);

  public DurableRuns {
    Objects.requireNonNull(store, "store");
    Objects.requireNonNull(id, "id");
    if (interval.isNegative()) {
      throw new IllegalArgumentException(
          "the time between two saves must not be negative: " + interval);
    }
  }

  /** Saves as often as is usual. */
  public DurableRuns(
      FlowStore<T> store, String id, FlowOptions options, Supplier<FlowDescription> description) {
    this(store, id, USUAL_INTERVAL, options, description);
  }

  DurableRuns<T> every(Duration time) {
    return new DurableRuns<>(store, id, time, options, description);
  }

  private <O> RunFactory<O> runs(SavableFlow<O> flow, DurableSink<? super O, ? super T> sink) {
    Objects.requireNonNull(sink, "sink");
    return new RunFactory<>(
        (counted, its, clock) -> newStack(flow, sink, counted, its, clock), description);
  }

  private <O> FlowStack newStack(
      SavableFlow<O> flow,
      DurableSink<? super O, ? super T> sink,
      Sink<? super O> counted,
      FlowOptions its,
      RunClock clock) {
    FlowStack stack = new FlowStack(Workplace.of(its), its, clock);
    stack.push(
        new StoredRunFrame<O, T>(
            flow, stack, counted, new OpenSession<>(store, id), new Outputs<O, T>(sink), interval));
    return stack;
  }

  <O> void run(SavableFlow<O> flow, DurableSink<? super O, ? super T> sink) throws Exception {
    RunFactory<O> runs = runs(flow, sink);
    if (CallerRun.isWanted(options)) {
      CallerRun.run(runs, output -> {}, options);
    } else {
      BlockingRun.run(newStack(flow, sink, output -> {}, options, RunClock.SYSTEM));
    }
  }

  <O> FlowRun start(
      Executor executor, SavableFlow<O> flow, DurableSink<? super O, ? super T> sink) {
    return new LoopSourceRunner<>(runs(flow, sink), new LoopSettings(executor, options)).start();
  }
}
