package dev.stageflow.processor;

import dev.stageflow.processor.diagnostic.Rule;
import org.junit.jupiter.api.Test;

/** A value from further up must be in scope, and the only one that is meant. */
class UpstreamRulesTest {

  /** Eclipse's compiler forgets the places of parameters once a signature becomes complete. */
  @Test
  void aParameterIsMarkedItselfWhereOthersNameTheFlow() {
    Definition.of(
            """
            class Report {
              @Function
              Integer length(
                  String text,
                  @Upstream
                  Double missing) { // <- here
                return 1;
              }
            }
            """)
        .with("class Other { ReportFlow same(ReportFlow flow) { return flow; } }")
        .fails(
            Rule.UPSTREAM_UNKNOWN,
            "No value of type Double is in scope here. There is none at all.");
    Definition.of(
            """
            class Report {
              @Function
              Integer length(
                  String text,
                  @Upstream(
                      "missing") // <- here
                  Double missing) {
                return 1;
              }
            }
            """)
        .with("class Other { ReportFlow same(ReportFlow flow) { return flow; } }")
        .fails(
            Rule.UPSTREAM_UNKNOWN,
            "No value called 'missing' is in scope here. There is none at all.");
  }

  @Test
  void aStagesOwnItemIsNotFromFurtherUp() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(text.split(" ")); }
              @Filter boolean known(String word) { return true; }
              @Function String show(
                  String word,
                  @Upstream("words") String same) { // <- here
                return word;
              }
            }
            """)
        .usedBy("List<String> all = ReportFlow.create().collect(\"\"); return all;")
        .fails(
            Rule.UPSTREAM_UNKNOWN,
            "'words' is the very item that arrives here. Take it by the parameter without @Upstream,"
                + " or name an earlier value.");
  }

  @Test
  void norDoesARecoverFindItThere() {
    Definition.of(
            """
            class Report {
              @Function int length(String text) { return text.length(); }
              @Recover("length") int none(String text, RuntimeException failure,
                  @Upstream("input") String same) { // <- here
                return 0;
              }
            }
            """)
        .usedBy("List<Integer> all = ReportFlow.create().collect(\"\"); return all;")
        .fails(
            Rule.UPSTREAM_UNKNOWN,
            "'input' is the very item that arrives here. Take it by the parameter without @Upstream,"
                + " or name an earlier value.");
  }

  @Test
  void aValueOfTheTypeIsInScope() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(); }
              @Function String show(
                  String word,
                  @Upstream Integer count) { // <- here
                return word;
              }
            }
            """)
        .usedBy("List<String> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.UPSTREAM_UNKNOWN,
            "No value of type Integer is in scope here. In scope: 'input' (String).");
  }

  @Test
  void noValueIsInScopeOfASource() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(
                  @Upstream String text) { // <- here
                return List.of();
              }
            }
            """)
        .usedBy("List<String> all = ReportFlow.of(new Report()).collect(); return all;")
        .fails(
            Rule.UPSTREAM_UNKNOWN,
            "No value of type String is in scope here. There is none at all.");
  }

  @Test
  void aValueOfTheNameIsInScope() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> lines(String text) { return List.of(); }
              @Sequence List<String> words(String line) { return List.of(); }
              @Function String show(
                  String word,
                  @Upstream("line") String line) { // <- here
                return word;
              }
            }
            """)
        .usedBy("List<String> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.UPSTREAM_UNKNOWN,
            "No value called 'line' is in scope here. Did you mean 'lines'?");
  }

  @Test
  void whatWasGatheredIsOutOfScope() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> lines(String text) { return List.of(); }
              @Accumulate long count(long count, String line) { return count + 1; }
              @Function String show(
                  long count,
                  @Upstream("lines") String line) { // <- here
                return line;
              }
            }
            """)
        .usedBy("List<String> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.UPSTREAM_UNKNOWN, "No value called 'lines' is in scope here. There is: 'input'.");
  }

  @Test
  void aBucketIsReadByOnFlushAlone() {
    Definition.of(
            """
            class Report {
              @Context(onClose = "done")
              @Sequence List<String> lines(String text) { return List.of(); }
              @Accumulate(bucket = "total") long count(long count, String line) { return 1; }
              void done(
                  @Upstream("total") long total) { // <- here
              }
            }
            """)
        .usedBy("List<Long> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.UPSTREAM_UNKNOWN, "No value called 'total' is in scope here. There is: 'input'.");
  }

  @Test
  void aCollectorHasNoBucketToRead() {
    Definition.of(
            """
            class Report {
              @Context(onFlush = "done")
              @Sequence List<String> lines(String text) { return List.of(); }
              @Accumulate Collector<String, ?, String> join() { return null; }
              void done(
                  @Upstream("join") String joined) { // <- here
              }
            }
            """)
        .usedBy("List<String> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.UPSTREAM_UNKNOWN, "No value called 'join' is in scope here. There is: 'input'.");
  }

  @Test
  void aValueIsTheOnlyOneOfItsType() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> lines(String text) { return List.of(); }
              @Sequence List<String> words(String line) { return List.of(); }
              @Function String show(
                  String word,
                  @Upstream String line) { // <- here
                return word;
              }
            }
            """)
        .usedBy("List<String> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.UPSTREAM_AMBIGUOUS,
            "Several values of type String are in scope here: 'input', 'lines'. Say which:"
                + " @Upstream(\"input\").");
  }

  @Test
  void aStageCalledInputIsNotMistakenForTheInput() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> input(String text) { return List.of(); }
              @Sequence List<String> words(String line) { return List.of(); }
              @Function String show(
                  String word,
                  @Upstream("input") String line) { // <- here
                return word;
              }
            }
            """)
        .usedBy("List<String> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.UPSTREAM_AMBIGUOUS,
            "'input' is both the flow's input and what the stage 'input' gives. Rename the stage.");
  }

  @Test
  void aNamedValueHasTheParametersType() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(); }
              @Function String show(
                  String word,
                  @Upstream("input") Integer count) { // <- here
                return word;
              }
            }
            """)
        .usedBy("List<String> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.UPSTREAM_TYPE,
            "'input' is of type String, which is not assignable to Integer. Take that type, or"
                + " name another value.");
  }
}
