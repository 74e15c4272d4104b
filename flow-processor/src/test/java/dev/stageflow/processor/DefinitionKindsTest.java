package dev.stageflow.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a definition is, its flow compiles without a warning and runs. */
class DefinitionKindsTest {

  @Test
  void recordsInterfacesAbstractAndNestedClasses() {
    Definition.of(
            """
            class Outer {
              private final int times;
              Outer(int times) { this.times = times; }
              record Adder(int number) {
                @Function int add(int item) { return item + number; }
              }
              interface Doubler {
                @Function static int twice(int item) { return item * 2; }
                @Function default int next(int item) { return item + 1; }
              }
              abstract static class Shower {
                @Function abstract String show(int item);
              }
              class Inner {
                @Function int scale(int item) { return item * times; }
              }
              enum Sign {
                MINUS;
                @Function int negate(int item) { return -item; }
              }
            }
            """)
        .usedBy(
            """
            return Outer_AdderFlow.of(new Outer.Adder(1))
                .then(Outer_DoublerFlow.of(new Outer.Doubler() {}))
                .then(Outer_InnerFlow.of(new Outer(10).new Inner()))
                .then(Outer_SignFlow.of(Outer.Sign.MINUS))
                .then(Outer_ShowerFlow.of(new Outer.Shower() {
                  @Override String show(int item) { return "=" + item; }
                }))
                .collect(3);
            """)
        .gives(List.of("=-90"));
  }

  @Test
  void genericClassesWithBounds() {
    Definition.of(
            """
            class Largest<R extends Comparable<? super R>, E extends Exception> {
              @Sequence Collection<? extends R> items(Collection<? extends R> items) throws E {
                return items;
              }
              @Function R same(R item, @Upstream Collection<? extends R> all) { return item; }
              @Accumulate(start = "none") Optional<R> larger(Optional<R> largest, R item) {
                return largest.filter(it -> it.compareTo(item) >= 0).or(() -> Optional.of(item));
              }
              Optional<R> none() { return Optional.empty(); }
            }
            """)
        .usedBy(
            """
            return LargestFlow.of(new Largest<String, RuntimeException>())
                .collect(List.of("a", "c", "b"), Collectors.toList());
            """)
        .gives(List.of("c"));
  }

  @Test
  void genericSuperclassesInheritedAndOverriddenStages() {
    Definition.of(
            """
            @FlowDefinition(stages = {"items", "known", "show", "join"})
            class Report extends Base<String> implements Shown<String> {
              @Override @Filter boolean known(String item) { return !item.isEmpty(); }
              @Accumulate(finish = "text") void join(StringBuilder all, String item) {
                all.append(item);
              }
              String text(StringBuilder all) { return all.toString(); }
            }
            """)
        .with(
            """
            @FlowDefinition(generate = false)
            abstract class Base<T> {
              @Filter abstract boolean known(T item);
              @Sequence(onFinish = "done") protected List<T> items(List<T> items) { return items; }
              void done() {}
            }
            """)
        .with(
            """
            @FlowDefinition(generate = false)
            interface Shown<T> {
              String NONE = "none";
              @Function(stop = "NONE") default String show(T item) { return item.toString(); }
            }
            """)
        .usedBy("return ReportFlow.create().collect(List.of(\"a\", \"\", \"none\", \"b\"));")
        .gives(List.of("ab"));
  }

  @Test
  void aDefinitionInTheUnnamedPackage() {
    Definition.of(
            """
            import dev.stageflow.annotation.*;
            class Report {
              record Word(String text) {}
              @Function Word word(String text) { return new Word(text); }
              @Function int length(Word word) { return word.text().length(); }
            }
            """)
        .compiles();
  }

  @Test
  void aDefinitionThatMentionsItsOwnFlow() {
    Definition.of(
            """
            class Report {
              @Function Integer length(String text) { return text.length(); }
              static List<Integer> lengths(String text) {
                return ReportFlow.create().collect(text);
              }
              private final ReportFlow flow = ReportFlow.of(this);
            }
            """)
        .usedBy("return Report.lengths(\"abc\");")
        .gives(List.of(3));
  }

  @Test
  void oneOfManyStages() {
    String stages =
        IntStream.range(0, 70)
            .mapToObj(
                i -> "  @Function int add%d(int number) { return number + 1; }%n".formatted(i))
            .collect(Collectors.joining());
    Definition.of("class Report {\n" + stages + "}\n")
        .usedBy("return ReportFlow.create().single(1);")
        .gives(71);
  }

