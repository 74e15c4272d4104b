package dev.stageflow.tests.scenario;

import dev.stageflow.DurableFlow;
import dev.stageflow.DurableSourceFlow;
import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.FlowOptions;
import dev.stageflow.FlowRun;
import dev.stageflow.Sink;
import dev.stageflow.SourceFlow;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow.Publisher;
import java.util.stream.Collector;
import java.util.stream.Stream;

/** A flow and its input, if it takes one. */
interface Subject<O> {

  Subject<O> using(FlowOptions options);

  <R> R collect(Collector<? super O, ?, R> collector) throws Exception;

  void run(Sink<? super O> sink) throws Exception;

  Stream<O> stream();

  FlowIterator<O> open();

  <R> CompletableFuture<R> collectOn(Executor executor, Collector<? super O, ?, R> collector);

  /** Publishes with a wait interval of zero. */
  Publisher<O> publisher(Executor executor);

  /** Starts a run with a wait interval of zero. */
  FlowRun start(Executor executor, Duration slice, Sink<? super O> sink);

  /** Returns the flow and its input as one whose runs can be saved; empty if they cannot. */
  Optional<DurableSourceFlow<O>> durable();

  static <I, O> Subject<O> of(Flow<I, O> flow, I input) {
    return new Subject<>() {
      @Override
      public Subject<O> using(FlowOptions options) {
        return of(flow.using(options), input);
      }

      @Override
      public <R> R collect(Collector<? super O, ?, R> collector) throws Exception {
        return flow.collect(input, collector);
      }

      @Override
      public void run(Sink<? super O> sink) throws Exception {
        flow.run(input, sink);
      }

      @Override
      public Stream<O> stream() {
        return flow.stream(input);
      }

      @Override
      public FlowIterator<O> open() {
        return flow.open(input);
      }

      @Override
      public <R> CompletableFuture<R> collectOn(
          Executor executor, Collector<? super O, ?, R> collector) {
        return flow.on(executor).waitInterval(Duration.ZERO).collect(input, collector);
      }

      @Override
      public Publisher<O> publisher(Executor executor) {
        return flow.on(executor).waitInterval(Duration.ZERO).publisher(input);
      }

      @Override
      public FlowRun start(Executor executor, Duration slice, Sink<? super O> sink) {
        return flow.on(executor).timeSlice(slice).waitInterval(Duration.ZERO).start(input, sink);
      }

      @Override
      public Optional<DurableSourceFlow<O>> durable() {
        return flow instanceof DurableFlow<I, O> savable
            ? Optional.of(savable.bind(input))
            : Optional.empty();
      }
    };
  }

  static <O> Subject<O> of(SourceFlow<O> flow) {
    return new Subject<>() {
      @Override
      public Subject<O> using(FlowOptions options) {
        return of(flow.using(options));
      }

      @Override
      public <R> R collect(Collector<? super O, ?, R> collector) throws Exception {
        return flow.collect(collector);
      }

      @Override
      public void run(Sink<? super O> sink) throws Exception {
        flow.run(sink);
      }

      @Override
      public Stream<O> stream() {
        return flow.stream();
      }

      @Override
      public FlowIterator<O> open() {
        return flow.open();
      }

      @Override
      public <R> CompletableFuture<R> collectOn(
          Executor executor, Collector<? super O, ?, R> collector) {
        return flow.on(executor).waitInterval(Duration.ZERO).collect(collector);
      }

      @Override
      public Publisher<O> publisher(Executor executor) {
        return flow.on(executor).waitInterval(Duration.ZERO).publisher();
      }

      @Override
      public FlowRun start(Executor executor, Duration slice, Sink<? super O> sink) {
        return flow.on(executor).timeSlice(slice).waitInterval(Duration.ZERO).start(sink);
      }

      @Override
      public Optional<DurableSourceFlow<O>> durable() {
        return flow instanceof DurableSourceFlow<O> savable
            ? Optional.of(savable)
            : Optional.empty();
      }
    };
  }
}
