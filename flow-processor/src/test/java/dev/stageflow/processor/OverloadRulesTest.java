package dev.stageflow.processor;

import dev.stageflow.processor.diagnostic.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The method that is called is the stage, whatever else has its name. */
class OverloadRulesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "String|CharSequence|String",
        "Integer|int|Integer",
        "Integer|int|Object",
        "int|Integer|int",
        "int|Integer|long",
        "int|long|int",
      })
  void aStageIsCalledAndNotAnotherOfItsName(String gives, String takes, String other) {
    Definition.of(
            """
                class Report {
                  @Function %s first(String text) { throw new IllegalStateException(); }
                  @Function
                  String second(%s item) { // <- here
                    return "stage";
                  }
                  Object second(%s item) { return "other"; }
                }
                """
                .formatted(gives, takes, other))
        .usedBy("List<String> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.NAME_OVERLOADED,
            "'second' is overloaded: given what arrives, the compiler would choose 'second(%s)', or"
                    .formatted(other)
                + " could not choose. Rename one of them.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "String word, @Upstream CharSequence text|CharSequence word, String text",
        "CharSequence word, @Upstream String text|String word, CharSequence text",
        "Object word, @Upstream Object text|String word, String text",
      })
  void valuesFromUpstreamCountToo(String takes, String other) {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(text); }
              @Function
              String show(%s) { // <- here
                return "stage";
              }
              String show(%s) { return "other"; }
            }
            """
                .formatted(takes, other))
        .usedBy("List<String> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.NAME_OVERLOADED,
            "'show' is overloaded: given what arrives, the compiler would choose 'show("
                + other.replaceAll(" (word|text)", "")
                + ")', or could not choose. Rename one of them.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "String show(Object item) { return null; }",
        "String show(Integer item) { return null; }",
        "String show(String item, int more) { return null; }",
        "String show() { return null; }",
        "String show(Object... items) { return null; }",
        "<T> String show(T item) { return null; }",
        "private String show(CharSequence item) { return null; }",
      })
  void otherMethodsMayHaveItsName(String other) {
    Definition.of(
            """
            class Report {
              @Function String show(String item) { return "stage"; }
              %s
            }
            """
                .formatted(other))
        .usedBy("return ReportFlow.of(new Report()).collect(\"\");")
        .gives(List.of("stage"));
  }

  @Test
  void anAccumulateIsCalledAndNotAnotherOfItsName() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(text); }
              @Accumulate
              List<Object> add(List<Object> all, CharSequence word) { // <- here
                return all;
              }
              int add(Collection<Object> all, String word) { return 1; }
              void add(Iterable<Object> all, String word, int more) {}
            }
            """)
        .usedBy("List<List<Object>> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.NAME_OVERLOADED,
            "'add' is overloaded: given what arrives, the compiler would choose"
                + " 'add(Collection<Object>, String)', or could not choose. Rename one of them.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@Function\nString wait(Integer item) { return \"\"; } // <- here",
        "@Filter\nboolean wait(Integer item) { return true; } // <- here",
        "@Sequence\nList<String> wait(Integer item) { return List.of(); } // <- here",
        "@Accumulate(finish = \"wait\") int add(int sum, int item) { return sum; }\n"
            + "String wait(Integer sum) { return \"\"; } // <- here",
        "@Accumulate(flushWhen = \"wait\") int add(int sum, int item) { return sum; }\n"
            + "boolean wait(Integer sum) { return true; } // <- here",
        "@Accumulate(start = \"wait\") int add(int sum, int item) { return sum; }\n"
            + "int wait(@Upstream(\"one\") Integer one) { return 0; } // <- here",
        "@Sequence(onFinish = \"wait\") List<String> words(int item) { return List.of(); }\n"
            + "void wait(@Upstream(\"two\") Integer two) {} // <- here",
        "@Context(onClose = \"wait\") @Sequence List<String> words(int i) { return List.of(); }\n"
            + "void wait(@Upstream(\"one\") Integer one) {} // <- here",
      })
  void aMethodIsCalledAndNotOneThatEveryClassInherits(String members) {
    Definition.of(
            """
            class Report {
              @Function int one(String text) { return 1; }
              @Context @Sequence int[] two(int one) { return new int[] {one}; }
              %s
            }
            """
                .formatted(members))
        .fails(
            Rule.NAME_OVERLOADED,
            "'wait' overloads a method that every class inherits from Object: given what arrives,"
                + " the compiler would choose 'wait(long)', or could not choose. Rename it.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@Function String wait(int item) { return \"stage\"; }",
        "@Function String wait(Integer item, @Upstream String input) { return \"stage\"; }",
        "@Function String notify(Integer item) { return \"stage\"; }",
        "@Function String clone(Integer item) { return \"stage\"; }",
        "@Function Object any(int one) { return one; }"
            + " @Override @Function public boolean equals(Object item) { return true; }"
            + " @Override public int hashCode() { return 1; }"
            + " @Function String show(boolean equal) { return \"stage\"; }",
      })
  void aStageMayHaveTheNameOfAMethodThatEveryClassInherits(String stage) {
    Definition.of(
            """
            class Report {
              @Function int one(String text) { return 1; }
              %s
            }
            """
                .formatted(stage))
        .usedBy("return ReportFlow.create().collect(\"\");")
        .gives(List.of("stage"));
  }
}
