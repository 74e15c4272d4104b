package dev.stageflow.benchmarks.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.benchmarks.compile.CompileTime.Sample;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompileTimeTest {

  @ParameterizedTest
  @EnumSource
  void everyClassIsGeneratedAndCompiledWithinTheTimeThatIsTold(Contender contender)
      throws IOException {
    Compilation compilation = Compilation.of(contender, 2);
    assertThat(compilation.types()).contains(contender.generated(0), contender.generated(1));
    assertThat(compilation.processorBytes()).isPositive();
    assertThat(compilation.processorNanos()).isPositive().isLessThan(compilation.totalNanos());
  }

  @Test
  void theTableTellsTheFirstCompilationAndTheMedianAndBestOfTheWarmOnes() {
    List<Sample> samples =
        List.of(
            new Sample(0, 900_000_000, 70_000_000, 1_000_000_000),
            new Sample(1, 800_000_000, 30_000_000, 900_000_000),
            new Sample(4, 100_000_000, 30_000_000, 400_000_000),
            new Sample(5, 300_000_000, 30_000_000, 400_000_000),
            new Sample(6, 200_000_000, 30_000_000, 400_000_000));
    assertThat(CompileTime.table(Map.of(Contender.STAGEFLOW, samples)).lines().skip(2))
        .satisfiesExactly(
            row -> assertThat(row).endsWith("| new | Stageflow | 900 | 900 | 70 | 90 % | 1000 |"),
            row -> assertThat(row).endsWith("| warm | Stageflow | 200 | 100 | 30 | 50 % | 400 |"));
  }
}
