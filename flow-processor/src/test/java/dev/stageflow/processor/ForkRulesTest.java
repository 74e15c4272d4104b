package dev.stageflow.processor;

import dev.stageflow.processor.diagnostic.Rule;
import org.junit.jupiter.api.Test;

/** A fork has something to wait for, and somebody who waits. */
class ForkRulesTest {

  private static void fails(String source, Rule rule, String message) {
    Definition.of(source)
        .usedBy("List<String> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(rule, message);
  }

  @Test
  void aForkStandsBesideAStage() {
    fails(
        """
        class Report {
          @Function String line(String text) { return text; }
          @Fork // <- here
          Integer other(String text) { return 1; }
        }
        """,
        Rule.NOT_A_STAGE,
        "'other' has @Fork but is no stage. Put it beside @Function.");
  }

  @Test
  void aSequenceIsNoFork() {
    fails(
        """
        class Report {
          @Fork // <- here
          @Sequence List<String> words(String text) { return List.of(); }
        }
        """,
        Rule.FORK_PLACE,
        "'words' cannot be a fork: only a @Function that takes an item can. Remove @Fork.");
  }

  @Test
  void aForkTakesAnItem() {
    Definition.of(
            """
            class Report {
              @Fork // <- here
              @Tunnel @Function Integer length() { return 1; }
              @Function String line(Object none, @Upstream Integer length) { return "" + length; }
            }
            """)
        .fails(
            Rule.FORK_PLACE,
            "'length' cannot be a fork: only a @Function that takes an item can. Remove @Fork.");
  }

  @Test
  void aForkHasSomethingToWaitFor() {
    fails(
        """
        class Report {
          @Fork // <- here
          @Function Integer length(String text) { return text.length(); }
          @Function String line(String text, @Upstream Integer length) { return text + length; }
        }
        """,
        Rule.FORK_PLACE,
        "'length' returns Integer at once, so there is nothing to wait for later. Return a"
            + " CompletionStage, or add @Tunnel to have it called on a worker thread, or remove"
            + " @Fork.");
  }

  @Test
  void aForkGivesSomething() {
    fails(
        """
        class Report {
          @Fork // <- here
          @Tunnel @Function void print(String text) {}
          @Function String line(String text) { return text; }
        }
        """,
        Rule.FORK_PLACE,
        "'print' gives nothing that a later stage could take. Return a value, or remove @Fork.");
  }

  @Test
  void aForkIsNotParallel() {
    fails(
        """
        class Report {
          @Sequence List<String> words(String text) { return List.of(); }
          @Parallel(4)
          @Fork // <- here
          @Tunnel @Function Integer length(String word) { return word.length(); }
          @Function String line(String word, @Upstream Integer length) { return word + length; }
        }
        """,
        Rule.FORK_PLACE,
        "'length' is a fork, so the item goes on before its value is there. Remove @Parallel, or"
            + " @Fork.");
  }

  @Test
  void aForksValueIsNoOutput() {
    Definition.of(
            """
            class Report {
              @Output("lengths")
              @Fork // <- here
              @Tunnel @Function Integer length(String text) { return text.length(); }
              @Function String line(String text, @Upstream Integer length) { return text + length; }
            }
            """)
        .fails(
            Rule.FORK_PLACE,
            "'length' is a fork, so the item goes on before its value is there. Remove @Output, or"
                + " @Fork.");
  }

  @Test
  void aStageTakesWhatAForkGives() {
    fails(
        """
        class Report {
          @Fork // <- here
          @Tunnel @Function Integer length(String text) { return text.length(); }
          @Function String line(String text) { return text; }
        }
        """,
        Rule.FORK_UNUSED,
        "No later stage takes what 'length' gives. Take it by an @Upstream parameter, or remove"
            + " @Fork.");
  }

  @Test
  void theLastStageIsNoForkThatNobodyTakes() {
    fails(
        """
        class Report {
          @Function String line(String text) { return text; }
          @Fork // <- here
          @Tunnel @Function Integer length(String text) { return text.length(); }
        }
        """,
        Rule.FORK_UNUSED,
        "No later stage takes what 'length' gives. Take it by an @Upstream parameter, or remove"
            + " @Fork.");
  }
}
