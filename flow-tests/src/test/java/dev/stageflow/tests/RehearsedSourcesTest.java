package dev.stageflow.tests;

import dev.stageflow.Flow;
import dev.stageflow.SourceFlow;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.testing.FlowRehearsal;
import dev.stageflow.testing.Probe;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A rehearsal raises no alarm, whatever a sequence gives, and whatever comes of the items. */
class RehearsedSourcesTest {
  private static final ExecutorService POOL = Executors.newFixedThreadPool(2);

  @AfterAll
  static void stop() {
    POOL.shutdownNow();
  }

  /** A list, and one stage that gives nothing on. */
  @FlowDefinition(durable = true)
  record Consumed(Probe probe) {
    @Sequence
    List<Integer> items(int size) {
      return numbers(size);
    }

    @Function
    void consume(int item) throws Exception {
      probe.mayPause();
      probe.mayFail();
    }
  }

  @FlowDefinition(durable = true)
  record ConsumedArray(Probe probe) {
    @Sequence
    int[] items(int size) {
      return numbers(size).stream().mapToInt(n -> n).toArray();
    }

    @Function
    void consume(int item) throws Exception {
      probe.mayPause();
    }
  }

  @FlowDefinition(durable = true)
  record ConsumedCollection(Probe probe) {
    @Sequence
    Collection<Integer> items(int size) {
      return new LinkedList<>(numbers(size));
    }

    @Function
    void consume(int item) throws Exception {
      probe.mayPause();
    }
  }

  @FlowDefinition(durable = true)
  record ConsumedIterator(Probe probe) {
    @SuppressWarnings("Flow/NotResumable")
    @Sequence
    Iterator<Integer> items(int size) {
      return numbers(size).iterator();
    }

    @Function
    void consume(int item) throws Exception {
      probe.mayPause();
    }
  }

  @FlowDefinition(durable = true)
  record ConsumedStream(Probe probe) {
    @SuppressWarnings("Flow/NotResumable")
    @Sequence
    Stream<Integer> items(int size) {
      return numbers(size).stream().onClose(probe.opened("items"));
    }

    @Function
    void consume(int item) throws Exception {
      probe.mayPause();
    }
  }

  @FlowDefinition(durable = true)
  record Filtered(Probe probe) {
    @Sequence
    List<Integer> items(int size) {
      return numbers(size);
    }

    @Filter
    boolean none(int item) throws Exception {
      probe.mayPause();
      return false;
    }
  }

  @FlowDefinition(durable = true)
  record FilteredArray(Probe probe) {
    @Sequence
    Integer[] items(int size) {
      return numbers(size).toArray(new Integer[0]);
    }

    @Filter
    boolean first(int item) throws Exception {
      probe.mayPause();
      return item == 1;
    }
  }

  @FlowDefinition(durable = true)
  record Dropped(Probe probe) {
    @Sequence
    List<Integer> items(int size) {
      return numbers(size);
    }

    @Function
    @Nullable Integer butTheLast(int item) throws Exception {
      probe.mayPause();
      return item == 3 ? null : item;
    }
  }

  @FlowDefinition(durable = true)
  record Gathered(Probe probe) {
    @Sequence
    List<Integer> items(int size) {
      return numbers(size);
    }

    @Accumulate
    long sum(long sum, int item) throws Exception {
      probe.mayPause();
      return sum + item;
    }
  }

  @FlowDefinition(durable = true)
  record GatheredArray(Probe probe) {
    @Sequence
    int[] items(int size) {
      return numbers(size).stream().mapToInt(n -> n).toArray();
    }

    @Accumulate
    long sum(long sum, int item) throws Exception {
      probe.mayPause();
      return sum + item;
    }
  }

  @FlowDefinition(durable = true)
  record Nested(Probe probe) {
    @Sequence
    List<Integer> items(int size) {
      return numbers(size);
    }

    @Sequence
    int[] more(int item) {
      return new int[item];
    }

    @Function
    void consume(int item) throws Exception {
      probe.mayPause();
    }
  }

