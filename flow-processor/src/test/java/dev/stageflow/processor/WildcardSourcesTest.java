package dev.stageflow.processor;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the compiler knows of a wildcard is what the next stage can take. */
class WildcardSourcesTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Iterable<? extends CharSequence> | CharSequence | List.of("a", "b")
          Iterable<?>                      | Object | List.of("a", "b")
          Iterable<? super String>         | Object | List.of("a", "b")
          List<? extends List<? extends CharSequence>> | List<? extends CharSequence> | List.of(List.of("a"), List.of("b"))
          Box<?>                           | CharSequence | new Box<>("a", "b")
          Table<?>                         | List<? extends CharSequence> | new Table<>("a", "b")
          Iterator<? extends CharSequence> | CharSequence | List.of("a", "b").iterator()
          FlowIterator<? extends CharSequence> | CharSequence | FlowIterator.of("a", "b")
          List<String>[]                   | List<String> | Words.lists()
          Stream<? extends CharSequence>   | CharSequence | Stream.of("a", "b")
          Stream<?>                        | Object | Stream.of("a", "b")
          Map<?, ? extends Number>         | Map.Entry<?, ? extends Number> | new TreeMap<>(Map.of("a", 1, "b", 2))
          Map<String, ? super Integer>     | Map.Entry<String, ? super Integer> | new TreeMap<String, Number>(Map.of("a", 1, "b", 2))
          Rows<? super Integer>            | List<? super Integer> | new Rows<Number>(1, 2)
          """)
  void isWalked(String source, String element, String expression) {
    Definition.of(
            """
            class Words implements Iterable<String> {
              @Override public Iterator<String> iterator() { return List.of("a", "b").iterator(); }
              static List<String>[] lists() {
                @SuppressWarnings("unchecked")
                List<String>[] lists = (List<String>[]) new List<?>[] {List.of("a"), List.of("b")};
                return lists;
              }
            }
            """)
        .with(
            """
            class Box<T extends CharSequence> implements Iterable<T> {
              private final List<T> items;
              @SafeVarargs @SuppressWarnings("varargs") Box(T... items) { this.items = List.of(items); }
              @Override public Iterator<T> iterator() { return items.iterator(); }
            }
            """)
        .with(
            """
            class Rows<T> implements Iterable<List<T>> {
              private final T a;
              private final T b;
              Rows(T a, T b) { this.a = a; this.b = b; }
              @Override public Iterator<List<T>> iterator() {
                return List.of(List.of(a), List.of(b)).iterator();
              }
            }
            """)
        .with(
            """
            class Table<T extends CharSequence> implements Iterable<List<T>> {
              private final T a;
              private final T b;
              Table(T a, T b) { this.a = a; this.b = b; }
              @Override public Iterator<List<T>> iterator() {
                return List.of(List.of(a), List.of(b)).iterator();
              }
            }
            """)
        .with(
            """
            class Report {
              @Sequence %s items(String text) { return %s; }
              @Function Integer one(%s item) { return 1; }
              @Sequence List<String> pair(Integer one) { return List.of("x"); }
              @Accumulate long count(long count, String word) { return count + 1; }
            }
            """
                .formatted(source, expression, element))
        .usedBy("return ReportFlow.of(new Report()).collect(\"\");")
        .gives(List.of(2L));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Optional<String>           | String | Optional.of("a")
          Optional<? extends Number> | Number | Optional.of(1)
          OptionalInt                | int    | OptionalInt.of(1)
          OptionalLong               | long   | OptionalLong.of(1)
          OptionalDouble             | double | OptionalDouble.of(1)
          """)
  void anOptionalIsASequenceOfOneAndAResult(String type, String element, String expression) {
    Definition.of(
            """
            class Report {
              @Sequence %1$s items(String text) { return %2$s; }
              @Function %1$s same(%3$s item) { return %2$s; }
              @Function String show(%3$s item, @Upstream("items") %3$s before) { return "x"; }
              @Accumulate(finish = "result") long count(long count, String word) { return 1; }
              %1$s result(long count) { return %2$s; }
            }
            """
                .formatted(type, expression, element))
        .usedBy("return ReportFlow.of(new Report()).collect(\"\").size();")
        .gives(1);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "S extends List<String>, new Report<List<String>>()",
    "S extends ArrayList<String> & Comparable<S>, new Report<>()",
  })
  void aTypeVariableIsWalkedAsItsBound(String variable, String definition) {
    Definition.of(
            """
            class Report<%s> {
              @Sequence S items(S items) { return items; }
              @Function String same(String item) { return item; }
            }
            """
                .formatted(variable))
        .usedBy(
            definition.contains("<>")
                ? "return List.of(\"a\");"
                : "return ReportFlow.of(%s).collect(List.of(\"a\"));".formatted(definition))
        .gives(List.of("a"));
  }
}
