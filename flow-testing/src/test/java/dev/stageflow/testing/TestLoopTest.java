package dev.stageflow.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.FlowRun;
import dev.stageflow.PauseFlow;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A loop whose tasks and time the test moves. */
@Timeout(20)
class TestLoopTest {
  private final TestLoop loop = new TestLoop();
  private final List<String> log = new ArrayList<>();

  private Runnable task(String name) {
    return () -> log.add(name);
  }

  private Runnable timed(String name) {
    return () -> log.add(name + " at " + loop.elapsed().toSeconds());
  }

  /** Asks the clock whether an hour has passed since the beginning of time. */
  private Flow<Integer, Integer> afterAnHour() {
    return Flow.<Integer>begin()
        .function(
            n -> {
              log.add("called");
              if (loop.clock().instant().isBefore(Instant.EPOCH.plusSeconds(3_600))) {
                throw PauseFlow.after(Duration.ofHours(1));
              }
              return n;
            })
        .build();
  }

  @Test
  void tasksRunInOrderAndOnlyWhenTold() {
    loop.execute(task("a"));
    loop.execute(
        () -> {
          log.add("b");
          loop.execute(task("d"));
        });
    loop.execute(task("c"));
    assertThat(log).isEmpty();
    assertThat(loop.hasNext()).isTrue();
    assertThat(loop.runNext()).isTrue();
    assertThat(log).containsExactly("a");
    assertThat(loop.runAll()).isEqualTo(3);
    assertThat(log).containsExactly("a", "b", "c", "d");
    assertThat(loop.hasNext()).isFalse();
    assertThat(loop.runNext()).isFalse();
  }

  @Test
  void whatATaskThrowsComesOutOfTheCallThatRanIt() {
    IllegalStateException failure = new IllegalStateException();
    loop.execute(
        () -> {
          throw failure;
        });
    loop.execute(task("next"));
    assertThatThrownBy(loop::runAll).isSameAs(failure);
    loop.runAll();
    assertThat(log).containsExactly("next");
  }

  @Test
  void timePassesOnlyWhenToldAndTasksRunAtTheirTime() {
    loop.schedule(timed("late"), 30, TimeUnit.SECONDS);
    loop.schedule(timed("soon"), 10, TimeUnit.SECONDS);
    loop.schedule(timed("now"), -1, TimeUnit.SECONDS);
    loop.runAll();
    assertThat(log).containsExactly("now at 0");
    loop.advance(Duration.ofSeconds(29));
    assertThat(log).containsExactly("now at 0", "soon at 10");
    assertThat(loop.elapsed()).isEqualTo(Duration.ofSeconds(29));
    loop.advance(Duration.ofSeconds(1));
    assertThat(log).containsExactly("now at 0", "soon at 10", "late at 30");
    assertThat(loop.clock().instant()).isEqualTo(Instant.EPOCH.plusSeconds(30));
  }

  @Test
  void whatADueTaskSchedulesRunsWithinTheSameAdvance() {
    loop.schedule(() -> loop.schedule(timed("second"), 5, TimeUnit.SECONDS), 5, TimeUnit.SECONDS);
    loop.advance(Duration.ofSeconds(10));
    assertThat(log).containsExactly("second at 10");
  }

  @Test
  void timeDoesNotGoBack() {
    assertThatIllegalArgumentException().isThrownBy(() -> loop.advance(Duration.ofNanos(-1)));
  }

  @Test
  void aFlowThatPausesForAnHourNeedsNoHour() {
    List<Integer> outputs = new ArrayList<>();
    FlowRun run = afterAnHour().on(loop).start(7, outputs::add);
    loop.runAll();
    assertThat(run.state()).isEqualTo(FlowRun.State.WAITING);
    loop.advance(Duration.ofMinutes(59));
    assertThat(log).containsExactly("called");
    loop.advance(Duration.ofMinutes(1));
    assertThat(log).containsExactly("called", "called");
    assertThat(run.state()).isEqualTo(FlowRun.State.COMPLETED);
    assertThat(outputs).containsExactly(7);
  }

  @Test
  void aPauseThatNamesNothingTakesTheWaitInterval() {
    Flow<Integer, Integer> flow =
        Flow.<Integer>begin()
            .function(
                n -> {
                  timed("called").run();
                  if (log.size() < 3) {
                    throw PauseFlow.now();
                  }
                  return n;
                })
            .build();
    flow.on(loop).waitInterval(Duration.ofSeconds(2)).start(7);
    loop.advance(Duration.ofSeconds(60));
    assertThat(log).containsExactly("called at 0", "called at 2", "called at 4");
  }

  @Test
  void aCancelledRunLeavesNoTimeToPass() throws Exception {
    FlowRun run = afterAnHour().on(loop).start(7);
    CompletionStage<Boolean> cancelled = run.completion().handle((none, failure) -> true);
    loop.runAll();
    run.cancel();
    assertThat(loop.await(cancelled)).isTrue();
    loop.schedule(timed("later"), 5, TimeUnit.SECONDS);
    loop.advance(Duration.ofDays(1));
    assertThat(log).containsExactly("called", "later at 5");
    assertThat(loop.runNext()).isFalse();
  }

