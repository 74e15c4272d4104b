package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.FlowOptions;
import dev.stageflow.FlowTraceException;
import dev.stageflow.KeyedFlow;
import dev.stageflow.PauseFlow;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Output;
import dev.stageflow.annotation.Parallel;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Tunnel;
import dev.stageflow.annotation.Upstream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs that gather in one accumulator, which is kept in between. */
@Timeout(30)
class KeyedFlowTest {
  private final List<Object> outputs = new ArrayList<>();

  /** What has come, as a count, a sum, and a hash that shows the order. */
  record Digest(int count, long sum, int hash) {
    static final Digest NONE = new Digest(0, 0, 1);

    Digest plus(int number) {
      return new Digest(count + 1, sum + number, 31 * hash + number);
    }
  }

  @FlowDefinition(keyed = true)
  static class Digests {
    @Sequence
    List<Integer> numbers(List<Integer> numbers) {
      return numbers;
    }

    @Filter
    boolean even(int number) {
      return number % 2 == 0;
    }

    @Accumulate(start = "NONE")
    Digest add(Digest digest, int number) {
      return digest.plus(number);
    }

    static final Digest NONE = Digest.NONE;
  }

  @Test
  void manyRunsComeToWhatOneWould() throws Exception {
    List<Integer> numbers = IntStream.range(0, 5_000).boxed().toList();
    KeyedFlowTest_DigestsFlow flow = KeyedFlowTest_DigestsFlow.create();
    Digest kept = null;
    for (int from = 0; from < numbers.size(); from += 7) {
      List<Integer> part = numbers.subList(from, Math.min(from + 7, numbers.size()));
      kept = flow.gather(kept, part, outputs::add);
    }
    assertThat(outputs).isEmpty();
    assertThat(kept).isEqualTo(flow.single(numbers));
    flow.passOn(kept, List.of(), outputs::add);
    assertThat(outputs).containsExactly(flow.single(numbers));
  }

  @Test
  void whereNothingCameNothingIsKept() throws Exception {
    KeyedFlowTest_DigestsFlow flow = KeyedFlowTest_DigestsFlow.create();
    assertThat(flow.gather(null, List.of(1, 3), outputs::add)).isNull();
    Digest two = Digest.NONE.plus(2);
    assertThat(flow.gather(two, List.of(1, 3), outputs::add)).isEqualTo(two);
  }

  @Test
  void aRunByItselfPassesOnWhatItHasGathered() throws Exception {
    KeyedFlowTest_DigestsFlow flow = KeyedFlowTest_DigestsFlow.create();
    assertThat(flow.gather(Digest.NONE.plus(9), List.of(2), outputs::add)).isNotNull();
    assertThat(flow.collect(List.of(4))).containsExactly(Digest.NONE.plus(4));
    assertThat(flow.bind(List.of(1)).collect()).isEmpty();
  }

  /** Batches of three texts, each line with what it came with. */
  @FlowDefinition(keyed = true)
  static class Batches {
    private final Consumer<String> log;

    Batches(Consumer<String> log) {
      this.log = log;
    }

    @Context(onClose = "closed")
    @Sequence
    List<String> words(String line) {
      return List.of(line.split(" "));
    }

    void closed(@Upstream("input") String line) {
      log.accept("closed " + line);
    }

    @Output
    @Function
    String seen(String word) {
      return "seen " + word;
    }

    @Accumulate
    String joined(String joined, String seen) {
      return joined + seen.charAt(5);
    }

    @Accumulate(flushWhen = "full")
    void add(List<String> batch, String joined) {
      batch.add(joined);
    }

    boolean full(List<String> batch, @Upstream("input") String line) {
      return batch.size() == 3 || line.endsWith("!");
    }

    @Sequence
    List<String> all(List<String> batch) {
      return batch;
    }

    @Function
    String line(String joined, @Upstream("input") String line) {
      return joined + " at " + line;
    }
  }

  private @Nullable List<String> gather(
      KeyedFlow<String, List<String>, String> flow, String... lines) throws Exception {
    List<String> kept = null;
    for (String line : lines) {
      kept = flow.gather(kept, line, outputs::add);
    }
    return kept;
  }

  @Test
  void aBatchThatIsFullGoesOnAndWhatComesLaterIsKept() throws Exception {
    List<String> log = new ArrayList<>();
    KeyedFlow<String, List<String>, String> flow =
        KeyedFlowTest_BatchesFlow.of(new Batches(log::add));
    List<String> kept = gather(flow, "a b", "c", "d", "e");
    assertThat(outputs)
        .containsExactly(
            "seen a", "seen b", "seen c", "seen d", "ab at d", "c at d", "d at d", "seen e");
    assertThat(kept).containsExactly("e");
    assertThat(log).containsExactly("closed a b", "closed c", "closed d", "closed e");
    outputs.clear();
    flow.passOn(kept, "f", outputs::add);
    assertThat(outputs).containsExactly("e at f");
  }

