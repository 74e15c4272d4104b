package dev.stageflow.benchmarks.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** All imports write the same rows and reject the same lines. */
class CsvImportTest {
  private final CsvImport benchmark = new CsvImport();

  /** Of each file: lines 1000, 2000 and 3000 cannot be read, line 3001 is refused. */
  private final List<String> rejects =
      IntStream.range(0, 10)
          .boxed()
          .flatMap(
              file ->
                  IntStream.of(1000, 2000, 3000, 3001)
                      .mapToObj(line -> "readings-%d.csv %d".formatted(file, line)))
          .toList();

  @BeforeEach
  void create() throws Exception {
    benchmark.linesInAFile = 3_100;
    benchmark.create();
  }

  @AfterEach
  void delete() {
    benchmark.delete();
  }

  private void assertImported(CsvImport.Imported imported) throws Exception {
    long celsius = 0;
    for (int line = 1; line <= 3_100; line++) {
      celsius += line % 1_000 == 0 || line == 3_001 ? 0 : 10 * (line % 100 * 10 + 5);
    }
    assertThat(imported).isEqualTo(new CsvImport.Imported(30_960, rejects));
    assertThat(benchmark.written()).isEqualTo("30960 rows, " + celsius / 10 + ".00");
  }

  @Test
  void theLoop() throws Exception {
    assertImported(benchmark.handLoop());
  }

  @Test
  void theFlow() throws Exception {
    assertImported(benchmark.generatedFlow());
  }

  @Test
  void reactor() throws Exception {
    assertImported(benchmark.reactor());
  }

  @Test
  void springBatch() throws Exception {
    assertImported(benchmark.springBatch());
  }
}
