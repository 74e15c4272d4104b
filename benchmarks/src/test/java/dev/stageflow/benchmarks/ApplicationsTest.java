package dev.stageflow.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All variants are measured, and give the same. */
class ApplicationsTest {

  @Test
  void eachVariantOfEachApplicationHasItsRow() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Applications.compare(0, 1, 50, new PrintStream(bytes, true, UTF_8));
    List<String> rows = bytes.toString(UTF_8).lines().toList();
    assertThat(rows).hasSize(4 + 3 + 4).allMatch(row -> row.matches("(\\| [^|]+ ){7}\\|"));
    assertThat(rows.get(0))
        .startsWith("| import | " + Runtime.version().feature() + " | generated");
  }
}
