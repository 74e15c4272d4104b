package dev.stageflow.tests.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Recover;
import dev.stageflow.annotation.Retry;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Subflow;
import dev.stageflow.annotation.Upstream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What stands in for a stage may be declared in many ways. */
class RecoverShapesTest {

  /** What is taken is not declared any more, what is thrown in its place is. */
  static class Narrowed {
    @Sequence
    Failing rows(int count) throws SQLException {
      if (count < 0) {
        throw new SQLException("negative");
      }
      return new Failing();
    }

    static final class Failing implements FlowIterator<Integer> {
      @Override
      public Integer next() throws TimeoutException {
        throw new TimeoutException("too late");
      }
    }

    @Recover("rows")
    List<Integer> none(int count, SQLException failure) {
      return List.of(count);
    }

    @Recover("rows")
    List<Integer> late(int count, TimeoutException failure) throws FileNotFoundException {
      if (count == 0) {
        throw new FileNotFoundException("nothing");
      }
      return List.of(-count);
    }

    @Function
    int check(int row) throws IOException {
      throw new IOException("row " + row);
    }

    @Recover("check")
    int checked(int row, IOException failure) {
      return row;
    }
  }

  /** That this compiles is what is tested. */
  private static List<Integer> collect(int count) throws FileNotFoundException {
    return RecoverShapesTest_NarrowedFlow.create().collect(count);
  }

  @Test
  void whatIsTakenIsNotDeclaredAnyMore() throws FileNotFoundException {
    assertThat(collect(-1)).containsExactly(-1);
    assertThat(collect(1)).containsExactly(-1);
    assertThatThrownBy(() -> collect(0)).isInstanceOf(FileNotFoundException.class);
  }

  /** The most specific exception first, in whatever order they are declared. */
  static class Ordered {
    @Function
    String read(String name) throws IOException {
      switch (name) {
        case "io" -> throw new IOException(name);
        case "missing" -> throw new FileNotFoundException(name);
        case "state" -> throw new IllegalStateException(name);
        default -> throw new AssertionError(name);
      }
    }

    @Recover("read")
    String any(String name, Throwable failure) {
      return "any";
    }

    @Recover("read")
    Optional<String> io(String name, IOException failure) {
      return Optional.of("io");
    }

    @Recover("read")
    CompletableFuture<String> missing(String name, FileNotFoundException failure) {
      return CompletableFuture.supplyAsync(() -> "missing");
    }

    @Recover("read")
    @Nullable String io(String name, IllegalStateException failure) {
      return null;
    }
  }

  @Test
  void theMostSpecificTakesTheFailure() {
    RecoverShapesTest_OrderedFlow flow = RecoverShapesTest_OrderedFlow.create();
    assertThat(flow.collect("io")).containsExactly("io");
    assertThat(flow.collect("missing")).containsExactly("missing");
    assertThat(flow.collect("state")).isEmpty();
    assertThat(flow.collect("other")).containsExactly("any");
  }

  /** Primitives and boxes, optionals and a stop. */
  static class Primitives {
    @Sequence
    int[] numbers(int count) {
      if (count == 0) {
        throw new IllegalStateException();
      }
      return IntStream.rangeClosed(1, count).toArray();
    }

    @Recover("numbers")
    IntStream others(int count, RuntimeException failure) {
      return IntStream.of(4, 5);
    }

    @Function(stop = "3")
    long widen(int number) {
      if (number != 2) {
        throw new IllegalStateException();
      }
      return number;
    }

    @Recover("widen")
    @Nullable Long widened(int number, IllegalStateException failure) {
      return number == 1 ? null : Long.valueOf(number);
    }

    @Function
    int narrow(long number) {
      throw new ArithmeticException();
    }

    @Recover("narrow")
    OptionalInt narrowed(long number, ArithmeticException failure) {
      return number == 5 ? OptionalInt.empty() : OptionalInt.of((int) number);
    }

    @Filter
    boolean keep(int number) {
      throw new IllegalStateException();
    }

    @Recover("keep")
    boolean kept(int number, IllegalStateException failure) {
      return true;
    }

    @Accumulate
    long sum(long sum, int number) {
      throw new IllegalStateException();
    }

    @Recover("sum")
    @Nullable Long summed(
        long sum, int number, IllegalStateException failure, @Upstream("input") int count) {
      return count == 9 ? null : Long.valueOf(sum + number);
    }
  }

  @Test
  void primitivesStayPrimitiveAndNullIsNothing() {
    RecoverShapesTest_PrimitivesFlow flow = RecoverShapesTest_PrimitivesFlow.create();
    assertThat(flow.collect(4)).containsExactly(6L);
    assertThat(flow.collect(0)).containsExactly(4L);
    assertThat(flow.collect(9)).isEmpty();
  }

