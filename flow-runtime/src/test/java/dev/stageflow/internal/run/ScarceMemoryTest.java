package dev.stageflow.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.stageflow.Flow;
import dev.stageflow.FlowDescription;
import dev.stageflow.FlowListener;
import dev.stageflow.FlowOptions;
import dev.stageflow.FlowRun;
import dev.stageflow.FlowRun.State;
import dev.stageflow.FlowTrace;
import dev.stageflow.PauseFlow;
import dev.stageflow.Sink;
import dev.stageflow.SourceFlow;
import dev.stageflow.TimedExecutor;
import dev.stageflow.internal.flow.AbstractSourceFlow;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Frame;
import dev.stageflow.internal.position.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Where what is told of a run cannot be made, as there is no memory left, the run ends all the
 * same.
 */
class ScarceMemoryTest {
  /** Stands for an {@link OutOfMemoryError}, which would end the tests themselves. */
  private final Error scarce = new InternalError("no memory left");

  private final List<String> log = new ArrayList<>();
  private final List<Throwable> reported = new ArrayList<>();
  private final ScarceLoop loop = new ScarceLoop();
  private final CompletableFuture<Integer> signal = new CompletableFuture<>();
  private boolean pausesAreScarce;

  /** A loop whose time cannot be told while memory is scarce. */
  private final class ScarceLoop implements TimedExecutor {
    private final ManualLoop tasks = new ManualLoop();
    private boolean isScarce;

    @Override
    public void execute(Runnable task) {
      tasks.execute(task);
    }

    @Override
    public Future<?> executeAfter(long nanos, Runnable task) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long nanoTime() {
      if (isScarce) {
        throw scarce;
      }
      return 0;
    }
  }

  /** Waits for the signal, and cannot tell where it is. */
  private final class MuteFrame extends Frame {

    @Override
    protected int run(FlowStack stack, int budget) throws Exception {
      if (!signal.isDone()) {
        throw PauseFlow.until(signal);
      }
      stack.pop(this);
      return budget - 1;
    }

    @Override
    protected Position position() {
      throw scarce;
    }

    @Override
    protected void close() {
      log.add("close frame");
    }
  }

  private final class MuteFlow extends AbstractSourceFlow<Integer> {

    MuteFlow() {
      super(FlowOptions.defaults());
    }

    @Override
    public SourceFlow<Integer> using(FlowOptions options) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected Frame begin(Sink<? super Integer> sink) {
      return new MuteFrame();
    }

    @Override
    public FlowDescription describe() {
      return new FlowDescription("Mute", null, List.of());
    }
  }

  @BeforeEach
  void watchTheThread() {
    Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> reported.add(failure));
  }

  @AfterEach
  void leaveTheThread() {
    Thread.currentThread().setUncaughtExceptionHandler(null);
  }

  private FlowRun waiting(FlowListener... listeners) {
    Flow<Integer, Integer> flow =
        Flow.<Integer>begin()
            .sequence(n -> new TrackedSource<>("numbers", List.of(1, 2), log))
            .<Integer>function(
                n -> {
                  if (!signal.isDone()) {
                    loop.isScarce = pausesAreScarce;
                    throw PauseFlow.until(signal);
                  }
                  return n;
                })
            .build();
    var runner = flow.on(loop);
    for (FlowListener listener : listeners) {
      runner = runner.listener(listener);
    }
    return runner.start(0);
  }

  private static @Nullable Throwable endOf(FlowRun run) {
    List<@Nullable Throwable> failures = new ArrayList<>();
    run.completion().whenComplete((nothing, failure) -> failures.add(failure));
    assertThat(failures).hasSize(1);
    return failures.get(0);
  }

  @Test
  void whoAsksForATraceThatCannotBeMadeIsToldAndTheRunGoesOn() {
    FlowRun run = new MuteFlow().on(loop).start();
    loop.tasks.runAll();
    CompletableFuture<FlowTrace> trace = run.trace().toCompletableFuture();
    loop.tasks.runAll();
    assertThat(catchThrowable(trace::join)).hasCause(scarce);

    signal.complete(1);
    loop.tasks.runAll();
    assertThat(endOf(run)).isNull();
  }

  @Test
  void aProgressThatCannotBeToldIsReportedAndTheRunGoesOn() {
    FlowRun run = waiting();
    loop.tasks.runAll();
    loop.isScarce = true;
    assertThat(run.progress().levels()).isEmpty();
    loop.tasks.runAll();
    assertThat(reported).containsExactly(scarce);

    loop.isScarce = false;
    signal.complete(1);
    loop.tasks.runAll();
    assertThat(endOf(run)).isNull();
    assertThat(run.progress().share()).hasValue(1);
  }

  @Test
  void aRunWhosePauseCannotBeTimedGoesOn() {
    pausesAreScarce = true;
    List<String> told = new ArrayList<>();
    FlowRun run = waiting(telling(told));
    loop.tasks.runAll();
    assertThat(run.state()).isEqualTo(State.WAITING);
    assertThat(told).containsExactly("pause");
    assertThat(reported).isNotEmpty().containsOnly(scarce);
    signal.complete(1);
    loop.tasks.runAll();
    assertThat(endOf(run)).isNull();
    assertThat(log).containsExactly("close numbers");
    assertThat(told).containsExactly("pause", "resume", "finish COMPLETED");
  }

  @Test
  void aRunWhoseEndCannotBeTimedHasEndedAllTheSame() {
    List<String> told = new ArrayList<>();
    FlowRun run = waiting(telling(told));
    loop.tasks.runAll();
    signal.complete(1);
    loop.isScarce = true;
    loop.tasks.runAll();
    assertThat(endOf(run)).isNull();
    assertThat(told).containsExactly("pause", "resume", "finish COMPLETED");
    assertThat(reported).isNotEmpty().containsOnly(scarce);
  }

  private static FlowListener telling(List<String> told) {
    return new FlowListener() {
      @Override
      public void onPause(FlowRun run, Pause pause) {
        told.add("pause");
      }

      @Override
      public void onResume(FlowRun run, Pause pause, Duration duration) {
        told.add("resume");
      }

      @Override
      public void onFinish(
          FlowRun run, State state, @Nullable Throwable failure, Duration duration) {
        told.add("finish " + state);
      }
    };
  }
}
