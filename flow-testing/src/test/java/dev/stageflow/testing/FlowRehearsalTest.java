package dev.stageflow.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.PauseFlow;
import dev.stageflow.SourceFlow;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A rehearsal passes a flow that is right, and disturbs it everywhere. */
@Timeout(60)
class FlowRehearsalTest {

  /** Adds up each of the numbers 1 to n, within a context, with all that may pause and fail. */
  private static SourceFlow<String> sums(Probe probe, int n) {
    return Flow.<Integer>begin()
        .sequenceFrom(count -> probe.source("numbers", List.of(1, 2, 3).subList(0, count)))
        .named("numbers")
        .context(probe::mayPause)
        .onClose(probe::mayFail)
        .sequenceFrom(
            number ->
                FlowIterator.of(
                    Stream.of(number, number).onClose(probe.opened("copies of " + number))))
        .named("copies")
        .function(
            copy -> {
              probe.mayPause();
              probe.<IOException>mayFail(IOException::new);
              return copy;
            })
        .named("checked")
        .accumulate(() -> 0, Integer::sum)
        .named("sum")
        .function(sum -> "sum " + sum)
        .named("text")
        .build()
        .bind(n);
  }

  private static void rehearseAll(FlowRehearsal<?> rehearsal) {
    rehearsal.pausedEverywhere().interleavedEverywhere().failedEverywhere().cancelledEverywhere();
  }

  @Test
  void aFlowThatIsRightPasses() {
    FlowRehearsal<String> rehearsal = FlowRehearsal.of(probe -> sums(probe, 3));
    rehearseAll(rehearsal.gives("sum 2", "sum 4", "sum 6"));
    assertThat(rehearsal.outputs()).containsExactly("sum 2", "sum 4", "sum 6");
    rehearseAll(FlowRehearsal.of(probe -> sums(probe, 0)).gives());
  }

  @Test
  void tunnelledAndAwaitedStagesAreRehearsedToo() {
    rehearseAll(
        FlowRehearsal.of(
                probe ->
                    Flow.<Integer>begin()
                        .sequenceFrom(
                            n ->
                                FlowIterator.of(
                                    Stream.of(1, 2, 3, 4).onClose(probe.opened("items"))))
                        .tunnel(2)
                        .functionAsync(
                            n ->
                                new CompletableFuture<Integer>()
                                    .completeOnTimeout(n * 2, 1, TimeUnit.MILLISECONDS))
                        .build()
                        .bind(0))
            .gives(2, 4, 6, 8));
  }

  /** Has its effects after it has paused. */
  private static SourceFlow<Integer> effects(Probe probe) {
    return Flow.<Integer>begin()
        .sequence(n -> List.of(1, 2, 3))
        .function(
            n -> {
              probe.mayPause();
              probe.mayFail();
              probe.effect(n);
              return n;
            })
        .build()
        .bind(0);
  }

  @Test
  void effectsAfterAPauseAreHadOnce() {
    FlowRehearsal<Integer> rehearsal = FlowRehearsal.of(FlowRehearsalTest::effects);
    rehearseAll(rehearsal.gives(1, 2, 3));
    assertThat(rehearsal.effects()).containsExactly(1, 2, 3);
  }

  @Test
  void effectsOfWhatIsInFlightMayComeInAnyOrder() {
    rehearseAll(
        FlowRehearsal.of(
                probe ->
                    Flow.<Integer>begin()
                        .sequence(n -> List.of(1, 2, 3))
                        .functionAsync(
                            n -> {
                              probe.mayPause();
                              probe.effect(n);
                              return new CompletableFuture<Integer>()
                                  .completeOnTimeout(n, 1, TimeUnit.MILLISECONDS);
                            })
                        .parallel(2)
                        .build()
                        .bind(0))
            .gives(1, 2, 3));
  }

  @Test
  void arraysAreComparedByWhatTheyHold() {
    Flow<Integer, int[]> flow = Flow.<Integer>begin().function(n -> new int[] {n, n}).build();
    rehearseAll(FlowRehearsal.of(flow, 7).gives(new int[] {7, 7}));
  }

  @Test
  void aDelayTakesNoTime() {
    List<Integer> calls = new ArrayList<>();
    Flow<Integer, Integer> flow =
        Flow.<Integer>begin()
            .function(
                n -> {
                  calls.add(n);
                  if (calls.size() % 2 == 1) {
                    throw PauseFlow.after(Duration.ofDays(365));
                  }
                  return n;
                })
            .build();
    FlowRehearsal.of(flow, 7).gives(7).pausedEverywhere();
  }

  @Test
  void aRunIsDisturbedBeforeAndAfterEachCallOfAStage() {
    Set<Integer> callsOfFailed = new TreeSet<>();
    Set<Integer> callsOfCancelled = new TreeSet<>();
    FlowRehearsal.of(counting(callsOfFailed)).failedEverywhere();
    FlowRehearsal.of(counting(callsOfCancelled)).cancelledEverywhere();
    // Three numbers, each with a call of two stages; and the call that gave the numbers.
    assertThat(callsOfFailed).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    assertThat(callsOfCancelled).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
  }

  /** Tells how many calls of stages each run came to. */
  private static Function<Probe, SourceFlow<Integer>> counting(Set<Integer> calls) {
    return probe -> {
      int[] made = new int[1];
      calls.add(0);
      Runnable call =
          () -> {
            made[0]++;
            calls.add(made[0]);
          };
      return Flow.<Integer>begin()
          .sequence(
              n -> {
                call.run();
                return List.of(1, 2, 3);
              })
          .filter(
              n -> {
                call.run();
                return true;
              })
          .function(
              n -> {
                call.run();
                return n;
              })
          .build()
          .bind(0);
    };
  }
}
