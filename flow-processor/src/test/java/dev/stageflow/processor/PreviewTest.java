package dev.stageflow.processor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/**
 * Definitions may use what Java has for trial only. Javac warns of it wherever it is named, in
 * spite of {@link SuppressWarnings}, so that who uses it turns these warnings off.
 */
class PreviewTest {
  private static final String[] OPTIONS = {
    "--enable-preview",
    "--release",
    String.valueOf(Runtime.version().feature()),
    "-Xlint:all",
    "-Xlint:-processing",
    "-Xlint:-preview",
    "-Werror"
  };

  /** Patterns in a switch were a preview in Java 17. */
  @Test
  void aStageMayBeWrittenInIt() {
    Definition.of(
            """
            class Kinds {
              @Sequence List<Object> all(List<Object> all) { return all; }
              @Function String kind(Object any) {
                return switch (any) {
                  case Integer number -> "number";
                  default -> "other";
                };
              }
            }
            """)
        .compilesWithJavac(OPTIONS);
  }

  /** Structured tasks are a preview in Java 25. */
  @Test
  @EnabledForJreRange(min = JRE.JAVA_25, max = JRE.JAVA_25)
  void aStageMayTakeAndGiveIt() {
    Definition.of(
            """
            class Tasks<T extends java.util.concurrent.StructuredTaskScope.Subtask<String>> {
              @Sequence List<T> all(List<T> tasks) { return tasks; }
              @Function String result(T task) { return task.get(); }
            }
            """)
        .compilesWithJavac(OPTIONS);
  }
}
