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
            "'other' has @Output but is neither a stage nor a @Recover. Put it beside one that gives"
                + " what the sink takes.");
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
}
