package dev.stageflow.testing;

import static dev.stageflow.testing.Complaints.complaint;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.PauseFlow;
import dev.stageflow.SourceFlow;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A rehearsal notices what is wrong with a flow, and tells what and where. */
@Timeout(60)
class NoticedMistakesTest {

  @Test
  void anItemThatIsLostWhenAStagePausesIsNoticed() {
    AssertionError error =
        complaint(
            () ->
                FlowRehearsal.of(
                        probe -> {
                          Queue<String> queue = new ArrayDeque<>(List.of("a", "b", "c"));
                          return Flow.<Integer>begin()
                              .sequence(n -> List.of(1, 2, 3))
                              .function(
                                  n -> {
                                    String taken = queue.poll();
                                    probe.mayPause();
                                    return taken;
                                  })
                              .build()
                              .bind(0);
                        })
                    .gives("a", "b", "c")
                    .pausedEverywhere());
    assertThat(error)
        .hasMessageStartingWith("A run that was paused in " + getClass().getName())
        .hasMessageContaining("NoticedMistakesTest.java:")
        .hasMessageContaining(" gave other outputs than undisturbed.\n  expected: [a, b, c]\n")
        .hasMessageContaining("\n  but gave: [b, c]\n  and then: completed");
  }

  private static SourceFlow<String> writing(Probe probe, boolean pausesFirst) {
    return Flow.<Integer>begin()
        .sequence(n -> List.of("a", "b"))
        .function(
            word -> {
              if (pausesFirst) {
                probe.mayPause();
              }
              probe.effect("write " + word);
              probe.mayPause();
              return word;
            })
        .named("write")
        .build()
        .bind(0);
  }

  @Test
  void anEffectThatAStageHasBeforeItPausesIsNoticed() {
    FlowRehearsal<String> rehearsal =
        FlowRehearsal.of(probe -> writing(probe, false)).gives("a", "b");
    assertThat(rehearsal.effects()).containsExactly("write a", "write b");
    assertThat(complaint(rehearsal::pausedEverywhere))
        .hasMessageStartingWith("A run that was paused in " + getClass().getName())
        .hasMessageEndingWith(
            """
             had other effects than undisturbed.
              expected: [write a, write b]
              but had: [write a, write a, write b]
              hint: a stage that pauses is called again: it must pause before it changes anything\
            """);
  }

  @Test
  void anEffectOfARunThatFailsOrIsCancelledAloneIsNoticed() {
    FlowRehearsal<Integer> rehearsal =
        FlowRehearsal.of(
            probe ->
                Flow.<Integer>begin()
                    .sequenceFrom(
                        n -> FlowIterator.of(Stream.of(1, 2).onClose(() -> probe.effect("commit"))))
                    .function(
                        n -> {
                          probe.effect(n);
                          return n;
                        })
                    .build()
                    .bind(0));
    rehearsal.gives(1, 2).pausedEverywhere().interleavedEverywhere();
    assertThat(rehearsal.effects()).containsExactly(1, 2, "commit");
    assertThat(complaint(rehearsal::failedEverywhere))
        .hasMessageContaining(
            " had effects that it does not have undisturbed.\n"
                + "  undisturbed: [1, 2, commit]\n"
                + "  but had: [commit]\n");
    assertThat(complaint(rehearsal::cancelledEverywhere))
        .hasMessageContaining(" had effects that it does not have undisturbed.\n");
  }

  @Test
  void effectsThatDifferFromRunToRunAreNoticed() {
    int[] runs = new int[1];
    FlowRehearsal<Integer> rehearsal =
        FlowRehearsal.of(
            probe -> {
              probe.effect("run " + ++runs[0]);
              return Flow.<Integer>begin().function(n -> n).build().bind(0);
            });
    assertThat(complaint(rehearsal::pausedEverywhere))
        .hasMessageStartingWith(
            """
            Two runs that nothing disturbed had different effects.
              one had: [run 1]
              the other one: [run 2]
              hint:""");
  }

