package dev.stageflow.internal.run;

import dev.stageflow.FlowFuture;
import dev.stageflow.FlowListener;
import dev.stageflow.FlowRun;
import dev.stageflow.Sink;
import dev.stageflow.SourceRunner;
import dev.stageflow.ThreadContext;
import dev.stageflow.internal.sink.CollectorSink;
import dev.stageflow.internal.sink.SingleSink;
import dev.stageflow.internal.slice.LoopSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
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
    Objects.requireNonNull(sink, "sink");
    LoopRun run = LoopRun.of(runs, sink, settings, new RunCompletion(false));
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

  private <R> FlowFuture<R> gather(Sink<? super O> sink, Supplier<R> result) {
    RunFuture<R> future = RunFuture.of(runs, sink, settings, result);
    future.run().start();
    return future;
  }
}
