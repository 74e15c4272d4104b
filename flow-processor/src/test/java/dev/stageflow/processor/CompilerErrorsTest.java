package dev.stageflow.processor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
}
