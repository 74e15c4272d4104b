package dev.stageflow.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The manual says how many lines of code each solution of an application has: those of the files
 * that it alone needs, as the formatter breaks them, without imports, comments and blank lines.
 */
class LinesTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/stageflow/benchmarks");
  private static final Path PAGE = Path.of("..", "docs", "performance.md");
  private static final Pattern NO_CODE = Pattern.compile("import |package |@SuppressWarnings");
  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);

  /**
   * A row of the table.
   *
   * @param definition the files that say what is done, one after the other
   * @param others the files that run it
   */
  private record Solution(
      String application, String means, List<String> definition, List<String> others) {

    String row() throws IOException {
      long defined = lines(definition);
      return "| %s | %s | %d | %d |"
          .formatted(application, means, defined, defined + lines(others));
    }
  }

  private static final List<Solution> SOLUTIONS =
      List.of(
          new Solution(
              "import",
              "generated flow",
              List.of("imports/FlowImport"),
              List.of("imports/FlowImporter")),
          new Solution(
              "import", "loop", List.of("imports/LoopImporter", "imports/Jdbc"), List.of()),
          new Solution(
              "import", "Reactor", List.of("imports/ReactorImporter", "imports/Jdbc"), List.of()),
          new Solution("import", "Spring Batch", List.of("imports/BatchImporter"), List.of()),
          new Solution(
              "fan-out", "generated flow", List.of("fanout/Offer"), List.of("fanout/FlowOfferer")),
          new Solution("fan-out", "built flow", List.of("fanout/BuiltOfferer"), List.of()),
          new Solution("fan-out", "virtual threads", List.of("fanout/ThreadOfferer"), List.of()),
          new Solution("fan-out", "Reactor", List.of("fanout/ReactorOfferer"), List.of()),
          new Solution(
              "report",
              "generated flow",
              List.of("report/FlowReport"),
              List.of("report/FlowReporter")),
          new Solution("report", "built flow", List.of("report/BuiltReporter"), List.of()),
          new Solution("report", "loop", List.of("report/LoopReporter"), List.of()),
          new Solution("report", "Reactor", List.of("report/ReactorReporter"), List.of()),
          new Solution(
              "billing",
              "durable flow",
              List.of("billing/FlowBilling"),
              List.of("billing/FlowBiller")),
          new Solution("billing", "Spring Batch", List.of("billing/BatchBiller"), List.of()));

  @Test
  void theManualHasTheLinesOfEachSolution() throws IOException {
    StringBuilder table = new StringBuilder();
    for (Solution solution : SOLUTIONS) {
      table.append(solution.row()).append('\n');
    }
    assertThat(Files.readString(PAGE)).contains(table);
  }

  private static long lines(List<String> files) throws IOException {
    long lines = 0;
    for (String file : files) {
      String code = Files.readString(SOURCES.resolve(file + ".java"));
      lines +=
          COMMENT
              .matcher(code)
              .replaceAll("")
              .lines()
              .map(line -> line.replaceAll("//.*", "").strip())
              .filter(line -> !line.isEmpty())
              .filter(line -> !NO_CODE.matcher(line).lookingAt())
              .count();
    }
    return lines;
  }
}
