package dev.stageflow.tests.observing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.FlowListener;
import dev.stageflow.FlowRun;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.testing.TestLoop;
import dev.stageflow.tests.scenario.FlowMaker;
import dev.stageflow.tests.scenario.Flows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A listener learns which stage has held the loop. */
class LoopHeldTest {
  private static final Duration ENDLESS = Duration.ofDays(1);
  private static final Duration TWENTY_MILLIS = Duration.ofMillis(20);

  private final TestLoop loop = new TestLoop();

  /** Has one place that takes its time. */
  static class Slow {
    final List<Integer> slowAt = new ArrayList<>();
    private final TestLoop loop;
    private final String place;
    private int calls;

    Slow(TestLoop loop, String place, int... slowAt) {
      this.loop = loop;
      this.place = place;
      IntStream.of(slowAt).forEach(this.slowAt::add);
    }

    void call(String called) {
      if (called.equals(place) && slowAt.contains(++calls)) {
        loop.advance(TWENTY_MILLIS);
      }
    }

    @Sequence
    List<Integer> numbers(int count) {
      call("numbers");
      return IntStream.rangeClosed(1, count).boxed().toList();
    }

    @Filter
    boolean isKept(int number) {
      call("isKept");
      return number % 4 != 0;
    }

    @Context(onClose = "closed")
    @Sequence
    Iterable<Integer> copies(int number) {
      call("copies");
      Iterator<Integer> two = List.of(number, number).iterator();
      return () ->
          new Iterator<>() {
            @Override
            public boolean hasNext() {
              return two.hasNext();
            }

            @Override
            public Integer next() {
              call("next copy");
              return two.next();
            }
          };
    }

    @Function
    long twice(int copy) {
      call("twice");
      return 2L * copy;
    }

    @Accumulate(finish = "finish")
    long sum(long sum, long number) {
      call("sum");
      return sum + number;
    }

    long finish(long sum) {
      call("finish");
      return sum;
    }

    void closed() {
      call("closed");
    }
  }

  private static final FlowMaker<Slow, Integer, Long> BUILT =
      slow ->
          Flow.<Integer>begin()
              .sequence(slow::numbers)
              .named("numbers")
              .filter(slow::isKept)
              .named("isKept")
              .context()
              .onClose(slow::closed)
              .sequence(slow::copies)
              .named("copies")
              .function(slow::twice)
              .named("twice")
              .accumulate(() -> 0L, slow::sum)
              .named("sum")
              .finish(slow::finish)
              .build();

  static Stream<Named<FlowMaker<Slow, Integer, Long>>> flows() {
    return Flows.of(LoopHeldTest_SlowFlow::of, BUILT);
  }

  /** Each place where time may be spent, and the stage that it belongs to. */
  static Stream<Arguments> places() {
    return flows()
        .flatMap(
            maker ->
                Stream.of(
                        List.of("numbers", "numbers"),
                        List.of("isKept", "isKept"),
                        List.of("copies", "copies"),
                        List.of("next copy", "copies"),
                        List.of("twice", "twice"),
                        List.of("sum", "sum"),
                        List.of("finish", "sum"),
                        List.of("closed", "copies"),
                        List.of("sink", "sink"))
                    .map(place -> Arguments.of(maker, place.get(0), place.get(1))));
  }

  private List<FlowListener.Hold> holds(
      FlowMaker<Slow, Integer, Long> maker, Slow slow, Duration threshold, int count) {
    List<FlowListener.Hold> holds = new ArrayList<>();
    FlowListener listener =
        new FlowListener() {
          @Override
          public Duration holdThreshold() {
            return threshold;
          }

          @Override
          public void onLoopHeld(FlowRun run, Hold hold) {
            holds.add(hold);
          }
        };
    maker
        .of(slow)
        .on(loop)
        .timeSlice(ENDLESS)
        .listener(listener)
        .start(count, output -> slow.call("sink"));
    loop.runAll();
    return holds;
  }

  @ParameterizedTest
  @MethodSource("places")
  void aStageThatIsSlowFromTheFirstIsNamed(
      FlowMaker<Slow, Integer, Long> maker, String place, String stage) {
    assertThat(holds(maker, new Slow(loop, place, 1), Duration.ofMillis(10), 3))
        .singleElement()
        .satisfies(
            hold -> {
              assertThat(hold.duration()).isEqualTo(Duration.ofMillis(20));
              assertThat(hold.stage()).isEqualTo(stage);
            });
  }

  @ParameterizedTest
  @MethodSource("places")
  void aStageThatIsSlowAgainIsNamedFromTheSecondTimeOn(
      FlowMaker<Slow, Integer, Long> maker, String place, String stage) {
    if (place.equals("numbers")) {
      return;
    }
    int slices = 2;
    assertThat(holds(maker, new Slow(loop, place, 500, 2_000, 2_100), Duration.ofMillis(10), 4_000))
        .hasSizeBetween(slices, slices + 1)
        .satisfies(
            found -> {
              assertThat(found.get(0).stage()).isNull();
              assertThat(found.subList(1, found.size()))
                  .allSatisfy(hold -> assertThat(hold.stage()).isEqualTo(stage));
            });
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aListenerChoosesWhatIsTooLong(FlowMaker<Slow, Integer, Long> maker) {
    Slow slow = new Slow(loop, "twice", 1);
    assertThat(holds(maker, slow, Duration.ofMillis(21), 2)).isEmpty();
    slow = new Slow(loop, "twice", 1);
    assertThat(holds(maker, slow, Duration.ofMillis(20), 2)).hasSize(1);
    slow = new Slow(loop, "twice");
    assertThat(holds(maker, slow, Duration.ZERO, 2))
        .extracting(FlowListener.Hold::duration)
        .isNotEmpty()
        .containsOnly(Duration.ZERO);
  }

  /** A flow that is quick itself, and fails. */
  private Flow<Integer, Integer> failing(Runnable onClose) {
    return Flow.<Integer>begin()
        .<Integer>sequenceFrom(
            number ->
                new FlowIterator<>() {
                  @Override
                  public Integer next() {
                    return number;
                  }

                  @Override
                  public void close() {
                    onClose.run();
                  }
                })
        .<Integer>function(
            number -> {
              throw new IllegalStateException("number " + number);
            })
        .build();
  }

  @Test
  void noStageIsBlamedForWhatClosingTakes() {
    Told told = new Told();
    FlowRun run = failing(() -> loop.advance(TWENTY_MILLIS)).on(loop).listener(told).start(1);
    run.completion().exceptionally(failure -> null);
    loop.runAll();
    assertThat(told.entries()).contains("held for 20 ms by null at null");
  }

  @Test
  void noStageIsBlamedForWhatAListenerTakes() {
    Told told = new Told();
    FlowListener slow =
        new FlowListener() {
          @Override
          public void onStageFailure(FlowRun run, @Nullable String stage, Throwable failure) {
            loop.advance(TWENTY_MILLIS);
          }
        };
    FlowRun run = failing(() -> {}).on(loop).listener(slow).listener(told).start(1);
    run.completion().exceptionally(failure -> null);
    loop.runAll();
    assertThat(told.entries()).contains("held for 20 ms by null at null");
  }
}
