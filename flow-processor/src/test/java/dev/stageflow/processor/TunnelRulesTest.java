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
            "'other' has @Tunnel but is neither a stage nor a @Recover. Put it beside @Function,"
                + " @Sequence or @Recover.");
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

  @Test
  void whatRecoversOnAWorkerReturnsItsResultAtOnce() {
    Definition.of(
            """
            class Report {
              @Function Integer length(String text) { return 1; }
              @Tunnel // <- here
              @Recover("length")
              java.util.concurrent.CompletionStage<Integer> none(String text, RuntimeException e) {
                return null;
              }
            }
            """)
        .usedBy("List<Integer> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.TUNNEL_PLACE,
            "'none' returns CompletionStage<Integer>, which the flow waits for without a worker"
                + " thread. Remove @Tunnel.");
  }

  @Test
  void whatRecoversOnAWorkerBlocksAndDoesNotPause() {
    Definition.of(
            """
            class Report {
              @Function Integer length(String text) { return 1; }
              @Tunnel
              @Recover("length")
              Integer none(String text, RuntimeException failure) throws PauseFlow { // <- here
                return 0;
              }
            }
            """)
        .usedBy("List<Integer> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.PAUSE_IMPOSSIBLE,
            "'none' runs on a worker thread, where it may block, and cannot pause: it must not"
                + " declare PauseFlow, nor a supertype of it.");
  }

  @Test
  void theBufferOfWhatRecoversHoldsAnItem() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(); }
              @Tunnel(buffer = 0) // <- here
              @Recover("words")
              List<String> none(String text, RuntimeException failure) { return List.of(); }
            }
            """)
        .usedBy("List<String> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(Rule.BAD_BUFFER, "A buffer of 0 holds nothing. Give at least 1, or leave it out.");
  }

  @Test
  void whatRecoversOnAWorkerTakesNoAccumulator() {
    Definition.of(
            """
            class Report {
              @Accumulate int add(int sum, String text) { return sum + 1; }
              @Tunnel // <- here
              @Recover("add")
              int none(int sum, String text, RuntimeException failure) { return sum; }
            }
            """)
        .usedBy("List<Integer> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.TUNNEL_PLACE,
            "'none' runs on a worker thread, so it cannot take the accumulator of 'add'. Take the"
                + " item and the failure alone, or remove @Tunnel.");
  }
}
