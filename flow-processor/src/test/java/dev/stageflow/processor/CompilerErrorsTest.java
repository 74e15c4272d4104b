package dev.stageflow.processor;

import dev.stageflow.processor.diagnostic.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the compiler has found a mistake itself, nothing is added to what it says. */
class CompilerErrorsTest {

  @Test
  void aTypeIsUnknown() {
    Definition.of(
            """
            class Report {
              @Function Integer length(
                  Txt text) { // <- here
                return 1;
              }
            }
            """)
        .usedBy("List<Integer> all = ReportFlow.of(new Report()).collect(null); return all;")
        .isRejectedByCompilers(
            "cannot find symbol\n  symbol:   class Txt\n  location: class shop.Report");
  }

  @Test
  void anAnnotationsValueIsUnknown() {
    Definition.of(
            """
            class Report {
              @Function(stop = NONE) // <- here
              String same(String text) { return text; }
            }
            """)
        .usedBy("List<String> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .isRejectedByCompilers(
            "cannot find symbol\n  symbol:   variable NONE\n  location: class shop.Report");
  }

  /** Ecj says by itself that the class is unknown, and that its {@code Class} is. */
  @Test
  void anExceptionThatIsRetriedIsUnknown() {
    Definition.of(
            """
            class Report {
              @Retry(times = 2, on = Busy.class) // <- here
              @Function Integer length(String text) { return text.length(); }
            }
            """)
        .usedBy("return ReportFlow.create().collect(\"\");")
        .isRejectedByJavac(
            "cannot find symbol\n  symbol:   class Busy\n  location: class shop.Report");
  }

