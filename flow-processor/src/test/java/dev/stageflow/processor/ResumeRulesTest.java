package dev.stageflow.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.processor.diagnostic.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What gives the rest of a sequence takes what the sequence takes, and where that had come. */
class ResumeRulesTest {

  /** A definition with a sequence that goes on by a method. */
  private static Definition resumedBy(String methods) {
    return Definition.of(
        """
        @FlowDefinition(durable = true)
        class Ledger {
          @Sequence(resume = "ordersAfter") // <- here
          List<String> orders(Integer day) { return List.of("a", "b"); }
          %s
        }
        """
            .formatted(methods));
  }

  @Test
  void theMethodExists() {
    resumedBy("List<String> ordersFrom(Integer day, String last) { return List.of(); }")
        .fails(
            Rule.NAME_UNKNOWN,
            "There is no method 'ordersAfter' in Ledger. There is: 'ordersFrom'.");
  }

  @Test
  void theMethodIsNotOverloaded() {
    resumedBy(
            """
            List<String> ordersAfter(Integer day, String last) { return List.of(); }
            List<String> ordersAfter(String last) { return List.of(); }
            """)
        .fails(
            Rule.NAME_OVERLOADED,
            "There are 2 methods 'ordersAfter'. Rename the one that is meant.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "List<String> ordersAfter()",
        "List<String> ordersAfter(String last)",
        "List<String> ordersAfter(String last, Integer day)",
        "List<String> ordersAfter(Integer day, Integer last)",
        "List<String> ordersAfter(Integer day, String last, int count)",
        "List<String> ordersAfter(@Upstream Integer day, String last)",
        "void ordersAfter(Integer day, String last)",
        "String ordersAfter(Integer day, String last)",
        "List<Object> ordersAfter(Integer day, String last)",
        "Collection<String> ordersAfter(Integer day, String last)"
      })
  void theMethodTakesAndGivesWhatFits(String method) {
    resumedBy(method + " { throw new IllegalStateException(); }")
        .fails(
            Rule.NAME_SIGNATURE,
            "'ordersAfter' must take (Integer, String), what 'orders' takes and the last element that"
                + " was taken, and give the rest as List<String>; besides, it can take parameters"
                + " marked with @Upstream.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "List<String> ordersAfter(Integer day, String last)",
        "ArrayList<String> ordersAfter(int day, CharSequence last) throws java.io.IOException",
        "static List<String> ordersAfter(Number day, Object last)"
      })
  void whatFitsIsTaken(String method) {
    resumedBy(method + " { return new ArrayList<>(); }")
        .usedBy("return LedgerFlow.create().collect(1);")
        .gives(List.of("a", "b"));
  }

  @Test
  void whereNothingIsTakenTheLastElementIs() {
    sourceResumedBy("Stream<Long> numbersAfter(long last) { return Stream.of(last + 1); }")
        .usedBy("return NumbersFlow.create().collect();")
        .gives(List.of(1L, 2L));
  }

  @Test
  void whereNothingIsTakenNothingElseIs() {
    sourceResumedBy("Stream<Long> numbersAfter(String day, long last) { return Stream.of(); }")
        .fails(
            Rule.NAME_SIGNATURE,
            "'numbersAfter' must take (Long), what 'numbers' takes and the last element that was"
                + " taken, and give the rest as Stream<Long>; besides, it can take parameters marked"
                + " with @Upstream.");
  }

  /** A definition that starts without an input. */
  private static Definition sourceResumedBy(String method) {
    return Definition.of(
        """
        @FlowDefinition(durable = true)
        class Numbers {
          @Sequence(resume = "numbersAfter") // <- here
          Stream<Long> numbers() { return Stream.of(1L, 2L); }
          %s
        }
        """
            .formatted(method));
  }

  @Test
  void valuesFromFurtherUpAreTaken() {
    Definition.of(
            """
            @FlowDefinition(durable = true)
            class Ledger {
              record Order(int count) {}
              @Sequence List<Order> orders(Integer day) { return List.of(new Order(day)); }
              @Sequence(resume = "itemsAfter")
              int[] items(Order order) { return new int[] {order.count()}; }
              int[] itemsAfter(@Upstream int day, Order order, int last) { return new int[0]; }
            }
            """)
        .usedBy("return LedgerFlow.create().collect(5);")
        .gives(List.of(5));
  }

  @Test
  void theMethodCanBeCalled() {
    Definition.of(
            """
            @FlowDefinition(durable = true)
            class Ledger {
              @Sequence(resume = "ordersAfter")
              List<String> orders(Integer day) { return List.of(); }
              private List<String> ordersAfter(Integer day, String last) { // <- here
                return List.of();
              }
            }
            """)
        .fails(
            Rule.INACCESSIBLE,
            "'ordersAfter' is private, so the generated flow cannot call it. Remove 'private'.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Stream<String>",
        "IntStream",
        "Iterator<String>",
        "FlowIterator<String>",
        "java.util.concurrent.Flow.Publisher<String>",
        "java.util.concurrent.CompletionStage<Stream<String>>"
      })
  void whatIsReadOnceIsPassedOver(String type) {
    passesOver("@Sequence", type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"List<String>", "String[]", "Stream<String>"})
  void whatIsReadOnAWorkerIsPassedOver(String type) {
    passesOver("@Tunnel @Sequence", type);
  }

  private static void passesOver(String annotations, String type) {
    unresumed(annotations, type)
        .warns(
            Rule.NOT_RESUMABLE,
            "'orders' gives "
                + type.replaceAll("java\\.util\\.concurrent\\.(Flow\\.)?", "$1")
                + ": a saved run that goes on takes all elements of it again, up to the last one"
                + " that was taken. Name a method that gives the rest: resume = \"…\".");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "List<String>",
        "Set<String>",
        "Iterable<String>",
        "Map<String, Integer>",
        "String[]",
        "int[]",
        "Optional<String>",
        "OptionalInt"
      })
  void whatIsThereIsNotWarnedOf(String type) {
    unresumed("@Sequence", type).isSilent();
    unresumed("@Retry(times = 2) @Sequence", type).isSilent();
  }

  @Test
  void anOptionalOfAWorkerIsNotWarnedOf() {
    unresumed("@Tunnel @Sequence", "Optional<String>").isSilent();
  }

  @Test
  void whatIsMeantToBePassedOverIsSuppressed() {
    unresumed("@SuppressWarnings(\"Flow/NotResumable\") @Sequence", "Stream<String>")
        .isSilent("-warn:-warningToken");
    unresumed("@SuppressWarnings(\"all\") @Tunnel @Sequence", "Stream<String>").isSilent();
  }

  /** A durable definition whose sequence has no method that gives the rest. */
  private static Definition unresumed(String annotations, String type) {
    return Definition.of(
        """
        @FlowDefinition(durable = true)
        class Ledger {
          %s
          %s orders(Integer day) { // <- here
            throw new IllegalStateException();
          }
        }
        """
            .formatted(annotations, type));
  }

  /** Stages may be inherited by a durable definition from one that is not. */
  @Test
  void whereNothingIsSavedItChangesNothing() {
    String report =
        """
        class Report {
          @Sequence%s List<String> words(String text) { return List.of(text.split(" ")); }
          List<String> wordsAfter(String text, String last) { return List.of(); }
        }
        """;
    Definition resumed = Definition.of(report.formatted("(resume = \"wordsAfter\")"));
    resumed.isSilent();
    String plain = Definition.of(report.formatted("")).compiles().generated("shop.ReportFlow");
    assertThat(resumed.compiles().generated("shop.ReportFlow")).isEqualTo(plain);
  }
}
