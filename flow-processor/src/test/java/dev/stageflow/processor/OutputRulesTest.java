package dev.stageflow.processor;

import dev.stageflow.processor.diagnostic.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A sink of its own stands beside what gives something to it, and takes one type. */
class OutputRulesTest {
  private static final String USE =
      "List<Integer> all = ReportFlow.of(new Report()).collect(\"\", value -> {}); return all;";

  @Test
  void aGenericDefinitionMayHaveOutputsOfAnyName() {
    Definition.of(
            """
            class Report<T extends Comparable<T>> {
              @Output("sink") @Sequence List<T> flow(List<T> flow) { return flow; }
              @Function String text(T item) {
                if (item.equals(1)) { throw new IllegalStateException(); }
                return "text " + item;
              }
              @Recover("text") @Output("flow") int reject(T item, IllegalStateException failure) {
                return 7;
              }
            }
            """)
        .usedBy(
            """
            List<Object> all = new ArrayList<>();
            all.addAll(ReportFlow.of(new Report<Integer>()).collect(List.of(1, 2), all::add, all::add));
            return all;
            """)
        .gives(List.of(1, 7, 2, "text 2"));
  }

  @Test
  void anOutputStandsBesideAStageOrARecover() {
    Definition.of(
            """
            class Report {
              @Output("prices") @Function Integer price(String text) { return 1; }
              @Output("others") // <- here
              Integer other(String text) { return 1; }
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.NOT_A_STAGE,
            "'other' has @Output but is neither a stage nor a @Recover, nor named by onOpen, onFlush,"
                + " onClose or onFinish. Put it beside one that gives what the sink takes.");
  }

  @Test
  void aFilterHasNoOutput() {
    Definition.of(
            """
            class Report {
              @Output("prices") @Function Integer price(String text) { return 1; }
              @Output("odd") // <- here
              @Filter boolean odd(int price) { return price % 2 == 1; }
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.OUTPUT_PLACE,
            "'odd' is a filter, which gives no value of its own. Put @Output beside the stage"
                + " before, or make it a @Function that returns what goes on, or null.");
  }

  @Test
  void aStageThatGivesNothingHasNoOutput() {
    Definition.of(
            """
            class Report {
              @Output("prices") // <- here
              @Function void price(String text) {}
            }
            """)
        .usedBy("ReportFlow.of(new Report()).run(\"\", value -> {}); return 1;")
        .fails(
            Rule.OUTPUT_PLACE,
            "'price' returns nothing that a sink could take. Return it, or leave out @Output.");
  }

  @Test
  void aRecoverThatGivesNothingHasNoOutput() {
    Definition.of(
            """
            class Report {
              @Function Integer price(String text) { return 1; }
              @Output("rejects") // <- here
              @Recover("price") void reject(String text, RuntimeException failure) {}
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.OUTPUT_PLACE,
            "'reject' returns nothing that a sink could take. Return it, or leave out @Output.");
  }

  @Test
  void anOutputHasAName() {
    Definition.of(
            """
            class Report {
              @Output("the prices") // <- here
              @Function Integer price(String text) { return 1; }
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.BAD_OUTPUT,
            "'the prices' is no Java name, as that of a parameter must be. Give one such as"
                + " \"rejects\".");
  }

  @Test
  void anOutputTakesOneType() {
    Definition.of(
            """
            class Report {
              @Output("prices") @Function Integer price(String text) { return 1; }
              @Output("prices") // <- here
              @Recover("price") String reject(String text, RuntimeException failure) { return text; }
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.BAD_OUTPUT,
            "String does not fit the output 'prices', which takes Integer. Give it another name, or"
                + " return that type.");
  }

  @Test
  void anOverrideRepeatsOutput() {
    Definition.of(
            """
            class Report extends Base {
              @Override @Function Integer price(String text) { return 1; } // <- here
            }
            @FlowDefinition(generate = false)
            class Base {
              @Output("prices") @Function Integer price(String text) { return 1; }
            }
            """)
        .usedBy("List<Integer> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.OVERRIDE_WITHOUT_ANNOTATION,
            "'price' overrides a stage of Base that has @Output: repeat that here, so that readers"
                + " see it.");
  }

  @Test
  void theLastStageGivesOutputsAnyway() {
    Definition.of(
            """
            class Report {
              @Output // <- here
              @Function Integer price(String text) { return 1; }
            }
            """)
        .fails(
            Rule.OUTPUT_PLACE,
            "'price' is the last stage: what it gives is an output of the flow anyway. Leave out"
                + " @Output, or give it a name.");
  }

  @Test
  void allOutputsAreOfOneType() {
    Definition.of(
            """
            class Report {
              @Output // <- here
              @Function Integer price(String text) { return 1; }
              @Function String line(int price) { return "" + price; }
            }
            """)
        .fails(
            Rule.BAD_OUTPUT,
            "'price' gives Integer, but the flow's outputs are String. Return that type, name the"
                + " output, or say @FlowDefinition(output = ...) with a type that all of them fit.");
  }

  @Test
  void theLastStageFitsTheTypeOfTheOutputs() {
    Definition.of(
            """
            @FlowDefinition(output = Integer.class)
            class Report {
              @Output
              @Function Integer price(String text) { return 1; }
              @Function String line(int price) { return "" + price; } // <- here
            }
            """)
        .fails(
            Rule.BAD_OUTPUT,
            "'line' gives String, but the flow's outputs are Integer. Return that type, name the"
                + " output, or say @FlowDefinition(output = ...) with a type that all of them fit.");
  }

  @Test
  void theTypeOfTheOutputsHasNoTypeParameters() {
    Definition.of(
            """
            @FlowDefinition(output = Comparable.class) // <- here
            class Report {
              @Function String line(int price) { return "" + price; }
            }
            """)
        .fails(
            Rule.BAD_OUTPUT,
            "Comparable cannot be the type of the outputs: it has type parameters, or the generated"
                + " class cannot name it. Give a type without them that is not private.");
  }

  @Test
  void aHookWithAnOutputGivesSomething() {
    Definition.of(
            """
            class Report {
              @Sequence(onFinish = "done")
              List<String> lines(String text) { return List.of(text); }
              @Output // <- here
              void done() {}
            }
            """)
        .fails(
            Rule.OUTPUT_PLACE,
            "'done' returns nothing that a sink could take. Return it, or leave out @Output.");
  }

  @Test
  void aFlowOfWiderOutputsIsNamedByOthersBeforeItIsGenerated() {
    Definition.of(
            """
            @FlowDefinition(output = Object.class)
            class Report {
              @Output @Function Integer price(String text) { return 1; }
              @Function String line(int price) { return "line " + price; }
              static class Outer {
                private final ReportFlow report = ReportFlow.of(new Report());
                @Subflow ReportFlow each(String text) { return report; }
                @Function Object same(Object output) { return output; }
              }
            }
            """)
        .usedBy("return Report_OuterFlow.of(new Report.Outer()).collect(\"\");")
        .gives(List.of(1, "line 1"));
  }
}
