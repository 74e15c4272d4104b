package dev.stageflow.processor;

import dev.stageflow.processor.diagnostic.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Between two stages the rules of an assignment hold, and what breaks them is told how to mend. */
class TypeMismatchTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "List<Integer>|List<Number>|List<? extends Number>",
        "List<?>|List<Object>|List<?>",
        "Map<String, Integer>|Map<String, Number>|Map<? extends String, ? extends Number>",
        "Map<String, List<Integer>>|Map<String, Collection<Integer>>|"
            + "Map<? extends String, ? extends Collection<Integer>>",
      })
  void typeArgumentsDoNotVary(String gives, String takes, String mended) {
    fails(gives, takes, "Take " + mended + ".");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "int|Long|long",
        "Integer|Long|long",
        "short|Integer|int",
        "char|Integer|int",
        "Float|Double|double",
      })
  void aNumberIsNotWidenedIntoABox(String gives, String takes, String mended) {
    fails(
        gives,
        takes,
        "Take " + mended + ": " + gives + " is widened to that, but not to " + takes + ".");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "long|int",
        "Long|int",
        "double|Float",
        "boolean|int",
        "String|char",
        "List<? super Integer>|List<? extends Number>",
        "List<List<?>>|List<List<String>>",
        "Class<? extends Number>|Class<Integer>",
        "String[]|List<String>",
        "List<String>|String[]",
        "int[]|long[]",
        "int[]|Integer[]",
        "Object[]|String[]",
        "Object|String",
        "Iterable<String>|List<String>",
        "T|Integer",
        "Number|T",
        "T|CharSequence",
        "T[]|Integer[]",
        "List<T>|List<Integer>",
      })
  void whatIsNotAssignableIsNotTaken(String gives, String takes) {
    fails(
        gives,
        takes,
        "Take " + gives + ", or make " + takes + " of it in a @Function between them.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "List<Integer>|Integer",
        "Set<? extends Number>|Number",
        "int[]|int",
        "String[]|CharSequence",
        "Iterator<Integer>|long",
        "Stream<Integer>|Number",
        "Map<String, Integer>|Map.Entry<String, Integer>",
      })
  void whatHasItemsIsPassedOnAsItIs(String gives, String takes) {
    fails(gives, takes, "Make 'first' a @Sequence, and its items are passed on one by one.");
  }

  private static void fails(String gives, String takes, String fixHint) {
    Definition.of(
            """
            class Report<T extends Number & Comparable<T>> {
              @Function %s first(String text) { throw new IllegalStateException(); }
              @Function Integer second(
                  %s item) { // <- here
                return 1;
              }
            }
            """
                .formatted(gives, takes))
        .usedBy(
            "List<Integer> all = ReportFlow.of(new Report<Integer>()).collect(\"\"); return all;")
        .fails(
            Rule.TYPE_MISMATCH,
            "'second' takes %1$s, but what arrives is %2$s: String → first → %2$s → second ✗. %3$s"
                .formatted(takes, gives, fixHint));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Optional<String>|String",
        "OptionalInt|int",
        "java.util.concurrent.CompletionStage<String>|String",
        "java.util.concurrent.CompletableFuture<Optional<String>>|String",
      })
  void whatIsUnwrappedIsNotTakenWhole(String returned, String arrives) {
    Definition.of(
            """
            class Report {
              @Function %1$s first(String text) { throw new IllegalStateException(); }
              @Function Integer second(
                  %1$s item) { // <- here
                return 1;
              }
            }
            """
                .formatted(returned))
        .usedBy("List<Integer> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.TYPE_MISMATCH,
            "'second' takes %1$s, but what arrives is %2$s: String → first → %2$s → second ✗. What"
                    .formatted(returned.replaceFirst("java.*concurrent.", ""), arrives)
                + " 'first' returns is unwrapped before it goes on: take "
                + arrives
                + ".");
  }

  @Test
  void theItemsOfASequenceAreTakenOneByOne() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(); }
              @Function Integer count(
                  List<String> words) { // <- here
                return 1;
              }
            }
            """)
        .usedBy("List<Integer> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.TYPE_MISMATCH,
            "'count' takes List<String>, but what arrives is String: String → words → String →"
                + " count ✗. 'words' passes its items on one by one: take String, or make 'words'"
                + " a @Function.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "List<? super Integer>|Object",
        "Map<?, ? extends Number>|Map.Entry<?, ? extends Number>",
        "Collection<? extends List<?>>|List<?>",
        "T|String",
      })
  void anItemIsAsWellKnownAsItsSource(String source, String arrives) {
    Definition.of(
            """
            class Report<T extends Number & Iterable<String>> {
              @Sequence %s items(T text) { throw new IllegalStateException(); }
              @Function Integer second(
                  Thread item) { // <- here
                return 1;
              }
            }
            """
                .formatted(source))
        .usedBy("return null;")
        .fails(
            Rule.TYPE_MISMATCH,
            "'second' takes Thread, but what arrives is %1$s: T → items → %1$s → second ✗. Take %1$s, or make Thread of it in a @Function between them."
                .formatted(arrives));
  }

  @Test
  void aBoundThatEveryTypeHasIsLeftOut() {
    Definition.of(
            """
            class Report {
              @Function List<? extends Object> all(String text) { return List.of(); }
              @Function Integer count(
                  String text) { // <- here
                return 1;
              }
            }
            """)
        .fails(
            Rule.TYPE_MISMATCH,
            "'count' takes String, but what arrives is List<?>: String → all → List<?> → count ✗."
                + " Take List<?>, or make String of it in a @Function between them.");
  }

  @Test
  void typesOfOneNameAreToldApart() {
    Definition.of(
            """
            class Report {
              static class Thread {}
              @Function Thread first(String text) { return new Thread(); }
              @Function Integer second(
                  java.lang.Thread thread) { // <- here
                return 1;
              }
              @Function Integer third(Integer number) { return number; }
            }
            """)
        .usedBy("List<Integer> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.TYPE_MISMATCH,
            "'second' takes Thread, but what arrives is Report.Thread: String → first →"
                + " Report.Thread → second ✗. Take Report.Thread, or make Thread of it in a"
                + " @Function between them.");
    Definition.of(
            """
            class Report {
              @Function Date first(String text) { return new Date(); }
              @Function Integer second(
                  other.Date date) { // <- here
                return 1;
              }
            }
            """)
        .with("package other; public class Date {}")
        .usedBy("List<Integer> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.TYPE_MISMATCH,
            "'second' takes other.Date, but what arrives is java.util.Date: String → first → Date →"
                + " second ✗. Take java.util.Date, or make other.Date of it in a @Function between"
                + " them.");
  }

  @Test
  void aFilterPassesOnWhatTheFirstStageTakes() {
    Definition.of(
            """
            class Report<T> {
              @Filter boolean known(T item) { return true; }
              @Function Integer length(
                  String item) { // <- here
                return 1;
              }
            }
            """)
        .usedBy(
            "List<Integer> all = ReportFlow.of(new Report<String>()).collect(\"\"); return all;")
        .fails(
            Rule.TYPE_MISMATCH,
            "'length' takes String, but what arrives is T: T → length ✗. Take T, or make String of"
                + " it in a @Function between them.");
  }
}
