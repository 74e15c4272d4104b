package dev.stageflow.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.processor.diagnostic.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A filter ends a sequence around it, and no other. */
class BreakRulesTest {

  @Test
  void aFilterEndsASequence() {
    String flow =
        Definition.of(
                """
                class Report {
                  @Sequence List<Integer> orders(String text) { return List.of(1, 2); }
                  @Sequence int[] items(int order) { return new int[] {order, 3}; }
                  @Filter(orBreak = "orders") boolean known(int item) { return item < 3; }
                }
                """)
            .usedBy("return ReportFlow.create().collect(\"a\");")
            .compiles()
            .generated("shop.ReportFlow");
    assertThat(flow).contains("stack.leave(this, ordersFrame)");
  }

  @Test
  void itIsTheRightOne() {
    Definition.of(
            """
            class Report {
              @Sequence List<Integer> orders(String text) { return List.of(1, 2, 9); }
              @Sequence int[] items(int order) { return new int[] {order, 5, 4}; }
              @Filter(orBreak = "items") boolean known(int item) { return item < 5; }
            }
            """)
        .usedBy("return ReportFlow.create().collect(\"a\");")
        .gives(java.util.List.of(1, 2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          order | NAME_UNKNOWN | There is no sequence 'order'. Did you mean 'orders'?
          known | BAD_BREAK    | 'known' is no sequence that 'known' can end: its items do not come there. Name one that is: orBreak = "items" or orBreak = "orders".
          later | BAD_BREAK    | 'later' is no sequence that 'known' can end: its items do not come there. Name one that is: orBreak = "items" or orBreak = "orders".
          """)
  void whatIsEndedIsASequenceAround(String name, Rule rule, String message) {
    Definition.of(
            """
            class Report {
              @Sequence List<Integer> orders(String text) { return List.of(); }
              @Sequence int[] items(int order) { return new int[0]; }
              @Filter(orBreak = "%s") // <- here
              boolean known(int item) { return true; }
              @Sequence List<Integer> later(int item) { return List.of(); }
            }
            """
                .formatted(name))
        .fails(rule, message);
  }

  @Test
  void whatWasGatheredEndsNothing() {
    Definition.of(
            """
            class Report {
              @Sequence List<Integer> orders(String text) { return List.of(); }
              @Accumulate int sum(int sum, int order) { return sum + order; }
              @Filter(orBreak = "orders") // <- here
              boolean known(int sum) { return true; }
            }
            """)
        .fails(
            Rule.BAD_BREAK,
            "'orders' is no sequence that 'known' can end: its items do not come there. There is"
                + " none: leave orBreak out.");
  }
}
