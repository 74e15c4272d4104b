package dev.stageflow.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever kind of class a definition is, its flow compiles without a warning and runs. */
class DefinitionShapesTest {

  @Test
  void aRecord() {
    Definition.of("record Times(int by) { @Function int times(int n) { return n * by; } }")
        .usedBy("return TimesFlow.of(new Times(3)).single(2);")
        .gives(6);
  }

  @Test
  void anInterface() {
    Definition.of(
            "interface Times { int by(); @Function default int times(int n) { return n * by(); } }")
        .usedBy("return TimesFlow.of(() -> 3).single(2);")
        .gives(6);
  }

  @Test
  void anAbstractClassWithAnAbstractStage() {
    Definition.of("abstract class Times { @Function abstract int times(int n); }")
        .usedBy(
            "return TimesFlow.of(new Times() { @Override int times(int n) { return n * 3; }"
                + " }).single(2);")
        .gives(6);
  }

  @Test
  void anEnum() {
    Definition.of("enum Times { THREE; @Function int times(int n) { return n * 3; } }")
        .usedBy("return TimesFlow.of(Times.THREE).single(2);")
        .gives(6);
  }

  @Test
  void aGenericClassWithABoundThatNamesItself() {
    Definition.of(
            """
            class Build<T extends Comparable<? super T> & java.io.Serializable, B extends Build<T, B>> {
              @Sequence List<T> all(List<T> all) { return all; }
              @Accumulate(finish = "greatest") Optional<T> greater(Optional<T> best, T item) {
                return best.filter(it -> it.compareTo(item) > 0).or(() -> Optional.of(item));
              }
              Optional<T> greatest(Optional<T> best) { return best; }
            }
            """
                .replace("@Accumulate(finish", "@Accumulate(start = \"none\", finish")
                .replace(
                    "Optional<T> greatest",
                    "Optional<T> none() { return Optional.empty(); }\n  Optional<T> greatest"))
        .with("final class MyBuild extends Build<String, MyBuild> {}")
        .usedBy("return BuildFlow.of(new MyBuild()).single(List.of(\"a\", \"c\", \"b\"));")
        .gives("c");
  }

  @Test
  void nestedAndInnerAndPackagePrivateClasses() {
    Definition.of(
            """
            public class Outer {
              final int by = 3;
              static class Nested { @Function int times(int n) { return n * 2; } }
              class Inner { @Function int times(int n) { return n * by; } }
            }
            """)
        .usedBy(
            """
            return List.of(
                Outer_NestedFlow.create().single(1),
                Outer_InnerFlow.of(new Outer().new Inner()).single(1));
            """)
        .gives(List.of(2, 3));
  }

  @Test
  void staticStagesOfClassesAndInterfaces() {
    Definition.of(
            """
            interface Texts {
              @Function static String strip(String text) { return text.strip(); }
              @Function default int length(String text) { return text.length(); }
            }
            """)
        .with("class Lengths { @Function static int twice(int n) { return 2 * n; } }")
        .usedBy(
            "return List.of(TextsFlow.of(new Texts() {}).single(\" a \"),"
                + " LengthsFlow.create().single(1));")
        .gives(List.of(1, 2));
  }

