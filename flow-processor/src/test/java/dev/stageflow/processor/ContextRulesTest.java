package dev.stageflow.processor;

import dev.stageflow.processor.diagnostic.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contexts and accumulates match like brackets, and pause only where that is possible. */
class ContextRulesTest {

  @Test
  void anAccumulatesResultIsItsAccumulator() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(); }
              @Accumulate
              String count(long sum, String word) { // <- here
                return word;
              }
            }
            """)
        .usedBy("return ReportFlow.of(new Report()).collect(\"\");")
        .fails(
            Rule.BAD_ACCUMULATOR,
            "'count' takes an accumulator of type long but returns String. It returns the"
                + " accumulator, or nothing if it changes it in place.");
  }

  @Test
  void aValueCannotBeChangedInPlace() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(); }
              @Accumulate
              void count(long sum, String word) { // <- here
              }
            }
            """)
        .usedBy("return ReportFlow.of(new Report()).collect(\"\");")
        .fails(
            Rule.BAD_ACCUMULATOR,
            "'count' returns nothing, but an accumulator of type long cannot be changed in place."
                + " Return the new one.");
  }

  @Test
  void anAccumulateWithoutParametersGivesACollector() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(); }
              @Accumulate
              String join() { // <- here
                return "";
              }
            }
            """)
        .usedBy("return ReportFlow.of(new Report()).collect(\"\");")
        .fails(
            Rule.NO_INPUT,
            "'join' takes no item. An @Accumulate takes the accumulator and an item, or nothing if"
                + " it returns a Collector.");
  }

  @Test
  void aCollectorHasItsOwnParts() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(); }
              @Accumulate(finish = "show") // <- here
              Collector<String, ?, String> join() { return null; }
              String show(String text) { return text; }
            }
            """)
        .usedBy("List<String> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.BAD_ACCUMULATOR,
            "A Collector has its own start and finish, and its container is hidden:"
                + " leave out 'finish'.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"?", "? extends CharSequence"})
  void aCollectorTakesItems(String items) {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(); }
              @Accumulate
              Collector<%s, ?, String> join() { // <- here
                return Collectors.joining();
              }
            }
            """
                .formatted(items))
        .usedBy("List<String> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.BAD_ACCUMULATOR,
            "'join' returns Collector<"
                + items
                + ", ?, String>: with '"
                + items
                + "' for its items, none can be given to it. Name their type, or a supertype.");
  }

  @Test
  void anAccumulatorHasAStart() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(); }
              @Accumulate
              Queue<String> join(Queue<String> all, String word) { // <- here
                return all;
              }
            }
            """)
        .usedBy("return ReportFlow.of(new Report()).collect(\"\");")
        .fails(
            Rule.NO_START,
            "There is no obvious empty Queue<String>. Name a method or a constant that gives one:"
                + " start = \"…\".");
  }

  @Test
  void aContextGathersMoreThanOneItem() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(); }
              @Context // <- here
              @Function String same(String word) { return word; }
              @Accumulate long count(long sum, String word) { return sum + 1; }
            }
            """)
        .usedBy("List<Long> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.CONTEXT_WITHOUT_SEQUENCE,
            "No @Sequence stands between this context, opened at 'same', and the accumulate that"
                + " gathers in it: it would gather one item at most. Put @Context on a stage before"
                + " a sequence, or remove it.");
  }

  @Test
  void anAccumulateOpensNoContext() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(); }
              @Context // <- here
              @Accumulate long count(long sum, String word) { return sum + 1; }
            }
            """)
        .usedBy("List<Long> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.CONTEXT_PLACE,
            "An accumulate closes a context and opens none. Put @Context on the stage before which"
                + " 'count' starts again.");
  }

  @Test
  void aStartDoesNotPause() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(); }
              @Accumulate(start = "zero") long count(long sum, String word) { return sum + 1; }
              long zero() throws PauseFlow { // <- here
                throw PauseFlow.now();
              }
            }
            """)
        .usedBy("List<Long> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.PAUSE_IMPOSSIBLE,
            "'zero' is a start and cannot pause: it must not declare PauseFlow, nor a supertype of"
                + " it.");
  }

  @Test
  void aStartDoesNotDeclareWhatAPauseIs() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(); }
              @Accumulate(start = "zero") long count(long sum, String word) { return sum + 1; }
              long zero() throws Exception { // <- here
                return 0;
              }
            }
            """)
        .usedBy("List<Long> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.PAUSE_IMPOSSIBLE,
            "'zero' is a start and cannot pause: it must not declare PauseFlow, nor a supertype of"
                + " it.");
  }

  @Test
  void aFlushWhenDoesNotPause() {
    Definition.of(
            """
            class Report<E extends Exception> {
              @Sequence List<String> words(String text) { return List.of(); }
              @Accumulate(flushWhen = "full") long count(long sum, String word) { return sum + 1; }
              boolean full(long sum) throws E { // <- here
                return true;
              }
            }
            """)
        .usedBy(
            "List<Long> all = ReportFlow.of(new Report<Exception>()).collect(\"\"); return all;")
        .fails(
            Rule.PAUSE_IMPOSSIBLE,
            "'full' is a flushWhen and cannot pause: it must not declare PauseFlow, nor a supertype"
                + " of it.");
  }

  @Test
  void whatGivesACollectorDoesNotPause() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(); }
              @Accumulate
              Collector<String, ?, String> join() throws Exception { // <- here
                return null;
              }
            }
            """)
        .usedBy("List<String> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.PAUSE_IMPOSSIBLE,
            "'join' gives a collector and cannot pause: it must not declare PauseFlow, nor a"
                + " supertype of it.");
  }

  @Test
  void twoContextsOfOneStageHaveTwoAccumulatesAndASequenceBeforeEach() {
    Definition.of(
            """
            class Report {
              @Context @Context @Sequence List<String> words(String text) { return null; } // <- here
              @Accumulate int count(int sum, String word) { return sum + 1; }
              @Accumulate int add(int sum, int count) { return sum + count; }
            }
            """)
        .usedBy("return ReportFlow.of(new Report()).collect(\"\");")
        .fails(
            Rule.CONTEXT_WITHOUT_SEQUENCE,
            "No @Sequence stands between this context, opened at 'words', and the accumulate that"
                + " gathers in it: it would gather one item at most. Put @Context on a stage before"
                + " a sequence, or remove it.");
  }

  @Test
  void severalContextsStandBesideAStageThatOpensThem() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(); }
              @Context @Context @Accumulate int count(int sum, String word) { return 1; } // <- here
              void done() {}
            }
            """)
        .usedBy("return ReportFlow.of(new Report()).collect(\"\");")
        .fails(
            Rule.CONTEXT_PLACE,
            "An accumulate closes a context and opens none. Put @Context on the stage before which"
                + " 'count' starts again.");
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(); }
              @Context(onOpen = "done") @Context int count(String word) { return 1; } // <- here
              void done() {}
            }
            """)
        .usedBy("return ReportFlow.of(new Report()).collect(\"\");")
        .fails(
            Rule.NOT_A_STAGE,
            "'count' has @Context but is no stage. Put it beside @Function, @Filter, @Sequence or"
                + " @Subflow.");
  }

  @Test
  void aMethodThatOneOfSeveralContextsNamesTakesUpstreamValuesWhateverElseIsWrong() {
    Definition.of(
            """
            class Report {
              @Context(onOpen = "first")
              @Context(onOpen = "second")
              @Sequence List<String> words(String text) { return List.of(); }
              @Function int length(int word) { // <- here
                return word;
              }
              void first(@Upstream("input") String text) {}
              void second(@Upstream("input") String text) {}
            }
            """)
        .usedBy("return ReportFlow.of(new Report()).collect(\"\");")
        .fails(
            Rule.TYPE_MISMATCH,
            "'length' takes int, but what arrives is String: String → words → String → length ✗. Take"
                + " String, or make int of it in a @Function between them.");
  }
}