  @Test
  void oneOfTheExceptionsThatAreRetriedIsUnknown() {
    Definition.of(
            """
            class Report {
              @Retry(on = {java.io.IOException.class,
                  Busy.class}) // <- here
              @Function Integer length(String text) throws java.io.IOException { return text.length(); }
            }
            """)
        .usedBy("List<Integer> all = ReportFlow.create().collect(\"\"); return all;")
        .isRejectedByJavac(
            "cannot find symbol\n  symbol:   class Busy\n  location: class shop.Report");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Runnable", "Integer", "Exception[]", "int"})
  void whatIsRetriedIsNoException(String type) {
    String name = type.equals("int") ? "java.lang.Integer" : "java.lang." + type;
    Definition.of(
            """
            class Report {
              @Retry(on = %s.class) // <- here
              @Function Integer length(String text) { return text.length(); }
            }
            """
                .formatted(type))
        .isRejectedByCompilers(
            "incompatible types: java.lang.Class<"
                + name
                + "> cannot be converted to java.lang.Class<? extends java.lang.Throwable>");
  }

  @Test
  void aRecoverNamesNoStage() {
    Definition.of(
            """
            class Report {
              @Function Integer length(String text) { return text.length(); }
              @Recover // <- here
              Integer none(String text, RuntimeException failure) { return 0; }
            }
            """)
        .isRejectedByCompilers(
            "annotation @dev.stageflow.annotation.Recover is missing a default value for the"
                + " element 'value'");
  }

  @Test
  void theDefinitionsNameIsUnknown() {
    Definition.of(
            """
            @FlowDefinition(name = Names.REPORT) // <- here
            class Report {
              @Function String same(String text) { return text; }
            }
            """)
        .isRejectedByCompilers("cannot find symbol\n  symbol: variable Names");
  }

  @Test
  void aNameOfAValueIsUnknown() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(); }
              @Function String show(
                  String word,
                  @Upstream(TEXT) String text) { // <- here
                return text;
              }
            }
            """)
        .usedBy("List<String> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .isRejectedByCompilers(
            "cannot find symbol\n  symbol:   variable TEXT\n  location: class shop.Report");
  }

  @Test
  void aBoundIsPrivate() {
    Definition.of(
            """
            class Report<T extends Report.Text> { // <- here
              private interface Text {}
              @Function String show(T text) { return text.toString(); }
            }
            """)
        .isRejectedByCompilers("shop.Report.Text has private access in shop.Report");
  }

  @Test
  void aMethodsBodyIsWrong() {
    Definition.of(
            """
            class Report {
              @Function String show(Integer number) {
                return number; // <- here
              }
            }
            """)
        .usedBy("List<String> all = ReportFlow.of(new Report()).collect(1); return all;")
        .isRejectedByCompilers(
            "incompatible types: java.lang.Integer cannot be converted to java.lang.String");
  }

  /** Of a definition that waits for a type the flow is known all the same. */
  @Test
  void aTypeIsUnknownWhereOthersNameTheFlow() {
    Definition definition =
        Definition.of(
                """
                class Report {
                  @Function Integer length(
                      Txt text) { // <- here
                    return 1;
                  }
                }
                """)
            .with(
                """
                class Users {
                  ReportFlow flow;
                  ReportFlow flow(ReportFlow other) { return other; }
                  static class Nested<F extends ReportFlow> {}
                }
                """);
    String message = "cannot find symbol\n  symbol:   class Txt\n  location: class shop.Report";
    definition.tellsAlone(message);
    definition.isRejectedByCompilers(message);
  }

  @Test
  void aSuperclassIsUnknownWhereOthersNameTheFlow() {
    Definition.of(
            """
            class Report extends Bse { // <- here
              @Function Integer length(String text) { return 1; }
            }
            """)
        .with("class Users { ReportFlow flow; }")
        .tellsAlone("cannot find symbol\n  symbol: class Bse");
  }

  @Test
  void aBoundIsUnknown() {
    Definition.of(
            """
            class Report<T extends Cmparable<T>> { // <- here
              @Function T same(T item) { return item; }
            }
            """)
        .with("class Users { ReportFlow<?> flow; }")
        .tellsAlone("cannot find symbol\n  symbol: class Cmparable");
  }

  @Test
  void aBoundIsUnknownWhereOthersMakeTheFlow() {
    Definition.of(
            """
            class Report<T extends Bse> { // <- here
              @Function T same(T item) { return item; }
            }
            """)
        .with(
            """
            class Users {
              ReportFlow<?> of(Report<?> report) { return ReportFlow.of(report); }
              ReportFlow<?> perRun(Report<?> report) { return ReportFlow.perRun(() -> report); }
              ReportFlow<?> create() { return ReportFlow.create(); }
            }
            """)
        .isRejectedByCompilers("cannot find symbol\n  symbol: class Bse");
  }

  @Test
  void aParameterIsOfNoType() {
    Definition.of(
            """
            class Report {
              @Function String same(void text) { // <- here
                return "";
              }
            }
            """)
        .isRejectedByCompilers("'void' type not allowed here");
  }

  @Test
  void aTextStandsForANumber() {
    Definition.of(
            """
            class Report {
              @Tunnel @Timeout(millis = "soon") // <- here
              @Function String same(String text) {
                return text;
              }
            }
            """)
        .isRejectedByCompilers("incompatible types: java.lang.String cannot be converted to long");
  }

  @Test
  void aTypeIsRawInPart() {
    Definition.of(
            """
            class Report {
              @Function Outer.Inner<String> same(String text) { // <- here
                return null;
              }
            }
            """)
        .with("class Outer<T> { class Inner<S> {} }")
        .usedBy("return ReportFlow.create();")
        .isRejectedByCompilers("improperly formed type, type arguments given on a raw type");
  }

  @Test
  void whatIsThrownIsNoThrowable() {
    Definition.of(
            """
            class Report {
              @Function String same(String text) throws String { // <- here
                return text;
              }
            }
            """)
        .usedBy("return ReportFlow.create();")
        .isRejectedByCompilers(
            "incompatible types: java.lang.String cannot be converted to java.lang.Throwable");
  }

  @Test
  void aTypeIsOutOfItsBounds() {
    Definition.of(
            """
            class Report {
              @Sequence List<Box<
                  String>> boxes(String text) { // <- here
                return List.of();
              }
              @Function int one(Box<Integer> box) { return 1; }
            }
            """)
        .with("class Box<T extends Number> {}")
        .usedBy("return ReportFlow.create();")
        .isRejectedByCompilers(
            "type argument java.lang.String is not within bounds of type-variable T");
  }

  /** The flow's input and output are such types as well. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          T extends Number                 | String               | java.lang.String
          T extends Comparable<T>          | Number               | java.lang.Number
          T extends List<Integer>          | List<String>         | java.util.List<java.lang.String>
          T extends Number                 | K                    | K
          T extends Comparable<? super T>  | K                    | K
          T extends Number                 | Integer[]            | java.lang.Integer[]
          T extends Number                 | ? extends String     | ? extends java.lang.String
          T extends Runnable               | ? extends String     | ? extends java.lang.String
          T extends Number                 | ? super String       | ? super java.lang.String
          T extends List<Integer>          | ? extends String     | ? extends java.lang.String
          T extends List<Integer>          | ? extends String[]   | ? extends java.lang.String[]
          """)
  void whatGoesInOrOutIsOutOfItsBounds(String parameter, String argument, String told) {
    String message = "type argument " + told + " is not within bounds of type-variable T";
    for (String stage :
        List.of(
            "@Function Box<\n%s> box(String text) { return null; }",
            "@Function String show(Box<\n%s> box) { return null; }")) {
      Definition.of(
              "class Report<K> {\n  " + stage.formatted(argument + " /**/ // <- here\n") + "\n}\n")
          .with("class Box<" + parameter + "> {}")
          .usedBy("return ReportFlow.create();")
          .isRejectedByCompilers(message);
    }
  }

  /** Also of a wildcard, of an inner class, and beside a type variable. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Box<? extends List<String>>         | ? extends java.util.List<java.lang.String>
          Box<? extends ArrayList<String>>    | ? extends java.util.ArrayList<java.lang.String>
          Box<? super ArrayList<String>>      | ? super java.util.ArrayList<java.lang.String>
          Box<L>                              | L
          Box<? extends L>                    | ? extends L
          Out<String>.Box<List<Long>>         | java.util.List<java.lang.Long>
          Out<String>.Box<? extends Set<Long>>| ? extends java.util.Set<java.lang.Long>
          Arrays<? extends String[]>          | ? extends java.lang.String[]
          Pair<String, List<Integer>>         | java.util.List<java.lang.Integer>
          Pair<String, ? extends List<Long>>  | ? extends java.util.List<java.lang.Long>
          Pair<? extends Number, List<String>>| java.util.List<java.lang.String>
          Pair<?, ArrayDeque<?>>              | java.util.ArrayDeque<?>
          Sub<Integer, ? super Runnable>      | ? super java.lang.Runnable
          Sub<Integer, ? extends Runnable[]>  | ? extends java.lang.Runnable[]
          Sub<Integer[], ? extends ArrayList> | ? extends java.util.ArrayList
          Out<? super Number>.Sub<Integer[]>  | java.lang.Integer[]
          Into<? extends Long, ? extends List<Byte>>| ? extends java.util.List<java.lang.Byte>
          Self<? extends L>                   | ? extends L
          Self<? super M>                     | ? super M
          Box<? extends ArrayList<? super String>>| ? extends java.util.ArrayList<? super java.lang.String>
          Some<ArrayList<? extends Runnable>> | java.util.ArrayList<? extends java.lang.Runnable>
          """)
  void aParameterizationIsOutOfItsBounds(String type, String told) {
    Definition.of(
            """
            class Report<L extends List<String>, M extends Thread> {
              @Function int size(
                  %s box) { // <- here
                return 1;
              }
            }
            """
                .formatted(type))
        .with("class Box<T extends List<Integer>> {}")
        .with("class Out<A> { class Box<T extends Collection<A>> {} class Sub<T extends A> {} }")
        .with("class Sub<A, T extends A> {}")
        .with("class Into<A, T extends List<? super A>> {}")
        .with("class Self<T extends Self<T>> {}")
        .with("class Some<T extends Collection<? extends Number>> {}")
        .with("class Arrays<T extends List<int[]>> {}")
        .with("class Pair<A, T extends List<A>> {}")
        .usedBy("return ReportFlow.create();")
        .isRejectedByCompilers(
            "type argument " + told + " is not within bounds of type-variable T");
  }

  /** Ecj accepts these, so that they have a flow there. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.util.Collection<java.lang.String>",
        "java.lang.Comparable<java.lang.String>",
        "java.util.Set<java.lang.String>",
        "java.util.List<? extends java.lang.String>"
      })
  void onlyJavacRejectsAWildcard(String bound) {
    Definition.of(
            """
            class Report {
              @Function int size(
                  Box<? extends %s> box) { // <- here
                return 1;
              }
            }
            """
                .formatted(bound))
        .with("class Box<T extends ArrayList<Integer> & Comparable<Integer>> {}")
        .usedBy("return ReportFlow.create();")
        .tellsAlone(
            "type argument ? extends " + bound + " is not within bounds of type-variable T");
  }

  @Test
  void anExceptionIsGeneric() {
    Definition.of(
            """
            class Report {
              @Function int length(String text) { return text.length(); }
              @Recover("length") int none(String text, Failed<String> failure) { return 0; }
            }
            """)
        .with("class Failed<T> extends Exception {} // <- here")
        .isRejectedByCompilers("a generic class may not extend java.lang.Throwable");
  }

  @Test
  void aBoundIsOutOfItsBounds() {
    Definition.of(
            """
            class Report<K extends Box<String>> { // <- here
              @Function K same(K box) { return box; }
            }
            """)
        .with("class Box<T extends Number> {}")
        .usedBy("ReportFlow<?> flow = ReportFlow.perRun(() -> null); return flow;")
        .isRejectedByCompilers(
            "type argument java.lang.String is not within bounds of type-variable T");
  }

  @Test
  void aBoundOfAnothersBoundIsOutOfItsBounds() {
    Definition.of(
            """
            class Report<K extends Box<K>, L extends K> { // <- here
              @Function L same(L item) { return item; }
            }
            """)
        .with("class Box<T extends String> {}")
        .isRejectedByCompilers("type argument K is not within bounds of type-variable T");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Thread & Comparable<Integer> & Other    | java.lang.Comparable | <java.lang.Integer> and <shop.Other>
          ArrayList<Integer> & Collection<?>      | java.util.Collection | <?> and <java.lang.Integer>
          """)
  void boundsAreOneInterfaceWithDifferentArguments(String bounds, String of, String arguments) {
    Definition.of(
            """
            class Report<K extends %s> { // <- here
              @Function K same(K item) { return item; }
            }
            """
                .formatted(bounds))
        .with("interface Other extends Comparable<Other> {}")
        .usedBy("ReportFlow<?> flow = ReportFlow.perRun(() -> null); return flow;")
        .isRejectedByJavac(of + " cannot be inherited with different arguments: " + arguments);
  }

  @Test
  void aBoundNamesItsVariableInAnEnclosingType() {
    Definition.of(
            """
            class Report<K extends Out<K>.Inner<? super String>> { // <- here
              @Function K same(K item) { return item; }
            }
            """)
        .with("class Out<A> { class Inner<T extends A> {} }")
        .isRejectedByJavac(
            "type argument ? super java.lang.String is not within bounds of type-variable T");
  }

  /** What the compiler accepts has a flow. */
  @Test
  void typesAreWithinTheirBounds() {
    Definition.of(
            """
            class Report<E extends Enum<E> & Comparable<E>, K extends Comparable<? super K>> {
              static class Sorted<T extends Comparable<? super T>> {}
              static class Into<A, B extends Collection<? super A>> {}
              static class Named<T extends Enum<T>> {}
              static class Lists<T extends List<?>> {}
              static class Self<X extends Self<X>> {}
              static class Own extends Self<Own> {}
              static class Pair<A extends Map<B, ?>, B extends List<A>> {}
              static class Wide<T extends Comparable<? extends T>> {}
              static class Same<T, U extends T> {}
              static class Numbers<T extends Number> {}
              static class Egg<T extends Hen<?>> {}
              static class Hen<T extends Egg<?>> {}
              static class Wider<A, B extends List<? extends A>> {}
              @Function Sorted<java.sql.Timestamp> sorted(String text) { return null; }
              @Function Into<Integer, ArrayList<Number>> into(Sorted<?> all) { return null; }
              @Function Named<E> named(Into<Integer, ArrayList<Number>> all) { return null; }
              @Function Lists<List<? super E>> lists(Named<?> all) { return null; }
              @Function Self<Own> own(Lists<? extends List<? super E>> all) { return null; }
              @Function Pair<?, ?> pair(Self<? extends Own> all) { return null; }
              @Function Wide<String> wide(Pair<?, ?> all) { return null; }
              @Function Same<? super Integer, Integer> same(Wide<?> all) { return null; }
              @Function Numbers<? extends Comparable<?>> some(Same<?, ?> all) { return null; }
              @Function Numbers<? super Integer> more(Numbers<?> all) { return null; }
              @Function Sorted<K> again(Numbers<? super Integer> all) { return null; }
              @Function Egg<? extends Hen<? extends Egg<?>>> egg(Sorted<K> all) { return null; }
              @Function Wider<?, ? extends List<String>> wider(Egg<?> all) { return null; }
              @Function Sorted<? extends Integer> last(Wider<?, ?> all) { return null; }
            }
            """)
        .compiles();
  }

  /** Ecj has the parameters of the class in the place of arguments that it does not accept. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          List<String, String>       | wrong number of type arguments; required 1
          Map<String>                | wrong number of type arguments; required 2
          Map.Entri<String, Integer> | cannot find symbol;class Entri;interface java.util.Map
          java.util.Lst<String>      | cannot find symbol;class Lst;package java.util
          """)
  void typeArgumentsAreWrong(String type, String told) {
    Definition.of(
            """
            class Report {
              @Function Optional<
                  %s> same(String text) { // <- here
                return Optional.empty();
              }
            }
            """
                .formatted(type))
        .isRejectedByCompilers(
            told.startsWith("wrong")
                ? told
                : told.replaceFirst(";", "\n  symbol:   ").replaceFirst(";", "\n  location: "));
  }

  @Test
  void aTextIsNoText() {
    Definition.of(
            """
            class Report {
              @Sequence(
                  onFinish = 3) // <- here
              List<String> words(String text) { return List.of(); }
            }
            """)
        .isRejectedByCompilers("incompatible types: int cannot be converted to java.lang.String");
  }

  @Test
  void anExceptionIsUnknownWhereOthersCallTheFlow() {
    Definition.of(
            """
            class Report {
              @Function String same(String text)
                  throws Absent { // <- here
                return text;
              }
            }
            """)
        .with("class Users { String same() { return ReportFlow.create().single(\"\"); } }")
        .isRejectedByCompilers(
            "cannot find symbol\n  symbol:   class Absent\n  location: class shop.Report");
  }

  /** The flow that it names comes in the second round, which may so be the last but one. */
  @Test
  void aTypeIsUnknownBesideAnotherFlow() {
    Definition.of(
            """
            class Report {
              @Function Integer length(
                  Txt text, // <- here
                  @Upstream("input") OtherFlow other) {
                return 1;
              }
            }
            """)
        .with("class Other { @Function String same(String text) { return text; } }")
        .with("class Users { ReportFlow flow; }")
        .tellsAlone("cannot find symbol\n  symbol:   class Txt\n  location: class shop.Report");
  }

  /** For javac it is an error of syntax, for ecj a type. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "@Function void[] all(String text) { return null; }",
        "@Function List<void[]> all(String text) { return null; }",
        "@Sequence void[] all(String text) { return null; }",
      })
  void anArrayIsOfNothing(String stage) {
    Definition.of("class Report {\n  " + stage + " // <- here\n}\n")
        .usedBy("return ReportFlow.create();")
        .isRejectedByEcj();
  }

  /** Ecj knows it nevertheless. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "@Function Shop.Order same(String text) { return null; }",
        "@Function List<Shop.Order[]> same(String text) { return null; }",
        "@Function String same(Shop.Order.Line line) { return null; }",
      })
  void aTypeIsPrivateElsewhere(String stage) {
    Definition.of("class Report {\n  " + stage + " // <- here\n}\n")
        .with("class Shop { private static class Order { public static class Line {} } }")
        .usedBy("return ReportFlow.create();")
        .isRejectedByCompilers("shop.Shop.Order has private access in shop.Shop");
  }

  @Test
  void aBoundIsPrivateElsewhere() {
    Definition.of(
            """
            class Report<T extends List<Shop.Order>> { // <- here
              @Function T same(T orders) { return orders; }
            }
            """)
        .with("class Shop { private static class Order {} }")
        .usedBy("return ReportFlow.create();")
        .isRejectedByCompilers("shop.Shop.Order has private access in shop.Shop");
  }

  @ParameterizedTest
  @ValueSource(strings = {"@Retry(on = Shop.Failed.class)", "@Retry(on = {Shop.Failed.class})"})
  void anExceptionThatIsRetriedIsPrivateElsewhere(String retry) {
    Definition.of(
            """
            class Report {
              %s // <- here
              @Function String same(String text) { return text; }
            }
            """
                .formatted(retry))
        .with("class Shop { private static class Failed extends Exception {} }")
        .usedBy("return ReportFlow.create();")
        .isRejectedByCompilers("shop.Shop.Failed has private access in shop.Shop");
  }

  /** Javac calls no processor for it. */
  @Test
  void anExceptionThatIsRetriedIsATypeVariable() {
    Definition.of(
            """
            class Report<E extends Exception> {
              @Retry(on = E.class) // <- here
              @Function String same(String text) throws E { return text; }
            }
            """)
        .usedBy("return ReportFlow.<Exception>create();")
        .isRejectedByEcj();
  }

  @Test
  void aListedStageIsNoText() {
    Definition.of(
            """
            @FlowDefinition(stages = {1}) // <- here
            class Report {
              @Function String same(String text) { return text; }
            }
            """)
        .isRejectedByCompilers("incompatible types: int cannot be converted to java.lang.String");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Number & Thread         | interface expected here
          Comparable<T> & Number  | interface expected here
          Runnable & Runnable     | repeated interface
          K & Runnable            | a type variable may not be followed by other bounds
          """)
  void aBoundCannotBe(String bound, String told) {
    Definition.of(
            """
            class Report<K, T extends %s> { // <- here
              @Function T same(T item) { return item; }
            }
            """
                .formatted(bound))
        .usedBy("return ReportFlow.perRun(() -> null);")
        .isRejectedByJavac(told);
  }

  @ParameterizedTest
  @ValueSource(strings = {"int", "int[]"})
  void aBoundIsNoClass(String bound) {
    Definition.of(
            """
            class Report<T extends %s> { // <- here
              @Function String same(String text) { return text; }
            }
            """
                .formatted(bound))
        .isRejectedByJavac("unexpected type\n  required: class\n  found:    " + bound);
  }

  /** What it would do changes what arrives at other stages. */
  @ParameterizedTest
  @ValueSource(strings = {"Functoin", "Sequense", "Fliter"})
  void aStagesAnnotationIsMisspelt(String annotation) {
    Definition.of(
            """
            class Report {
              @Sequence List<Integer> numbers(String text) { return List.of(); }
              @%s // <- here
              String show(Integer number) { return ""; }
              @Function int length(String number) { return 1; }
            }
            """
                .formatted(annotation))
        .usedBy("return ReportFlow.create();")
        .isRejectedByCompilers(
            "cannot find symbol\n  symbol:   class "
                + annotation
                + "\n  location: class shop.Report");
  }

  @Test
  void anAnnotationBesideAStagesIsNotImported() {
    Definition.of(
            """
            package shop;
            import dev.stageflow.annotation.Function;
            import dev.stageflow.annotation.Parallel;
            import dev.stageflow.annotation.Sequence;
            import java.util.List;
            class Report {
              @Sequence List<Integer> numbers(String text) { return List.of(); }
              @Tunnel // <- here
              @Parallel(2) @Function String show(Integer number) { return ""; }
            }
            """)
        .isRejectedByCompilers(
            "cannot find symbol\n  symbol:   class Tunnel\n  location: class shop.Report");
  }

  @Test
  void aParametersAnnotationIsNotImported() {
    Definition.of(
            """
            package shop;
            import dev.stageflow.annotation.Function;
            class Report {
              @Function int length(String text) { return 1; }
              @Function String show(
                  int length,
                  @Upstream("input") String text) { // <- here
                return text;
              }
            }
            """)
        .isRejectedByCompilers(
            "cannot find symbol\n  symbol:   class Upstream\n  location: class shop.Report");
  }

  /** An annotation that means nothing to a flow does not hide what is wrong besides. */
  @Test
  void anotherAnnotationIsUnknown() {
    String text =
        "'show' takes String, but what arrives is Integer: String → length → Integer → show ✗. Take"
            + " Integer, or make String of it in a @Function between them.";
    Definition.of(
            """
            class Report {
              @Function Integer length(@Nullable String text) { return 1; }
              @Function String show(
                  String text) { // <- here
                return text;
              }
            }
            """)
        .tellsToo("[" + Rule.TYPE_MISMATCH.tag() + "] " + text);
  }

  /** The definition of the subflow has an unknown type, and so a stub. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "@Function int next(int number) { return number; }",
      })
  void aSubflowsDefinitionIsRejected(String next) {
    Definition.of(
            """
            class Report {
              @Subflow OtherFlow other(int number) { return OtherFlow.create(); }
              %s
            }
            """
                .formatted(next))
        .with(
            """
            class Other {
              @Function
              Txt text(int number) { // <- here
                return null;
              }
            }
            """)
        .tellsAlone("cannot find symbol\n  symbol:   class Txt\n  location: class shop.Other");
  }

  @Test
  void aGenericSubflowsDefinitionIsRejected() {
    Definition.of(
            """
            class Report {
              @Subflow OtherFlow<?> other(int number) { return null; }
              @Function int next(Object item) { return 1; }
            }
            """)
        .with(
            """
            class Other<T extends Txt> { // <- here
              @Function T same(T item) { return item; }
            }
            """)
        .isRejectedByCompilers("cannot find symbol\n  symbol: class Txt");
  }

  @Test
  void elementsAreOfAnUnknownType() {
    Definition.of(
            """
            class Report {
              @Sequence Words words(String text) { return null; }
              @Function int length(String word) { return 1; }
            }
            """)
        .with("abstract class Words implements Iterable<Wrd> {} // <- here")
        .usedBy("return ReportFlow.create();")
        .isRejectedByCompilers("cannot find symbol\n  symbol: class Wrd");
  }

  @Test
  void aSealedInterfacePermitsNothingThatIsOne() {
    String circle =
        Runtime.version().feature() < 25
            ? "subclass shop.Circle must extend sealed class"
            : "class shop.Circle must extend sealed interface";
    Definition.of(
            """
            @FlowDefinition(durable = true)
            class Report {
              @Function Shape shape(String text) { return null; }
              @Tunnel @Function int area(Shape shape) { return 1; }
            }
            """)
        .with("sealed interface Shape permits Circle {} // <- here\n final class Circle {}")
        .usedBy("return ReportFlow.create();")
        .isRejectedByCompilers("invalid permits clause\n  (" + circle + ")");
  }
}
