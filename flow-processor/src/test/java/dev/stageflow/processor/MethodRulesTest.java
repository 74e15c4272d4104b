package dev.stageflow.processor;

import dev.stageflow.processor.diagnostic.Rule;
import org.junit.jupiter.api.Test;

/** What a method must be so that it is a stage, and that generated code can call it. */
class MethodRulesTest {

  @Test
  void aMethodIsOneStage() {
    Definition.of(
            """
            class Report {
              @Filter
              @Function
              boolean known(String text) { // <- here
                return true;
              }
            }
            """)
        .usedBy("return ReportFlow.of(new Report()).collect(\"\");")
        .fails(
            Rule.TWO_STAGE_ANNOTATIONS,
            "'known' is both @Function and @Filter. A method is one stage: remove one of them.");
  }

  @Test
  void aContextStandsBesideAStage() {
    Definition.of(
            """
            class Report {
              @Function Integer length(String text) { return text.length(); }
              @Context // <- here
              void helper() {}
            }
            """)
        .usedBy("List<Integer> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.NOT_A_STAGE,
            "'helper' has @Context but is no stage. Put it beside @Function, @Filter,"
                + " @Sequence or @Subflow.");
  }

  @Test
  void anUpstreamValueIsTakenByAStage() {
    Definition.of(
            """
            class Report {
              @Function Integer length(String text) { return text.length(); }
              int helper(
                  @Upstream String text) { // <- here
                return 1;
              }
            }
            """)
        .usedBy("List<Integer> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.NOT_A_STAGE,
            "'helper' takes a value with @Upstream, but is neither a stage nor named by one.");
  }

  @Test
  void anUpstreamValueIsTakenByAStageEvenWhereThereIsNone() {
    Definition.of(
            """
            class Report {
              int helper(
                  @Upstream String text) { // <- here
                return 1;
              }
            }
            """)
        .fails(
            Rule.NOT_A_STAGE,
            "'helper' takes a value with @Upstream, but is neither a stage nor named by one.");
  }

  @Test
  void anUpstreamValueIsTakenByNoConstructor() {
    Definition.of(
            """
            class Report {
              Report(
                  @Upstream String text) { // <- here
              }
              @Function Integer length(String text) { return text.length(); }
            }
            """)
        .usedBy("List<Integer> all = ReportFlow.of(new Report(\"\")).collect(\"\"); return all;")
        .fails(
            Rule.NOT_A_STAGE,
            "'Report' takes a value with @Upstream, but is neither a stage nor named by one.");
  }

  @Test
  void aStageIsNotPrivate() {
    Definition.of(
            """
            class Report {
              @Function
              private Integer length(String text) { // <- here
                return text.length();
              }
            }
            """)
        .usedBy("List<Integer> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.INACCESSIBLE,
            "'length' is private, so the generated flow cannot call it. Remove 'private'.");
  }

