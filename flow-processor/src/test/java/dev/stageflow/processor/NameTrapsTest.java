package dev.stageflow.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No name of a user's is in the way of one that the generated class uses itself. */
class NameTrapsTest {

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
        "first",
        "left",
        "budget",
        "list",
        "iterator",
        "definitions",
        "enter",
        "frame",
        "input",
        "then",
        "definition",
        "describe",
        "begin",
        "create",
        "of",
        "perRun",
        "collect",
        "runFrame",
        "closing",
        "walking",
        "runIterator",
        "emit",
        "entries",
        "size",
        "item",
        "result",
        "action",
        "stages1",
        "resume1",
        "value",
        "values",
        "map",
        "array",
        "pause",
        "caller",
        "flow",
        "function",
        "NEXT",
        "END",
        "EMIT",
        "Object",
        "String",
        "List",
        "Frame",
        "FlowStack",
        "Math",
        "$",
        "größe",
        "_x",
        "name$1"
      })
  void aStageAndItsParameterMayHaveIt(String name) {
    Definition.of(
            """
            class Trap {
              @Sequence List<String> outer(List<String> %1$s) { return %1$s; }
              @Context @Sequence Set<String> %1$s(String %1$s) { return Set.of(%1$s); }
              @Filter boolean kept(String %1$s) { return true; }
              @Function int length(String %1$s) { return %1$s.length(); }
              @Accumulate int sum(int %1$s, int n) { return %1$s + n; }
              @Function String told(int %1$s, @Upstream("outer") String text) { return text + %1$s; }
            }
            """
                .formatted(name))
        .with(
            """
            class Accumulating {
              @Sequence int[] numbers(int[] %1$s) { return %1$s; }
              @Filter boolean odd(int %1$s) { return %1$s %% 2 == 1; }
              @Accumulate(bucket = "%1$s") int %1$s(int %1$s, int odd) { return %1$s + odd; }
            }
            """
                .formatted(name))
        .with(
            """
            class Gathering {
              @Sequence int[] numbers(int[] %1$s) { return %1$s; }
              @Accumulate(bucket = "%1$s") int sum(int %1$s, int n) { return %1$s + n; }
            }
            """
                .formatted(name))
        .with(
            """
            @FlowDefinition(extensible = true) class Extensible {
              @Tunnel @Sequence int[] numbers(int[] %1$s) { return %1$s; }
              @Function(stop = "3") int known(int %1$s) { return %1$s; }
              @Function OptionalInt %1$s(int %1$s) { return OptionalInt.of(%1$s); }
              @Accumulate long sum(long %1$s, int n) { return %1$s + n; }
            }
            """
                .formatted(name))
        .with("class Single { @Function int %1$s(int %1$s) { return %1$s; } }".formatted(name))
        .onJavacAlone()
        .usedBy(
            """
            int[] numbers = {1, 2, 3};
            return List.of(
                TrapFlow.create().collect(List.of("a", "bc")),
                AccumulatingFlow.create().collect(numbers),
                GatheringFlow.create().collect(numbers),
                ExtensibleFlow.with(new Extensible())
                    .afterNumbers(n -> n + 1).afterKnown(n -> n * 10).afterSum(sum -> sum)
                    .build()
                    .collect(numbers),
                SingleFlow.create().collect(1));
            """)
        .gives(List.of(List.of("a1", "bc2"), List.of(4), List.of(6), List.of(60L), List.of(1)));
  }

  @Test
  void namesMayDifferInCaseAlone() {
    Definition.of(
            """
            class Trap {
              @Sequence List<String> part(List<String> parts) { return parts; }
              @Sequence List<String> Part(String part) { return List.of(part); }
              @Sequence List<String> PART(String Part) { return List.of(Part); }
              @Function String pArt(String PART) { return PART; }
            }
            """)
        .usedBy("return TrapFlow.create().collect(List.of(\"a\"));")
        .gives(List.of("a"));
  }

  /** The methods by which stages are added would have one name. */
  @Test
  void namesMayDifferInTheCaseOfTheirFirstLetterAlone() {
    Definition.of(
            """
            @FlowDefinition(extensible = true) class Trap {
              @Function String url(String text) { return text + "1"; }
              @Function String Url(String url) { return url + "2"; }
              @Function String afterUrl(String url) { return url + "3"; }
            }
            """)
        .usedBy(
            """
            var flow = TrapFlow.with(new Trap())
                .afterUrl2(it -> it + "a").afterUrl3(it -> it + "b")
                .afterAfterUrl(it -> it + "c").build();
            return List.of(
                flow.single("-"),
                flow.describe().stages().stream().map(FlowDescription.Stage::name).toList());
            """)
        .gives(
            List.of(
                "-1a2b3c",
                List.of("url", "afterUrl2", "Url", "afterUrl3", "afterUrl", "afterAfterUrl")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"build", "with", "withPerRun", "afterBuild", "getClass1", "Additions"})
  void aStageMayBeCalledAsWhatAddsStagesIs(String name) {
    Definition.of(
            """
            @FlowDefinition(extensible = true) class Trap<Additions> {
              @Sequence List<Additions> %1$s(List<Additions> %1$s) { return %1$s; }
            }
            """
                .formatted(name))
        .usedBy(
            """
            TrapFlow<Integer> flow =
                TrapFlow.with(new Trap<Integer>()).after%s(it -> it > 1 ? it : null).build();
            return flow.collect(List.of(1, 2));
            """
                .formatted(name.substring(0, 1).toUpperCase() + name.substring(1)))
        .gives(List.of(2));
  }

  @Test
  void aFlowMayBeCalledAsTheClassByWhichStagesAreAdded() {
    Definition.of(
            """
            @FlowDefinition(name = "Additions", extensible = true) class Trap {
              @Function int twice(int number) { return 2 * number; }
            }
            """)
        .usedBy("return Additions.with(new Trap()).afterTwice(it -> it + 1).build().collect(2);")
        .gives(List.of(5));
  }

  /** A box would choose another method than the number does. */
  @Test
  void anotherMethodMayFitABoxBetterThanTheStage() {
    Definition.of(
            """
            @FlowDefinition(extensible = true) class Trap {
              @Sequence int[] numbers(int[] numbers) { return numbers; }
              @Function int same(int number) { return number; }
              int same(Integer number) { return -1; }
              @Accumulate long sum(long sum, int number, @Upstream("numbers") int from) {
                return sum + number + from;
              }
              long sum(Long sum, Integer number, Integer from) { return -1; }
            }
            """)
        .usedBy(
            "return TrapFlow.with(new Trap()).afterSame(it -> it * 2).build().collect(new int[] {1, 2});")
        .gives(List.of(9L));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Frame",
        "Sink",
        "Flow",
        "Sources",
        "FlowStack",
        "List",
        "Override",
        "Math",
        "Supplier",
        "R"
      })
  void aDefinitionOrItsTypesMayHaveANameOfStageflowsOwn(String name) {
    Definition.of(
            """
            package shop;
            class %1$s {
              @dev.stageflow.annotation.Sequence java.util.Collection<Integer> all(java.util.List<Integer> all) { return all; }
              @dev.stageflow.annotation.Function Integer same(Integer n) { return n; }
            }
            """
                .formatted(name))
        .with(
            "package shop; final class Use { static Object use() { return %sFlow.create().collect(java.util.List.of(1)); } }"
                .formatted(name))
        .gives(List.of(1));
  }

  /** Ecj warns of some, as in the definition itself: that they hide a class. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "RunFrame",
        "AllFrame",
        "TrapFlow",
        "Additions",
        "Generated",
        "SuppressWarnings",
        "Override",
        "Frame",
        "Value",
        "Object"
      })
  void aTypeParameterMayHaveANameOfGeneratedCode(String name) {
    Definition.of(
            """
            @FlowDefinition(extensible = true) public class Trap<%1$s> {
              @Sequence List<%1$s> all(List<%1$s> all) { return all; }
              @Function Set<%1$s> same(%1$s item) { return Set.of(item); }
            }
            """
                .formatted(name))
        .usedBy(
            """
            return TrapFlow.with(new Trap<Integer>()).afterAll(it -> it + 1).build()
                .collect(List.of(1, 2));
            """)
        .onJavacAlone()
        .gives(List.of(Set.of(2), Set.of(3)));
  }

  @Test
  void whatAnOptionalIsKeptInHasAFreeName() {
    Definition.of(
            """
            class Trap {
              @Sequence List<String> words(String nFound) { return List.of(nFound); }
              @Function OptionalInt length(String word) { return OptionalInt.of(word.length()); }
              @Function String show(int n, @Upstream("input") String text) { return text + n; }
            }
            """)
        .usedBy("return TrapFlow.create().collect(\"ab\");")
        .gives(List.of("ab2"));
    Definition.of(
            """
            class Trap {
              @Function OptionalLong length(String nFound) {
                return OptionalLong.of(nFound.length());
              }
              @Function OptionalDouble half(long n) { return OptionalDouble.of(n / 2.0); }
              @Accumulate(finish = "end") double sum(double sum, double nFound_) {
                return sum + nFound_;
              }
              OptionalDouble end(double sum) { return OptionalDouble.of(sum); }
              @Function String show(double n) { return "" + n; }
            }
            """)
        .usedBy("return TrapFlow.create().collect(\"abc\");")
        .gives(List.of("1.5"));
  }

  @Test
  void aClassOfStaticStagesIsCalledLikeAVariable() {
    Definition.of(
            """
            class stages {
              @Function String first(String text) { return text + "!"; }
              @Function static String second(String text) { return text + "?"; }
            }
            """)
        .usedBy("return stagesFlow.of(new stages()).collect(\"a\");")
        .gives(List.of("a!?"));
  }

  @Test
  void aClassOfStaticStagesIsCalledLikeAStageInCapitals() {
    Definition.of(
            """
            class X {
              @Function static String x(String text) throws PauseFlow { return text + "!"; }
              @Function static String y(String text) { return text + "?"; }
            }
            """)
        .usedBy("return XFlow.of(new X()).collect(\"a\");")
        .gives(List.of("a!?"));
  }

  /** A dollar stands between the names of nested classes in a class file's. */
  @Test
  void aNestedClassMayHaveADollarInItsName() {
    Definition.of(
            """
            class Shop {
              static class A$B {
                @Sequence List<String> words(String text) { return List.of(text.split(" ")); }
              }
              static class $ {
                @Function String of(String text) { return text; }
              }
            }
            """)
        .usedBy(
            """
            return List.of(Shop_A$BFlow.create().collect("a b"), Shop_$Flow.create().collect("c"));
            """)
        .gives(List.of(List.of("a", "b"), List.of("c")));
  }

  /** Common file systems take names of 255 bytes, of which each of these letters may need three. */
  @ParameterizedTest
  @ValueSource(strings = {"l", "ß", "注"})
  void aNameMayBeLongerThanThatOfAFile(String letter) {
    String name = letter.repeat(300);
    Definition.Compiled compiled =
        Definition.of(
                """
                class Report%1$s {
                  @Sequence List<String> %2$s(String text) { return List.of(text.split(" ")); }
                  @Sequence String[] %2$ss(String word) { return word.split(""); }
                }
                """
                    .formatted(letter.repeat(40), name))
            .usedBy("return Report%sFlow.create().collect(\"ab c\");".formatted(letter.repeat(40)))
            .compiles();
    assertThat(compiled.use()).isEqualTo(List.of("a", "b", "c"));
    assertThat(compiled.classes().keySet())
        .allMatch(
            type ->
                (type.substring("shop.".length()) + ".class")
                        .getBytes(StandardCharsets.UTF_8)
                        .length
                    <= 255);
  }

  /** Every class that a golden file imports, and some of java.lang that others use. */
  static Stream<String> namesOfGeneratedCode() throws IOException {
    Set<String> names = new TreeSet<>(List.of("RuntimeException", "StringBuilder", "Record"));
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/golden"))) {
      for (Path file : files.filter(it -> it.toString().endsWith("Flow.java")).toList()) {
        Files.readString(file)
            .lines()
            .filter(line -> line.startsWith("import "))
            .map(line -> line.substring(line.lastIndexOf('.') + 1, line.length() - 1))
            .forEach(names::add);
      }
    }
    assertThat(names).contains("Override", "Throwable", "Sources", "Position", "Integer");
    return names.stream();
  }

  @ParameterizedTest
  @MethodSource("namesOfGeneratedCode")
  void aClassOfTheDefinitionsPackageMayHaveANameThatGeneratedCodeUses(String name) {
    Definition.of(
            """
            package shop;
            class Trap {
              @dev.stageflow.annotation.Sequence java.util.List<java.lang.Integer> all(java.lang.Integer[] all) {
                return java.util.List.of(all);
              }
              @dev.stageflow.annotation.Function int next(int n) { return n + 1; }
              @dev.stageflow.annotation.Tunnel @dev.stageflow.annotation.Function
              java.lang.Integer same(java.lang.Integer n) { return n; }
              @dev.stageflow.annotation.Retry(times = 1) @dev.stageflow.annotation.Function
              java.lang.String text(java.lang.Integer n) { return n.toString(); }
              @dev.stageflow.annotation.Accumulate
              java.util.stream.Collector<java.lang.CharSequence, ?, java.lang.String> joined() {
                return java.util.stream.Collectors.joining(",");
              }
            }
            """)
        .with("package shop; class %s {}".formatted(name))
        .with(
            """
            package shop;
            final class Use {
              static java.lang.Object use() {
                return TrapFlow.create().collect(new java.lang.Integer[] {1, 2});
              }
            }
            """)
        .onJavacAlone()
        .gives(List.of("2,3"));
  }

  /** Where a class has the name of a package's first part, qualified names mean its members. */
  @ParameterizedTest
  @ValueSource(strings = {"java", "dev"})
  void aClassOfTheDefinitionsPackageMayHaveTheNameOfARootOfPackages(String name) {
    Definition.of(
            """
            package shop;
            import dev.stageflow.annotation.*;
            import java.io.IOException;
            import java.util.List;
            import java.util.concurrent.*;
            import java.util.stream.*;
            class Trap {
              @Sequence List<String> words(String text) throws IOException {
                return List.of(text.split(" "));
              }
              @Tunnel @Function String same(String word) { return word; }
              @Retry(times = 1) @Function CompletionStage<Integer> length(String word) {
                return CompletableFuture.completedFuture(word.length());
              }
              @Accumulate Collector<Integer, ?, Integer> sum() {
                return Collectors.summingInt(n -> n);
              }
            }
            """)
        .with("package shop; class %s {}".formatted(name))
        .usedBy(
            """
            return List.of(TrapFlow.create().collect("a bc"), TrapFlow.create().single("a bc"));
            """)
        .gives(List.of(List.of(3), 3));
  }

  @Test
  void aStageOrAParameterMayHaveTheNameOfAFrameWhoseStepAnotherOneNames() {
    Definition.of(
            """
            package shop;
            import dev.stageflow.annotation.*;
            import java.util.List;
            class Trap {
              private int calls;
              @Retry(times = 1, backoffMillis = 0) @Sequence
              List<Integer> Outer(Integer RunFrame) { return List.of(RunFrame, 2); }
              @Retry(times = 1, backoffMillis = 0) @Sequence
              Iterable<Integer> inner(Integer OuterFrame) {
                return () -> {
                  if (calls++ == 0) {
                    throw new IllegalStateException();
                  }
                  return List.of(OuterFrame).iterator();
                };
              }
              @Function int InnerFrame(int n) { return n + 1; }
            }
            """)
        .usedBy("return TrapFlow.create().collect(1);")
        .gives(List.of(2, 3));
  }

  @ParameterizedTest
  @MethodSource("namesOfGeneratedCode")
  void aParameterOrAStageMayHaveTheNameOfAClassThatGeneratedCodeUses(String name) {
    Definition.of(
            """
            class Trap {
              @Sequence List<Integer> all(Integer[] all) { return List.of(all); }
              @Function int %1$s(int %1$s) { return %1$s + 1; }
              @Tunnel @Function Integer same(Integer %1$s) { return %1$s; }
              @Retry(times = 1) @Function String text(Integer %1$s) { return %1$s.toString(); }
              @Accumulate ArrayList<String> joined(ArrayList<String> %1$s, String text) {
                %1$s.add(text);
                return %1$s;
              }
            }
            """
                .formatted(name))
        .usedBy("return TrapFlow.create().collect(new Integer[] {1, 2});")
        .onJavacAlone()
        .gives(List.of(List.of("2", "3")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "etl",
        "ETL",
        "next",
        "step",
        "Objects",
        "Sources",
        "NEXT",
        "END",
        "WAYPOINTS",
        "ALL",
        "EMIT"
      })
  void aConstantsClassMayHaveTheNameOfAStepOrAVariable(String name) {
    Definition.of(
            """
            class %1$s {
              static final String NONE = "";
              static String twice(String text) { return text + text; }
              @Sequence List<String> all(List<String> all) { return all; }
              @Function(stop = "NONE") String etl(String next) { return next; }
              @Function static String again(String etl) { return etl; }
            }
            """
                .formatted(name))
        .usedBy("return %sFlow.create().collect(List.of(\"a\", \"\", \"b\"));".formatted(name))
        .onJavacAlone()
        .gives(List.of("a", "b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ETL", "NEXT", "END", "WAYPOINTS", "EMIT"})
  void aConstantsClassOfTheUnnamedPackageMayHaveTheNameOfAStep(String name) {
    Definition.of(
            """
            import dev.stageflow.annotation.*;
            class %s {
              static final String NONE = "";
              static int zero() { return 0; }
              @Sequence String[] etl(String[] text) { return text; }
              @Function(stop = "NONE") String one(String text) { return text; }
              @Accumulate(start = "zero") int count(int count, String text) { return count + 1; }
            }
            """
                .formatted(name))
        .onJavacAlone()
        .compiles();
  }
}
