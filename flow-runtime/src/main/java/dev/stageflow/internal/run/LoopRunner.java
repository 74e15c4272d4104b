package dev.stageflow.internal.run;

import dev.stageflow.FlowFuture;
import dev.stageflow.FlowListener;
import dev.stageflow.FlowRun;
import dev.stageflow.FlowRunner;
import dev.stageflow.Sink;
import dev.stageflow.ThreadContext;
import dev.stageflow.internal.slice.LoopSettings;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow.Publisher;
import java.util.function.Function;
import java.util.stream.Collector;
import org.jspecify.annotations.Nullable;

/** Starts runs of a flow that takes an input: those of the flow with that input bound. */
public final class LoopRunner<I, O> implements FlowRunner<I, O> {
  private final Function<I, RunFactory<O>> bound;
  private final LoopSettings settings;

  public LoopRunner(Function<I, RunFactory<O>> bound, LoopSettings settings) {
    this.bound = bound;
    this.settings = settings;
  }

  @Override
  public FlowRunner<I, O> timeSlice(Duration slice) {
    return new LoopRunner<>(bound, settings.with(options -> options.timeSlice(slice)));
  }

  @Override
  public FlowRunner<I, O> waitInterval(Duration interval) {
    return new LoopRunner<>(bound, settings.with(options -> options.waitInterval(interval)));
  }

  @Override
  public FlowRunner<I, O> timeout(Duration timeout) {
    return new LoopRunner<>(bound, settings.with(options -> options.timeout(timeout)));
  }

  @Override
  public FlowRunner<I, O> tunnelOn(Executor workers) {
    return new LoopRunner<>(bound, settings.with(options -> options.tunnelOn(workers)));
  }

  @Override
  public FlowRunner<I, O> listener(FlowListener listener) {
    return new LoopRunner<>(bound, settings.with(options -> options.listener(listener)));
  }

  @Override
  public FlowRunner<I, O> threadContext(ThreadContext context) {
    return new LoopRunner<>(bound, settings.with(options -> options.threadContext(context)));
  }

  @Override
  public FlowRun start(I input) {
    return bound(input).start();
  }

  @Override
  public FlowRun start(I input, Sink<? super O> sink) {
    return bound(input).start(sink);
  }

  @Override
  public @Nullable FlowRun startInline(I input, Sink<? super O> sink) {
    return LoopRun.startInline(runs(input), Objects.requireNonNull(sink, "sink"), settings);
  }

  @Override
  public FlowFuture<List<O>> collect(I input) {
    return bound(input).collect();
  }

  @Override
  public <R> FlowFuture<R> collect(I input, Collector<? super O, ?, R> collector) {
    return bound(input).collect(collector);
  }

  @Override
  public FlowFuture<O> single(I input) {
    return bound(input).single();
  }

  @Override
  public Publisher<O> publisher(I input) {
    return bound(input).publisher();
  }

  private LoopSourceRunner<O> bound(I input) {
    return new LoopSourceRunner<>(runs(input), settings);
  }

  private RunFactory<O> runs(I input) {
    return bound.apply(Objects.requireNonNull(input, "input"));
  }
}
