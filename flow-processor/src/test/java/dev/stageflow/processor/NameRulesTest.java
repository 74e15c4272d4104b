package dev.stageflow.processor;

import dev.stageflow.processor.diagnostic.Rule;
import org.junit.jupiter.api.Test;

/** What annotations name must be there, once, and fit. */
class NameRulesTest {

  @Test
  void aNamedMethodExists() {
    Definition.of(
            """
            class Report {
              @Sequence(onFinish = "don") // <- here
              List<String> words(String text) { return List.of(); }
              void done() {}
            }
            """)
        .usedBy("List<String> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(Rule.NAME_UNKNOWN, "There is no method 'don' in Report. Did you mean 'done'?");
  }

  @Test
  void aBlankNameNamesNothing() {
    Definition.of(
            """
            class Report {
              @Sequence(onFinish = " ") // <- here
              List<String> words(String text) { return List.of(); }
              void go() {}
            }
            """)
        .usedBy("List<String> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(Rule.NAME_UNKNOWN, "There is no method ' ' in Report. There is: 'go'.");
  }

  @Test
  void aStartIsAMethodOrAConstant() {
    Definition.of(
            """
            class Report {
              static final Long ZERO = 0L;
              @Sequence List<String> words(String text) { return List.of(); }
              @Accumulate(start = "ZERRO") // <- here
              long count(long sum, String word) { return sum + 1; }
            }
            """)
        .usedBy("List<Long> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.NAME_UNKNOWN,
            "There is no method and no constant 'ZERRO' in Report. Did you mean 'ZERO'?");
  }

  @Test
  void aStopThatIsANameIsAConstant() {
    Definition.of(
            """
            class Report {
              static final String NONE = "none";
              @Function(stop = "some") // <- here
              String same(String text) { return text; }
            }
            """)
        .usedBy("List<String> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.NAME_UNKNOWN,
            "There is no constant 'some' in Report. There is: 'NONE'. For that very text, write a"
                + " literal: stop = \"\\\"some\\\"\".");
  }

  @Test
  void aStopThatIsAFieldIsAConstant() {
    Definition.of(
            """
            class Report {
              static String some = "some";
              @Function(stop = "some") // <- here
              String same(String text) { return text; }
            }
            """)
        .usedBy("List<String> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.NAME_UNKNOWN,
            "'some' is a field of Report but no constant: only what is static and final can be"
                + " named here.");
  }

  @Test
  void aStartThatIsAFieldIsAConstant() {
    Definition.of(
            """
            class Report {
              final long zero = 0;
              @Sequence List<String> words(String text) { return List.of(); }
              @Accumulate(start = "zero") // <- here
              long count(long sum, String word) { return sum + 1; }
            }
            """)
        .usedBy("List<Long> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.NAME_UNKNOWN,
            "'zero' is a field of Report but no constant: only what is static and final can be"
                + " named here.");
  }

  @Test
  void aConstantIsTheDefinitionsOwn() {
    Definition.of(
            """
            class Report {
              @Function(stop = "Long.MAX_VALUE") // <- here
              Long same(Long number) { return number; }
            }
            """)
        .usedBy("List<Long> all = ReportFlow.of(new Report()).collect(1L); return all;")
        .fails(
            Rule.BAD_STOP,
            "stop = \"Long.MAX_VALUE\" is no simple name: stop names a constant that Report has."
                + " Declare it there, 'static final Long STOP = Long.MAX_VALUE;', and name it: stop"
                + " = \"STOP\".");
  }

  @Test
  void aStageIsNoHelper() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(); }
              @Accumulate(finish = "count()") // <- here
              long count(long sum, String word) { return sum + 1; }
            }
            """)
        .usedBy("List<Long> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.NAME_UNKNOWN,
            "There is no method 'count()' in Report. It has no methods but stages: add it.");
  }

  @Test
  void ofManyNamesTheNearestAreTold() {
    Definition.of(
            """
            class Report {
              @Sequence(onFinish = "x") // <- here
              List<String> words(String text) { return List.of(); }
              void a() {} void b() {} void c() {} void d() {} void e() {} void f() {} void g() {}
              void h() {} void far() {}
            }
            """)
        .usedBy("List<String> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.NAME_UNKNOWN,
            "There is no method 'x' in Report. There is: 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h',"
                + " and more.");
  }

  @Test
  void aNamedMethodIsNotOverloaded() {
    Definition.of(
            """
            class Report {
              @Sequence(onFinish = "done") // <- here
              List<String> words(String text) { return List.of(); }
              void done() {}
              void done(int count) {}
            }
            """)
        .usedBy("List<String> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(Rule.NAME_OVERLOADED, "There are 2 methods 'done'. Rename the one that is meant.");
  }

  @Test
  void anOnFinishTakesUpstreamValuesOnly() {
    Definition.of(
            """
            class Report {
              @Sequence(onFinish = "done") // <- here
              List<String> words(String text) { return List.of(); }
              void done(String text) {}
            }
            """)
        .usedBy("List<String> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(Rule.NAME_SIGNATURE, "'done' can take only parameters marked with @Upstream.");
  }

  @Test
  void anOnFinishReturnsNothing() {
    Definition.of(
            """
            class Report {
              @Sequence(onFinish = "done") // <- here
              List<String> words(String text) { return List.of(); }
              int done() { return 1; }
            }
            """)
        .usedBy("List<String> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.NAME_SIGNATURE,
            "'done' must be void: nobody takes the int that it returns. Put @Output beside it to make that an output.");
  }

  @Test
  void anOnFlushTakesUpstreamValuesOnly() {
    Definition.of(
            """
            class Report {
              @Context(onFlush = "done") // <- here
              @Sequence List<String> words(String text) { return List.of(); }
              void done(String text) {}
            }
            """)
        .usedBy("List<String> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(Rule.NAME_SIGNATURE, "'done' can take only parameters marked with @Upstream.");
  }

  @Test
  void anOnCloseReturnsNothing() {
    Definition.of(
            """
            class Report {
              @Context(onClose = "done") // <- here
              @Sequence List<String> words(String text) { return List.of(); }
              List<String> done() { return List.of(); }
            }
            """)
        .usedBy("List<String> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.NAME_SIGNATURE,
            "'done' must be void: nobody takes the List<String> that it returns. Put @Output beside it to make that an output.");
  }

  @Test
  void aStartTakesUpstreamValuesOnly() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(); }
              @Accumulate(start = "zero") // <- here
              long count(long sum, String word) { return sum + 1; }
              long zero(String text) { return 0; }
            }
            """)
        .usedBy("List<Long> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(Rule.NAME_SIGNATURE, "'zero' can take only parameters marked with @Upstream.");
  }

  @Test
  void aStartReturnsAnAccumulator() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(); }
              @Accumulate(start = "zero") // <- here
              long count(long sum, String word) { return sum + 1; }
              String zero() { return ""; }
            }
            """)
        .usedBy("List<Long> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.NAME_SIGNATURE,
            "'zero' gives String, which is no start for an accumulator of type long.");
  }

  @Test
  void aConstantThatIsAStartIsAnAccumulator() {
    Definition.of(
            """
            class Report {
              static final String ZERO = "";
              @Sequence List<String> words(String text) { return List.of(); }
              @Accumulate(start = "ZERO") // <- here
              long count(long sum, String word) { return sum + 1; }
            }
            """)
        .usedBy("List<Long> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.NAME_SIGNATURE,
            "'ZERO' gives String, which is no start for an accumulator of type long.");
  }

  @Test
  void aFinishTakesTheAccumulator() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(); }
              @Accumulate(finish = "show") // <- here
              long count(long sum, String word) { return sum + 1; }
              String show(String sum) { return sum; }
            }
            """)
        .usedBy("List<String> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.NAME_SIGNATURE,
            "'show' must take the accumulator, of type long; all other parameters must be marked with @Upstream.");
  }

  @Test
  void aFlushWhenReturnsBoolean() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(); }
              @Accumulate(flushWhen = "full") // <- here
              long count(long sum, String word) { return sum + 1; }
              Boolean full(long sum) { return true; }
            }
            """)
        .usedBy("List<Long> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(Rule.NAME_SIGNATURE, "'full' must return boolean, not Boolean.");
  }

  @Test
  void aStopIsOfTheResultsType() {
    Definition.of(
            """
            class Report {
              @Function(stop = "zero") // <- here
              long length(String text) { return text.length(); }
              static final String zero = "";
            }
            """)
        .usedBy("List<Long> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(Rule.BAD_STOP, "'zero' is a String, which no result of type long can equal.");
  }

  @Test
  void aStopIsComparedToSomething() {
    Definition.of(
            """
            class Report {
              @Function(stop = "0") // <- here
              void print(String text) {}
            }
            """)
        .usedBy("ReportFlow.of(new Report()).run(\"\"); return null;")
        .fails(
            Rule.BAD_STOP,
            "'print' returns nothing that a stop could be compared to. Leave it out.");
  }

  @Test
  void aStopIsALiteralOrAName() {
    Definition.of(
            """
            class Report {
              @Function(stop = "1 + 1") // <- here
              long length(String text) { return text.length(); }
            }
            """)
        .usedBy("List<Long> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.BAD_STOP,
            "stop = \"1 + 1\" is no literal of type long. Write Java source, such as \"0\" or"
                + " \"\\\"END\\\"\", or the name of a static final field.");
  }

  @Test
  void aStopLiteralFitsItsType() {
    Definition.of(
            """
            class Report {
              @Function(stop = "128") // <- here
              byte first(String text) { return 0; }
            }
            """)
        .usedBy("List<Byte> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.BAD_STOP,
            "stop = \"128\" is no literal of type byte. Write Java source, such as \"0\" or"
                + " \"\\\"END\\\"\", or the name of a static final field.");
  }

  @Test
  void stagesHaveDifferentNames() {
    Definition.of(
            """
            class Report {
              @Function Integer size(String text) { return text.length(); }
              @Function
              String size(Integer size) { // <- here
                return size.toString();
              }
            }
            """)
        .usedBy("List<String> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(Rule.STAGE_NAME_TWICE, "Two stages are called 'size'. Rename one of them.");
  }

  @Test
  void aBucketHasItsOwnName() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(); }
              @Accumulate(bucket = "words") // <- here
              long count(long sum, String word) { return sum + 1; }
            }
            """)
        .usedBy("List<Long> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.STAGE_NAME_TWICE,
            "The bucket 'words' has the name of another stage or bucket. Rename one of them.");
  }

  @Test
  void aBucketsNameIsNotBlank() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(); }
              @Accumulate(bucket = " ") // <- here
              long count(long sum, String word) { return sum + 1; }
            }
            """)
        .usedBy("List<Long> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.NAME_UNKNOWN,
            "A bucket's name cannot be blank. Leave it out, and it is the stage's own: 'count'.");
  }

  @Test
  void aBucketIsNamedAsAVariableCouldBe() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(); }
              @Accumulate(bucket = "all words") long count(long sum, String word) { return 1; }
            }
            """)
        .usedBy("return ReportFlow.of(new Report()).collect(\"\");")
        .gives(java.util.List.of());
  }
}