  @Test
  void anotherWayToTheSameOutputsIsNoticed() {
    FlowRehearsal<Integer> rehearsal =
        FlowRehearsal.of(
            probe -> {
              List<Integer> zeros = new ArrayList<>();
              return Flow.<Integer>begin()
                  .sequence(
                      n -> {
                        zeros.add(0);
                        probe.mayPause();
                        return Stream.concat(zeros.stream(), Stream.of(n))::iterator;
                      })
                  .named("numbers")
                  .filter(n -> n > 0)
                  .named("positive")
                  .build()
                  .bind(1);
            });
    assertThat(complaint(rehearsal.gives(1)::pausedEverywhere))
        .hasMessageStartingWith("A run that was paused in ")
        .hasMessageContaining(" went another way through the stages than undisturbed.\n")
        .hasMessageContaining(
            """

              expected:
                nowhere
              but came to:
                numbers #3
                input #1 = 1, at numbers\
            """);
  }

  /** Keeps in its definition what belongs to a run. */
  private static Flow<Integer, Integer> withSharedTotal() {
    int[] total = new int[1];
    return Flow.<Integer>begin()
        .sequence(
            n -> {
              total[0] = 0;
              return List.of(1, 2, 3);
            })
        .named("numbers")
        .function(n -> total[0] += n)
        .named("add")
        .build();
  }

  @Test
  void stateThatRunsShareIsNoticed() {
    FlowRehearsal<Integer> rehearsal = FlowRehearsal.of(withSharedTotal(), 0);
    rehearsal.gives(1, 3, 6).pausedEverywhere();
    assertThat(complaint(rehearsal::interleavedEverywhere))
        .hasMessageStartingWith("A run that was paused, while another one was made, after step ")
        .hasMessageEndingWith(
            """
             gave other outputs than undisturbed.
              expected: [1, 3, 6]
              but gave: [7, 9, 12]
              disturbed at:
                numbers #0
                input #1 = 0, at numbers
              and then: completed\
            """);
  }

  @Test
  void whatIsNotClosedAfterAFailureIsNoticed() {
    FlowRehearsal<Integer> rehearsal =
        FlowRehearsal.of(
            probe ->
                Flow.<Integer>begin()
                    .sequence(
                        n -> {
                          Runnable close = probe.opened("connection");
                          List<Integer> rows = List.of(1, 2);
                          probe.mayFail();
                          close.run();
                          return rows;
                        })
                    .build()
                    .bind(0));
    rehearsal.gives(1, 2).pausedEverywhere().cancelledEverywhere();
    assertThat(complaint(rehearsal::failedEverywhere))
        .hasMessageStartingWith("A run that was made to fail in ")
        .hasMessageEndingWith(
            " did not close each thing that it opened once.\n"
                + "  at its end: connection was not closed");
  }

  /** A source of which nobody can tell that it is to be closed. */
  private static SourceFlow<Integer> closedAtItsEndAlone(Probe probe) {
    return Flow.<Integer>begin()
        .sequence(
            n -> {
              FlowIterator<Integer> rows =
                  FlowIterator.of(Stream.of(1, 2).onClose(probe.opened("rows")));
              return List.of(rows);
            })
        .named("opened")
        .sequenceFrom(
            rows ->
                () -> {
                  Integer row = rows.next();
                  if (row == null) {
                    rows.close();
                  }
                  return row;
                })
        .named("rows")
        .build()
        .bind(0);
  }

  @Test
  void whatIsClosedAtItsEndAloneIsNoticed() {
    FlowRehearsal<Integer> rehearsal =
        FlowRehearsal.of(NoticedMistakesTest::closedAtItsEndAlone).gives(1, 2).pausedEverywhere();
    assertThat(complaint(rehearsal::failedEverywhere))
        .hasMessageStartingWith("A run that was made to fail after step ")
        .hasMessageContaining("\n  at its end: rows was not closed\n  disturbed at:\n");
    assertThat(complaint(rehearsal::cancelledEverywhere))
        .hasMessageStartingWith("A run that was cancelled after step ")
        .hasMessageContaining("\n  at its end: rows was not closed\n  disturbed at:\n");
  }