  @Test
  void whatPausesEverywhere() {
    Definition.of(
            """
            class Report {
              private int asked;
              private void pause() throws PauseFlow {
                if (++asked % 2 == 1) {
                  throw PauseFlow.now();
                }
              }
              @Context(onFlush = "flush", onClose = "close")
              @Sequence(onFinish = "finish")
              int[] numbers(int count) throws PauseFlow {
                pause();
                return IntStream.range(0, count).toArray();
              }
              @Filter boolean odd(int number) throws PauseFlow { pause(); return number % 2 == 1; }
              @Function(stop = "7") int same(int number) throws PauseFlow { pause(); return number; }
              @Function OptionalInt some(int number) throws PauseFlow {
                pause();
                return OptionalInt.of(number);
              }
              @Accumulate(finish = "text") long add(long sum, int number) throws PauseFlow {
                pause();
                return sum + number;
              }
              String text(long sum) throws PauseFlow { pause(); return "=" + sum; }
              void flush(@Upstream("add") long sum) throws PauseFlow { pause(); }
              void close() throws PauseFlow { pause(); }
              void finish(@Upstream int count) throws PauseFlow { pause(); }
            }
            """)
        .usedBy("return ReportFlow.perRun(Report::new).collect(10);")
        .gives(List.of("=18"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "next",
        "end",
        "source",
        "index",
        "stack",
        "sink",
        "step",
        "stages",
        "close",
        "resume",
        "list",
        "iterator",
        "left",
        "budget",
        "first",
        "pause",
        "definitions",
        "begin",
        "describe",
        "enter",
        "frame",
        "NEXT",
        "END",
        "EMIT",
        "RUN",
        "runFrame",
        "itemFound",
        "found",
        "count",
        "toString",
        "hashCode",
        "$",
        "_1",
        "of",
        "create",
        "perRun",
        "definition"
      })
  void namesThatTheGeneratedCodeMayWantItself(String name) {
    Definition.of(
            """
            class Report {
              @Context(onClose = "%1$sClose")
              @Sequence List<String> %1$s(String %1$s) { return List.of(%1$s, %1$s); }
              @Function OptionalInt item(String %1$s) { return OptionalInt.of(%1$s.length()); }
              @Function int itemAgain(int %1$s) { return %1$s; }
              @Sequence int[] pair(int %1$s, @Upstream("input") String whole) {
                return new int[] {%1$s, %1$s};
              }
              @Filter boolean known(int %1$s) { return true; }
              @Accumulate(bucket = "%1$s2") long sum(long %1$s, int part) {
                return %1$s + part;
              }
              @Function long last(long %1$s) { return %1$s; }
              void %1$sClose() {}
            }
            """
                .formatted(name)
                .replace("List<String> toString(", "List<String> toStrings(")
                .replace("List<String> hashCode(", "List<String> hashCodes("))
        .usedBy("return ReportFlow.create().collect(\"ab\");")
        .gives(List.of(8L));
  }

  @ParameterizedTest
  @CsvSource({
    "int, 1, 0x1, 1",
    "int, -1, 0xFFFF_FFFF, -1",
    "int, 8, 010, 8",
    "int, 5, 0b101, 5",
    "int, 1000, 1_000, 1000",
    "long, 1, 1, 1L",
    "long, 1, 1L, 1L",
    "long, 9223372036854775807, 9223372036854775807, Long.MAX_VALUE",
    "short, -3, -3, (short) -3",
    "byte, 7, 7, (byte) 7",
    "double, 1, 1.0, 1.0",
    "double, 0, 0, 0.0",
    "float, 2, 2f, 2f",
    "float, 2, .2e1, 2f",
    "boolean, true, true, true",
    "char, a, '''a''', '''a'''",
    "char, tab, '''\\\\t''', '''\\t'''",
    "Integer, 1, 1, 1",
    "Long, 1, 1, 1L",
    "Short, 1, 1, (short) 1",
    "Byte, 1, 1, (byte) 1",
    "Double, 1, 1, 1.0",
    "Boolean, false, false, false",
    "Character, x, '''x''', '''x'''",
    "String, END, '\\\"END\\\"', \"END\"",
    "String, empty, '\\\"\\\"', \"\"",
    "long, constant, ONE, 1L",
    "Integer, constant, ONE, 1",
    "Number, constant, ONE, 1",
    "double, constant, ONE, 1",
    "Object, constant, ONE, 1",
  })
  void stopsOfAllTypes(String type, String name, String stop, String value) {
    Definition.of(
            """
            class Report {
              static final int ONE = 1;
              @Function(stop = "%s") %s drop(String text) { return %s; }
            }
            """
                .formatted(stop, type, value))
        .usedBy("return ReportFlow.create().collect(\"\");")
        .gives(List.of());
  }

  @Test
  void startsThatTheTypeHasByItself() {
    for (String type :
        List.of(
            "boolean",
            "byte",
            "short",
            "int",
            "long",
            "float",
            "double",
            "char",
            "Boolean",
            "Byte",
            "Short",
            "Integer",
            "Long",
            "Float",
            "Double",
            "Character",
            "String",
            "List<String>",
            "Collection<String>",
            "Set<String>",
            "Map<String, String>",
            "Iterable<String>",
            "ArrayList<String>",
            "StringBuilder",
            "Report.Own",
            "TreeMap<String, List<String>>")) {
      Definition.of(
              """
              class Report {
                static class Own {}
                @Sequence List<String> words(String text) { return List.of(text, text); }
                @Accumulate(emitEmpty = true) %1$s keep(%1$s all, String word) { return all; }
                @Function String show(%1$s all) { return "" + all; }
              }
              """
                  .formatted(type))
          .usedBy("return ReportFlow.create().collect(\"\").size();")
          .gives(1);
    }
  }

  @Test
  void exceptionsAreNarrowed() {
    Definition.of(
            """
            class Report<E extends ReflectiveOperationException> {
              @SuppressWarnings("serial") static class Cut extends java.io.IOException {}
              interface Rows extends Iterable<String>, AutoCloseable {
                @Override void close() throws java.sql.SQLException;
              }
              interface Lines extends FlowIterator<String> {
                @Override String next() throws InterruptedException, PauseFlow;
              }
              @Sequence Rows rows(Rows rows) throws Cut { return rows; }
              @Sequence Lines lines(String row) throws java.io.IOException { return null; }
              @Function String same(String line) throws E, IllegalStateException { return line; }
            }
            """)
        .usedBy(
            """
              try {
                return ReportFlow.of(new Report<ReflectiveOperationException>()).collect(rows());
              } catch (java.io.IOException | java.sql.SQLException | InterruptedException e) {
                return "checked";
              } catch (ReflectiveOperationException e) {
                return "variable";
              }
            }
            static Report.Rows rows() {
              return new Report.Rows() {
                @Override public Iterator<String> iterator() { return List.of("a").iterator(); }
                @Override public void close() throws java.sql.SQLException {
                  throw new java.sql.SQLException();
                }
              };
            """)
        .gives("checked");
  }

  @Test
  void aConsumerAndAFinishThatConsumes() {
    Definition.of(
            """
            class Report {
              static final List<String> told = new ArrayList<>();
              @Sequence List<String> words(String text) { return List.of(text.split(" ")); }
              @Accumulate(finish = "tell") Collection<String> gather(Collection<String> all, String word) {
                all.add(word);
                return all;
              }
              void tell(Collection<String> all) { told.addAll(all); }
            }
            """)
        .with(
            """
            class Teller {
              @Function Void tell(String text) { Report.told.add(text); return null; }
            }
            """)
        .usedBy(
            """
            ReportFlow.create().run("a b");
            Flow<String, Void> teller = TellerFlow.create();
            teller.run("c");
            return Report.told;
            """)
        .gives(List.of("a", "b", "c"));
  }

  @Test
  void collectorsWithWildcards() {
    Definition.of(
            """
            class Report {
              @Sequence int[] numbers(String text) { return new int[] {1, 2, 3}; }
              @Accumulate Collector<? super Integer, ?, ? extends List<?>> all() {
                return Collectors.toList();
              }
              @Function Integer size(List<?> all) { return all.size(); }
            }
            """)
        .usedBy("return ReportFlow.create().collect(\"\");")
        .gives(List.of(3));
  }

  @Test
  void sourceFlows() {
    Definition.of(
            """
            class Report {
              @Context @Sequence static IntStream numbers() { return IntStream.range(0, 5); }
              @Sequence Set<Integer> same(int number) { return Set.of(number); }
              @Accumulate(flushWhen = "full", emitEmpty = true) void page(List<Integer> page, int number) {
                page.add(number);
              }
              boolean full(List<Integer> page) { return page.size() == 2; }
            }
            """)
        .usedBy("SourceFlow<List<Integer>> flow = ReportFlow.create(); return flow.collect();")
        .gives(List.of(List.of(0, 1), List.of(2, 3), List.of(4)));
  }

  @Test
  void whatIsDeprecatedIsUsedWithoutAWarning() {
    Definition.of(
            """
            @Deprecated
            class Report {
              @Deprecated @Function Integer length(String text) { return text.length(); }
            }
            """)
        .compiles();
  }

  @Test
  void generatedSourcesCanBeFedBackIn() {
    String source =
        """
        class Report {
          @Function Integer length(String text) { return text.length(); }
        }
        """;
    String flow = Definition.of(source).compiles().generated("shop.ReportFlow");
    assertThat(flow).startsWith("package shop;");
    Definition.of(source)
        .with(flow)
        .usedBy("return ReportFlow.create().collect(\"abc\");")
        .gives(List.of(3));
  }

  /** The only frame that its own enters is then that of what is passed on, which the run has. */
  @Test
  void aSubflowInAContextThatPassesValuesOnInBetween() {
    Definition.of(
            """
            class Report {
              @Context @Sequence String[] words(String text) { return text.split(" "); }
              @Subflow Flow<String, String> letters(String word) {
                return Flow.<String>begin().sequence(it -> List.of(it.split(""))).build();
              }
              @Context @Subflow Flow<String, String> twice(String letter) {
                return Flow.<String>begin().sequence(it -> List.of(it, it)).build();
              }
              @Accumulate int count(int count, String letter) { return count + 1; }
              @Accumulate(flushWhen = "isFull") int sum(int sum, int count) { return sum + count; }
              boolean isFull(int sum) { return sum >= 4; }
            }
            """)
        .usedBy("return ReportFlow.create().collect(\"ab c\");")
        .gives(List.of(4, 2));
  }
}
