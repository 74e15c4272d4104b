package dev.stageflow.processor;

import dev.stageflow.processor.diagnostic.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A parallel stage waits for something, and has more than one item to do so for. */
class ParallelRulesTest {

  @Test
  void parallelStandsBesideAStage() {
    Definition.of(
            """
            class Report {
              @Function Integer length(String text) { return text.length(); }
              @Parallel(4) // <- here
              Integer other(String text) { return 1; }
            }
            """)
        .usedBy("List<Integer> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.NOT_A_STAGE,
            "'other' has @Parallel but is no stage. Put it beside @Function or @Subflow.");
  }

  @Test
  void aSequenceIsNotParallel() {
    Definition.of(
            """
            class Report {
              @Parallel(4) // <- here
              @Sequence List<String> words(String text) { return List.of(); }
            }
            """)
        .usedBy("List<String> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.PARALLEL_PLACE,
            "'words' cannot have several items at once: only @Function and @Subflow can. Remove"
                + " @Parallel.");
  }

  @Test
  void aFunctionThatReturnsAtOnceIsNotParallel() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(); }
              @Parallel(4) // <- here
              @Function Integer length(String word) { return word.length(); }
            }
            """)
        .usedBy("List<Integer> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.PARALLEL_PLACE,
            "'length' returns Integer at once, so it has one item at a time. Return a"
                + " CompletionStage, or add @Tunnel to have it called on worker threads, or remove"
                + " @Parallel.");
  }

  @Test
  void aLimitLetsAnItemThrough() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(); }
              @Parallel(0) // <- here
              @Tunnel @Function Integer length(String word) { return word.length(); }
            }
            """)
        .usedBy("List<Integer> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(Rule.BAD_PARALLEL, "A stage cannot have 0 items at once. Give at least 1.");
  }

  @Test
  void aSequenceStandsBeforeAParallelStage() {
    Definition.of(
            """
            class Report {
              @Parallel(4) // <- here
              @Tunnel @Function Integer length(String text) { return text.length(); }
            }
            """)
        .usedBy("List<Integer> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.PARALLEL_WITHOUT_SEQUENCE,
            "No sequence stands before 'length' in its context, so it has one item at a time."
                + " Remove @Parallel, or the @Context that is in the way.");
  }

  @Test
  void aSequenceStandsBeforeItInItsContext() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(); }
              @Context(onClose = "closed")
              @Parallel(4) // <- here
              @Tunnel @Function Integer length(String text) { return text.length(); }
              void closed() {}
            }
            """)
        .usedBy("List<Integer> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.PARALLEL_WITHOUT_SEQUENCE,
            "No sequence stands before 'length' in its context, so it has one item at a time."
                + " Remove @Parallel, or the @Context that is in the way.");
  }

  @Test
  void aKeyTakesTheItem() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(); }
              @Parallel(value = 4,
                  key = "size") // <- here
              @Tunnel @Function Integer length(String word) { return word.length(); }
              int size(Integer length) { return length; }
            }
            """)
        .usedBy("List<Integer> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.NAME_SIGNATURE,
            "'size' must take the item, which is String, and give its key; besides, it can take"
                + " parameters marked with @Upstream.");
  }

  @Test
  void aKeyIsAMethod() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(); }
              @Parallel(value = 4,
                  key = "size") // <- here
              @Tunnel @Function Integer length(String word) { return word.length(); }
              int sizes(String word) { return word.length(); }
            }
            """)
        .usedBy("List<Integer> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.NAME_UNKNOWN,
            "There is no method 'size' that gives a key, neither of the item, which is String, nor in"
                + " Report. Did you mean 'sizes'?");
  }

  @Test
  void aKeyIsNoArray() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(); }
              @Parallel(value = 4,
                  key = "toCharArray") // <- here
              @Tunnel @Function Integer length(String word) { return word.length(); }
            }
            """)
        .usedBy("List<Integer> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.BAD_KEY,
            "'toCharArray' gives char[] as a key, but an array equals nothing but itself, whatever it"
                + " holds. Give a String, a List or a record.");
  }

  @Test
  void aKeyDoesNotPause() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(); }
              @Parallel(value = 4, key = "size")
              @Tunnel @Function Integer length(String word) { return word.length(); }
              int size(String word) // <- here
                  throws dev.stageflow.PauseFlow { return word.length(); }
            }
            """)
        .usedBy("List<Integer> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.PAUSE_IMPOSSIBLE,
            "'size' gives a key and cannot pause: it must not declare PauseFlow, nor a supertype of"
                + " it.");
  }

  @ParameterizedTest
  @CsvSource({"@Parallel(4), int length", "@Fork, 'int item, @Upstream(\"length\") int length'"})
  void whatIsKeptForAnItemFitsIntoIt(String annotation, String next) {
    StringBuilder earlier = new StringBuilder();
    StringBuilder taken = new StringBuilder();
    for (int i = 0; i < 125; i++) {
      earlier.append("  @Function long f%d(long n) { return n; }\n".formatted(i));
      taken.append(", @Upstream(\"f%1$d\") long f%1$d".formatted(i));
    }
    Definition.of(
            """
            class Report {
              @Sequence long[] numbers(long n) { return new long[] {n}; }
            %s  @Sequence int[] items(long n) { return new int[] {1}; }
              %s @Function
              java.util.concurrent.CompletableFuture<Integer> length(int item%s) { // <- here
                return null;
              }
              @Function int last(%s) { return length; }
            }
            """
                .formatted(earlier, annotation, taken, next))
        .usedBy("List<Integer> all = ReportFlow.of(new Report()).collect(1L); return all;")
        .fails(
            Rule.TOO_MANY_PARAMETERS,
            "'length' and the stages after it take 251 earlier values, of which at most 250 can be"
                + " kept together; a long or double counts as two. Have an earlier stage put"
                + " several into one record.");
  }
}
