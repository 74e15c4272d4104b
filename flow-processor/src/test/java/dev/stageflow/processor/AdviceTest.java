package dev.stageflow.processor;

import dev.stageflow.processor.diagnostic.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a mistake is a usual one, the message says what to write instead. */
class AdviceTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kotlinx.coroutines.Deferred|<String>|Make it a @Function that returns a CompletionStage, which is awaited: FutureKt.asCompletableFuture(deferred).
          kotlinx.coroutines.flow.Flow|<String>|Make it a @Sequence that returns a Flow.Publisher, which is subscribed to: ReactiveFlowKt.asPublisher(flow).
          scala.concurrent.Future|<String>|Make it a @Function that returns a CompletionStage, which is awaited: FutureConverters.asJava(future).
          io.reactivex.rxjava3.core.Observable|<String>|Return it from a @Sequence, which subscribes to it.
          org.reactivestreams.Publisher|<String>|Return it from a @Sequence, which subscribes to it.
          """)
  void whatNobodyRunsIsNoOutput(String type, String arguments, String advice) {
    String name = type.substring(type.lastIndexOf('.') + 1);
    String argument = arguments == null ? "" : arguments;
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(); }
              @Function
              %s%s save(String word) { // <- here
                return null;
              }
            }
            """
                .formatted(type, argument))
        .with(foreign(type, argument))
        .usedBy("return ReportFlow.create();")
        .fails(
            Rule.LAZY_OUTPUT,
            "'save' is the last stage that gives something, and gives %s, which the flow neither"
                    .formatted(name + argument)
                + " runs nor awaits. "
                + advice);
  }

  private static String foreign(String type, String argument) {
    int dot = type.lastIndexOf('.');
    return "package %s;\npublic interface %s%s {}"
        .formatted(
            type.substring(0, dot), type.substring(dot + 1), argument.isEmpty() ? "" : "<T>");
  }

  @ParameterizedTest
  @CsvSource({"Stream<String>", "IntStream", "Iterator<String>", "FlowIterator<String>"})
  void whatNobodyWalksIsNoOutput(String type) {
    Definition.of(
            """
            class Report {
              @Function
              %s words(String text) { // <- here
                return null;
              }
            }
            """
                .formatted(type))
        .usedBy("return ReportFlow.create();")
        .fails(
            Rule.LAZY_OUTPUT,
            "'words' is the last stage that gives something, and gives %s, which the flow neither"
                    .formatted(type)
                + " runs nor awaits. Make it a @Sequence, whose elements go on one by one.");
  }

  @Test
  void whatNobodyWalksComesFromAnAccumulate() {
    Definition.of(
            """
            class Report {
              @Accumulate(finish = "all")
              List<String> add(List<String> words, String word) { // <- here
                return words;
              }
              Stream<String> all(List<String> words) { return words.stream(); }
            }
            """)
        .fails(
            Rule.LAZY_OUTPUT,
            "'add' is the last stage that gives something, and gives Stream<String>, which the flow"
                + " neither runs nor awaits. Add a @Sequence that takes and returns it, so that its"
                + " elements go on one by one.");
  }

  /** A stage may walk it itself. */
  @Test
  void aStageWalksWhatTheStageBeforeGives() {
    Definition.of(
            """
            class Report {
              @Function Stream<String> words(String text) { return Stream.of(text.split(" ")); }
              @Function long count(Stream<String> words) { return words.count(); }
            }
            """)
        .usedBy("return ReportFlow.create().single(\"a b\");")
        .gives(2L);
  }

  @Test
  void anElementOfASequenceIsNotAwaited() {
    Definition.of(
            """
            class Report {
              @Sequence
              List<reactor.core.publisher.Mono<Void>> sent(String text) { // <- here
                return List.of();
              }
              @Filter boolean known(reactor.core.publisher.Mono<Void> sent) { return true; }
            }
            """)
        .with(foreign("reactor.core.publisher.Mono", "<Void>"))
        .fails(
            Rule.LAZY_OUTPUT,
            "'sent' is the last stage that gives something, and gives Mono<Void>, which the flow"
                + " neither runs nor awaits. Return it from a @Function, which awaits it.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Enumeration<String> | Enumeration<String> | Return its asIterator().
          Flow<String, Integer> | Flow<String, Integer> | Make it a @Subflow, which is run: flow.
          SourceFlow<Integer> | SourceFlow<Integer> | Make it a @Sequence, which is walked: sourceFlow.open().
          kotlinx.coroutines.Deferred<String> | Deferred<String> | Make it a @Function that returns a CompletionStage, which is awaited: FutureKt.asCompletableFuture(deferred).
          """)
  void whatCannotBeWalked(String type, String name, String advice) {
    Definition.of(
            """
            class Report {
              @Sequence
              %s items(String text) { // <- here
                return null;
              }
            }
            """
                .formatted(type))
        .with(foreign("kotlinx.coroutines.Deferred", "<String>"))
        .fails(
            Rule.NOT_A_SEQUENCE,
            "'items' returns %s, which cannot be walked. %s".formatted(name, advice));
  }

  @Test
  void aStopIsNoQualifiedName() {
    Definition.of(
            """
            class Report {
              enum Kind { NONE, SOME }
              @Function(stop = "Kind.NONE") // <- here
              Kind kind(String text) { return Kind.SOME; }
            }
            """)
        .fails(
            Rule.BAD_STOP,
            "stop = \"Kind.NONE\" is no simple name: stop names a constant that Report has. Declare"
                + " it there, 'static final Report.Kind STOP = Kind.NONE;', and name it: stop ="
                + " \"STOP\".");
  }

  @Test
  void aStopOfTextIsQuoted() {
    Definition.of(
            """
            class Report {
              @Function(stop = "END") // <- here
              String same(String text) { return text; }
            }
            """)
        .fails(
            Rule.NAME_UNKNOWN,
            "There is no constant 'END' in Report. For that very text, write a literal: stop ="
                + " \"\\\"END\\\"\".");
  }

  @Test
  void aStopThatIsNearlyAConstantIsThat() {
    Definition.of(
            """
            class Report {
              static final String ENDS = "x";
              @Function(stop = "END") // <- here
              String same(String text) { return text; }
            }
            """)
        .fails(Rule.NAME_UNKNOWN, "There is no constant 'END' in Report. Did you mean 'ENDS'?");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Number       | 0         | 0
          Object       | 0x10L     | 16L
          Comparable<?> | 1.5      | 1.5
          CharSequence | \\"END\\" | "END"
          Object       | '''x'''       | '''x'''
          Object       | true      | true
          int          | '''x'''       | '''x'''
          long         | '''x'''       | '''x'''
          double       | '''x'''       | '''x'''
          """)
  void aStopMayBeOfASubtype(String type, String stop, String value) {
    Definition.of(
            """
            class Report {
              @Function(stop = "%s") %s drop(String text) { return %s; }
            }
            """
                .formatted(stop, type, value))
        .usedBy("return ReportFlow.create().collect(\"\");")
        .gives(List.of());
  }

  @Test
  void anEnumsOwnConstantStops() {
    Definition.of(
            """
            enum Report {
              NONE, SOME;
              @Function(stop = "NONE") Report of(String text) { return valueOf(text); }
            }
            """)
        .usedBy("return ReportFlow.of(Report.SOME).collect(\"NONE\");")
        .gives(List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"new ArrayList<>()", "0", "List.of()"})
  void aStartIsAName(String start) {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(); }
              @Accumulate(start = "%s") // <- here
              List<String> gather(List<String> all, String word) { return all; }
            }
            """
                .formatted(start))
        .fails(
            Rule.NAME_UNKNOWN,
            "start = \"%s\" is no name. Name a method or a constant of Report that gives the empty"
                    .formatted(start)
                + " accumulator: start = \"empty\".");
  }

  @Test
  void aLongWayIsToldByItsEnd() {
    StringBuilder stages = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      stages.append("@Function int add%d(int number) { return number + 1; }\n".formatted(i));
    }
    Definition.of(
            """
            class Report {
              %s
              @Function String show(
                  String text) { // <- here
                return text;
              }
            }
            """
                .formatted(stages))
        .fails(
            Rule.TYPE_MISMATCH,
            "'show' takes String, but what arrives is int: … → int → add57 → int → add58 → int →"
                + " add59 → int → show ✗. Take int, or make String of it in a @Function between"
                + " them.");
  }

  @Test
  void theAccumulatorComesFirst() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(); }
              @Accumulate List<String> gather(
                  String word,
                  List<String> all) { // <- here
                return all;
              }
            }
            """)
        .fails(
            Rule.BAD_ACCUMULATOR,
            "'gather' takes the accumulator, List<String>, after the item. Take it first.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "void add(String word, ArrayList<String> all) | {} | ArrayList<String>",
        "long add(int number, long sum) | { return sum; } | long",
        "Integer add(String word, Integer sum) | { return sum; } | Integer",
        "void add(String word, StringBuilder text) | {} | StringBuilder"
      })
  void anAccumulatorComesFirstInEveryForm(String method, String body, String accumulator) {
    String items = method.contains("number") ? "Integer" : "String";
    Definition.of(
            """
            class Report {
              @Sequence List<%s> words(String text) { return List.of(); }
              @Accumulate %s // <- here
                  %s
            }
            """
                .formatted(items, method, body))
        .fails(
            Rule.BAD_ACCUMULATOR,
            "'add' takes the accumulator, " + accumulator + ", after the item. Take it first.");
  }

  @Test
  void aFilterTells() {
    Definition.of(
            """
            class Report {
              @Filter
              void known(String text) {} // <- here
            }
            """)
        .fails(
            Rule.NOT_BOOLEAN,
            "A @Filter returns boolean, but 'known' returns nothing. Return whether the item goes"
                + " on; to consume it, use @Function.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@Function Object length(String text, %s) { return 1; }",
        "@Filter Object length(String text, %s) { return 1; }",
        "@Sequence Object length(String text, %s) { return 1; }",
        "@Accumulate Object length(int sum, String text, %s) { return 1; }",
        "@Sequence(onFinish = \"length\") List<String> words(String text) { return List.of(); }"
            + " Object length(%s) { return 1; }",
        "@Function String same(String text) { return text; }"
            + " @Recover(\"same\") Object length(String text, RuntimeException failure, %s) { return 1; }"
      })
  void aSuspendingFunctionIsNoStage(String stage) {
    Definition.of(
            "class Report {\n"
                + stage.formatted(
                    "\nkotlin.coroutines.Continuation<? super Integer> $completion // <- here\n")
                + "\n}\n")
        .with(foreign("kotlin.coroutines.Continuation", "<T>"))
        .fails(
            Rule.TOO_MANY_PARAMETERS,
            "'length' is a suspending function, which only coroutines can call. Wait in a @Function"
                + " that returns a CompletableFuture, which is awaited: 'future { ... }' of"
                + " kotlinx-coroutines makes one.");
  }

  @Test
  void aClassOfStaticStagesCanBeMade() {
    Definition.of(
            """
            final class Report { // <- here
              private Report() {}
              @Function static String same(String text) { return text; }
            }
            """)
        .fails(
            Rule.DEFINITION_PLACE,
            "All stages of 'Report' are static and its constructor is private, but its flow is"
                + " given an instance. Make the constructor package-private.");
  }

  @Test
  void aSingletonHasAnInstance() {
    Definition.of(
            """
            final class Report {
              static final Report ONLY = new Report();
              private Report() {}
              @Function String same(String text) { return text; }
            }
            """)
        .usedBy("return ReportFlow.of(Report.ONLY).collect(\"a\");")
        .gives(List.of("a"));
  }
}