  @Test
  void whatIsClosedTwiceIsNoticed() {
    FlowRehearsal<Integer> rehearsal =
        FlowRehearsal.of(
            probe ->
                Flow.<Integer>begin()
                    .sequenceFrom(
                        n -> {
                          Runnable close = probe.opened("rows");
                          return FlowIterator.of(Stream.of(1).onClose(close).onClose(close));
                        })
                    .build()
                    .bind(0));
    assertThat(complaint(rehearsal::pausedEverywhere))
        .hasMessage(
            "A run that nothing disturbed did not close each thing that it opened once.\n"
                + "  at its end: rows was closed 2 times");
  }

  @Test
  void aFailureThatIsSwallowedIsNoticed() {
    FlowRehearsal<Integer> rehearsal =
        FlowRehearsal.of(
            probe ->
                Flow.<Integer>begin()
                    .function(
                        n -> {
                          try {
                            probe.<IOException>mayFail(IOException::new);
                            return n;
                          } catch (IOException swallowed) {
                            return 0;
                          }
                        })
                    .build()
                    .bind(7));
    assertThat(complaint(rehearsal::failedEverywhere))
        .hasMessageStartingWith("A run that was made to fail in ")
        .hasMessageContaining(" did not end with that failure.\n  expected: java.io.IOException")
        .hasMessageEndingWith("\n  but was: completed")
        .hasCauseInstanceOf(IOException.class);
  }

  @Test
  void aFlowThatIsNotRepeatableIsTold() {
    Queue<Integer> oneShot = new ArrayDeque<>(List.of(1, 2));
    Flow<Integer, Integer> flow =
        Flow.<Integer>begin().sequence(n -> List.of(n, n)).function(n -> oneShot.poll()).build();
    FlowRehearsal<Integer> rehearsal = FlowRehearsal.of(flow, 0).gives(1, 2);
    assertThat(complaint(rehearsal::pausedEverywhere))
        .hasMessageStartingWith(
            """
            Two runs that nothing disturbed gave different outputs.
              one gave: [1, 2]
              the other one: []
              hint:""");
  }

  @Test
  void aRunThatWaitsForWhatNeverComesIsToldAndCancelled() {
    List<String> log = new ArrayList<>();
    Flow<Integer, Integer> flow =
        Flow.<Integer>begin()
            .sequenceFrom(n -> FlowIterator.of(Stream.of(n).onClose(() -> log.add("closed"))))
            .named("items")
            .<Integer>function(
                n -> {
                  throw PauseFlow.until(new CompletableFuture<>());
                })
            .named("stuck")
            .build();
    assertThat(
            complaint(() -> new FlowRehearsal<>(p -> flow.bind(7), Duration.ofMillis(1)).gives()))
        .hasMessage(
            """
            The run waits for what does not come.
              where it waits:
                items #1 = 7, at stuck
                input #1 = 7, at items""");
    assertThat(log).containsExactly("closed");
  }

  @Test
  void aRunThatAsksForEverIsToldAndCancelled() {
    Flow<Integer, Integer> flow =
        Flow.<Integer>begin()
            .sequence(n -> List.of(n))
            .named("items")
            .<Integer>function(
                n -> {
                  throw PauseFlow.after(Duration.ofDays(1));
                })
            .named("polling")
            .build();
    assertThat(
            complaint(() -> new FlowRehearsal<>(p -> flow.bind(7), Duration.ofMillis(1)).gives()))
        .hasMessageStartingWith("The run waits for what does not come.")
        .hasMessageContaining("items #1 = 7, at polling");
  }
}
