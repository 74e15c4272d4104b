package dev.stageflow.tests.semantics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stageflow.DurableFlow;
import dev.stageflow.FlowIterator;
import dev.stageflow.PauseFlow;
import dev.stageflow.SavedRun;
import dev.stageflow.SavedRunException;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Fork;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Output;
import dev.stageflow.annotation.Parallel;
import dev.stageflow.annotation.Recover;
import dev.stageflow.annotation.Retry;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Tunnel;
import dev.stageflow.annotation.Upstream;
import dev.stageflow.testing.FlowRehearsal;
import dev.stageflow.testing.Probe;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A durable flow's run goes on in another one from wherever it was saved. */
class SavedRunTest {
  record Order(int id, int items) {}

  record Item(int order, int number) {}

  @FlowDefinition(durable = true)
  static class Ledger {
    private final Probe probe;

    Ledger(Probe probe) {
      this.probe = probe;
    }

    @Tunnel
    @Sequence(resume = "ordersAfter", onFinish = "finished")
    FlowIterator<Order> orders(int count) {
      return ordersAfter(count, new Order(-1, 0));
    }

    FlowIterator<Order> ordersAfter(int count, Order last) {
      return FlowIterator.of(
          IntStream.range(last.id() + 1, count).mapToObj(i -> new Order(i, i % 3)).toList());
    }

    @Filter
    boolean open(Order order) {
      return order.id() != 4;
    }

    @Context(onOpen = "head", onFlush = "rule", onClose = "foot")
    @Sequence
    List<Item> items(Order order) {
      return IntStream.range(0, order.items()).mapToObj(i -> new Item(order.id(), i)).toList();
    }

    @Output
    String head(@Upstream Order order) {
      return "order " + order.id();
    }

    @Output
    Optional<String> rule(@Upstream Order order) {
      return order.items() == 2 ? Optional.of("---") : Optional.empty();
    }

    @Output
    String foot(@Upstream Order order) {
      return "end of " + order.id();
    }

    @Function
    long price(Item item, @Upstream Order order, @Upstream("input") int count) throws PauseFlow {
      probe.mayPause();
      return item.number() * 10L + order.id() + count;
    }

    @Accumulate(flushWhen = "isFull")
    List<Long> batch(List<Long> batch, long price) {
      List<Long> more = new ArrayList<>(batch);
      more.add(price);
      return more;
    }

    boolean isFull(List<Long> batch) {
      return batch.size() == 2;
    }

    @Output
    @Function
    String line(List<Long> batch, @Upstream Order order) {
      return order.id() + ": " + batch;
    }

    @Accumulate(emitEmpty = true)
    String all(String all, String line) {
      return all + line + "; ";
    }

    @Output
    String finished() {
      return "finished";
    }
  }

  @Test
  void contextsHooksAndBatchesGoOn() {
    FlowRehearsal.of(probe -> SavedRunTest_LedgerFlow.of(new Ledger(probe)).bind(6))
        .pausedEverywhere()
        .savedEverywhere();
  }

  @FlowDefinition(durable = true)
  static class Groups {
    @SuppressWarnings("Flow/NotResumable")
    @Sequence
    Stream<Integer> numbers() {
      return IntStream.range(0, 14).boxed();
    }

    @Context(by = "sixth", onOpen = "begins", onClose = "ends")
    @Function
    Integer unlessThird(Integer number) {
      return number % 4 == 3 ? null : number;
    }

    int sixth(Integer number) {
      return number / 6;
    }

    @Output
    String begins(@Upstream("numbers") Integer first) {
      return "from " + first;
    }

    @Output
    String ends(@Upstream("numbers") Integer first) {
      return "to the end of " + first;
    }

    @Accumulate
    int sum(int sum, int number) {
      return sum + number;
    }

    @Function
    String total(int sum, @Upstream("numbers") Integer first) {
      return first + " = " + sum;
    }
  }