  /** Nothing comes of what another thread completes. */
  @FlowDefinition(durable = true)
  record Written(Probe probe) {
    @Sequence
    List<Integer> items(int size) {
      return numbers(size);
    }

    @Function
    CompletionStage<Void> write(int item) throws Exception {
      probe.mayPause();
      return CompletableFuture.runAsync(() -> {}, POOL);
    }
  }

  private static List<Integer> numbers(int size) {
    List<Integer> numbers = new ArrayList<>();
    for (int number = 1; number <= size; number++) {
      numbers.add(number);
    }
    return numbers;
  }

  @TestFactory
  Stream<DynamicTest> noAlarmIsRaised() {
    Map<String, java.util.function.Function<Probe, Flow<Integer, ?>>> flows = new LinkedHashMap<>();
    flows.put("a list, consumed", p -> RehearsedSourcesTest_ConsumedFlow.of(new Consumed(p)));
    flows.put(
        "an array, consumed", p -> RehearsedSourcesTest_ConsumedArrayFlow.of(new ConsumedArray(p)));
    flows.put(
        "a collection, consumed",
        p -> RehearsedSourcesTest_ConsumedCollectionFlow.of(new ConsumedCollection(p)));
    flows.put(
        "an iterator, consumed",
        p -> RehearsedSourcesTest_ConsumedIteratorFlow.of(new ConsumedIterator(p)));
    flows.put(
        "a stream, consumed",
        p -> RehearsedSourcesTest_ConsumedStreamFlow.of(new ConsumedStream(p)));
    flows.put("a list, filtered", p -> RehearsedSourcesTest_FilteredFlow.of(new Filtered(p)));
    flows.put(
        "an array, filtered", p -> RehearsedSourcesTest_FilteredArrayFlow.of(new FilteredArray(p)));
    flows.put("a list, the last dropped", p -> RehearsedSourcesTest_DroppedFlow.of(new Dropped(p)));
    flows.put("a list, gathered", p -> RehearsedSourcesTest_GatheredFlow.of(new Gathered(p)));
    flows.put(
        "an array, gathered", p -> RehearsedSourcesTest_GatheredArrayFlow.of(new GatheredArray(p)));
    flows.put("in one another", p -> RehearsedSourcesTest_NestedFlow.of(new Nested(p)));
    flows.put("written elsewhere", p -> RehearsedSourcesTest_WrittenFlow.of(new Written(p)));
    flows.put(
        "a list, consumed, built",
        p -> {
          Consumed consumed = new Consumed(p);
          return Flow.<Integer>begin().sequence(consumed::items).consume(consumed::consume).build();
        });
    flows.put(
        "a list, filtered, built",
        p -> {
          Filtered filtered = new Filtered(p);
          return Flow.<Integer>begin().sequence(filtered::items).filter(filtered::none).build();
        });
    flows.put(
        "written elsewhere, built",
        p -> {
          Written written = new Written(p);
          return Flow.<Integer>begin()
              .sequence(written::items)
              .functionAsync(written::write)
              .build();
        });
    return flows.entrySet().stream()
        .flatMap(
            flow ->
                Stream.of(0, 1, 3)
                    .map(
                        size ->
                            DynamicTest.dynamicTest(
                                flow.getKey() + ", " + size + " items",
                                () ->
                                    rehearse(
                                        flow.getValue(),
                                        size,
                                        flow.getKey().endsWith(", built")))));
  }

  private static void rehearse(
      java.util.function.Function<Probe, Flow<Integer, ?>> maker, int size, boolean isBuilt) {
    FlowRehearsal<Object> rehearsal =
        FlowRehearsal.of(probe -> RehearsedSourcesTest.<Object>bound(maker.apply(probe), size))
            .pausedEverywhere()
            .interleavedEverywhere()
            .failedEverywhere()
            .cancelledEverywhere();
    if (!isBuilt) {
      rehearsal.savedEverywhere();
    }
  }

  @SuppressWarnings("unchecked") // outputs are only compared
  private static <O> SourceFlow<O> bound(Flow<Integer, ?> flow, int size) {
    return ((Flow<Integer, O>) flow).bind(size);
  }
}
