package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.Flow;
import dev.stageflow.PauseFlow;
import dev.stageflow.RetryPolicy;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Parallel;
import dev.stageflow.annotation.Recover;
import dev.stageflow.annotation.Retry;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.testing.FlowRehearsal;
import dev.stageflow.testing.TestLoop;
import dev.stageflow.tests.scenario.FlowMaker;
import dev.stageflow.tests.scenario.Flows;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How a stage is tried again may be known at run time alone. */
class NamedPolicyTest {

  /** Fails as often as it is told. */
  @FlowDefinition(extensible = true)
  static class Client {
    final RetryPolicy retries;
    final List<Throwable> failures = new ArrayList<>();

    Client(RetryPolicy retries) {
      this.retries = retries;
    }

    @Sequence
    List<String> words(String text) {
      return List.of(text.split(" "));
    }

    @Retry(policy = "retries")
    @Function
    String send(String word) throws IOException {
      return answer(word);
    }

    String answer(String word) throws IOException {
      if (failures.isEmpty()) {
        return word;
      }
      Throwable failure = failures.remove(0);
      if (failure instanceof Error error) {
        throw error;
      }
      throw (IOException) failure;
    }

    @Recover("send")
    String none(String word, IllegalStateException failure) {
      return "none";
    }
  }

  static Stream<Named<FlowMaker<Client, String, String>>> clients() {
    return Flows.of(
        NamedPolicyTest_ClientFlow::of,
        client ->
            Flow.<String>begin()
                .sequence(client::words)
                .function(client::send)
                .retry(client.retries)
                .recover(IllegalStateException.class, client::none)
                .build());
  }

  @ParameterizedTest
  @MethodSource("clients")
  void itIsTriedAsOftenAndAsLateAsThePolicySays(FlowMaker<Client, String, String> maker) {
    RetryPolicy policy = RetryPolicy.of(2).withJitter(false).withBackoff(Duration.ofSeconds(7));
    Client client = new Client(policy);
    client.failures.addAll(List.of(new IOException(), new IOException()));
    TestLoop loop = new TestLoop();
    List<String> outputs = new ArrayList<>();
    maker.of(client).on(loop).start("a b", outputs::add);
    loop.runAll();
    loop.advance(Duration.ofSeconds(20));
    assertThat(outputs).isEmpty();
    loop.advance(Duration.ofSeconds(1));
    assertThat(outputs).containsExactly("a", "b");
  }

  @ParameterizedTest
  @MethodSource("clients")
  void theLastFailureEndsTheRunWithThoseBeforeIt(FlowMaker<Client, String, String> maker) {
    Client client = new Client(RetryPolicy.of(1).withBackoff(Duration.ZERO));
    IOException first = new IOException("first");
    IOException last = new IOException("last");
    client.failures.addAll(List.of(first, last));
    assertThatThrownBy(() -> maker.of(client).collect("a"))
        .isSameAs(last)
        .hasSuppressedException(first);
  }

  @ParameterizedTest
  @MethodSource("clients")
  void anErrorIsTriedAgainIfThePolicySaysSo(FlowMaker<Client, String, String> maker)
      throws Exception {
    Client client =
        new Client(RetryPolicy.of(1).withBackoff(Duration.ZERO).on(AssertionError.class));
    client.failures.add(new AssertionError());
    assertThat(maker.of(client).collect("a b")).containsExactly("a", "b");
    IOException other = new IOException();
    client.failures.add(other);
    assertThatThrownBy(() -> maker.of(client).collect("a")).isSameAs(other);
  }

  @ParameterizedTest
  @MethodSource("clients")
  void pausesFailuresAndCancelsChangeNothing(FlowMaker<Client, String, String> maker) {
    FlowRehearsal.of(
            probe ->
                maker
                    .of(
                        new Client(RetryPolicy.of(1).withBackoff(Duration.ZERO)) {
                          int calls;

                          @Override
                          String answer(String word) throws IOException {
                            calls++;
                            if (calls % 2 == 1) {
                              throw new IOException();
                            }
                            return word;
                          }
                        })
                    .bind("a b"))
        .gives("a", "b")
        .pausedEverywhere()
        .failedEverywhere()
        .cancelledEverywhere();
  }

  /** Reads its policy anew for each call that fails, and has a say in the delay. */
  static class Changing {
    static final RetryPolicy ONCE = RetryPolicy.of(1).withBackoff(Duration.ZERO);

    final List<String> log = new ArrayList<>();
    @Nullable RetryPolicy current = RetryPolicy.of(1).withBackoff(Duration.ZERO);
    int failing;

    @Sequence
    List<String> words(String text) {
      return List.of(text.split(" "));
    }

