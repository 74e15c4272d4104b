package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.stageflow.Flow;
import dev.stageflow.FlowFuture;
import dev.stageflow.FlowIterator;
import dev.stageflow.FlowListener;
import dev.stageflow.FlowOptions;
import dev.stageflow.FlowRun;
import dev.stageflow.FlowRun.State;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.testing.TestLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A definition that a run has for itself is closed as the last thing of the run. */
@Timeout(60)
class ClosedDefinitionTest {
  /** So short a slice that it calls one stage at most. */
  private static final Duration ONE_CALL = Duration.ofNanos(1);

  private final List<String> log = new ArrayList<>();
  private final TestLoop loop = new TestLoop();

  /** Notes what it does. */
  @FlowDefinition(extensible = true)
  record Owned(List<String> log, String failing) implements AutoCloseable {
    @Sequence
    Stream<Integer> numbers(int n) {
      return Stream.of(1, 2, 3).onClose(() -> log.add("source closed"));
    }

    @Function
    int checked(int number) {
      if (failing.equals("stage") && number == 2) {
        throw new IllegalArgumentException("two");
      }
      return number;
    }

    @Accumulate
    int sum(int sum, int number) {
      return sum + number;
    }

    @Override
    public void close() throws IOException {
      log.add("closed");
      if (!failing.isEmpty()) {
        throw new IOException("not closed");
      }
    }
  }

  private Flow<Integer, Integer> flow(String failing) {
    return ClosedDefinitionTest_OwnedFlow.perRun(() -> new Owned(log, failing));
  }

  private static final UnaryOperator<Flow<Integer, Integer>> OBSERVED =
      flow -> flow.using(FlowOptions.defaults().listener(new FlowListener() {}));

  /** Runs a flow in one of the ways, and notes its outputs. */
  private void run(Flow<Integer, Integer> flow, String way) throws Exception {
    switch (way) {
      case "run" -> flow.run(1, output -> log.add("out " + output));
      case "collect" -> flow.collect(1).forEach(output -> log.add("out " + output));
      case "single" -> log.add("out " + flow.single(1));
      case "observed" -> OBSERVED.apply(flow).run(1, output -> log.add("out " + output));
      case "stream" -> {
        try (Stream<Integer> stream = flow.stream(1)) {
          stream.forEach(output -> log.add("out " + output));
        }
      }
      case "open" -> {
        try (FlowIterator<Integer> outputs = flow.open(1)) {
          for (Integer output = outputs.next(); output != null; output = outputs.next()) {
            log.add("out " + output);
          }
        }
      }
      case "start" ->
          loop.await(flow.on(loop).start(1, output -> log.add("out " + output)).completion());
      case "future" -> loop.await(flow.on(loop).collect(1)).forEach(it -> log.add("out " + it));
      case "publisher" -> {
        Taking taking = new Taking();
        flow.on(loop).publisher(1).subscribe(taking);
        taking.asked().request(3);
        loop.await(taking.ended);
      }
      case "subflow" ->
          Flow.<Integer>begin()
              .subflow(n -> flow)
              .function(output -> log.add("out " + output))
              .build()
              .run(1);
      case "then" ->
          flow.then(Flow.<Integer>begin().function(it -> log.add("out " + it)).build()).run(1);
      default -> throw new AssertionError(way);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "collect",
        "single",
        "observed",
        "stream",
        "open",
        "start",
        "future",
        "publisher",
        "subflow",
        "then"
      })
  void howeverTheFlowIsRun(String way) throws Exception {
    run(flow(""), way);
    log.remove("complete");
    assertThat(log).containsExactlyInAnyOrder("source closed", "closed", "out 6");
    assertThat(log.indexOf("closed")).isGreaterThan(log.indexOf("source closed"));

    log.clear();
    Throwable unclosed = catchThrowable(() -> run(flow("close"), way));
    assertThat(unclosed instanceof IOException ? unclosed : unclosed.getCause())
        .isInstanceOf(IOException.class)
        .hasMessage("not closed");
    assertThat(log).containsOnlyOnce("closed");

    log.clear();
    assertThatThrownBy(() -> run(flow("stage"), way))
        .isInstanceOf(IllegalArgumentException.class)
        .satisfies(
            failure ->
                assertThat(failure.getSuppressed())
                    .anySatisfy(it -> assertThat(it).hasMessage("not closed")));
    assertThat(log).containsExactly("source closed", "closed");
  }

