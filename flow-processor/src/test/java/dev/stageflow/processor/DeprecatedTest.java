package dev.stageflow.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who uses what is deprecated is told where it is written, and not by generated code. */
class DeprecatedTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@Deprecated @Function String same(String text) { return text; }",
        "@Deprecated(forRemoval = true) @Function String same(String text) { return text; }",
        "@Deprecated static class Old {} @Sequence List<Old> all(Map<String, Old[]> olds) { return List.of(); }",
        "@Deprecated interface Old { class Part {} } @Function Old.Part part(Old.Part part) { return part; }",
        "@Deprecated static final String NONE = \"\"; @Function(stop = \"NONE\") String same(String text) { return text; }",
        "@Deprecated Report() {} @Function String same(String text) { return text; }",
        "static class Sum { @Deprecated Sum() {} } @Sequence int[] all(String text) { return new int[0]; }"
            + " @Accumulate void add(Sum sum, int n) {}",
        "@SuppressWarnings(\"serial\") @Deprecated static class Failed extends Exception {}"
            + " @Function String same(String text) throws Failed { return text; }",
        "static class Words implements Iterable<String>, AutoCloseable {"
            + " @Deprecated @Override public Iterator<String> iterator() { return null; }"
            + " @Deprecated @Override public void close() {} }"
            + " @Sequence Words words(String text) { return new Words(); }",
        "@Sequence(onFinish = \"done\") int[] all(String text) { return new int[0]; }"
            + " @Deprecated void done() {}",
      })
  void aDefinitionMayUseIt(String members) {
    Definition.of("class Report {\n" + members + "\n}\n").compiles();
  }

  @ParameterizedTest
  @ValueSource(strings = {"@Deprecated", "@Deprecated(forRemoval = true)"})
  void aDefinitionMayUseItFromElsewhere(String deprecated) {
    Definition.of(
            """
            @SuppressWarnings({"deprecation", "removal"})
            class Report<T extends Old> extends Base {
              @Function Old.Part part(Object olds) { return null; } @Sequence Set<? super T> all(Old.Part part) { return Set.of(); }
            }
            """)
        .with(deprecated + " class Old { static class Part {} }")
        .with(deprecated + " class Base { @Filter boolean known(Object old) { return true; } }")
        .compiles();
  }

  @Test
  void theElementsOfASourceMayBeDeprecated() {
    Definition.of(
            """
            class Report {
              @Sequence Olds olds(String text) { return null; }
              @Function String text(Object item) { return "" + item; }
            }
            """)
        .with(
            "@SuppressWarnings({\"deprecation\", \"serial\"}) class Olds extends ArrayList<Old> {}")
        .with("@Deprecated class Old {}")
        .compiles();
  }

  @Test
  void whoUsesAPreviewSaysSo() {
    Definition.Compiled compiled =
        Definition.of(
                """
                class Report {
                  @SuppressWarnings("preview") @Function String same(String text) { return text; }
                }
                """)
            .compiles();
    assertThat(compiled.generated("shop.ReportFlow"))
        .containsPattern("@SuppressWarnings\\(\\{\\s*\"all\",\\s*\"preview\"\\s*}\\)");
  }
}
