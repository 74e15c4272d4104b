package dev.stageflow.processor;

import dev.stageflow.processor.diagnostic.Rule;
import org.junit.jupiter.api.Test;

/** A timeout stands beside a stage that waits, and leaves it some time. */
class TimeoutRulesTest {
  private static final String USE =
      "List<Integer> all = ReportFlow.of(new Report()).collect(\"\"); return all;";

  @Test
  void aTimeoutStandsBesideAStage() {
    Definition.of(
            """
            class Report {
              @Function Integer price(String text) { return 1; }
              @Timeout(millis = 1) // <- here
              Integer other(String text) { return 1; }
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.NOT_A_STAGE,
            "'other' has @Timeout but is no stage. Put it beside the annotation of the stage that"
                + " waits.");
  }

  @Test
  void aTimeoutLeavesSomeTime() {
    Definition.of(
            """
            class Report {
              @Timeout(millis = 0) // <- here
              @Tunnel @Function Integer price(String text) { return 1; }
            }
            """)
        .usedBy(USE)
        .fails(Rule.BAD_TIMEOUT, "A timeout of 0 milliseconds leaves no time. Give at least 1.");
  }

  @Test
  void aFunctionThatReturnsAtOnceDoesNotWait() {
    fails(
        """
        class Report {
          @Timeout(millis = 300) // <- here
          @Function Integer price(String text) { return 1; }
        }
        """,
        "price");
  }

  @Test
  void aListIsNotWaitedFor() {
    fails(
        """
        class Report {
          @Timeout(millis = 300) // <- here
          @Sequence List<Integer> prices(String text) { return List.of(); }
        }
        """,
        "prices");
  }

  @Test
  void aFilterDoesNotWait() {
    fails(
        """
        class Report {
          @Function Integer length(String text) { return 1; }
          @Timeout(millis = 300) // <- here
          @Filter boolean odd(int number) { return true; }
        }
        """,
        "odd");
  }

  @Test
  void anAccumulateDoesNotWait() {
    fails(
        """
        class Report {
          @Sequence List<Integer> prices(String text) { return List.of(); }
          @Timeout(millis = 300) // <- here
          @Accumulate int sum(int sum, int price) { return sum + price; }
        }
        """,
        "sum");
  }

  private static void fails(String definition, String stage) {
    Definition.of(definition)
        .usedBy(USE)
        .fails(
            Rule.BAD_TIMEOUT,
            "'"
                + stage
                + "' never waits, so it cannot take too long. Remove @Timeout, add @Tunnel if the"
                + " method blocks, or put it beside the stage that waits.");
  }

  @Test
  void aCollectorIsNotCalledForAnItem() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(); }
              @Timeout(millis = 300) // <- here
              @Accumulate
              java.util.stream.Collector<Object, ?, List<Object>> all() { return null; }
            }
            """)
        .usedBy("List<List<Object>> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.RECOVER_PLACE,
            "'all' gives a Collector once for each context: there is no call for an item that"
                + " could take too long. Remove @Timeout.");
  }

  @Test
  void anOverrideRepeatsTimeout() {
    Definition.of(
            """
            class Report extends Base {
              @Tunnel @Function Integer price(String text) { return 2; } // <- here
            }

            class Base {
              @Timeout(millis = 300) @Tunnel @Function Integer price(String text) { return 1; }
            }
            """)
        .usedBy(USE)
        .fails(
            Rule.OVERRIDE_WITHOUT_ANNOTATION,
            "'price' overrides a stage of Base that has @Timeout: repeat that here, so that"
                + " readers see it.");
  }

  @Test
  void whatTakesTooLongIsDeclaredUnlessItIsRecovered() {
    Definition.of(
            """
            class Report {
              @Timeout(millis = 300)
              @Tunnel
              @Sequence
              List<Integer> prices(String text) { return List.of(1, 2); }
            }
            """)
        .usedBy(
            """
            try {
              return ReportFlow.of(new Report()).collect("");
            } catch (java.util.concurrent.TimeoutException late) {
              return null;
            }
            """)
        .compiles();
    Definition.of(
            """
            class Report {
              @Timeout(millis = 300)
              @Tunnel
              @Sequence
              List<Integer> prices(String text) { return List.of(1, 2); }

              @Recover("prices")
              List<Integer> none(String text, java.util.concurrent.TimeoutException late) {
                return List.of();
              }
            }
            """)
        .usedBy("List<Integer> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .compiles();
  }

  @Test
  void everyStageThatWaitsMayHaveOne() {
    Definition.of(
            """
            class Report {
              @Timeout(millis = 300)
              @Sequence
              FlowIterator<String> words(String text) { return FlowIterator.of("a", "b"); }

              @Timeout(millis = 300)
              @Retry(times = 1, on = java.util.concurrent.TimeoutException.class)
              @Subflow
              List<Flow<String, String>> parts(String word) {
                return List.of(Flow.identity(), Flow.identity());
              }

              @Timeout(millis = 300)
              @Function
              java.util.concurrent.CompletionStage<Integer> length(String word) {
                return java.util.concurrent.CompletableFuture.completedFuture(word.length());
              }

              @Timeout(millis = 300)
              @Filter
              boolean known(int length) throws PauseFlow { return true; }

              @Timeout(millis = 300)
              @Accumulate
              int sum(int sum, int length) throws PauseFlow { return sum + length; }

              @Timeout(millis = 300)
              @Tunnel
              @Function
              int twice(int sum) { return 2 * sum; }

              @Timeout(millis = 300)
              @Subflow
              Flow<Integer, Integer> last(int twice) { return Flow.identity(); }
            }
            """)
        .usedBy("return ReportFlow.of(new Report()).collect(\"\");")
        .compiles();
  }
}
