package dev.stageflow.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The programs that measure what is no time of a call print a row for each way. */
class ProgramsTest {

  @Test
  void eachWayOfAColdStartHasItsRow() throws Exception {
    List<String> rows = ColdStart.table(1).lines().skip(2).toList();
    assertThat(rows)
        .hasSize(ColdStart.Way.values().length)
        .allMatch(row -> row.matches("\\| [^|]+ \\| [^|]+ \\| \\d+ \\| \\d+ \\|"));
  }

  @Test
  void eachWayToMakeReportsAtOnceHasItsRows() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    LoopGap.measure(2, 3, "2 x 10 x 10", new PrintStream(bytes, true, UTF_8));
    List<String> rows = bytes.toString(UTF_8).lines().toList();
    assertThat(rows)
        .hasSize(Runtime.version().feature() >= 21 ? 6 : 4)
        .allMatch(row -> row.matches("(\\| [^|]+ ){4}(\\| \\d+\\.\\d+ ){4}\\|"));
  }
}
