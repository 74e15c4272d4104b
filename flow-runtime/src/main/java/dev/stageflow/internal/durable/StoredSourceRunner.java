package dev.stageflow.internal.durable;

import dev.stageflow.DurableSink;
import dev.stageflow.DurableSourceRunner;
import dev.stageflow.FlowRun;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;

/** Makes the run of a flow that needs no input. */
public final class StoredSourceRunner<O, T> implements DurableSourceRunner<O, T> {
  private final SavableFlow<O> flow;
  private final DurableRuns<T> runs;

  public StoredSourceRunner(SavableFlow<O> flow, DurableRuns<T> runs) {
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
