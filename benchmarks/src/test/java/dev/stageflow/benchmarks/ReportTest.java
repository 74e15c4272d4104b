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
            """
            [
              {"jdkVersion": "17.0.1", "benchmark": "some.package.Chain.slow",
               "primaryMetric": {"score": 300.4, "scoreError": 7.0, "scoreUnit": "us/op",
                                 "rawData": [[290.0, 310.0], [280.0]]}},
              {"jdkVersion": "17.0.1", "benchmark": "some.package.Chain.fast",
               "primaryMetric": {"score": 110.0, "scoreError": 1.6, "scoreUnit": "us/op",
                                 "rawData": [[105.0]]}},
              {"jdkVersion": "17.0.1", "benchmark": "some.package.Chain.handLoop",
               "primaryMetric": {"score": 100.0, "scoreError": "NaN", "scoreUnit": "us/op",
                                 "rawData": [[70.0]]}}
            ]
            """);

    assertThat(Report.markdown(List.of(results)))
        .isEqualTo(
            """
            ### Chain

            | JDK | variant | mean, us/op | error (99.9 %) | ratio | best | ratio of best |
            | --- | --- | ---: | ---: | ---: | ---: | ---: |
            | 17.0.1 | handLoop | 100 | ± NaN | 1.00 | 70 | 1.00 |
            | 17.0.1 | fast | 110 | ± 2 | 1.10 | 105 | 1.50 |
            | 17.0.1 | slow | 300 | ± 7 | 3.00 | 280 | 4.00 |

            """);
  }

  @Test
  void eachParameterHasItsTableAndEachJdkItsOwnHandLoop() throws IOException {
    String result =
        """
        [{"jdkVersion": "%s", "benchmark": "a.Nested.handLoop", "params": {"size": "%s"},
          "primaryMetric": {"score": %s, "scoreError": 1.0, "scoreUnit": "us/op",
                            "rawData": [[1.0]]}}]
        """;
    List<Path> results =
        List.of(
            file(result.formatted("17", "long", "5.0")),
            file(result.formatted("25", "long", "4.0")),
            file(result.formatted("25", "short", "3.0")));

    assertThat(Report.markdown(results).lines())
        .contains(
            "### Nested, long",
            "| 17 | handLoop | 5 | ± 1 | 1.00 | 1 | 1.00 |",
            "| 25 | handLoop | 4 | ± 1 | 1.00 | 1 | 1.00 |",
            "### Nested, short",
            "| 25 | handLoop | 3 | ± 1 | 1.00 | 1 | 1.00 |");
  }

  @Test
  void aFileThatIsNoResultIsNamed() throws IOException {
    Path file = file("no JSON");

    assertThatThrownBy(() -> Report.markdown(List.of(file)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString());
  }

  private Path file(String json) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "result", ".json"), json);
  }
}
