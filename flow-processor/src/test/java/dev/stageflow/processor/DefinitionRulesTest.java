package dev.stageflow.processor;

import dev.stageflow.processor.diagnostic.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a class must be so that a flow can be generated for it. */
class DefinitionRulesTest {

  /** Eclipse's compiler shows a processor nothing of them. */
  @Test
  void stagesOfLocalClassesAreTold() {
    Definition.of(
            """
            class Reports {
              @Function String same(String text) {
                class Local {
                  @dev.stageflow.annotation.Filter
                  boolean first(String text) { return true; } // <- here
                  @Function String second(String text) { return text; }
                }
                return text;
              }
            }
            """)
        .failsAlone(
            Rule.DEFINITION_PLACE,
            "'first' is a stage of a local or anonymous class, which the generated flow could not"
                + " name. Make it a member class, or one of its own.");
    Definition.of(
            """
            class Reports {
              Object made = new Object() {
                class Inner {}
                @Function String same(String text) { return text; } // <- here
              };
              static class Report { @Function String same(String text) { return text; } }
            }
            """)
        .failsAlone(
            Rule.DEFINITION_PLACE,
            "'same' is a stage of a local or anonymous class, which the generated flow could not"
                + " name. Make it a member class, or one of its own.");
  }

  @Test
  void aDefinitionHasAStage() {
    Definition.of(
            """
            @FlowDefinition
            class Report { // <- here
            }
            """)
        .usedBy("return ReportFlow.of(new Report());")
        .fails(
            Rule.NO_STAGE,
            "'Report' has no stage. Annotate a method with @Function, @Filter, @Sequence,"
                + " @Subflow or @Accumulate, or say generate = false if it is only inherited from.");
  }

  @Test
  void theListOfStagesNamesStages() {
    Definition.of(
            """
            @FlowDefinition(stages = { // <- ecj
              "lenght", // <- here
              "half"})
            class Report {
              @Function Integer half(Integer length) { return length / 2; }
              @Function Integer length(String text) { return text.length(); }
            }
            """)
        .usedBy("return ReportFlow.of(new Report());")
        .fails(Rule.STAGE_ORDER, "There is no stage 'lenght'. Did you mean 'length'?");
  }

  @Test
  void theListOfStagesNamesEachOnce() {
    Definition.of(
            """
            @FlowDefinition(stages = { // <- ecj
              "length",
              "half",
              "half"}) // <- here
            class Report {
              @Function Integer half(Integer length) { return length / 2; }
              @Function Integer length(String text) { return text.length(); }
            }
            """)
        .usedBy("List<Integer> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(Rule.STAGE_ORDER, "'half' is listed twice.");
  }

  @Test
  void theListOfStagesIsComplete() {
    Definition.of(
            """
            @FlowDefinition(stages = "length") // <- here
            class Report {
              @Function Integer half(Integer length) { return length / 2; }
              @Function Integer length(String text) { return text.length(); }
            }
            """)
        .usedBy("return ReportFlow.of(new Report());")
        .fails(Rule.STAGE_ORDER, "The list leaves out 'half'. List every stage, in order.");
  }

  @Test
  void theFlowsNameIsFree() {
    Definition.of(
            """
            class Report { // <- here
              @Function Integer length(String text) { return text.length(); }
            }
            """)
        .with("class ReportFlow {}")
        .fails(
            Rule.NAME_COLLISION,
            "There is a class ReportFlow in this package already. Rename it, or name the flow:"
                + " @FlowDefinition(name = \"…\").");
  }

  @Test
  void noTwoFlowsHaveOneName() {
    Definition.of(
            """
            class Report {
              @Function Integer length(String text) { return text.length(); }
            }
            """)
        .with(
            """
            @FlowDefinition(name = "ReportFlow") // <- here
            class Other {
              @Function Integer length(String text) { return text.length(); }
            }
            """)
        .usedBy("List<Integer> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.NAME_COLLISION,
            "There is a class ReportFlow in this package already. Rename it, or name the flow:"
                + " @FlowDefinition(name = \"…\").");
  }

  @Test
  void theFlowsNameIsAName() {
    Definition.of(
            """
            @FlowDefinition(name = " ") // <- here
            class Report {
              @Function Integer length(String text) { return text.length(); }
            }
            """)
        .fails(Rule.NAME_COLLISION, "' ' cannot be the name of a class.");
  }

  @Test
  void theFlowsNameLeavesRoomForThatOfAFile() {
    String name = "注".repeat(80);
    Definition.of(
            """
            class %s { // <- here
              @Function Integer length(String text) { return text.length(); }
            }
            """
                .formatted(name))
        .fails(
            Rule.NAME_COLLISION,
            "The name "
                + name
                + "Flow is so long that the files of the flow's classes could not have theirs. Name"
                + " the flow: @FlowDefinition(name = \"…\").");
  }

  @Test
  void aDefinitionIsNotPrivate() {
    Definition.of(
            """
            class Outer {
              private static class Report { // <- here
                @Function Integer length(String text) { return text.length(); }
              }
            }
            """)
        .fails(
            Rule.DEFINITION_PLACE,
            "'Report' is private, so the generated flow cannot see it. Remove 'private'.");
  }

  @Test
  void aDefinitionIsNotWithinAPrivateClass() {
    Definition.of(
            """
            class Outer {
              private static class Middle {
                static class Report { // <- here
                  @Function Integer length(String text) { return text.length(); }
                }
              }
            }
            """)
        .fails(
            Rule.DEFINITION_PLACE,
            "'Middle' is private, so the generated flow cannot see it. Remove 'private'.");
  }

  @Test
  void aDefinitionIsNoInnerClassOfAGenericClass() {
    Definition.of(
            """
            class Outer<T> {
              class Report { // <- here
                @Function Integer length(String text) { return text.length(); }
              }
            }
            """)
        .fails(
            Rule.DEFINITION_PLACE,
            "'Report' is an inner class of a generic class. Make it static.");
  }

  /** Ecj does not show the methods of an annotation to processors. */
  @ParameterizedTest
  @ValueSource(strings = {"@Function String text();", "@Sequence String[] words();"})
  void noAnnotationHasStages(String stage) {
    Definition.of("@interface Report { // <- here\n  " + stage + "\n}\n")
        .usedBy("return ReportFlow.of(null).collect();")
        .failsAlone(
            Rule.DEFINITION_PLACE,
            "'Report' is an annotation, whose elements do nothing when they are called. Make it a"
                + " class or an interface.");
  }

  @Test
  void aDefinitionIsNoAnnotation() {
    Definition.of(
            """
            @FlowDefinition
            @interface Report {} // <- here
            """)
        .usedBy("return ReportFlow.of(null);")
        .fails(
            Rule.DEFINITION_PLACE,
            "'Report' is an annotation, whose elements do nothing when they are called. Make it a"
                + " class or an interface.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"class", "record", "sealed", "permits", "var", "yield", "_", "a.Flow", "1st"})
  void theFlowsNameIsAllowedForAClass(String name) {
    Definition.of(
            """
            @FlowDefinition(name = "%s") // <- here
            class Report {
              @Function Integer length(String text) { return text.length(); }
            }
            """
                .formatted(name))
        .fails(Rule.NAME_COLLISION, "'" + name + "' cannot be the name of a class.");
  }
}