  @Test
  void groupsGoOn() {
    FlowRehearsal.of(SavedRunTest_GroupsFlow.create())
        .gives(
            "from 0",
            "0 = 12",
            "to the end of 0",
            "from 6",
            "6 = 33",
            "to the end of 6",
            "from 12",
            "12 = 25",
            "to the end of 12")
        .savedEverywhere();
  }

  @FlowDefinition(durable = true)
  static class Kinds {
    @Sequence
    int[] array(String input) {
      return new int[] {1, 2};
    }

    @Sequence(resume = "rangeAfter")
    IntStream range(int size) {
      return IntStream.range(0, size);
    }

    IntStream rangeAfter(int size, int last) {
      return IntStream.range(last + 1, size);
    }

    @Sequence
    Map<String, Integer> map(int number) {
      Map<String, Integer> map = new LinkedHashMap<>();
      map.put("x", number);
      map.put("y", number);
      return map;
    }

    @Function
    String joined(Map.Entry<String, Integer> entry) {
      return entry.getKey() + entry.getValue();
    }

    @SuppressWarnings("Flow/NotResumable")
    @Sequence
    FlowIterator<String> iterator(String text) {
      return FlowIterator.of(List.of(text, text + text));
    }

    @Sequence
    Optional<String> optional(String text) {
      return text.length() > 2 ? Optional.of(text) : Optional.empty();
    }

    @Retry(times = 2)
    @Sequence
    Iterable<String> set(String text) {
      return new TreeSet<>(List.of(text + 1, text + 2));
    }

    @Sequence(resume = "arrayAfter")
    String[] strings(String text) {
      return new String[] {text, null, "end"};
    }

    String[] arrayAfter(String text, String last) {
      return last.equals("end") ? new String[0] : new String[] {"end"};
    }

    @Sequence(resume = "longsAfter")
    long[] longs(String text) {
      return new long[] {7, 8};
    }

    long[] longsAfter(String text, long last) {
      return last == 8 ? null : new long[] {8};
    }

    @Function
    String all(long number, @Upstream("strings") String text) {
      return text + number;
    }
  }

  @Test
  void sourcesOfAllKindsAreOpenedAgain() {
    FlowRehearsal.of(SavedRunTest_KindsFlow.create(), "input").savedEverywhere();
  }

  static <T> CompletionStage<T> later(T value) {
    return CompletableFuture.supplyAsync(() -> value);
  }

  @FlowDefinition(durable = true)
  static class Calls {
    @Sequence
    List<Integer> groups(int count) {
      return IntStream.range(0, count).boxed().toList();
    }

    @Context(onClose = "ends")
    @Sequence(resume = "numbersAfter")
    Stream<Integer> numbers(Integer group) {
      return numbersAfter(group, group * 100 - 1);
    }

    Stream<Integer> numbersAfter(Integer group, Integer last) {
      return IntStream.range(last + 1, group * 100 + 4).boxed();
    }

    @Parallel(3)
    @Function
    CompletionStage<String> fetched(Integer number) {
      return number % 2 == 0
          ? later("f" + number)
          : CompletableFuture.completedFuture("c" + number);
    }

    @Sequence
    List<String> twice(String text, @Upstream("numbers") Integer number) {
      return List.of(text, text + "/" + number);
    }

    @Parallel(value = 4, key = "length")
    @Function
    CompletionStage<String> again(String text, @Upstream("groups") Integer group) {
      return later(text + group);
    }

    int length(String text) {
      return text.length();
    }

    @Accumulate
    List<String> all(List<String> all, String text) {
      List<String> more = new ArrayList<>(all);
      more.add(text);
      return more;
    }

    @Function
    String line(List<String> all) {
      return all.toString();
    }

    @Output
    String ends(@Upstream("groups") Integer group) {
      return "end of " + group;
    }
  }

  @Test
  void whatIsInFlightIsStartedAgain() {
    FlowRehearsal.of(SavedRunTest_CallsFlow.create(), 2).savedEverywhere();
  }

