package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.Flow;
import dev.stageflow.FlowRun;
import dev.stageflow.PauseFlow;
import dev.stageflow.RetryPolicy;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Retry;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.testing.TestLoop;
import dev.stageflow.tests.scenario.FlowMaker;
import dev.stageflow.tests.scenario.Flows;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A failure may say how long to wait before the next try. */
class RetryDelayTest {

  static class TooMany extends IOException {
    private static final long serialVersionUID = 1L;
    final transient @Nullable Duration retryAfter;

    TooMany(@Nullable Duration retryAfter) {
      this.retryAfter = retryAfter;
    }
  }

  /** Is told three times to come back later. */
  @FlowDefinition(extensible = true)
  static class Client {
    final List<IOException> failures = new ArrayList<>();

    @Sequence
    List<String> words(String text) {
      return List.of(text.split(" "));
    }

    @Retry(times = 3, backoffMillis = 0, on = IOException.class, delay = "asTold")
    @Function
    String send(String word) throws IOException {
      if (!failures.isEmpty()) {
        throw failures.remove(0);
      }
      return word;
    }

    @Nullable Duration asTold(TooMany failure) throws InterruptedException {
      if (failure.retryAfter != null && failure.retryAfter.isZero()) {
        throw new InterruptedException("unreadable");
      }
      return failure.retryAfter;
    }
  }

  static Stream<Named<FlowMaker<Client, String, String>>> clients() {
    return Flows.of(
        RetryDelayTest_ClientFlow::of,
        client ->
            Flow.<String>begin()
                .sequence(client::words)
                .function(client::send)
                .retry(
                    RetryPolicy.of(3)
                        .withBackoff(Duration.ZERO)
                        .on(IOException.class)
                        .withDelay(TooMany.class, client::asTold))
                .build());
  }

  private final TestLoop loop = new TestLoop();
  private final List<String> outputs = new ArrayList<>();

  @ParameterizedTest
  @MethodSource("clients")
  void thePauseIsAsLongAsTheFailureSays(FlowMaker<Client, String, String> maker) {
    Client client = new Client();
    client.failures.add(new TooMany(Duration.ofMinutes(5)));
    client.failures.add(new TooMany(Duration.ofHours(1)));
    FlowRun run = maker.of(client).on(loop).start("a b", outputs::add);
    loop.runAll();
    loop.advance(Duration.ofSeconds(299));
    assertThat(client.failures).hasSize(1);
    loop.advance(Duration.ofSeconds(1));
    assertThat(client.failures).isEmpty();
    loop.advance(Duration.ofMinutes(59));
    assertThat(outputs).isEmpty();
    loop.advance(Duration.ofMinutes(1));
    assertThat(outputs).containsExactly("a", "b");
    assertThat(run.state()).isEqualTo(FlowRun.State.COMPLETED);
  }

  @ParameterizedTest
  @MethodSource("clients")
  void otherFailuresAndThoseThatDoNotSayWaitForTheBackoff(FlowMaker<Client, String, String> maker) {
    Client client = new Client();
    client.failures.add(new TooMany(null));
    client.failures.add(new IOException());
    client.failures.add(new TooMany(Duration.ofMillis(-1)));
    maker.of(client).on(loop).start("a", outputs::add);
    loop.runAll();
    assertThat(outputs).containsExactly("a");
    assertThat(loop.elapsed()).isZero();
  }

  @ParameterizedTest
  @MethodSource("clients")
  void whatTheMethodThrowsEndsTheRun(FlowMaker<Client, String, String> maker) {
    Client client = new Client();
    TooMany failure = new TooMany(Duration.ZERO);
    client.failures.add(failure);
    assertThatThrownBy(() -> maker.of(client).collect("a"))
        .isExactlyInstanceOf(InterruptedException.class)
        .hasMessage("unreadable")
        .hasSuppressedException(failure);
  }

  @Test
  void theTypeThatWasSetLastCounts() throws Exception {
    RetryPolicy policy =
        RetryPolicy.of(1)
            .withDelay(TooMany.class, failure -> Duration.ofSeconds(1))
            .withDelay(IOException.class, failure -> Duration.ofSeconds(2));
    assertThat(policy.delay(1, new TooMany(null))).isEqualTo(Duration.ofSeconds(2));
    assertThat(policy.withTimes(2).delay(1, new IOException())).isEqualTo(Duration.ofSeconds(2));
    assertThat(policy.withBackoff(Duration.ZERO).delay(1, new IllegalStateException()))
        .isEqualTo(Duration.ZERO);
  }

  @Test
  void itDoesNotPause() {
    RetryPolicy policy =
        RetryPolicy.of(1)
            .withDelay(
                IOException.class,
                failure -> {
                  throw PauseFlow.now();
                });
    Flow<String, String> flow =
        Flow.<String>begin()
            .<String>function(
                word -> {
                  throw new IOException(word);
                })
            .retry(policy)
            .build();
    assertThatThrownBy(() -> flow.collect("a"))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage("what gives the delay of a retry must not pause");
  }
}
