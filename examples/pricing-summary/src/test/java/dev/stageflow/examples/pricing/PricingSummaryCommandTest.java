package dev.stageflow.examples.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.trino.tpch.Distributions;
import io.trino.tpch.LineItemGenerator;
import io.trino.tpch.TextPool;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PricingSummaryCommandTest {
  private record Result(int exitCode, List<String> out, List<String> err) {}

  private static Result byFlow;
  private static Result byHand;

  @BeforeAll
  static void runBothWays() {
    byFlow = execute("--scale", "0.001");
    byHand = execute("--scale", "0.001", "--by-hand");
  }

  @Test
  void theAnswerIsATableWithAlignedColumns() {
    assertThat(byFlow.exitCode()).isZero();
    List<String> table = byFlow.out().subList(0, byFlow.out().size() - 1);
    assertThat(table)
        .hasSize(8)
        .allSatisfy(line -> assertThat(line).hasSize(table.get(0).length()));
    assertThat(cells(table.get(1)))
        .containsExactly(
            "flag",
            "status",
            "sum qty",
            "sum base price",
            "sum disc price",
            "sum charge",
            "avg qty",
            "avg price",
            "avg disc",
            "count");
    assertThat(table.subList(3, 7))
        .extracting(line -> cells(line).get(0) + cells(line).get(1))
        .containsExactly("AF", "NF", "NO", "RF");
  }

  @Test
  void byHandThereIsTheSameTable() {
    assertThat(byHand.exitCode()).isZero();
    assertThat(byHand.out().subList(0, 8)).isEqualTo(byFlow.out().subList(0, 8));
  }

  @Test
  void theLastLineTellsItemsAndTime() {
    String report = "%s: 6,005 items in \\d+\\.\\d{3} s, [\\d,]+ items/s \\(median of 5 runs\\)";

    assertThat(byFlow.out().get(8)).matches(report.formatted("Flow"));
    assertThat(byHand.out().get(8)).matches(report.formatted("By hand"));
  }

  @Test
  void whereThereIsNoTerminalALineTellsHowLongTheLoadTook() {
    assertThat(byFlow.err())
        .last()
        .asString()
        .matches("Generated 6,005 line items in \\d+\\.\\d s");
    assertThat(byFlow.err()).noneMatch(line -> line.contains("\r"));
  }

  @Test
  void theTableMayBeReadFromAFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("lineitem.tbl");
    TextPool text = new TextPool(1 << 16, Distributions.getDefaultDistributions());
    List<String> lines = new ArrayList<>();
    for (var item :
        new LineItemGenerator(0.001, 1, 1, Distributions.getDefaultDistributions(), text)) {
      lines.add(item.toLine());
    }
    Files.write(file, lines);

    Result read = execute("--file", file.toString());

    assertThat(read.exitCode()).isZero();
    assertThat(read.out().subList(0, 8)).isEqualTo(byFlow.out().subList(0, 8));
    assertThat(read.err()).last().asString().matches("Read 6,005 line items in \\d+\\.\\d s");
  }

  @Test
  void theDiagramShowsEveryStage() {
    Result result = execute("--diagram");

    assertThat(result.exitCode()).isZero();
    assertThat(String.join("\n", result.out()))
        .startsWith("flowchart")
        .contains("\"lineItems\"", "\"shipped\"", "\"group\"", "\"totals\"", "\"row\"");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void helpNamesEveryOption() {
    Result result = execute("--help");

    assertThat(result.exitCode()).isZero();
    assertThat(String.join("\n", result.out()))
        .contains("--scale", "--file", "--by-hand", "--diagram", "--help");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          --scale 0,     Invalid value for option '--scale': '0' is not a positive number
          --scale -1,    Invalid value for option '--scale': '-1' is not a positive number
          --scale NaN,   Invalid value for option '--scale': 'NaN' is not a positive number
          --scale 1e999, Invalid value for option '--scale': '1e999' is not a positive number
          --scale big,   Invalid value for option '--scale': 'big' is not a positive number
          --scale,       Missing required parameter for option '--scale' (<factor>)
          --file gone,   Invalid value for option '--file': cannot read 'gone'
          --sacle,       Unknown option: '--sacle'
          verbose,       Unmatched argument at index 0: 'verbose'
          """,
      quoteCharacter = '"')
  void badArgumentsGetOneLineAndExitCode2(String arguments, String message) {
    Result result = execute(arguments.split(" "));

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).containsExactly("pricing-summary: " + message);
    assertThat(result.out()).isEmpty();
  }

  @Test
  void aLineBreakInAnArgumentDoesNotBreakTheLine() {
    Result result = execute("--scale", "one\nand a half");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).hasSize(1);
  }

  @Test
  void aScaleThatTheHeapCannotHoldIsRefusedBeforeItIsTried() {
    Result result = execute("--scale", "1000000");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).hasSize(1).first().asString().contains("--scale", "GiB", "-Xmx");
  }

  private static Result execute(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        PricingSummaryCommand.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
            .execute(arguments);
    return new Result(exitCode, out.toString().lines().toList(), err.toString().lines().toList());
  }

  private static List<String> cells(String line) {
    return List.of(line.substring(2, line.length() - 2).split(" *\\| *"));
  }
}
