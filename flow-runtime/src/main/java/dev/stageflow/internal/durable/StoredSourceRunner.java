package dev.stageflow.internal.durable;

import dev.stageflow.DurableSink;
import dev.stageflow.DurableSourceRunner;
import dev.stageflow.FlowDescription;
import dev.stageflow.FlowOptions;
import dev.stageflow.FlowRun;
import dev.stageflow.FlowStore;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Makes the run of a flow that needs no input. */
public final class StoredSourceRunner<O, T> implements DurableSourceRunner<O, T> {
  private final SavableFlow<O> flow;
  private final DurableRuns<T> runs;

  /**
   * Makes a runner.
   *
   * @param flow the flow
   * @param options how it is run
   * @param description describes it
   * @param store keeps the run
   * @param id the run's id
   */
  public StoredSourceRunner(
      SavableFlow<O> flow,
      FlowOptions options,
      Supplier<FlowDescription> description,
      FlowStore<T> store,
      String id) {
    this(flow, new DurableRuns<>(store, id, options, description));
  }

  private StoredSourceRunner(SavableFlow<O> flow, DurableRuns<T> runs) {
    this.flow = flow;
    this.runs = runs;
  }

  @Override
  public DurableSourceRunner<O, T> saveEvery(Duration interval) {
    return new StoredSourceRunner<>(flow, runs.every(interval));
  }

  @Override
  public void run() throws Exception {
    run((output, target) -> {});
  }

  @Override
  public void run(DurableSink<? super O, ? super T> sink) throws Exception {
    runs.run(flow, sink);
  }

  @Override
  public Starter<O, T> on(Executor executor) {
    Objects.requireNonNull(executor, "executor");
    return new Starter<>() {
      @Override
      public FlowRun start() {
        return start((output, target) -> {});
      }

      @Override
      public FlowRun start(DurableSink<? super O, ? super T> sink) {
        return runs.start(executor, flow, sink);
      }
    };
  }
}