  @FlowDefinition(durable = true)
  static class Forks {
    @Sequence
    List<Integer> groups(int count) {
      return IntStream.range(0, count).boxed().toList();
    }

    @Fork
    @Function
    CompletionStage<String> name(Integer group) {
      return later("n" + group);
    }

    @Filter
    boolean notTwo(Integer group) {
      return group != 2;
    }

    @Sequence
    List<Integer> numbers(Integer group) {
      return List.of(group, group + 1);
    }

    @Function
    String named(Integer number, @Upstream("name") String name) {
      return name + number;
    }

    @Function
    String twice(String named, @Upstream("name") String name) {
      return named + name;
    }
  }

  @Test
  void forksAreStartedAgain() {
    FlowRehearsal.of(SavedRunTest_ForksFlow.create(), 4)
        .gives("n00n0", "n01n0", "n11n1", "n12n1", "n33n3", "n34n3")
        .savedEverywhere();
  }

  @FlowDefinition(durable = true)
  static class Breaks {
    @Sequence
    List<Integer> groups(int count) {
      return IntStream.range(0, count).boxed().toList();
    }

    @Context
    @SuppressWarnings("Flow/NotResumable")
    @Sequence
    Stream<Integer> numbers(Integer group) {
      return IntStream.range(0, 5).boxed();
    }

    @Sequence
    List<String> texts(Integer number) {
      return List.of("a" + number, "b" + number, "c" + number);
    }

    @Filter(orBreak = "numbers")
    boolean beforeB2(String text) {
      return !text.equals("b2");
    }

    @Accumulate
    String all(String all, String text) {
      return all + text;
    }

    @Function
    String line(String all, @Upstream("groups") Integer group) {
      return group + all;
    }
  }

  @Test
  void whatABreakHasLeftIsNotOpenedAgain() {
    FlowRehearsal.of(SavedRunTest_BreaksFlow.create(), 2)
        .gives("0a0b0c0a1b1c1a2", "1a0b0c0a1b1c1a2")
        .savedEverywhere();
  }

  @FlowDefinition(durable = true)
  static class Guarded implements AutoCloseable {
    private final Runnable closing;
    private final Map<Integer, Integer> tries = new LinkedHashMap<>();

    Guarded(Probe probe) {
      closing = probe.opened("definition");
    }

    @Sequence
    List<Integer> groups(int count) {
      return IntStream.range(0, count).boxed().toList();
    }

    @Retry(times = 2)
    @Sequence
    Iterable<Integer> numbers(Integer group) throws IOException {
      if (group == 1) {
        throw new IOException("no numbers");
      }
      return new TreeSet<>(List.of(group, group + 1));
    }

    @Recover("numbers")
    List<Integer> others(Integer group, IOException failure) {
      return List.of(7, 8, 9);
    }

    @Retry(times = 3)
    @Function
    Integer tried(Integer number) throws IOException {
      if (number == 2 && tries.merge(number, 1, Integer::sum) < 2) {
        throw new IOException("tried once");
      }
      return number;
    }

    @Accumulate(flushAfterMillis = 100_000)
    String all(String all, Integer number) {
      return all + number;
    }

    @Override
    public void close() {
      closing.run();
    }
  }

  @Test
  void retriesRecoveriesAndTimersGoOn() {
    FlowRehearsal.of(probe -> SavedRunTest_GuardedFlow.perRun(() -> new Guarded(probe)).bind(3))
        .gives("0178923")
        .savedEverywhere();
  }

  @FlowDefinition(durable = true)
  static class TriedInVain {
    private final List<String> calls;

    TriedInVain(List<String> calls) {
      this.calls = calls;
    }

    @Sequence
    List<Integer> numbers(int count) {
      return IntStream.range(0, count).boxed().toList();
    }

    @Retry(times = 2, backoffMillis = 0)
    @Function
    Integer price(Integer number) throws IOException {
      calls.add("price");
      throw new IOException("no price");
    }

