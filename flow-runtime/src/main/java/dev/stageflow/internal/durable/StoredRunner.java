package dev.stageflow.internal.durable;

import dev.stageflow.DurableRunner;
import dev.stageflow.DurableSink;
import dev.stageflow.FlowRun;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Makes the run of a flow that takes an input: that of the flow with that input bound. */
final class StoredRunner<I, O, T> implements DurableRunner<I, O, T> {
  private final Function<I, SavableFlow<O>> bound;
  private final DurableRuns<T> runs;

  StoredRunner(Function<I, SavableFlow<O>> bound, DurableRuns<T> runs) {
    this.bound = bound;
    this.runs = runs;
  }

  private StoredSourceRunner<O, T> bound(I input) {
    return new StoredSourceRunner<>(bound.apply(Objects.requireNonNull(input, "input")), runs);
  }

  @Override
  public DurableRunner<I, O, T> saveEvery(Duration interval) {
    return new StoredRunner<>(bound, runs.every(interval));
  }

  @Override
  public void run(I input) throws Exception {
    bound(input).run();
  }

  @Override
  public void run(I input, DurableSink<? super O, ? super T> sink) throws Exception {
    bound(input).run(sink);
  }

  @Override
  public Starter<I, O, T> on(Executor executor) {
    Objects.requireNonNull(executor, "executor");
    return new Starter<>() {
      @Override
      public FlowRun start(I input) {
        return bound(input).on(executor).start();
      }

      @Override
      public FlowRun start(I input, DurableSink<? super O, ? super T> sink) {
        return bound(input).on(executor).start(sink);
      }
    };
  }
}
