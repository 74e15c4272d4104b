package dev.stageflow.internal.run;

import dev.stageflow.FlowDescription;
import dev.stageflow.FlowProgress;
import dev.stageflow.FlowRun;
import dev.stageflow.FlowTrace;
import dev.stageflow.Sink;
import dev.stageflow.internal.frame.Ending;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.observe.Observation;
import dev.stageflow.internal.observe.ProgressBoard;
import dev.stageflow.internal.sink.CountedSink;
import dev.stageflow.internal.slice.LoopSettings;
import dev.stageflow.internal.slice.SliceMark;
import dev.stageflow.internal.tunnel.RunContext;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The controls of a run on an executor, or on whoever calls it; for all threads. */
final class LoopRun implements FlowRun {
  private final Supplier<FlowDescription> description;
  private final RunState state = new RunState();
  private final RunSlices slices;

  private LoopRun(
      Supplier<FlowDescription> description,
      FlowStack stack,
      LoopSettings settings,
      CountedSink<?> outputs,
      SliceBudget budget,
      RunCompletion completion) {
    this.description = description;
    slices = new RunSlices(this, state, stack, settings, outputs, budget, completion);
  }

  /** Makes a run, in the context of the thread that starts it. */
  static <O> LoopRun of(
      RunFactory<O> runs, Sink<? super O> sink, LoopSettings settings, RunCompletion completion) {
    CountedSink<O> outputs = new CountedSink<>(sink);
    FlowStack stack = runs.newStack(outputs, settings.options(), settings.clock());
    SliceBudget budget = SliceBudget.of(settings);
    return new LoopRun(runs.description(), stack, settings, outputs, budget, completion);
  }

  /**
   * Makes the first slice of a run within this call. It becomes a run on the executor only if it
   * does not end there: all that a run needs which others can see takes longer than a short one.
   *
   * @return the run, whose failure the caller learns of; null if it has completed
   */
  static <O> @Nullable LoopRun startInline(
      RunFactory<O> runs, Sink<? super O> sink, LoopSettings settings) {
    CountedSink<O> outputs = new CountedSink<>(sink);
    FlowStack stack = runs.newStack(outputs, settings.options(), settings.clock());
    FirstSlice first = new FirstSlice(stack, settings);
    boolean isPlain =
        SliceMark.isAllowedHere()
            && settings.options().timeout() == null
            && stack.workplace().context() == RunContext.NONE
            && !Observation.isWanted(settings.options());
    if (isPlain && first.completes()) {
      return null;
    }
    RunCompletion completion = new RunCompletion(true);
    LoopRun run =
        new LoopRun(runs.description(), stack, settings, outputs, first.budget(), completion);
    if (isPlain) {
      run.slices.goOnInline(first.failure);
    } else {
      run.slices.startInline();
    }
    return run.state() == State.COMPLETED ? null : run;
  }

  void start() {
    slices.start();
  }

  @Override
  public FlowDescription describe() {
    return description.get();
  }

  @Override
  public void pause() {
    slices.signal(RunState.PAUSED, 0);
    slices.haltFromInside();
  }

  @Override
  public void resume() {
    slices.signal(0, RunState.PAUSED);
  }

  /** As {@link #pause()}, but for whoever takes the outputs. */
  void awaitDemand() {
    slices.signal(RunState.NO_DEMAND, 0);
    slices.haltFromInside();
  }

  /** Undoes {@link #awaitDemand()}. */
  void goOn() {
    slices.signal(0, RunState.NO_DEMAND);
  }

  @Override
  public void cancel() {
    slices.signal(RunState.CANCELLED, 0);
    slices.haltFromInside();
  }

  @Override
  public void drain() {
    slices.signal(RunState.DRAINED, 0);
    slices.haltFromInside();
  }

  /** As {@link #cancel()}, but the run ends with a failure. */
  void abort(Throwable cause) {
    slices.abort(cause);
  }

  /**
   * Returns how the run ends, once that is known: for the thread that has the turn, or after it.
   */
  @Nullable Ending ending() {
    return slices.ending();
  }

  @Override
  public State state() {
    return state.isEnded() ? Objects.requireNonNull(ending()).state() : state.visible();
  }

  @Override
  public CompletionStage<FlowTrace> trace() {
    CompletableFuture<FlowTrace> trace = slices.queries().trace();
    slices.haveAnswered();
    return trace.minimalCompletionStage();
  }

  @Override
  public FlowProgress progress() {
    ProgressBoard progress = slices.queries().progress();
    progress.ask();
    if (progress.isDue()) {
      slices.haveAnswered();
    }
    return progress.latest();
  }

  @Override
  public CompletionStage<Void> completion() {
    return slices.completion().asked();
  }

  /** The flow's name and the run's state, for logs. */
  @Override
  public String toString() {
    return describe().name() + " " + state();
  }

  /** The first slice of a run that nobody can see yet: there are no requests to look for. */
  private static final class FirstSlice implements Runnable {
    private final FlowStack stack;
    private final LoopSettings settings;

    /** Null for a run of a few steps, which needs none. */
    private @Nullable SliceBudget budget;

    /** What a stage has thrown; null if none has. */
    private @Nullable Throwable failure;

    FirstSlice(FlowStack stack, LoopSettings settings) {
      this.stack = stack;
      this.settings = settings;
    }

    /** Makes the slice on this thread, and returns whether the run has completed with it. */
    boolean completes() {
      SliceMark.run(this);
      return failure == null && stack.isEmpty() && stack.givenUp() == null;
    }

    @Override
    public void run() {
      stack.begin();
      try {
        if (!SliceBudget.endsUnmeasured(stack, settings.before(), () -> false)) {
          budget().runSlice(stack, settings.sliceNanos(), () -> false, null);
        }
      } catch (Throwable thrown) {
        failure = thrown;
      }
    }

    /** Returns the budget of the slices to come. */
    SliceBudget budget() {
      SliceBudget known = budget;
      if (known == null) {
        known = SliceBudget.of(settings);
        budget = known;
      }
      return known;
    }
  }
}
