package dev.stageflow.processor;

import dev.stageflow.processor.diagnostic.Rule;
import org.junit.jupiter.api.Test;

/** A tunnel stands where a worker thread has something to do, and may block there. */
class TunnelRulesTest {

  @Test
  void aTunnelStandsBesideAStage() {
    Definition.of(
            """
            class Report {
              @Function Integer length(String text) { return text.length(); }
              @Tunnel // <- here
              Integer other(String text) { return 1; }
            }
            """)
        .usedBy("List<Integer> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.NOT_A_STAGE,
            "'other' has @Tunnel but is no stage. Put it beside @Function or @Sequence.");
  }

  @Test
  void aFilterIsNotTunnelled() {
    Definition.of(
            """
            class Report {
              @Tunnel // <- here
              @Filter boolean known(String text) { return true; }
            }
            """)
        .usedBy("List<String> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.TUNNEL_PLACE,
            "'known' cannot run on a worker thread: only @Sequence and @Function can. Call what"
                + " blocks from one of these, or remove @Tunnel.");
  }

  @Test
  void anAccumulateIsNotTunnelled() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(); }
              @Tunnel // <- here
              @Accumulate long count(long sum, String word) { return sum + 1; }
            }
            """)
        .usedBy("List<Long> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.TUNNEL_PLACE,
            "'count' cannot run on a worker thread: only @Sequence and @Function can. Call what"
                + " blocks from one of these, or remove @Tunnel.");
  }

  @Test
  void whatIsAwaitedNeedsNoWorker() {
    Definition.of(
            """
            class Report {
              @Tunnel // <- here
              @Function
              java.util.concurrent.CompletableFuture<Integer> price(String text) { return null; }
            }
            """)
        .usedBy("List<Integer> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.TUNNEL_PLACE,
            "'price' returns CompletableFuture<Integer>, which the flow waits for without a worker"
                + " thread. Remove @Tunnel.");
  }

  @Test
  void aPublisherNeedsNoWorker() {
    Definition.of(
            """
            class Report {
              @Tunnel // <- here
              @Sequence
              java.util.concurrent.Flow.Publisher<Integer> quotes(String text) { return null; }
            }
            """)
        .usedBy("List<Integer> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.TUNNEL_PLACE,
            "'quotes' returns Flow.Publisher<Integer>, which the flow waits for without a worker"
                + " thread. Remove @Tunnel.");
  }

  @Test
  void aBufferHoldsSomething() {
    Definition.of(
            """
            class Report {
              @Tunnel(buffer = 0) // <- here
              @Sequence
              List<String> words(String text) { return List.of(); }
            }
            """)
        .usedBy("List<String> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(Rule.BAD_BUFFER, "A buffer of 0 holds nothing. Give at least 1, or leave it out.");
  }

  @Test
  void aTunnelledStageBlocksAndDoesNotPause() {
    Definition.of(
            """
            class Report {
              @Tunnel
              @Sequence
              List<String> words(String text) throws Exception { // <- here
                return List.of();
              }
            }
            """)
        .usedBy("List<String> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.PAUSE_IMPOSSIBLE,
            "'words' runs on a worker thread, where it may block, and cannot pause: it must not"
                + " declare PauseFlow, nor a supertype of it.");
  }
}