  @Test
  void inheritedAndOverriddenStages() {
    Definition.of(
            """
            @FlowDefinition(generate = false)
            abstract class Base<I, O> {
              @Sequence abstract List<O> read(I input);
              @Filter boolean keep(O item) { return true; }
              protected String name() { return "base"; }
            }
            """)
        .with(
            """
            class Words extends Base<String, String> {
              @Function int length(String word) { return word.length(); }
              @Override @Sequence List<String> read(String text) { return List.of(text.split(" ")); }
              @Override @Filter boolean keep(String word) { return word.length() > 1; }
            }
            """)
        .usedBy("return WordsFlow.create().collect(\"a bc def\");")
        .gives(List.of(2, 3));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nothing                     | ''                                                  | int
          java.io.IOException         | throws java.io.IOException                          | int
          several                     | throws java.io.IOException, InterruptedException    | int
          a class and its subclass    | throws java.io.IOException, java.io.FileNotFoundException | int
          Exception                   | throws Exception                                    | int
          an unchecked one            | throws IllegalStateException                        | int
          a pause and a checked one   | throws PauseFlow, java.io.IOException               | int
          """)
  void checkedExceptionsAreThoseOfTheMethods(String what, String thrown, String type) {
    String declared = thrown.replace("PauseFlow, ", "");
    Definition.of(
            "class Fail { @Function %s fail(%s n) %s { return n; } }".formatted(type, type, thrown))
        .with(
            "final class Call { static int call() %s { return FailFlow.create().single(1); } }"
                .formatted(declared))
        .usedBy("return Call.call();")
        .gives(1);
  }

  @Test
  void anExceptionMayBeATypeVariable() {
    Definition.of(
            """
            abstract class Fail<E extends Exception> {
              @Function abstract int fail(int n) throws E;
            }
            """)
        .with(
            """
            final class Call {
              static int call() throws java.io.IOException {
                return FailFlow.of(new Fail<java.io.IOException>() {
                  @Override int fail(int n) { return n; }
                }).single(1);
              }
            }
            """)
        .usedBy("return Call.call();")
        .gives(1);
  }

  @Test
  void aLastStageOrAFinishMayConsume() {
    Definition.of(
            """
            class Print {
              static final List<Object> PRINTED = new ArrayList<>();
              @Function void print(String text) { PRINTED.add(text); }
            }
            """)
        .with(
            """
            class Count {
              @Sequence int[] all(int[] all) { return all; }
              @Accumulate(finish = "print") int count(int count, int item) { return count + 1; }
              void print(int count) { Print.PRINTED.add(count); }
            }
            """)
        .usedBy(
            """
            PrintFlow.create().run("a");
            CountFlow.create().run(new int[] {4, 5});
            return Print.PRINTED;
            """)
        .gives(List.of("a", 2));
  }

  @Test
  void everyMethodThatMayPauseMayDeclareIt() {
    Definition.of(
            """
            class Pausing {
              private final Set<String> told = new HashSet<>();
              private void once(String moment) throws PauseFlow {
                if (told.add(moment)) { throw PauseFlow.now(); }
              }
              @Function String start(String text) throws PauseFlow { once("function"); return text; }
              @Filter boolean keep(String text) throws PauseFlow { once("filter"); return true; }
              @Context(onFlush = "flush", onClose = "closed")
              @Sequence(onFinish = "finished")
              List<String> split(String text) throws PauseFlow { once("sequence"); return List.of(text.split(" ")); }
              @Function int length(String word) throws PauseFlow { once(word); return word.length(); }
              @Filter boolean positive(int n) throws PauseFlow { once("filter" + n); return n > 0; }
              @Accumulate(finish = "finish") int sum(int sum, int n) throws PauseFlow { once("add" + n); return sum + n; }
              void finished(@Upstream("input") String text) throws PauseFlow { once("onFinish"); }
              String finish(int sum) throws PauseFlow { once("finish"); return "" + sum; }
              void flush(@Upstream("sum") int sum) throws PauseFlow { once("onFlush"); }
              void closed() throws PauseFlow { once("onClose"); }
              @Function String last(String sum) throws PauseFlow { once("last"); return sum + ":" + told.size(); }
            }
            """)
        .usedBy("return PausingFlow.create().collect(\"a bc\");")
        .gives(List.of("3:13"));
  }

  @Test
  void sixtyFourStages() {
    String stages =
        IntStream.range(0, 64)
            .mapToObj("  @Function int plus%1$d(int n) { return n + 1; }\n"::formatted)
            .collect(Collectors.joining());
    Definition.of("class Long {\n" + stages + "}")
        .usedBy("return LongFlow.create().single(0);")
        .gives(64);
    Definition.of("class Loop {\n @Sequence int[] all(int[] all) { return all; }\n" + stages + "}")
        .usedBy("return LoopFlow.create().collect(new int[] {0, 1});")
        .gives(List.of(64, 65));
  }

  @Test
  void anotherNameAndAnotherOrder() {
    Definition.of(
            """
            @FlowDefinition(name = "Backwards", stages = {"second", "first"})
            class Order {
              @Function String first(int n) { return "" + n; }
              @Function int second(int n) { return n + 1; }
            }
            """)
        .usedBy("return Backwards.create().single(1);")
        .gives("2");
  }

  @Test
  void aDefinitionThatNamesItsOwnFlow() {
    Definition.of(
            """
            class Self {
              private final SelfFlow flow = SelfFlow.of(this);
              static Flow<Integer, Integer> flow() { return SelfFlow.create(); }
              SelfFlow own() { return flow; }
              @Function int same(int n) { return n; }
            }
            """)
        .usedBy("return List.of(Self.flow().single(1), new Self().own().single(2));")
        .gives(List.of(1, 2));
  }

  @Test
  void theUnnamedPackage() {
    Definition.Compiled compiled =
        Definition.of(
                "import dev.stageflow.annotation.Function;\n"
                    + "class Bare { @Function int same(int n) { return n; } }")
            .compiles();
    assertThat(compiled.generated("BareFlow")).doesNotContain("package ");
  }

  @Test
  void theOrderOfTheFilesDoesNotMatter() {
    String base = "abstract class Base { @Function int one(int n) { return n; } }";
    String derived =
        "class Derived extends Base { @Function String two(int n) { return \"\" + n; } }";
    Definition.Compiled forth = Definition.of(base).with(derived).compiles();
    Definition.Compiled back = Definition.of(derived).with(base).compiles();
    for (String type : List.of("shop.BaseFlow", "shop.DerivedFlow")) {
      assertThat(forth.generated(type)).isEqualTo(back.generated(type));
    }
  }

  @Test
  void aGroupKeepsNothingForTheOneInItself() {
    Definition.of(
            """
            class Totals {
              record Sale(String region, String customer, int cents) {}
              @Sequence List<Sale> sales(List<Sale> sorted) { return sorted; }
              @Context(by = "region") @Filter boolean counts(Sale sale) { return sale.cents() > 0; }
              @Context(by = "customer") @Function int cents(Sale sale) { return sale.cents(); }
              @Accumulate int sum(int sum, int cents) { return sum + cents; }
              @Function String line(int sum, @Upstream Sale first) { return first.customer() + sum; }
              @Accumulate(start = "none") String all(String all, String line) { return all + line; }
              String none() { return ""; }
            }
            """)
        .usedBy(
            """
            return TotalsFlow.create().collect(List.of(
                new Totals.Sale("n", "a", 1), new Totals.Sale("n", "a", 2),
                new Totals.Sale("n", "b", 3), new Totals.Sale("s", "c", 4)));
            """)
        .gives(List.of("a3b3", "c4"));
  }

  /**
   * A collector is asked for before the window, so nothing has to be carried through it for that.
   */
  @Test
  void whatACollectorIsMadeOfIsNotCarriedThroughAWindow() {
    Definition.of(
            """
            class Totals {
              record Sale(String region, int cents) {}
              @Sequence List<Sale> sales(List<Sale> sorted) { return sorted; }
              @Function String region(Sale sale) { return sale.region(); }
              @Context(by = "same") @Function String open(String region) { return region; }
              String same(String region) { return region; }
              @Tunnel @Parallel(2) @Function int cents(String region, @Upstream Sale sale) {
                return sale.cents();
              }
              @Accumulate Collector<Integer, ?, String> all(@Upstream("region") String region) {
                return Collectors.mapping(
                    cents -> region + cents, Collectors.joining(","));
              }
            }
            """)
        .usedBy(
            """
            return TotalsFlow.create().collect(List.of(
                new Totals.Sale("n", 1), new Totals.Sale("n", 2), new Totals.Sale("s", 3)));
            """)
        .gives(List.of("n1,n2", "s3"));
  }

  /** The group has kept what it takes, and its item comes out of a window. */
  @Test
  void whatAFullGroupIsAskedForIsNotCarriedThroughAWindow() {
    Definition.of(
            """
            class Totals {
              record Sale(String region, int cents) {}
              @Sequence List<Sale> sales(List<Sale> sorted) { return sorted; }
              @Function String region(Sale sale) { return sale.region(); }
              @Context(by = "same") @Function Sale open(String region, @Upstream Sale sale) {
                return sale;
              }
              String same(String region) { return region; }
              @Tunnel @Parallel(2) @Function int cents(Sale sale) { return sale.cents(); }
              @Accumulate(flushWhen = "isFull", finish = "total") int sum(int sum, int cents) {
                return sum + cents;
              }
              boolean isFull(int sum, @Upstream("region") String region) {
                return sum > region.length() * 4;
              }
              String total(int sum, @Upstream("region") String region) { return region + sum; }
            }
            """)
        .usedBy(
            """
            return TotalsFlow.create().collect(List.of(
                new Totals.Sale("n", 2), new Totals.Sale("n", 3), new Totals.Sale("n", 4),
                new Totals.Sale("sw", 5)));
            """)
        .gives(List.of("n5", "n4", "sw5"));
  }

  /** A lambda takes fewer variables than a method parameters. */
  @Test
  void aStageThatWaitsMayTakeAsManyUpstreamValuesAsAMethodHasParameters() {
    StringBuilder source = new StringBuilder("class Wide {\n");
    StringBuilder parameters = new StringBuilder("int item");
    StringBuilder sum = new StringBuilder("item");
    for (int i = 0; i < 253; i++) {
      source.append("  @Function int f%1$d(int n) { return n + 1; }\n".formatted(i));
      parameters.append(", @Upstream(\"f%1$d\") int f%1$d".formatted(i));
      sum.append(" + f").append(i);
    }
    source
        .append("  @Function int last(int n) { return n; }\n")
        .append("  @Sequence int[] items(int n) { return new int[] {1, 2}; }\n")
        .append("  @Function java.util.concurrent.CompletableFuture<Integer> waiting(")
        .append(parameters)
        .append(") {\n    return java.util.concurrent.CompletableFuture.completedFuture(")
        .append(sum)
        .append(");\n  }\n}\n");
    int total = 253 * 254 / 2;
    Definition.of(source.toString())
        .usedBy("return WideFlow.create().collect(0);")
        .onJavacAlone()
        .gives(List.of(total + 1, total + 2));
  }

  /** A line ends there to others than the compiler. */
  @ParameterizedTest
  @ValueSource(ints = {0x2028, 0x2029, 0x85, 0x0b, 0x0c})
  void aLiteralHasALineSeparator(int separator) {
    String text = "a" + (char) separator + "b";
    Definition.of(
            """
            class Report {
              @Sequence List<String> texts(String text) { return List.of(text, "%s"); }
              @Function(stop = "\\"%s\\"") String same(String text) { return text; }
            }
            """
                .formatted(text, text))
        .usedBy("return ReportFlow.create().collect(\"c\");")
        .gives(List.of("c"));
  }
}
