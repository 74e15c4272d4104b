package dev.stageflow.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

  @TempDir private Path folder;

  @Test
  void theHandLoopComesFirstAndTheRestIsGivenAsItsMultiple() throws IOException {
    Path results =
        file(
            result("17", "Chain.slow", "[[290.0, 310.0], [300.0]]"),
            result("17", "Chain.fast", "[[150.0]]"),
            result("17", "Chain.handLoop", "[[100.0, 90.0], [110.0]]"));

    assertThat(Report.markdown(List.of(results)))
        .isEqualTo(
            """
            ### Chain

            | JDK | variant | median, us/op | ratio | mean ± error (99.9 %) | best |
            | --- | --- | ---: | ---: | ---: | ---: |
            | 17 | handLoop | 100 | 1.00 | 100 ± 182 | 90 |
            | 17 | fast | 150 | 1.50 | 150 ± NaN | 150 |
            | 17 | slow | 300 | 3.00 | 300 ± 182 | 290 |

            """);
  }

  @Test
  void variantsAreComparedByProcessorTimeWhereThatWasMeasured() throws IOException {
    Path results =
        file(
            measured("Short.handLoop", "[[1.5]]", "[[2.0, 4.0]]", "[[16.0, 16.0]]"),
            measured("Short.flow", "[[30.0]]", "[[24.0], [60.0]]", "[[96.0], [96.25]]"));

    assertThat(Report.markdown(List.of(results)))
        .isEqualTo(
            """
            ### Short

            | JDK | variant | processor time, ns | ratio | best | elapsed, ns/op | bytes |
            | --- | --- | ---: | ---: | ---: | ---: | ---: |
            | 17 | handLoop | 3.0 | 1.00 | 2.0 | 1.5 | 16 |
            | 17 | flow | 42.0 | 14.00 | 24.0 | 30.0 | 96 |

            """);
  }

  @Test
  void severalRunsOnOneJdkAreTakenTogether() throws IOException {
    Path first = file(result("17", "Chain.handLoop", "[[1.0, 2.0]]"));
    Path second = file(result("17", "Chain.handLoop", "[[3.0]]"));

    assertThat(Report.markdown(List.of(first, second)).lines())
        .filteredOn(line -> line.contains("handLoop"))
        .containsExactly("| 17 | handLoop | 2 | 1.00 | 2 ± 18 | 1 |");
  }

  @Test
  void eachParameterHasItsTableAndEachJdkItsOwnHandLoop() throws IOException {
    Path results =
        file(
            result("17", "long", "Nested.handLoop", "[[5.0]]"),
            result("25", "long", "Nested.handLoop", "[[4.0]]"),
            result("25", "long", "Nested.stream", "[[8.0]]"),
            result("25", "short", "Nested.handLoop", "[[3.0]]"));

    assertThat(Report.markdown(List.of(results)).lines())
        .filteredOn(line -> !line.contains("variant") && !line.contains("---"))
        .containsExactly(
            "### Nested, long",
            "",
            "| 17 | handLoop | 5 | 1.00 | 5 ± NaN | 5 |",
            "| 25 | handLoop | 4 | 1.00 | 4 ± NaN | 4 |",
            "| 25 | stream | 8 | 2.00 | 8 ± NaN | 8 |",
            "",
            "### Nested, short",
            "",
            "| 25 | handLoop | 3 | 1.00 | 3 ± NaN | 3 |",
            "");
  }

  @Test
  void withoutAHandLoopTheFirstOfTheOtherBaselinesComesFirst() throws IOException {
    Path results =
        file(result("17", "Saved.savedRun", "[[3.0]]"), result("17", "Saved.plainFlow", "[[2.0]]"));

    assertThat(Report.markdown(List.of(results)).lines())
        .filteredOn(line -> line.contains("| 17 |"))
        .containsExactly(
            "| 17 | plainFlow | 2 | 1.00 | 2 ± NaN | 2 |",
            "| 17 | savedRun | 3 | 1.50 | 3 ± NaN | 3 |");
  }

  @Test
  void aBenchmarkWithoutABaselineIsNamed() throws IOException {
    Path file = file(result("17", "Chain.stream", "[[1.0]]"));

    assertThatThrownBy(() -> Report.markdown(List.of(file)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Chain");
  }

  @Test
  void aFileThatIsNoResultIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("text"), "no JSON");

    assertThatThrownBy(() -> Report.markdown(List.of(file)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString());
  }

  private static String result(String jdk, String benchmark, String times) {
    return """
        {"jdkVersion": "%s", "benchmark": "some.package.%s",
         "primaryMetric": {"scoreUnit": "us/op", "rawData": %s}}
        """
        .formatted(jdk, benchmark, times);
  }

  private static String measured(String benchmark, String times, String processor, String bytes) {
    return """
        {"jdkVersion": "17", "benchmark": "some.package.%s",
         "primaryMetric": {"scoreUnit": "ns/op", "rawData": %s},
         "secondaryMetrics": {
           "processor.time.norm": {"scoreUnit": "ns/op", "rawData": %s},
           "gc.alloc.rate.norm": {"scoreUnit": "B/op", "rawData": %s}}}
        """
        .formatted(benchmark, times, processor, bytes);
  }

  private static String result(String jdk, String size, String benchmark, String times) {
    return """
        {"jdkVersion": "%s", "params": {"size": "%s"}, "benchmark": "some.package.%s",
         "primaryMetric": {"scoreUnit": "us/op", "rawData": %s}}
        """
        .formatted(jdk, size, benchmark, times);
  }

  private Path file(String... results) throws IOException {
    Path file = Files.createTempFile(folder, "results", ".json");
    return Files.writeString(file, "[" + String.join(",", results) + "]");
  }
}