    @Retry(policy = "policy", delay = "asTold")
    @Filter
    boolean isKnown(String word) throws IOException {
      log.add(word);
      if (failing > 0) {
        failing--;
        throw new IOException(word);
      }
      return true;
    }

    @Nullable RetryPolicy policy() throws InterruptedException {
      log.add("policy");
      if (failing > 100) {
        throw new InterruptedException("no configuration");
      }
      return current;
    }

    Duration asTold(IOException failure) {
      log.add("asTold");
      return Duration.ofHours(1);
    }

    @Retry(policy = "ONCE")
    @Accumulate
    int count(int count, String word) {
      if (failing < 0) {
        failing++;
        throw new IllegalStateException();
      }
      return count + 1;
    }
  }

  private final Changing changing = new Changing();
  private final TestLoop loop = new TestLoop();

  private List<Integer> counts(String text) throws Exception {
    return loop.await(NamedPolicyTest_ChangingFlow.of(changing).on(loop).collect(text));
  }

  @Test
  void aMethodIsAskedOnceForEachCallThatFails() throws Exception {
    assertThat(counts("a b")).containsExactly(2);
    assertThat(changing.log).containsExactly("a", "b");
    changing.log.clear();
    changing.failing = 1;
    assertThat(counts("a b")).containsExactly(2);
    assertThat(changing.log).containsExactly("a", "policy", "asTold", "a", "b");
    assertThat(loop.elapsed()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void aPolicyThatChangesCountsFromTheNextCallThatFails() throws Exception {
    changing.failing = 1;
    assertThat(counts("a")).containsExactly(1);
    changing.current = RetryPolicy.of(2);
    changing.failing = 2;
    changing.log.clear();
    assertThat(counts("a")).containsExactly(1);
    assertThat(changing.log).containsExactly("a", "policy", "asTold", "a", "asTold", "a");
  }

  @Test
  void aConstantIsAPolicyToo() throws Exception {
    changing.failing = -1;
    assertThat(counts("a")).containsExactly(1);
    changing.failing = -2;
    assertThatThrownBy(() -> counts("a")).isExactlyInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatTheMethodThrowsEndsTheRunWithTheFailure() {
    changing.failing = 1000;
    assertThatThrownBy(() -> counts("a"))
        .isExactlyInstanceOf(InterruptedException.class)
        .hasMessage("no configuration")
        .satisfies(
            thrown ->
                assertThat(thrown.getSuppressed())
                    .extracting(Throwable::getMessage)
                    .startsWith("a"));
  }

  /** Has no policy. */
  static class Without {
    @Nullable RetryPolicy retries;

    @Retry(policy = "retries")
    @Function
    String send(String word) {
      throw new IllegalStateException(word);
    }
  }

  @Test
  void aPolicyIsNotNull() {
    assertThatThrownBy(() -> NamedPolicyTest_WithoutFlow.create().collect("a"))
        .isExactlyInstanceOf(NullPointerException.class)
        .hasMessage("what gives the policy of a retry gave null")
        .satisfies(
            thrown ->
                assertThat(thrown.getSuppressed())
                    .hasAtLeastOneElementOfType(IllegalStateException.class));
  }

  /** Pauses where it cannot. */
  static class Pausing {
    @Retry(policy = "read")
    @Function
    String send(String word) {
      throw new IllegalStateException(word);
    }

    RetryPolicy read() {
      throw Pausing.<RuntimeException>undeclared(PauseFlow.now());
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E undeclared(Throwable thrown) throws E {
      throw (E) thrown;
    }
  }

  @Test
  void whatGivesAPolicyDoesNotPause() {
    assertThatThrownBy(() -> NamedPolicyTest_PausingFlow.create().collect("a"))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage("what gives the policy of a retry must not pause");
  }

  /** A record, whose component is read by its accessor, with calls at the same time. */
  record Asking(RetryPolicy retries, List<String> log) {
    @Sequence
    List<String> words(String text) {
      return List.of(text.split(" "));
    }

    @Parallel(2)
    @Retry(policy = "retries")
    @Function
    CompletionStage<String> send(String word) {
      log.add(word);
      return log.size() < 4
          ? CompletableFuture.failedFuture(new IOException(word))
          : CompletableFuture.completedFuture(word);
    }
  }

  @Test
  void aRecordsComponentIsAPolicyForCallsAtTheSameTime() throws Exception {
    List<String> log = new ArrayList<>();
    Asking asking = new Asking(RetryPolicy.of(3).withBackoff(Duration.ZERO), log);
    assertThat(NamedPolicyTest_AskingFlow.of(asking).collect("a b")).containsExactly("a", "b");
    assertThat(log).hasSize(5);
  }
}