  @Test
  void aNamedMethodIsNotPrivate() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(); }
              @Accumulate(finish = "half") long count(long sum, String word) { return sum + 1; }
              private long half(long sum) { // <- here
                return sum / 2;
              }
            }
            """)
        .usedBy("List<Long> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.INACCESSIBLE,
            "'half' is private, so the generated flow cannot call it. Remove 'private'.");
  }

  @Test
  void aStageFromAnotherPackageIsPublic() {
    Definition.of(
            """
            class Report extends base.Base { // <- here
              @Function Integer length(String text) { return text.length(); }
            }
            """)
        .with(
            """
            package base;
            import dev.stageflow.annotation.*;
            @FlowDefinition(generate = false)
            public class Base {
              @Filter protected boolean known(String text) { return true; }
            }
            """)
        .usedBy("List<Integer> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.INACCESSIBLE,
            "'known', inherited from Base in another package, cannot be called by the generated"
                + " flow. Make it public, or override it here.");
  }

  @Test
  void aConstantIsNotPrivate() {
    Definition.of(
            """
            class Report {
              private static final String NONE = ""; // <- here
              @Function(stop = "NONE") String same(String text) { return text + NONE; }
            }
            """)
        .usedBy("List<String> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.INACCESSIBLE,
            "'NONE' is private, so the generated flow cannot read it. Remove 'private'.");
  }

  @Test
  void aTypeThatIsHandedOnIsNotPrivate() {
    Definition.of(
            """
            class Report {
              private record Word(String text) {}
              @Function
              Word word(String text) { // <- here
                return new Word(text);
              }
              @Function Integer length(Word word) { return word.text().length(); }
            }
            """)
        .usedBy("List<Integer> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.INACCESSIBLE,
            "'word' returns Report.Word, which is private, so the generated flow cannot name it."
                + " Remove 'private'.");
  }

  @Test
  void aTypeThatIsTakenIsNotPrivate() {
    Definition.of(
            """
            class Report {
              private record Word(String text) {}
              @Function Integer length(
                  List<Word> words) { // <- here
                return words.size();
              }
            }
            """)
        .usedBy("return ReportFlow.of(new Report());")
        .fails(
            Rule.INACCESSIBLE,
            "'length' takes Report.Word, which is private, so the generated flow cannot name it."
                + " Remove 'private'.");
  }

  @Test
  void anExceptionIsNotPrivate() {
    Definition.of(
            """
            class Report {
              @SuppressWarnings("serial")
              private static class Failed extends Exception {}
              @Function
              Integer length(String text) throws Failed { // <- here
                return text.length();
              }
            }
            """)
        .usedBy("List<Integer> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.INACCESSIBLE,
            "'length' throws Report.Failed, which is private, so the generated flow cannot name"
                + " it. Remove 'private'.");
  }

  @Test
  void aTypeFromAnotherPackageIsPublic() {
    Definition.of(
            """
            class Report extends base.Base { // <- here
              @Function Integer length(Object text) { return 1; }
            }
            """)
        .with(
            """
            package base;
            import dev.stageflow.annotation.*;
            @FlowDefinition(generate = false)
            public class Base {
              protected record Word(String text) {}
              @Function public Word word(String text) { return new Word(text); }
            }
            """)
        .usedBy("List<Integer> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.INACCESSIBLE,
            "'word' returns Base.Word of another package, so the generated flow cannot name it. Make"
                + " it public.");
  }

  /** No signature spells it out, but it is what goes on. */
  @Test
  void theElementsOfASourceAreOfATypeThatTheFlowCanName() {
    Definition.of(
            """
            class Report {
              @Sequence base.Words words(String text) { return new base.Words(); } // <- here
              @Function int length(Object word) { return 1; }
            }
            """)
        .with(
            """
            package base;
            public class Words extends java.util.ArrayList<Word> {
              private static final long serialVersionUID = 1L;
            }
            class Word {}
            """)
        .usedBy("List<Integer> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.INACCESSIBLE,
            "'words' gives Word of another package, so the generated flow cannot name it. Make it"
                + " public.");
  }

  @Test
  void theElementsOfASourceAreOfNoRawType() {
    Definition.of(
            """
            class Report {
              @Sequence Words words(String text) { return new Words(); } // <- here
              @Function int length(Object word) { return 1; }
            }
            """)
        .with(
            """
            @SuppressWarnings({"rawtypes", "serial"}) class Words extends ArrayList<List> {}
            """)
        .usedBy("List<Integer> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(Rule.RAW_TYPE, "'words' gives the raw type List. Give its type arguments.");
  }

  @Test
  void eachComponentOfARecordIsTold() {
    String message =
        "[Flow/NotAStage] '%s' is a component of the record 'Report', whose accessor cannot be a"
            + " stage. Put @%s on a method of another name.";
    Definition.of(
            """
            record Report(@Function String name, @Sequence List<String> words) \
            { @Function String same(String text) { return text; } } // <- 1 // <- 2
            """)
        .failsWithAll(
            message.formatted("name", "Function"), message.formatted("words", "Sequence"));
  }

  @Test
  void aRecordsComponentIsNoStage() {
    Definition.of(
            """
            record Report(@Sequence List<String> words) { // <- here
              @Function Integer length(String word) { return word.length(); } // <- ecj
            }
            """)
        .usedBy("return ReportFlow.of(new Report(List.of())).describe();")
        .fails(
            Rule.NOT_A_STAGE,
            "'words' is a component of the record 'Report', whose accessor cannot be a stage. Put"
                + " @Sequence on a method of another name.");
  }

  @Test
  void aRecordThatHasNoOtherStageIsToldOfItsComponents() {
    Definition.of(
            """
            class Reports {
              record Report( // <- here
                  String name,
                  @Retry List<String> words) {}
              static class Other { @Function String same(String text) { return text; } }
            }
            """)
        .failsAlone(
            Rule.NOT_A_STAGE,
            "'words' is a component of the record 'Report', whose accessor cannot be a stage. Put"
                + " @Retry on a method of another name.");
  }

  @Test
  void aRecordsComponentTakesNoUpstreamValue() {
    Definition.of(
            """
            record Report(@Upstream String name) { // <- here
              @Function Integer length(String word) { return word.length(); } // <- ecj
            }
            """)
        .usedBy("return ReportFlow.of(new Report(\"\")).collect(\"\");")
        .fails(
            Rule.NOT_A_STAGE,
            "'Report' takes a value with @Upstream, but is neither a stage nor named by one.");
  }

  @Test
  void aStageHasNoTypeParameters() {
    Definition.of(
            """
            class Report {
              @Function
              <T> List<T> list(T item) { // <- here
                return List.of(item);
              }
            }
            """)
        .usedBy("return ReportFlow.of(new Report());")
        .fails(
            Rule.GENERIC_METHOD,
            "'list' has type parameters of its own, which no stage before it could settle. Declare"
                + " them on the class.");
  }

  @Test
  void aNamedMethodHasNoTypeParameters() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(); }
              @Accumulate(finish = "same") // <- here
              long count(long sum, String word) { return sum + 1; }
              <T> T same(T sum) { return sum; }
            }
            """)
        .usedBy("return ReportFlow.of(new Report());")
        .fails(
            Rule.GENERIC_METHOD,
            "'same' has type parameters of its own. Declare them on the class.");
  }

  @Test
  void aStageTakesAFixedNumberOfParameters() {
    Definition.of(
            """
            class Report {
              @Function
              Integer count(String... words) { // <- here
                return words.length;
              }
            }
            """)
        .usedBy("return ReportFlow.of(new Report()).collect(new String[0]);")
        .fails(
            Rule.VARARGS,
            "'count' takes a variable number of parameters. Take an array or a list.");
  }

  @Test
  void aNamedMethodTakesAFixedNumberOfParameters() {
    Definition.of(
            """
            class Report {
              @Sequence(onFinish = "done") // <- here
              List<String> words(String text) { return List.of(); }
              void done(@Upstream String... text) {}
            }
            """)
        .usedBy("List<String> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.VARARGS, "'done' takes a variable number of parameters. Take an array or a list.");
  }

  @Test
  void noMethodDeclaresThrowable() {
    Definition.of(
            """
            class Report {
              @Function
              Integer length(String text) throws Throwable { // <- here
                return text.length();
              }
            }
            """)
        .usedBy("List<Integer> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.THROWS_THROWABLE,
            "'length' throws Throwable, which a flow cannot. Declare Exception, or less.");
  }

  @Test
  void whatAMethodDeclaresIsAnExceptionOrAnError() {
    Definition.of(
            """
            class Report<E extends Throwable> {
              @Function
              Integer length(String text) throws E { // <- here
                return text.length();
              }
            }
            """)
        .usedBy(
            "List<Integer> all = ReportFlow.of(new Report<Exception>()).collect(\"\"); return all;")
        .fails(
            Rule.THROWS_THROWABLE,
            "'length' throws E, which a flow cannot. Declare Exception, or less.");
  }

  @Test
  void anOverrideRepeatsTheAnnotation() {
    Definition.of(
            """
            class Report extends Base {
              @Override
              boolean known(String text) { // <- here
                return false;
              }
              @Function Integer length(String text) { return text.length(); }
            }
            """)
        .with(
            """
            @FlowDefinition(generate = false)
            class Base {
              @Filter boolean known(String text) { return true; }
            }
            """)
        .usedBy("List<Integer> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.OVERRIDE_WITHOUT_ANNOTATION,
            "'known' overrides a stage of Base: repeat its annotation here, so that readers see"
                + " it.");
  }

  @Test
  void anOverrideRepeatsThatVeryAnnotation() {
    Definition.of(
            """
            class Report extends Base {
              @Override
              @Function
              boolean known(String text) { // <- here
                return false;
              }
            }
            """)
        .with(
            """
            @FlowDefinition(generate = false)
            class Base {
              @Filter boolean known(String text) { return true; }
            }
            """)
        .usedBy("List<Boolean> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.OVERRIDE_WITHOUT_ANNOTATION,
            "'known' is a @Function in Report, but what it overrides in Base is a @Filter. Repeat that"
                + " annotation, or rename the method.");
  }

  @Test
  void aStageMayOverrideThoseOfSeveralInterfaces() {
    Definition.of(
            """
            class Report implements First, Second {
              @Override @Function public Integer length(String text) { return text.length(); }
              @Function Integer twice(Integer length) { return 2 * length; }
            }
            """)
        .with(
            """
            @FlowDefinition(generate = false)
            interface First {
              @Function default Integer length(String text) { return 1; }
            }
            """)
        .with(
            """
            @FlowDefinition(generate = false)
            interface Second {
              @Function default Integer length(String text) { return 2; }
            }
            """)
        .usedBy("return ReportFlow.of(new Report()).collect(\"abc\");")
        .gives(java.util.List.of(6));
  }

  @Test
  void aBoundIsNotPrivate() {
    Definition.of(
            """
            class Outer {
              private interface Text {}
              static class Report<T extends Comparable<T> & Text> { // <- here
                @Function String show(T text) { return text.toString(); }
              }
            }
            """)
        .fails(
            Rule.INACCESSIBLE,
            "'T' extends Outer.Text, which is private, so the generated flow cannot name it. Remove"
                + " 'private'.");
  }

  /** In a class that is in another, the compiler accepts it. */
  @Test
  void aBoundIsNoPrivateMember() {
    Definition.of(
            """
            class Outer {
              static class Report<T extends Report.Text> { // <- here
                private interface Text {}
                @Function String show(T text) { return text.toString(); }
              }
            }
            """)
        .fails(
            Rule.INACCESSIBLE,
            "'T' extends Outer.Report.Text, which is private, so the generated flow cannot name it."
                + " Remove 'private'.");
  }
}