  @Test
  void whereAllHasGoneOnNothingIsKept() throws Exception {
    KeyedFlow<String, List<String>, String> flow =
        KeyedFlowTest_BatchesFlow.of(new Batches(line -> {}));
    assertThat(gather(flow, "a", "b!")).isNull();
    assertThat(outputs).containsExactly("seen a", "seen b!", "a at b!", "b at b!");
  }

  /** Waits in all ways there are. */
  @FlowDefinition(keyed = true)
  static class Waiting<T> {
    private final List<T> paused = new ArrayList<>();

    @Tunnel
    @Sequence
    List<T> items(List<T> items) {
      return items;
    }

    @Parallel(4)
    @Function
    CompletableFuture<T> later(T item) {
      return CompletableFuture.supplyAsync(() -> item);
    }

    @Accumulate(finish = "finished")
    void add(List<T> all, T item) throws PauseFlow {
      if (!paused.contains(item)) {
        paused.add(item);
        throw PauseFlow.now();
      }
      all.add(item);
    }

    String finished(List<T> all, @Upstream("input") List<T> last) throws PauseFlow {
      if (paused.size() % 2 == 0) {
        paused.add(last.get(0));
        throw PauseFlow.now();
      }
      return all + " after " + last;
    }
  }

  @Test
  void theThreadWaitsWhileARunPauses() throws Exception {
    KeyedFlow<List<Integer>, List<Integer>, String> flow =
        KeyedFlowTest_WaitingFlow.<Integer>create()
            .using(FlowOptions.defaults().waitInterval(Duration.ofNanos(1)));
    List<Integer> kept = flow.gather(null, List.of(1, 2), outputs::add);
    kept = flow.gather(kept, List.of(3, 4), outputs::add);
    assertThat(outputs).isEmpty();
    flow.passOn(kept, List.of(3, 4), outputs::add);
    assertThat(outputs).containsExactly("[1, 2, 3, 4] after [3, 4]");
  }

  @Test
  void optionsAreForTheseRunsToo() {
    KeyedFlow<List<Integer>, List<Integer>, String> flow =
        KeyedFlowTest_WaitingFlow.<Integer>create()
            .using(
                FlowOptions.defaults()
                    .waitInterval(Duration.ofDays(1))
                    .timeout(Duration.ofMillis(1)));
    assertThatThrownBy(() -> flow.gather(null, List.of(1), outputs::add))
        .isInstanceOf(TimeoutException.class);
  }

  @FlowDefinition(keyed = true, extensible = true)
  static class Sessions implements AutoCloseable {
    private final Consumer<String> log;

    Sessions(Consumer<String> log) {
      this.log = log;
    }

    @Function
    int length(String text) {
      if (text.isEmpty()) {
        throw new IllegalStateException("no text");
      }
      return text.length();
    }

    @Accumulate
    int add(int sum, int length) {
      return sum + length;
    }

    @Override
    public void close() {
      log.accept("close");
    }
  }

  @Test
  void aDefinitionMadeForEachRunIsClosedWithItAndFunctionsMayBeAdded() throws Exception {
    List<String> log = new ArrayList<>();
    KeyedFlow<String, Integer, Integer> flow =
        KeyedFlowTest_SessionsFlow.withPerRun(() -> new Sessions(log::add))
            .afterLength(length -> length * 10)
            .afterAdd(sum -> -sum)
            .build();
    Integer kept = flow.gather(flow.gather(null, "a", outputs::add), "bc", outputs::add);
    flow.passOn(kept, "bc", outputs::add);
    assertThat(outputs).containsExactly(-30);
    assertThat(log).containsExactly("close", "close", "close");
  }

  @Test
  void aFailureHasTheTraceOfItsRun() {
    List<String> log = new ArrayList<>();
    KeyedFlow<String, Integer, Integer> flow =
        KeyedFlowTest_SessionsFlow.perRun(() -> new Sessions(log::add));
    assertThatThrownBy(() -> flow.gather(5, "", outputs::add))
        .hasMessage("no text")
        .satisfies(
            it ->
                assertThat(it.getSuppressed())
                    .hasAtLeastOneElementOfType(FlowTraceException.class));
    assertThat(log).containsExactly("close");
  }

  @Test
  void nothingThatIsGivenIsNull() {
    KeyedFlowTest_DigestsFlow flow = KeyedFlowTest_DigestsFlow.create();
    assertThatThrownBy(() -> flow.gather(null, null, outputs::add))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("input");
    assertThatThrownBy(() -> flow.passOn(null, List.of(), outputs::add))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("kept");
    assertThatThrownBy(() -> flow.gather(null, List.of(), null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("sink");
  }
}
