package dev.stageflow.internal.durable;

import dev.stageflow.DurableRunner;
import dev.stageflow.DurableSink;
import dev.stageflow.FlowDescription;
import dev.stageflow.FlowOptions;
import dev.stageflow.FlowRun;
import dev.stageflow.FlowStore;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes the run of a flow that takes an input: that of the flow with that input bound. */
public final class StoredRunner<I, O, T> implements DurableRunner<I, O, T> {
  private final Function<I, SavableFlow<O>> bound;
  private final DurableRuns<T> runs;

  /**
   * Makes a runner.
   *
   * @param bound gives the flow with its input
   * @param options how it is run
   * @param description describes it
   * @param store keeps the run
   * @param id the run's id
   */
  public StoredRunner(
      Function<I, SavableFlow<O>> bound,
      FlowOptions options,
      Supplier<FlowDescription> description,
      FlowStore<T> store,
      String id) {
    this(bound, new DurableRuns<>(store, id, options, description));
  }

  private StoredRunner(Function<I, SavableFlow<O>> bound, DurableRuns<T> runs) {
    this.bound = bound;
    this.runs = runs;
  }

  private SavableFlow<O> bind(I input) {
    return bound.apply(Objects.requireNonNull(input, "input"));
  }

  @Override
  public DurableRunner<I, O, T> saveEvery(Duration interval) {
    return new StoredRunner<>(bound, runs.every(interval));
  }

  @Override
  public void run(I input) throws Exception {
    run(input, (output, target) -> {});
  }

  @Override
  public void run(I input, DurableSink<? super O, ? super T> sink) throws Exception {
    runs.run(bind(input), sink);
  }

  @Override
  public Starter<I, O, T> on(Executor executor) {
    Objects.requireNonNull(executor, "executor");
    return new Starter<>() {
      @Override
      public FlowRun start(I input) {
        return start(input, (output, target) -> {});
      }

      @Override
      public FlowRun start(I input, DurableSink<? super O, ? super T> sink) {
        return runs.start(executor, bind(input), sink);
      }
    };
  }
}