    @Recover("price")
    Integer usual(Integer number, IOException failure) throws PauseFlow {
      calls.add("usual");
      throw PauseFlow.now();
    }
  }

  @Test
  void triesThatAreUsedUpAreNotMadeAgainWhereTheirRecoveryWaits() throws Exception {
    List<String> calls = new ArrayList<>();
    DurableFlow<Integer, Integer> flow = SavedRunTest_TriedInVainFlow.of(new TriedInVain(calls));
    SavedRun run = flow.stepwise(1, output -> {});
    while (!calls.contains("usual")) {
      boolean unused = run.step();
    }
    byte[] saved = run.save();
    assertEquals(List.of("price", "price", "price", "usual"), calls);
    calls.clear();
    SavedRun other = flow.restore(saved, output -> {});
    while (!calls.contains("usual")) {
      boolean unused = other.step();
    }
    assertEquals(List.of("price", "usual"), calls);
  }

  @FlowDefinition(durable = true)
  static class Waits {
    private final CompletableFuture<String> answer;

    Waits(CompletableFuture<String> answer) {
      this.answer = answer;
    }

    @Sequence
    List<Integer> numbers(int count) {
      return IntStream.range(0, count).boxed().toList();
    }

    @Function
    CompletionStage<String> answer(Integer number) {
      return answer;
    }
  }

  @Test
  void proceedsAndPausesStepByStep() throws Exception {
    List<String> rows = new ArrayList<>();
    CompletableFuture<String> answer = new CompletableFuture<>();
    SavedRun run = SavedRunTest_WaitsFlow.of(new Waits(answer)).stepwise(2, rows::add);
    while (run.proceed(2)) {
      // It goes on until it waits.
    }
    assertFalse(run.hasEnded());
    assertFalse(run.pause().condition().toCompletableFuture().isDone());
    answer.complete("x");
    while (!run.hasEnded()) {
      boolean unused = run.proceed(2);
    }
    assertNull(run.pause());
    assertEquals(List.of("x", "x"), rows);
    assertThrows(IllegalArgumentException.class, () -> run.proceed(0));
  }

  @Test
  void aCompletedRunIsRestoredAsOneThatEndsAtOnce() throws Exception {
    List<Integer> numbers = new ArrayList<>();
    SavedRun run = SavedRunTest_SlowFlow.of(new Slow(0)).stepwise(3, numbers::add);
    assertFalse(run.proceed(Integer.MAX_VALUE));
    SavedRun other = SavedRunTest_SlowFlow.of(new Slow(0)).restore(run.save(), numbers::add);
    assertFalse(other.proceed(1));
    assertTrue(other.hasEnded());
    assertEquals(List.of(0, 1, 2), numbers);
  }

  @Test
  void aRunThatIsCancelledCannotBeSaved() throws Exception {
    SavedRun run = SavedRunTest_SlowFlow.of(new Slow(0)).stepwise(3, number -> {});
    CompletionStage<Void> unused = run.cancel();
    assertTrue(run.hasEnded());
    assertThrows(IllegalStateException.class, run::save);
  }

  @FlowDefinition(durable = true)
  static class Slow {
    private final long millis;

    Slow(long millis) {
      this.millis = millis;
    }

    @SuppressWarnings("Flow/NotResumable")
    @Sequence
    IntStream numbers(int count) {
      return IntStream.range(0, count);
    }

    @Function
    int slow(int number) throws InterruptedException {
      if (millis > 0) {
        Thread.sleep(millis);
      }
      return number;
    }
  }

