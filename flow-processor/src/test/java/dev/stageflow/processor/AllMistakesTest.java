package dev.stageflow.processor;

import org.junit.jupiter.api.Test;

/** Each mistake of a definition is told in one go, and nothing that only follows from another. */
class AllMistakesTest {

  @Test
  void eachOfSeveralStagesIsTold() {
    Definition.of(
            """
            class Report {
              @Sequence(onFinish = "don") List<String> words(String text) { return List.of(); } // <- 1
              @Function(stop = "NON") Integer length(String word) { return 1; } // <- 2
              @Function Integer half(String number) { return 1; } // <- 3
              @Filter int even(Integer number) { return 1; } // <- 4
              @Function private String show(Integer number) { return ""; } // <- 5
              void done() {}
              void helper(@Upstream String text) {} // <- 6
            }
            """)
        .usedBy("List<String> all = ReportFlow.create().collect(\"\"); return all;")
        .failsWithAll(
            "[Flow/NameUnknown] There is no method 'don' in Report. Did you mean 'done'?",
            "[Flow/NameUnknown] There is no constant 'NON' in Report. It has none: add it, static"
                + " and final.",
            "[Flow/TypeMismatch] 'half' takes String, but what arrives is Integer: String → words →"
                + " String → length → Integer → half ✗. Take Integer, or make String of it in a"
                + " @Function between them.",
            "[Flow/NotBoolean] A @Filter returns boolean, but 'even' returns int. To change the"
                + " item, use @Function.",
            "[Flow/Inaccessible] 'show' is private, so the generated flow cannot call it. Remove"
                + " 'private'.",
            "[Flow/NotAStage] 'helper' takes a value with @Upstream, but is neither a stage nor named"
                + " by one.");
  }

  @Test
  void eachPartOfOneStageIsTold() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(); }
              @Accumulate(
                  start = "nothing", // <- 1
                  finish = "nofinish", // <- 2
                  flushWhen = "nofull") // <- 3
              Set<String> all(
                  Set<String> all,
                  String word,
                  @Upstream Double number, // <- 4
                  @Upstream("x") String other) { // <- 5
                return all;
              }
            }
            """)
        .usedBy("return ReportFlow.create().collect(\"\");")
        .failsWithAll(
            "[Flow/NameUnknown] There is no method and no constant 'nothing' in Report. It has no"
                + " methods but stages: add it.",
            "[Flow/NameUnknown] There is no method 'nofinish' in Report. It has no methods but"
                + " stages: add it.",
            "[Flow/NameUnknown] There is no method 'nofull' in Report. It has no methods but stages:"
                + " add it.",
            "[Flow/UpstreamUnknown] No value of type Double is in scope here. In scope: 'input'"
                + " (String).",
            "[Flow/UpstreamUnknown] No value called 'x' is in scope here. There is: 'input'.");
  }

  /** What such a stage gives is not known, so that nothing is said of those that take it. */
  @Test
  void whatAWrongStageGivesFitsEverywhere() {
    Definition.of(
            """
            class Report {
              @Function <T> List<T> list(T item) { return List.of(item); } // <- 1
              @Sequence List<Integer> numbers(Set<String> text) { return List.of(); }
              @Context @Sequence List<Integer> parts(Integer n, @Upstream Double known) { return List.of(); }
              @Accumulate(start = "zero") Integer sum(Integer sum, Integer n) { return sum; } // <- 2
              @Retry(times = 0) @Function // <- 3
              String show(Integer sum, @Upstream("list") Set<String> set) { return ""; }
              @Recover("list") String instead(Object item, RuntimeException failure) { return ""; }
              @Recover("numbers") List<String> none(Set<String> text, Error failure) { return null; } // <- 4
            }
            """)
        .usedBy("return ReportFlow.create().collect(\"\");")
        .failsWithAll(
            "[Flow/GenericMethod] 'list' has type parameters of its own, which no stage before it"
                + " could settle. Declare them on the class.",
            "[Flow/NameUnknown] There is no method and no constant 'zero' in Report. There is:"
                + " 'instead', 'none'.",
            "[Flow/BadRetry] A retry of 0 times makes no further try. Give at least 1, or remove"
                + " @Retry.",
            "[Flow/RecoverSignature] 'none' returns List<String>, but 'numbers' gives any number of"
                + " Integer. Return a source of these, such as a List.");
  }

  @Test
  void whatTakesTheNameOfTheOrderIsToldWithWhatIsWrongOfStages() {
    Definition.of(
            """
            @FlowDefinition(stages = {"first", "secnd"}) // <- 1
            class Report {
              @Function private String first(String text) { return text; } // <- 2
              @Function String second(Double text) { return ""; }
              @Context void none() {} // <- 3
            }
            """)
        .usedBy("return ReportFlow.create().collect(\"\");")
        .failsWithAll(
            "[Flow/StageOrder] There is no stage 'secnd'. Did you mean 'second'?",
            "[Flow/Inaccessible] 'first' is private, so the generated flow cannot call it. Remove"
                + " 'private'.",
            "[Flow/NotAStage] 'none' has @Context but is no stage. Put it beside @Function, @Filter,"
                + " @Sequence or @Subflow.");
  }

  /** The compiler tells of the type alone, and the processor of the rest. */
  @Test
  void aMissingTypeHidesNoOtherMistake() {
    Definition.of(
            """
            class Report {
              @Function Missing missing(String text) { return null; } // <- 1
              @Function(stop = "NON") Integer show(Object item) { return 1; } // <- 2
            }
            """)
        .onJavacAlone()
        .failsWithAll(
            "cannot find symbol\n  symbol:   class Missing\n  location: class shop.Report",
            "[Flow/NameUnknown] There is no constant 'NON' in Report. It has none: add it, static"
                + " and final.");
  }

  @Test
  void severalDefinitionsAreToldToo() {
    Definition.of(
            """
            class Reports {
              static class First {
                @Function(stop = "NON") String one(String text) { return text; } // <- 1
                @Filter void two(String text) {} // <- 2
              }
              static class Second {
                @Function private String one(String text) { return text; } // <- 3
              }
            }
            """)
        .failsWithAll(
            "[Flow/NameUnknown] There is no constant 'NON' in First. For that very text, write a"
                + " literal: stop = \"\\\"NON\\\"\".",
            "[Flow/NotBoolean] A @Filter returns boolean, but 'two' returns nothing. Return whether"
                + " the item goes on; to consume it, use @Function.",
            "[Flow/Inaccessible] 'one' is private, so the generated flow cannot call it. Remove"
                + " 'private'.");
  }
}
