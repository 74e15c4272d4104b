package dev.stageflow.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.processor.diagnostic.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is only most likely a mistake is a warning, with a name by which it can be suppressed. */
class WarningsTest {

  /** JSpecify is not a dependency of users, so fields that frames clear cannot be marked. */
  @Test
  void nullAwayIsSilentWhereNullsAreMarked() {
    Definition marked =
        Definition.of(
                """
                package shop;
                import dev.stageflow.annotation.*;
                @org.jspecify.annotations.NullMarked
                class Outer {
                  static class Report { @Function String same(String text) { return text; } }
                }
                """)
            .with("package org.jspecify.annotations; public @interface NullMarked {}");
    assertThat(marked.compiles().generated("shop.Outer_ReportFlow"))
        .containsPattern("@SuppressWarnings\\(\\{\\s*\"all\",\\s*\"NullAway\"\\s*}\\)");
    assertThat(
            Definition.of("class Report { @Function String same(String text) { return text; } }")
                .compiles()
                .generated("shop.ReportFlow"))
        .doesNotContain("@SuppressWarnings");
  }

  @Test
  void aConstantIsNotChangedInPlace() {
    Definition.of(
            """
            class Report {
              static final List<String> NONE = new ArrayList<>();
              @Sequence List<String> words(String text) { return List.of(text); }
              @Accumulate(start = "NONE") // <- here
              void gather(List<String> all, String word) { all.add(word); }
            }
            """)
        .usedBy("return ReportFlow.of(new Report()).collect(\"\");")
        .warns(
            Rule.SHARED_START,
            "'gather' changes its accumulator in place, but 'NONE' is a constant: all contexts of"
                + " all runs would change one object. Name a method that makes a new one.");
  }

  @Test
  void aConstantThatIsReplacedIsAGoodStart() {
    Definition.of(
            """
            class Report {
              static final Long ZERO = 0L;
              @Sequence List<String> words(String text) { return List.of(text); }
              @Accumulate(start = "ZERO") Long count(Long sum, String word) { return sum + 1; }
            }
            """)
        .usedBy("return ReportFlow.of(new Report()).collect(\"\");")
        .gives(List.of(1L));
  }

  @Test
  void aContextIsForSomething() {
    Definition.of(
            """
            class Report {
              @Context // <- here
              @Sequence List<String> words(String text) { return List.of(text); }
              @Function Integer length(String word) { return word.length(); }
            }
            """)
        .usedBy("return ReportFlow.of(new Report()).collect(\"\");")
        .warns(
            Rule.IDLE_CONTEXT,
            "The context that 'words' opens has no effect: no accumulate gathers in it, and it"
                + " has none of onOpen, onFlush and onClose. Remove @Context, or give it one of these.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        class Report {
          @SuppressWarnings("Flow/IdleContext")
          @Context @Sequence List<String> words(String text) { return List.of(text); }
        }
        """,
        """
        @SuppressWarnings({"serial", "Flow/IdleContext"})
        class Report {
          @Context @Sequence List<String> words(String text) { return List.of(text); }
        }
        """
      })
  void whatIsMeantIsSuppressedByItsName(String report) {
    // Ecj warns of every name but its own, if it is not told to let them be.
    Definition.of(report).isSilent("-warn:-warningToken");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        class Report {
          @SuppressWarnings("all")
          @Context @Sequence List<String> words(String text) { return List.of(text); }
        }
        """,
        """
        @SuppressWarnings("all")
        class Report {
          static final List<String> NONE = new ArrayList<>();
          @Sequence List<String> words(String text) { return List.of(text); }
          @Accumulate(start = "NONE") void gather(List<String> all, String word) { all.add(word); }
        }
        """
      })
  void allThatIsMeantIsSuppressedAtOnce(String report) {
    Definition.of(report).isSilent();
  }

  @Test
  void anotherNameSuppressesNothing() {
    Definition.of(
            """
            @SuppressWarnings("Flow/SharedStart")
            class Report {
              @Context // <- here
              @Sequence List<String> words(String text) { return List.of(text); }
            }
            """)
        .usedBy("return ReportFlow.of(new Report()).collect(\"\");")
        .warns(
            Rule.IDLE_CONTEXT,
            "The context that 'words' opens has no effect: no accumulate gathers in it, and it"
                + " has none of onOpen, onFlush and onClose. Remove @Context, or give it one of these.");
  }

  @Test
  void aMistakeIsToldAlone() {
    Definition.of(
            """
            class Report {
              @Context @Sequence List<String> words(String text) { return List.of(text); }
              @Function void print(
                  Integer number) { // <- here
              }
            }
            """)
        .usedBy("ReportFlow.of(new Report()).run(\"\"); return null;")
        .failsAlone(
            Rule.TYPE_MISMATCH,
            "'print' takes Integer, but what arrives is String: String → words → String → print ✗."
                + " Take String, or make Integer of it in a @Function between them.");
  }

  @Test
  void whatIsInheritedIsTheBaseClasssOwn() {
    Definition.of("@FlowDefinition class Small extends Base {}")
        .with(
            """
            @FlowDefinition(generate = false)
            class Base {
              @Context @Sequence List<String> words(String text) { return List.of(text); }
            }
            """)
        .usedBy("return SmallFlow.create().collect(\"a\");")
        .gives(List.of("a"));
  }
}
