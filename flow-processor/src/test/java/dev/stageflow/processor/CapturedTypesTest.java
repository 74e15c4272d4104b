package dev.stageflow.processor;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Types that only the compiler can name are written as what they are known to be. */
class CapturedTypesTest {

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Rows<?>                  | List<?> | class Rows<U> extends ArrayList<List<? extends U>> { private static final long serialVersionUID = 1L; }
          Rows<? extends Number>   | List<? extends Number> | class Rows<U> extends ArrayList<List<? extends U>> { private static final long serialVersionUID = 1L; }
          Rows<?>                  | List<? extends Number> | class Rows<U extends Number> extends ArrayList<List<? extends U>> { private static final long serialVersionUID = 1L; }
          Rows<?>                  | Object[] | class Rows<U> extends ArrayList<U[]> { private static final long serialVersionUID = 1L; }
          Rows<? extends Number>   | Number[][] | class Rows<U> extends ArrayList<U[][]> { private static final long serialVersionUID = 1L; }
          Rows<?>                  | Comparable<?> | class Rows<U extends Comparable<U>> extends ArrayList<U> { private static final long serialVersionUID = 1L; }
          Rows<?>                  | List<? extends Comparable<?>> | class Rows<U extends Comparable<U>> extends ArrayList<List<U>> { private static final long serialVersionUID = 1L; }
          Rows<?, ?>               | Number | class Rows<A extends Number, B extends A> extends ArrayList<B> { private static final long serialVersionUID = 1L; }
          Rows<?>                  | Outer<?>.Inner | class Rows<U> extends ArrayList<Outer<U>.Inner> { private static final long serialVersionUID = 1L; }
          Rows<? extends String>   | Outer<? extends String>.Inner | class Rows<U> extends ArrayList<Outer<U>.Inner> { private static final long serialVersionUID = 1L; }
          Rows<? super Integer>    | List<? super Integer> | class Rows<U> extends ArrayList<List<? super U>> { private static final long serialVersionUID = 1L; }
          Rows<?>                  | List<?>[] | class Rows<U> extends ArrayList<List<U>[]> { private static final long serialVersionUID = 1L; }
          Rows<? super Integer>    | List<? super Integer>[][] | class Rows<U> extends ArrayList<List<U>[][]> { private static final long serialVersionUID = 1L; }
          Rows<? extends Number>   | List<? extends Set<? extends Number>> | class Rows<U> extends ArrayList<List<Set<U>>> { private static final long serialVersionUID = 1L; }
          Rows<?>                  | List<Set<?>> | class Rows<U> extends ArrayList<List<Set<?>>> { private static final long serialVersionUID = 1L; }
          EnumSet<?>               | Enum<?> | class Rows {}
          List<? extends Enum<?>>  | Enum<?> | class Rows {}
          Rows<?>                  | Map.Entry<?, ? extends List<?>> | class Rows<U> extends HashMap<U, List<U>> { private static final long serialVersionUID = 1L; }
          """)
  void aSourceIsWalked(String source, String element, String type) {
    Definition.of(
            """
            class Report {
              @Sequence %s items(String text) { return null; }
              @Function %s same(%s item) { return item; }
            }
            """
                .formatted(source, element, element))
        .with(type)
        .with("class Outer<T> { class Inner { T item; } }")
        .usedBy("return ReportFlow.create().collect(\"\").size();")
        .gives(0);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          C extends List<? extends Number>               | C  | Number | Report<List<Integer>>
          C extends Iterator<? extends Number>           | C  | Number | Report<Iterator<Integer>>
          C extends Map<String, ? extends Number>        | C  | Map.Entry<String, ? extends Number> | Report<Map<String, Integer>>
          C extends ArrayList<? extends List<?>>         | C  | List<?> | Report<ArrayList<List<?>>>
          N extends Number, C extends List<? extends N>  | C  | N | Report<Integer, List<Integer>>
          C extends Object & Comparable<C>               | List<C> | C | Report<String>
          C extends Comparable<? super C>                | List<? extends C> | C | Report<String>
          C extends Enum<C>                              | EnumSet<C> | C | Report<java.util.concurrent.TimeUnit>
          C extends Number & Comparable<? super C>       | C[] | C | Report<Integer>
          """)
  void aSourceOfATypeVariableIsWalked(
      String variables, String source, String element, String definition) {
    Definition.of(
            """
            class Report<%s> {
              @Sequence %s items(%s items) { return items; }
              @Function %s same(%s item) { return item; }
            }
            """
                .formatted(variables, source, source, element, element))
        .usedBy("return ReportFlow.of(new %s()) != null;".formatted(definition))
        .gives(true);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CompletableFuture<? extends Map<String, ? extends Number>> | Map<String, ? extends Number>
          CompletionStage<? extends List<? extends Number>>          | List<? extends Number>
          CompletableFuture<?>                                       | Object
          CompletableFuture<? super Integer>                         | Object
          NumF<?>                                                    | Number
          NumF<? extends Integer>                                    | Integer
          ListF<?>                                                   | List<? extends Number>
          CompletableFuture<? extends Number[]>                      | Number[]
          """)
  void aFutureIsAwaited(String future, String value) {
    Definition.of(
            """
            import dev.stageflow.annotation.*;
            import java.util.*;
            import java.util.concurrent.*;
            class Report {
              static class NumF<N extends Number> extends CompletableFuture<N> {}
              static class ListF<N extends Number> extends CompletableFuture<List<N>> {}
              @Function %s later(String text) { return null; }
              @Function %s same(%s item) { return item; }
              @Retry @Function %s again(%s item) { return null; }
              @Recover("again") %s none(%s item, RuntimeException e) { return null; }
              @Function %s last(%s item) { return item; }
            }
            """
                .formatted(future, value, value, future, value, future, value, value, value))
        .compiles();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Collector<String, ?, ? extends List<? extends Number>> | List<? extends Number>
          Found<?>                                               | Number
          """)
  void aCollectorGathers(String collector, String result) {
    Definition.of(
            """
            class Report {
              interface Found<N extends Number> extends Collector<String, Object, N> {}
              @Sequence List<String> words(String text) { return List.of(); }
              @Accumulate %s all() { return null; }
              @Function %s same(%s item) { return item; }
            }
            """
                .formatted(collector, result, result))
        .compiles();
  }

  @Test
  void aFlowIsRun() {
    Definition.of(
            """
            class Report {
              interface Numbers<N extends Number> extends Flow<String, N> {}
              @Subflow Numbers<?> numbers(String text) { return null; }
              @Function Number same(Number item) { return item; }
              @Subflow List<? extends Flow<? super Number, ? extends List<? extends Number>>> all(
                  Number number) {
                return List.of();
              }
              @Function List<? extends Number> last(List<? extends Number> item) { return item; }
            }
            """)
        .usedBy("return List.of();")
        .gives(List.of());
  }

  /** A source whose type is a variable is walked as what bounds it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "C extends Stream<? extends Number> | Number",
        "C extends Iterable<? extends Number> | Number",
        "C extends Iterator<? extends Number> & java.io.Closeable | Number",
        "C extends FlowIterator<? extends Number> | Number",
        "C extends java.util.concurrent.Flow.Publisher<? extends Number> | Number",
        "C extends IntStream | int",
        "C extends PrimitiveIterator.OfInt | int"
      })
  void aSourcesTypeVariableMayBeTriedAgainAndTunnelled(String variable, String element) {
    String tunnel = variable.contains("Publisher") ? "" : "@Tunnel";
    Definition.of(
            """
            class Reports {
              static class Tried<%1$s> {
                @Retry @Sequence C all(C source) { return source; }
                @Function String show(%2$s n) { return "" + n; }
              }
              static class Tunnelled<%1$s> {
                %3$s @Retry @Sequence C all(C source) { return source; }
                @Recover("all") C none(C source, RuntimeException failure) { return source; }
                @Function String show(%2$s n) { return "" + n; }
              }
            }
            """
                .formatted(variable, element, tunnel))
        .compiles();
  }
}
