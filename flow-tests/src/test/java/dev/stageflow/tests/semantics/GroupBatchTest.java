package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.FlowRun;
import dev.stageflow.FlowRun.State;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Parallel;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.testing.TestLoop;
import dev.stageflow.tests.scenario.FlowMaker;
import dev.stageflow.tests.scenario.Flows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A group of items that a parallel stage takes closes once its last batch has gone all its way. */
@Timeout(30)
class GroupBatchTest {

  /** Batches of words with the same initial, which are written one after the other. */
  @FlowDefinition(extensible = true)
  static class Initials {
    final FlushAfterTest.Inbox inbox = new FlushAfterTest.Inbox();
    final CompletableFuture<Void> mayWrite = new CompletableFuture<>();
    final List<String> done = new ArrayList<>();

    @Sequence
    FlowIterator<String> words(int n) {
      return inbox;
    }

    @Context(by = "initial", onClose = "close")
    @Parallel(2)
    @Function
    CompletableFuture<String> look(String word) {
      return CompletableFuture.completedFuture(word);
    }

    char initial(String word) {
      return word.charAt(0);
    }

    @Accumulate(flushAfterMillis = 500)
    void batch(List<String> batch, String word) {
      batch.add(word);
    }

    @Function
    CompletableFuture<List<String>> write(List<String> batch) {
      return mayWrite.thenApply(
          now -> {
            done.add(String.join("+", batch));
            return batch;
          });
    }

    void close() {
      done.add("closed");
    }
  }

  static Stream<Named<FlowMaker<Initials, Integer, List<String>>>> initials() {
    return Flows.of(
        GroupBatchTest_InitialsFlow::of,
        it ->
            Flow.<Integer>begin()
                .sequenceFrom(it::words)
                .context()
                .by(it::initial)
                .onClose(it::close)
                .functionAsync(it::look)
                .parallel(2)
                .<List<String>>accumulateInto(ArrayList::new, it::batch)
                .flushAfter(Duration.ofMillis(500))
                .functionAsync(it::write)
                .build());
  }

  @ParameterizedTest
  @MethodSource("initials")
  void itsBatchIsOnItsWayWhenAnotherGroupBegins(FlowMaker<Initials, Integer, List<String>> maker) {
    TestLoop loop = new TestLoop();
    Initials initials = new Initials();
    FlowRun run = maker.of(initials).on(loop).start(1, batch -> {});
    initials.inbox.put("a", "an");
    loop.runAll();
    loop.advance(Duration.ofMillis(500));
    initials.inbox.put("b");
    initials.inbox.end();
    loop.runAll();
    assertThat(initials.done).isEmpty();
    initials.mayWrite.complete(null);
    loop.runAll();
    assertThat(initials.done).containsExactly("a+an", "closed", "b", "closed");
    assertThat(run.state()).isEqualTo(State.COMPLETED);
  }
}