  @Test
  void awaitLetsAsMuchTimePassAsIsNeeded() throws Exception {
    assertThat(loop.await(afterAnHour().on(loop).collect(7))).containsExactly(7);
    assertThat(loop.elapsed()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void awaitThrowsTheVeryExceptionOfTheRun() {
    IOException failure = new IOException();
    Flow<Integer, Integer> failing =
        Flow.<Integer>begin()
            .<Integer>function(
                n -> {
                  throw failure;
                })
            .build();
    assertThatThrownBy(() -> loop.await(failing.on(loop).collect(7))).isSameAs(failure);
    assertThatThrownBy(() -> loop.await(failing.on(loop).collect(7).thenApply(List::size)))
        .isSameAs(failure);
  }

  @Test
  void awaitWaitsForOtherThreads() throws Exception {
    CompletableFuture<Integer> answer = new CompletableFuture<>();
    Flow<Integer, Integer> flow = Flow.<Integer>begin().functionAsync(n -> answer).build();
    CompletableFuture<List<Integer>> outputs = flow.on(loop).collect(1);
    loop.runAll();
    Thread other = new Thread(() -> answer.complete(9));
    other.start();
    assertThat(loop.await(outputs)).containsExactly(9);
    other.join();
    assertThat(loop.await(CompletableFuture.supplyAsync(() -> "elsewhere"))).isEqualTo("elsewhere");
  }

  @Test
  void theNextTaskIsAwaitedWhereverItComesFrom() throws Exception {
    loop.schedule(timed("later"), 5, TimeUnit.SECONDS);
    loop.awaitNext();
    assertThat(log).containsExactly("later at 5");
    Thread other = new Thread(() -> loop.execute(task("elsewhere")));
    other.start();
    loop.awaitNext();
    assertThat(log).containsExactly("later at 5", "elsewhere");
    other.join();
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> new TestLoop(Duration.ofMillis(1)).awaitNext())
        .withMessage("The next task does not come: nothing is left to run.");
  }

  @Test
  void awaitTellsThatNothingComes() {
    TestLoop impatient = new TestLoop(Duration.ofMillis(1));
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> impatient.await(new CompletableFuture<>()))
        .withMessage("What is awaited does not come: nothing is left to run.");
  }

  @Test
  void aRejectedSliceFailsTheRunAfterAllIsClosed() {
    RejectedExecutionException rejection = new RejectedExecutionException("full");
    FlowIterator<Integer> source = FlowIterator.of(List.of(1, 2, 3));
    Flow<Integer, Integer> flow =
        Flow.<Integer>begin()
            .sequenceFrom(
                n ->
                    new FlowIterator<Integer>() {
                      @Override
                      public Integer next() throws Exception {
                        return source.next();
                      }

                      @Override
                      public void close() {
                        log.add("closed");
                      }
                    })
            .build();
    CompletableFuture<List<Integer>> outputs =
        flow.on(loop).timeSlice(Duration.ofNanos(1)).collect(0);
    for (int i = 0; i < 3; i++) {
      loop.runNext();
    }
    loop.rejectNext(rejection);
    loop.runAll();
    assertThat(outputs.handle((all, thrown) -> thrown)).isCompletedWithValue(rejection);
    assertThat(log).containsExactly("closed");
    loop.execute(task("accepted"));
    loop.runAll();
    assertThat(log).containsExactly("closed", "accepted");
  }

  @Test
  void scheduledTasksHaveFutures() throws Exception {
    ScheduledFuture<Integer> later = loop.schedule(() -> 7, 2, TimeUnit.SECONDS);
    ScheduledFuture<?> cancelled = loop.schedule(task("cancelled"), 1, TimeUnit.SECONDS);
    assertThat(later.getDelay(TimeUnit.MILLISECONDS)).isEqualTo(2_000);
    assertThat(later.compareTo(cancelled)).isPositive();
    assertThat(cancelled.cancel(false)).isTrue();
    loop.advance(Duration.ofSeconds(2));
    assertThat(later.get()).isEqualTo(7);
    assertThat(later.getDelay(TimeUnit.SECONDS)).isZero();
    assertThat(log).isEmpty();
  }

  @Test
  void periodicTasksRunAtTheirRateOrAfterTheirDelay() {
    ScheduledFuture<?> rate = loop.scheduleAtFixedRate(timed("rate"), 1, 10, TimeUnit.SECONDS);
    loop.scheduleWithFixedDelay(
        () -> {
          timed("delay").run();
          if (log.size() == 4) {
            throw new IllegalStateException("a periodic task that fails is not run again");
          }
        },
        2,
        10,
        TimeUnit.SECONDS);
    loop.advance(Duration.ofSeconds(25));
    rate.cancel(false);
    loop.advance(Duration.ofSeconds(60));
    assertThat(log)
        .containsExactly("rate at 1", "delay at 2", "rate at 11", "delay at 12", "rate at 21");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> loop.scheduleAtFixedRate(task("never"), 0, 0, TimeUnit.SECONDS));
  }

  @Test
  void aLoopThatIsShutDownRunsWhatItHasAndTakesNothingMore() {
    loop.execute(task("due"));
    loop.schedule(task("delayed"), 1, TimeUnit.DAYS);
    loop.scheduleAtFixedRate(task("periodic"), 0, 1, TimeUnit.DAYS);
    loop.shutdown();
    assertThat(loop.isShutdown()).isTrue();
    assertThat(loop.isTerminated()).isFalse();
    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> loop.execute(task("more")));
    assertThat(loop.awaitTermination(1, TimeUnit.HOURS)).isFalse();
    assertThat(loop.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS)).isTrue();
    assertThat(log).containsExactly("due", "delayed");
    assertThat(loop.elapsed()).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void shutdownNowGivesWhatWillNotRun() {
    loop.schedule(task("delayed"), 1, TimeUnit.DAYS);
    Runnable due = task("due");
    loop.execute(due);
    assertThat(loop.shutdownNow()).hasSize(2).startsWith(due);
    assertThat(loop.isTerminated()).isTrue();
    assertThat(loop.runAll()).isZero();
  }
}