  /** Sources of other kinds, in a context. */
  static class Sources {
    final List<String> log = new ArrayList<>();

    @Context(onClose = "closed")
    @Retry(times = 1, backoffMillis = 0)
    @Sequence(onFinish = "finished")
    Map<String, ? extends Number> entries(String name) {
      log.add(name);
      if (name.equals("bad")) {
        throw new IllegalStateException();
      }
      return Map.of(name, 1);
    }

    @Recover("entries")
    @Nullable Stream<Map.Entry<String, Integer>> others(
        String name, IllegalStateException failure) {
      return Stream.of(Map.entry("other", 2));
    }

    void finished(@Upstream("input") String name) {
      log.add("finished");
    }

    void closed() {
      log.add("closed");
    }

    @Accumulate
    void add(List<String> all, Map.Entry<String, ? extends Number> entry) {
      if (entry.getKey().equals("other")) {
        throw new IllegalArgumentException();
      }
      all.add(entry.getKey());
    }

    @Recover("add")
    void addAnyway(
        List<String> all, Map.Entry<String, ? extends Number> entry, RuntimeException failure) {
      all.add("anyway");
    }

    @Function
    void print(List<String> all) {
      throw new IllegalStateException(all.toString());
    }

    @Recover("print")
    void note(List<String> all, IllegalStateException failure) {
      log.add(failure.getMessage());
    }
  }

  @Test
  void aSourceMayBeOfAnotherKind() {
    Sources sources = new Sources();
    RecoverShapesTest_SourcesFlow flow = RecoverShapesTest_SourcesFlow.of(sources);
    flow.run("good");
    flow.run("bad");
    assertThat(sources.log)
        .containsExactly(
            "good", "finished", "[good]", "closed", "bad", "bad", "finished", "[anyway]", "closed");
  }

  /** A flow whose first stage takes nothing, with a type parameter. */
  static class First<X extends Exception> {
    private final @Nullable X failure;
    private int calls;

    First(@Nullable X failure) {
      this.failure = failure;
    }

    @Retry(times = 1, backoffMillis = 0)
    @Sequence
    LongStream numbers() throws X {
      calls++;
      if (failure != null && calls < 4) {
        throw failure;
      }
      return LongStream.of(calls);
    }

    @Recover("numbers")
    long[] none(IOException failure) {
      return new long[] {0};
    }

    @Function
    long same(long number) throws X {
      if (failure != null) {
        throw failure;
      }
      return number;
    }

    @Recover("same")
    long other(long number, IOException failure) {
      return number - 1;
    }
  }

  @Test
  void aFirstStageIsTriedAgainToo() throws IOException {
    RecoverShapesTest_FirstFlow<IOException> flow =
        RecoverShapesTest_FirstFlow.of(new First<>(new IOException()));
    assertThat(flow.collect()).containsExactly(-1L);
    assertThat(flow.collect()).containsExactly(3L);
    SQLException unexpected = new SQLException();
    RecoverShapesTest_FirstFlow<SQLException> failing =
        RecoverShapesTest_FirstFlow.of(new First<>(unexpected));
    assertThatThrownBy(failing::collect).isSameAs(unexpected);
  }

  /** A flow that is chosen, or another in its place. */
  static class Chosen {
    @Sequence
    List<Integer> numbers(int last) {
      return IntStream.rangeClosed(1, last).boxed().toList();
    }

    @Subflow
    Flow<Integer, Number> choose(int number) {
      if (number > 1) {
        throw new IllegalStateException();
      }
      return Flow.<Integer>begin().<Number>function(n -> n).build();
    }

    @Recover("choose")
    @Nullable List<Flow<Integer, Integer>> others(int number, IllegalStateException failure) {
      Flow<Integer, Integer> negated = Flow.<Integer>begin().function(n -> -n).build();
      return number == 2 ? null : List.of(Flow.identity(), negated);
    }

    @Function
    String text(Number number) {
      return "" + number;
    }
  }

  @Test
  void anotherFlowStandsInForOneThatCannotBeChosen() throws Exception {
    assertThat(RecoverShapesTest_ChosenFlow.create().collect(3)).containsExactly("1", "3", "-3");
  }

  /** Inherited, with what stands in for it here. */
  static class Base {
    @Function
    String read(String name) {
      throw new IllegalStateException();
    }

    @Recover("read")
    String base(String name, IllegalStateException failure) {
      return "base";
    }
  }

  static class Derived extends Base {
    @Recover("read")
    @Override
    String base(String name, IllegalStateException failure) {
      return "derived";
    }
  }

  @Test
  void anInheritedStageMayHaveItsOwnHere() {
    assertThat(RecoverShapesTest_BaseFlow.create().single("x")).isEqualTo("base");
    assertThat(RecoverShapesTest_DerivedFlow.create().single("x")).isEqualTo("derived");
  }
}