  @Test
  void proceedsForSoLong() throws Exception {
    List<Integer> numbers = new ArrayList<>();
    SavedRun run = SavedRunTest_SlowFlow.of(new Slow(10)).stepwise(12, numbers::add);
    long begun = System.nanoTime();
    assertTrue(run.proceed(Duration.ofMillis(40)));
    assertTrue(System.nanoTime() - begun >= 40_000_000);
    // The time is looked at after each of these, and the last one takes as long as it takes.
    assertTrue(numbers.size() <= 5, numbers::toString);
    assertTrue(run.proceed(Duration.ofNanos(1)));
    SavedRun other = SavedRunTest_SlowFlow.of(new Slow(0)).restore(run.save(), numbers::add);
    assertFalse(other.proceed(Duration.ofDays(1)));
    assertTrue(other.hasEnded());
    assertFalse(other.proceed(Duration.ofDays(1)));
    assertEquals(IntStream.range(0, 12).boxed().toList(), numbers);
  }

  @Test
  void proceedsNoLongerThanItIsToldWithoutWaiting() throws Exception {
    AtomicInteger count = new AtomicInteger();
    SavedRun run =
        SavedRunTest_SlowFlow.of(new Slow(0))
            .stepwise(Integer.MAX_VALUE, number -> count.incrementAndGet());
    while (count.get() < 1_000) {
      assertTrue(run.proceed(Duration.ofMillis(5)));
    }
    run.cancel().toCompletableFuture().join();
  }

  @Test
  void aPauseEndsTheTimeThatItIsToProceed() throws Exception {
    CompletableFuture<String> answer = new CompletableFuture<>();
    SavedRun run = SavedRunTest_WaitsFlow.of(new Waits(answer)).stepwise(2, row -> {});
    assertFalse(run.proceed(Duration.ofDays(1)));
    assertFalse(run.hasEnded());
    answer.complete("x");
    assertFalse(run.proceed(Duration.ofDays(1)));
    assertTrue(run.hasEnded());
    for (Duration time : List.of(Duration.ZERO, Duration.ofNanos(-1))) {
      assertThrows(IllegalArgumentException.class, () -> run.proceed(time));
    }
  }

  @Test
  void failsAsAnyRunAndIsThenOver() throws Exception {
    SavedRun run =
        SavedRunTest_ForksFlow.create()
            .stepwise(
                2,
                output -> {
                  throw new IOException(output);
                });
    assertEquals(
        "n00n0",
        assertThrows(
                IOException.class,
                () -> {
                  while (!run.hasEnded()) {
                    boolean unused = run.proceed(100);
                  }
                })
            .getMessage());
    assertTrue(run.hasEnded());
    assertThrows(IllegalStateException.class, run::save);
  }

  @Test
  void anotherFlowsRunDoesNotFit() throws Exception {
    byte[] saved = SavedRunTest_ForksFlow.create().stepwise(2, output -> {}).save();
    SavedRunException failure =
        assertThrows(
            SavedRunException.class,
            () -> SavedRunTest_CallsFlow.create().restore(saved, output -> {}));
    assertEquals(
        "The run was saved by flow dev.stageflow.tests.semantics.SavedRunTest.Forks, and this is"
            + " dev.stageflow.tests.semantics.SavedRunTest.Calls.",
        failure.getMessage());
  }

  @Test
  void cutBytesDoNotFit() throws Exception {
    byte[] saved = SavedRunTest_ForksFlow.create().stepwise(2, output -> {}).save();
    for (int length = 0; length < saved.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(saved, length);
      assertThrows(
          SavedRunException.class,
          () -> SavedRunTest_ForksFlow.create().restore(cut, output -> {}));
    }
  }

  @Test
  void aCancelledRunCanStillGoOnFromWhatWasSaved() throws Exception {
    List<String> rows = new ArrayList<>();
    SavedRun run = SavedRunTest_ForksFlow.create().stepwise(2, rows::add);
    assertTrue(run.step());
    byte[] saved = run.save();
    run.cancel().toCompletableFuture().join();
    assertTrue(run.hasEnded());
    assertFalse(run.step());
    SavedRun other = SavedRunTest_ForksFlow.create().restore(saved, rows::add);
    while (!other.hasEnded()) {
      boolean unused = other.proceed(10);
    }
    assertEquals(List.of("n00n0", "n01n0", "n11n1", "n12n1"), rows);
  }
}
