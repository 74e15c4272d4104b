package dev.stageflow.tests.scenario;

import dev.stageflow.FlowIterator;
import dev.stageflow.FlowListener;
import dev.stageflow.FlowOptions;
import dev.stageflow.FlowRun;
import dev.stageflow.PauseFlow;
import dev.stageflow.UncheckedFlowException;
import dev.stageflow.testing.TestLoop;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collector;
import java.util.stream.Stream;

/** A way to run a flow to its end, with its outputs written into the journal as they come. */
enum Drive {
  /** On this thread, gathered. */
  COLLECT(Drive::soon) {
    @Override
    <O> void run(Subject<O> flow, Journal journal) throws Exception {
      flow.collect(outputs(journal));
    }
  },

  /** On this thread, into a sink that may pause. */
  SINK(Drive::soon) {
    @Override
    <O> void run(Subject<O> flow, Journal journal) throws Exception {
      flow.run(item -> journal.call("out", item));
    }
  },

  /** Drawn from a stream, item by item. */
  STREAM(Drive::soon) {
    @Override
    <O> void run(Subject<O> flow, Journal journal) throws Exception {
      try (Stream<O> stream = flow.stream()) {
        Iterator<O> items = stream.iterator();
        while (items.hasNext()) {
          journal.note("out", items.next());
        }
      } catch (UncheckedFlowException wrapper) {
        throw (Exception) wrapper.getCause();
      }
    }
  },

  /** Drawn from a stream that pushes its items. */
  STREAM_FOR_EACH(Drive::soon) {
    @Override
    <O> void run(Subject<O> flow, Journal journal) throws Exception {
      try (Stream<O> stream = flow.stream()) {
        stream.forEach(item -> journal.note("out", item));
      } catch (UncheckedFlowException wrapper) {
        throw (Exception) wrapper.getCause();
      }
    }
  },

  /** Drawn from an iterator, which is asked again when it paused. */
  ITERATOR(PauseFlow::now) {
    @Override
    <O> void run(Subject<O> flow, Journal journal) throws Exception {
      try (FlowIterator<O> items = flow.open()) {
        for (O item = next(items); item != null; item = next(items)) {
          journal.note("out", item);
        }
      }
    }

    private <O> O next(FlowIterator<O> items) throws Exception {
      while (true) {
        try {
          return items.next();
        } catch (PauseFlow pause) {
          continue;
        }
      }
    }
  },

  /** On this thread into a sink, with a listener. */
  OBSERVED_SINK(Drive::soon) {
    @Override
    <O> void run(Subject<O> flow, Journal journal) throws Exception {
      SINK.run(flow.using(observed(journal)), journal);
    }
  },

  /** Drawn from an iterator, with a listener. */
  OBSERVED_ITERATOR(PauseFlow::now) {
    @Override
    <O> void run(Subject<O> flow, Journal journal) throws Exception {
      ITERATOR.run(flow.using(observed(journal)), journal);
    }
  },

  /** In the slices of an event loop. */
  LOOP(PauseFlow::now) {
    @Override
    <O> void run(Subject<O> flow, Journal journal) throws Exception {
      onLoop(flow, journal, Duration.ofSeconds(1));
    }
  },

  /** In the shortest slices of an event loop that there are. */
  SLICED_LOOP(PauseFlow::now) {
    @Override
    <O> void run(Subject<O> flow, Journal journal) throws Exception {
      onLoop(flow, journal, Duration.ofNanos(1));
    }
  },

  /** Published on an event loop, where one output is asked for at a time. */
  PUBLISHER(PauseFlow::now) {
    @Override
    <O> void run(Subject<O> flow, Journal journal) throws Exception {
      TestLoop loop = new TestLoop();
      AskingSubscriber<O> outputs = new AskingSubscriber<>(item -> journal.note("out", item));
      flow.publisher(loop).subscribe(outputs);
      while (!outputs.ended().isDone()) {
        if (!loop.hasNext()) {
          outputs.askForOne();
        }
        loop.awaitNext();
      }
      loop.runAll();
      await(outputs.ended());
    }
  },

  /** On an executor that runs what it is given at once. */
  INLINE(Drive::soon) {
    @Override
    <O> void run(Subject<O> flow, Journal journal) throws Exception {
      await(flow.collectOn(Runnable::run, outputs(journal)));
    }
  };

  private final Supplier<PauseFlow> pauses;

  Drive(Supplier<PauseFlow> pauses) {
    this.pauses = pauses;
  }

  /** Returns a pause that is over at once. */
  PauseFlow pause() {
    return pauses.get();
  }

  /** Returns whether the run can be cancelled from within its stages. */
  boolean canCancel() {
    return isOnLoop() || this == OBSERVED_SINK;
  }

  /** Returns whether the run can be told what to do from within its stages, and from outside. */
  boolean isOnLoop() {
    return this == LOOP || this == SLICED_LOOP;
  }

  abstract <O> void run(Subject<O> flow, Journal journal) throws Exception;

  private static FlowOptions observed(Journal journal) {
    return FlowOptions.defaults()
        .listener(
            new FlowListener() {
              @Override
              public void onStart(FlowRun run) {
                journal.attach(run);
              }
            });
  }

  private static <O> void onLoop(Subject<O> flow, Journal journal, Duration slice)
      throws Exception {
    TestLoop loop = new TestLoop();
    FlowRun run = flow.start(loop, slice, item -> journal.call("out", item));
    journal.attach(run);
    CompletableFuture<Void> completion = run.completion().toCompletableFuture();
    if (!journal.entries().isEmpty()) {
      throw new AssertionError("a stage was called before start returned");
    }
    while (!completion.isDone()) {
      if (run.state() == FlowRun.State.PAUSED && !loop.hasNext()) {
        journal.resume();
      }
      loop.awaitNext();
      journal.sliceEnded();
    }
    await(completion);
  }

  /** Waits for the end, and throws the very exception that it came with. */
  private static void await(CompletableFuture<?> completion) throws Exception {
    Throwable failure = completion.handle((result, thrown) -> thrown).get();
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure != null) {
      throw (Exception) failure;
    }
  }

  private static <O> Collector<O, ?, Journal> outputs(Journal journal) {
    return Collector.of(() -> journal, (to, item) -> to.note("out", item), (one, other) -> one);
  }

  private static PauseFlow soon() {
    return PauseFlow.after(Duration.ZERO);
  }
}
