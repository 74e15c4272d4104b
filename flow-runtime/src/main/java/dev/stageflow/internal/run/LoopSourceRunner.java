package dev.stageflow.internal.run;

import dev.stageflow.FlowFuture;
import dev.stageflow.FlowListener;
import dev.stageflow.FlowRun;
import dev.stageflow.Sink;
import dev.stageflow.SourceRunner;
import dev.stageflow.ThreadContext;
import dev.stageflow.internal.failure.Failures;
import dev.stageflow.internal.sink.CollectorSink;
import dev.stageflow.internal.sink.SingleSink;
import dev.stageflow.internal.slice.LoopSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow.Publisher;
import java.util.function.Supplier;
import java.util.stream.Collector;
import org.jspecify.annotations.Nullable;

/** Starts runs of a flow that needs no input. */
public final class LoopSourceRunner<O> implements SourceRunner<O> {
  private final RunFactory<O> runs;
  private final LoopSettings settings;

  public LoopSourceRunner(RunFactory<O> runs, LoopSettings settings) {
    this.runs = runs;
    this.settings = settings;
  }

  @Override
  public SourceRunner<O> timeSlice(Duration slice) {
    return new LoopSourceRunner<>(runs, settings.with(options -> options.timeSlice(slice)));
  }

  @Override
  public SourceRunner<O> waitInterval(Duration interval) {
    return new LoopSourceRunner<>(runs, settings.with(options -> options.waitInterval(interval)));
  }

  @Override
  public SourceRunner<O> timeout(Duration timeout) {
    return new LoopSourceRunner<>(runs, settings.with(options -> options.timeout(timeout)));
  }

  @Override
  public SourceRunner<O> tunnelOn(Executor workers) {
    return new LoopSourceRunner<>(runs, settings.with(options -> options.tunnelOn(workers)));
  }

  @Override
  public SourceRunner<O> listener(FlowListener listener) {
    return new LoopSourceRunner<>(runs, settings.with(options -> options.listener(listener)));
  }

  @Override
  public SourceRunner<O> threadContext(ThreadContext context) {
    return new LoopSourceRunner<>(runs, settings.with(options -> options.threadContext(context)));
  }

  @Override
  public FlowRun start() {
    return start(output -> {});
  }

  @Override
  public FlowRun start(Sink<? super O> sink) {
    LoopRun run = newRun(Objects.requireNonNull(sink, "sink"));
    run.start();
    return run;
  }

  /**
   * Starts a run of whose end somebody will learn.
   *
   * @param sink takes the outputs
   * @return completes at the end of the run; cancelling the future cancels the run
   */
  public FlowFuture<Void> startFor(Sink<? super O> sink) {
    return gather(sink, () -> null);
  }

  @Override
  public @Nullable FlowRun startInline(Sink<? super O> sink) {
    return LoopRun.startInline(runs, Objects.requireNonNull(sink, "sink"), settings);
  }

  @Override
  public FlowFuture<List<O>> collect() {
    List<O> outputs = new ArrayList<>();
    return gather(outputs::add, () -> Collections.unmodifiableList(outputs));
  }

  @Override
  public <R> FlowFuture<R> collect(Collector<? super O, ?, R> collector) {
    return collectInto(new CollectorSink<>(Objects.requireNonNull(collector, "collector")));
  }

  private <R> FlowFuture<R> collectInto(CollectorSink<? super O, R> outputs) {
    return gather(outputs, outputs::finish);
  }

  @Override
  public FlowFuture<O> single() {
    SingleSink<O> output = new SingleSink<>();
    return gather(output, output::get);
  }

  @Override
  public Publisher<O> publisher() {
    return PublishedRun.publisher(runs, settings);
  }

  private LoopRun newRun(Sink<? super O> sink) {
    return LoopRun.of(runs, sink, settings);
  }

  /**
   * Whoever completes the future, by cancelling it or by a timeout, has no more use for the run.
   */
  private <R> FlowFuture<R> gather(Sink<? super O> sink, Supplier<R> result) {
    LoopRun run = newRun(sink);
    RunFuture<R> future = new RunFuture<>(run);
    CompletionStage<Void> unused =
        run.completion().handle((nothing, failure) -> settle(future, result, failure));
    CompletableFuture<Void> unusedToo = future.handle((value, failure) -> cancel(run));
    run.start();
    return future;
  }

  private static @Nullable Void cancel(FlowRun run) {
    run.cancel();
    return null;
  }

  private static <R> @Nullable Void settle(
      CompletableFuture<R> future, Supplier<R> result, @Nullable Throwable failure) {
    Throwable thrown = failure;
    if (thrown == null) {
      try {
        future.complete(result.get());
        return null;
      } catch (Throwable unfinished) {
        thrown = unfinished;
      }
    }
    boolean taken = Failures.fail(future, thrown);
    boolean telling =
        !(thrown instanceof CancellationException) || thrown.getSuppressed().length > 0;
    if (!taken && telling) {
      Failures.report(thrown);
    }
    return null;
  }

  private static final class RunFuture<R> extends FlowFuture<R> {
    private final FlowRun run;

    RunFuture(FlowRun run) {
      this.run = run;
    }

    @Override
    public FlowRun run() {
      return run;
    }
  }
}
