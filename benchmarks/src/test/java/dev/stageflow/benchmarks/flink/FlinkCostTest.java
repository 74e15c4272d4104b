package dev.stageflow.benchmarks.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.benchmarks.Rounds;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class FlinkCostTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

  @Test
  void allVariantsGiveTheSame() throws Exception {
    FlinkCost.compare(EnumSet.allOf(FlinkCost.Part.class), 0, 1, 2_000, out);
    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .hasSize(10 * 3)
        .filteredOn(line -> line.startsWith("  flow"))
        .hasSize(10);
  }

  @Test
  void anotherResultIsAFailure() {
    Rounds rounds = new Rounds(0, 1, System::nanoTime);
    assertThatThrownBy(
            () ->
                rounds.run(
                    1, new Rounds.Variant("one", () -> 1L), new Rounds.Variant("two", () -> 2L)))
        .hasMessage("two gives 2, not 1");
  }
}