  @Test
  void afterTheOutputsAndWhenTheRunIsCancelled() throws Exception {
    flow("").run(1, output -> log.add("out"));
    assertThat(log).containsExactly("source closed", "out", "closed");
    log.clear();
    FlowFuture<Integer> future = flow("").on(loop).timeSlice(ONE_CALL).single(1);
    while (future.run().progress().levels().size() < 2) {
      assertThat(loop.runNext()).isTrue();
    }
    future.run().cancel();
    loop.runAll();
    assertThat(future).isCompletedExceptionally();
    assertThat(future.run().state()).isEqualTo(State.CANCELLED);
    assertThat(log).containsExactly("source closed", "closed");
    assertThatThrownBy(() -> loop.await(future)).isInstanceOf(CancellationException.class);
  }

  /** Notes the outputs of a publisher. */
  private final class Taking implements Subscriber<Integer> {
    final CompletableFuture<Void> ended = new CompletableFuture<>();
    private @Nullable Subscription subscription;

    Subscription asked() {
      return Objects.requireNonNull(subscription);
    }

    @Override
    public void onSubscribe(Subscription given) {
      subscription = given;
    }

    @Override
    public void onNext(Integer output) {
      log.add("out " + output);
    }

    @Override
    public void onError(Throwable failure) {
      ended.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      log.add("complete");
      ended.complete(null);
    }
  }

  @Test
  void beforeASubscriberLearnsOfTheEnd() {
    Taking taking = new Taking();
    flow("").on(loop).publisher(1).subscribe(taking);
    taking.asked().request(1);
    loop.runAll();
    assertThat(log).containsExactly("source closed", "out 6");
    taking.asked().request(1);
    loop.runAll();
    assertThat(log).containsExactly("source closed", "out 6", "closed", "complete");
  }

  @Test
  void whenASubscriberCancels() {
    Taking taking = new Taking();
    List<FlowRun> runs = new ArrayList<>();
    FlowListener listener =
        new FlowListener() {
          @Override
          public void onStart(FlowRun run) {
            runs.add(run);
          }
        };
    flow("").on(loop).timeSlice(ONE_CALL).listener(listener).publisher(1).subscribe(taking);
    taking.asked().request(1);
    while (runs.get(0).progress().levels().size() < 2) {
      assertThat(loop.runNext()).isTrue();
    }
    taking.asked().cancel();
    loop.runAll();
    assertThat(runs.get(0).state()).isEqualTo(State.CANCELLED);
    assertThat(log).containsExactly("source closed", "closed");
    assertThat(taking.ended).isNotDone();
  }

  @Test
  void notIfTheRunEndsBeforeItBegins() {
    FlowRun run = flow("").on(loop).start(1);
    run.cancel();
    loop.runAll();
    assertThat(run.state()).isEqualTo(State.CANCELLED);
    assertThat(log).isEmpty();
  }

  @Test
  void onceForEachActivationOfASubflow() throws Exception {
    Flow.<Integer>begin()
        .sequence(n -> List.of(1, 2))
        .subflow(n -> flow(""))
        .build()
        .run(1, output -> log.add("out"));
    assertThat(log)
        .containsExactly("source closed", "out", "closed", "source closed", "out", "closed");
  }

  @Test
  void withAddedFunctions() throws Exception {
    ClosedDefinitionTest_OwnedFlow.withPerRun(() -> new Owned(log, ""))
        .afterChecked(number -> number * 2)
        .build()
        .run(1, output -> log.add("out " + output));
    assertThat(log).containsExactly("source closed", "out 12", "closed");
  }

  @Test
  void notWhatRunsShare() throws Exception {
    ClosedDefinitionTest_OwnedFlow.of(new Owned(log, "")).collect(1);
    assertThat(log).containsExactly("source closed");
  }

  /** Its close() is its only method that throws something. */
  static class Typed implements AutoCloseable {
    @Function
    int next(int n) {
      return n + 1;
    }

    @Override
    public void close() throws IOException {
      throw new IOException("typed");
    }
  }

  @Test
  void whatClosingThrowsIsDeclared() {
    try {
      ClosedDefinitionTest_TypedFlow.perRun(Typed::new).collect(1);
      throw new AssertionError("not closed");
    } catch (IOException declared) {
      assertThat(declared).hasMessage("typed");
    }
  }
}
