package dev.stageflow.processor;

import dev.stageflow.processor.diagnostic.Rule;
import org.junit.jupiter.api.Test;

/** Each stage takes what the one before gives. */
class TypeRulesTest {

  @Test
  void aStageTakesWhatTheOneBeforeGives() {
    Definition.of(
            """
            class Report {
              @Sequence List<Integer> numbers(String text) { return List.of(); }
              @Filter boolean even(Integer number) { return number % 2 == 0; }
              @Function
              String shout(String text) { // <- here
                return text;
              }
            }
            """)
        .usedBy("List<String> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.TYPE_MISMATCH,
            "'shout' takes String, but what arrives is Integer:"
                + " String → numbers → Integer → shout ✗. Take Integer, or make String of it in a"
                + " @Function between them.");
  }

  @Test
  void anAccumulateTakesWhatTheStageBeforeGives() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(); }
              @Accumulate long add(
                  long sum,
                  long number) { // <- here
                return sum + number;
              }
            }
            """)
        .usedBy("List<Long> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.TYPE_MISMATCH,
            "'add' takes long, but what arrives is String: String → words → String → add ✗. Take"
                + " String, or make long of it in a @Function between them.");
  }

  @Test
  void aCollectorTakesWhatTheStageBeforeGives() {
    Definition.of(
            """
            class Report {
              @Sequence int[] numbers(String text) { return new int[0]; }
              @Accumulate
              Collector<String, ?, String> join() { // <- here
                return null;
              }
            }
            """)
        .usedBy("List<String> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.TYPE_MISMATCH,
            "'join' takes String, but what arrives is int: String → numbers → int → join ✗. Take"
                + " int, or make String of it in a @Function between them.");
  }

  @Test
  void aStageTakesAnItem() {
    Definition.of(
            """
            class Report {
              @Function Integer length(String text) { return text.length(); }
              @Function
              Integer one() { // <- here
                return 1;
              }
            }
            """)
        .usedBy("List<Integer> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.NO_INPUT,
            "'one' takes no item. Give it a parameter for what arrives; those marked with @Upstream take earlier values.");
  }

  @Test
  void aFirstFilterTakesAnItem() {
    Definition.of(
            """
            class Report {
              @Filter
              boolean yes() { // <- here
                return true;
              }
              @Function Integer length(String text) { return text.length(); }
            }
            """)
        .usedBy("return ReportFlow.of(new Report());")
        .fails(
            Rule.NO_INPUT,
            "'yes' takes no item. Give it a parameter for what arrives; those marked with @Upstream take earlier values.");
  }

  @Test
  void anAccumulateTakesAnItem() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(); }
              @Accumulate
              long add(long sum) { // <- here
                return sum;
              }
            }
            """)
        .usedBy("List<Long> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.NO_INPUT,
            "'add' takes no item. An @Accumulate takes the accumulator and an item, or nothing if"
                + " it returns a Collector.");
  }

  @Test
  void aStageTakesOneItem() {
    Definition.of(
            """
            class Report {
              @Sequence List<Integer> numbers(String text) { return List.of(); }
              @Function String repeat(
                  Integer times,
                  String text) { // <- here
                return text.repeat(times);
              }
            }
            """)
        .usedBy("List<String> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.TOO_MANY_PARAMETERS,
            "'repeat' takes one item. Mark earlier values with @Upstream.");
  }

  @Test
  void anAccumulateTakesTheAccumulatorAndOneItem() {
    Definition.of(
            """
            class Report {
              @Sequence List<Integer> numbers(String text) { return List.of(); }
              @Accumulate long add(
                  long sum,
                  Integer number,
                  String text) { // <- here
                return sum + number;
              }
            }
            """)
        .usedBy("List<Long> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.TOO_MANY_PARAMETERS,
            "'add' takes the accumulator and an item. Mark earlier values with @Upstream.");
  }

  @Test
  void aCollectorIsGivenWithoutAnItem() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(); }
              @Accumulate Collector<String, ?, String> join(
                  String word) { // <- here
                return null;
              }
            }
            """)
        .usedBy("List<String> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.TOO_MANY_PARAMETERS,
            "'join' gives a Collector once for each context, so it takes no item. Mark earlier values with @Upstream.");
  }

  @Test
  void onlyTheLastStageReturnsNothing() {
    Definition.of(
            """
            class Report {
              @Function
              void print(String text) { // <- here
              }
              @Function Integer length(String text) { return text.length(); }
            }
            """)
        .usedBy("List<Integer> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.RESULT_MISSING,
            "'print' returns nothing, but 'length' comes after it. Return the item that goes on,"
                + " or make it the last stage.");
  }

  @Test
  void noStageStandsAfterAFinishThatReturnsNothing() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(); }
              @Accumulate(finish = "print") long count(long sum, String word) { return sum + 1; }
              void print(long sum) {}
              @Function
              String show(Long sum) { // <- here
                return sum.toString();
              }
            }
            """)
        .usedBy("List<String> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.AFTER_CONSUMER,
            "'show' comes after an accumulate whose finish returns nothing. Return what goes on"
                + " from the finish, or make it the last stage.");
  }

  @Test
  void aFilterReturnsThePrimitiveBoolean() {
    Definition.of(
            """
            class Report {
              @Filter
              Boolean known(String text) { // <- here
                return true;
              }
            }
            """)
        .usedBy("List<String> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.NOT_BOOLEAN,
            "A @Filter returns boolean, but 'known' returns Boolean. To change the item, use"
                + " @Function.");
  }

  @Test
  void aSequenceReturnsWhatCanBeWalked() {
    Definition.of(
            """
            class Report {
              @Sequence
              String words(String text) { // <- here
                return text;
              }
            }
            """)
        .usedBy("return ReportFlow.of(new Report()).collect(\"\");")
        .fails(
            Rule.NOT_A_SEQUENCE,
            "'words' returns String, which cannot be walked. A @Sequence returns an Iterable,"
                + " Iterator, FlowIterator, array, Stream, Optional, Map or Flow.Publisher; for a"
                + " single value use @Function.");
  }

  @Test
  void aSequenceReturnsSomething() {
    Definition.of(
            """
            class Report {
              @Sequence
              void words(String text) { // <- here
              }
            }
            """)
        .usedBy("return ReportFlow.of(new Report()).collect(\"\");")
        .fails(
            Rule.NOT_A_SEQUENCE,
            "'words' returns void, which cannot be walked. A @Sequence returns an Iterable,"
                + " Iterator, FlowIterator, array, Stream, Optional, Map or Flow.Publisher; for a"
                + " single value use @Function.");
  }

  @Test
  void aSequenceIsNotRaw() {
    Definition.of(
            """
            class Report {
              @SuppressWarnings("rawtypes")
              @Sequence
              List words(String text) { // <- here
                return List.of();
              }
            }
            """)
        .usedBy("return ReportFlow.of(new Report()).collect(\"\");")
        .fails(Rule.RAW_TYPE, "'words' returns the raw type List. Give its type arguments.");
  }

  @Test
  void aSequenceInheritsNoRawType() {
    Definition.of(
            """
            class Report {
              @SuppressWarnings({"rawtypes", "serial"})
              static class Words extends ArrayList {}
              @Sequence
              Words words(String text) { // <- here
                return new Words();
              }
            }
            """)
        .usedBy("return ReportFlow.of(new Report()).collect(\"\");")
        .fails(
            Rule.RAW_TYPE,
            "'words' returns Report.Words, which inherits the raw type Iterable. Give its type"
                + " arguments.");
  }

  @Test
  void noItemIsRaw() {
    Definition.of(
            """
            class Report {
              @SuppressWarnings("rawtypes")
              @Function Integer size(
                  List words) { // <- here
                return words.size();
              }
            }
            """)
        .usedBy("List<Integer> all = ReportFlow.of(new Report()).collect(List.of()); return all;")
        .fails(Rule.RAW_TYPE, "'size' takes the raw type List. Give its type arguments.");
  }

  @Test
  void noPartOfAResultIsRaw() {
    Definition.of(
            """
            class Report {
              @SuppressWarnings("rawtypes")
              @Function
              Optional<Map.Entry[]> entries(String text) { // <- here
                return Optional.empty();
              }
            }
            """)
        .usedBy("return ReportFlow.of(new Report()).collect(\"\");")
        .fails(
            Rule.RAW_TYPE,
            "'entries' returns Optional<Map.Entry[]>, in which Map.Entry is a raw type. Give its"
                + " type arguments.");
  }

  @Test
  void noUpstreamValueIsTakenRaw() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(List<String> words) { return words; }
              @SuppressWarnings("rawtypes")
              @Function Integer size(
                  String word,
                  @Upstream List words) { // <- here
                return words.size();
              }
            }
            """)
        .usedBy("List<Integer> all = ReportFlow.of(new Report()).collect(List.of()); return all;")
        .fails(Rule.RAW_TYPE, "'size' takes the raw type List. Give its type arguments.");
  }

  @Test
  void noNamedMethodTakesARawType() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(); }
              @Accumulate(finish = "size") void add(List<String> all, String word) { all.add(word); }
              @SuppressWarnings("rawtypes")
              int size(
                  List all) { // <- here
                return all.size();
              }
            }
            """)
        .usedBy("List<Integer> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(Rule.RAW_TYPE, "'size' takes the raw type List. Give its type arguments.");
  }

  @Test
  void noCollectorIsRaw() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(); }
              @SuppressWarnings("rawtypes")
              @Accumulate
              Collector join() { // <- here
                return Collectors.joining();
              }
            }
            """)
        .usedBy("return ReportFlow.of(new Report()).collect(\"\");")
        .fails(Rule.RAW_TYPE, "'join' returns the raw type Collector. Give its type arguments.");
  }

  @Test
  void aSuperclassWithStagesIsNotRaw() {
    Definition.of(
            """
            @SuppressWarnings("rawtypes")
            class Report extends Base { // <- here
              @Function Integer length(Object text) { return 1; }
            }
            """)
        .with(
            """
            @FlowDefinition(generate = false)
            class Base<T> {
              @Filter boolean known(T item) { return true; }
            }
            """)
        .usedBy("return ReportFlow.of(new Report());")
        .fails(
            Rule.RAW_TYPE,
            "'Report' inherits stages from the raw type Base. Give its type arguments.");
  }

  @Test
  void noBoundIsRaw() {
    Definition.of(
            """
            class Report<T extends Comparable> { // <- here
              @Function String show(T item) { return item.toString(); }
            }
            """)
        .usedBy("return ReportFlow.of(new Report<String>());")
        .fails(Rule.RAW_TYPE, "'T' extends the raw type Comparable. Give its type arguments.");
  }
}
