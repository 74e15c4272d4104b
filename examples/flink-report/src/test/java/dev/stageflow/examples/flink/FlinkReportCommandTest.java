package dev.stageflow.examples.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlinkReportCommandTest {
  private static final double SCALE = 0.002;
  private static final int CUSTOMERS = 40;

  private record Result(int exitCode, List<String> out, List<String> err) {}

  @ParameterizedTest
  @ValueSource(strings = {"thread", "loop", "flink"})
  void bothReportsAreThoseOfPlainLoops(String place) {
    Result result = execute("--on", place, "--scale", "" + SCALE, "--customers", "" + CUSTOMERS);

    assertThat(result.err()).singleElement().asString().matches("On " + place + ", in .* s");
    assertThat(result.exitCode()).isZero();
    List<String> expected = new ArrayList<>(PlainLoops.customers(CUSTOMERS));
    expected.add("");
    expected.add("TPC-H query 1");
    int heading = expected.size();
    expected.add(result.out().get(heading));
    expected.addAll(PlainLoops.pricing(SCALE));
    assertThat(result.out()).isEqualTo(expected);
  }

  @Test
  void aScaleOfOneTenthGivesTheRowsOfThePricingSummary() {
    assertThat(execute("--scale", "0.1", "--customers", "1").out())
        .anyMatch(row -> row.startsWith("A  F      3,774,200     5,320,753,880.69 "))
        .anyMatch(row -> row.endsWith("      292,000"));
  }

  @Test
  void helpNamesEveryOption() {
    Result result = execute("--help");

    assertThat(result.exitCode()).isZero();
    assertThat(String.join("\n", result.out()))
        .contains("--on", "thread, loop, flink", "--scale", "--customers", "--parallelism");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          --on moon,       "Invalid value for option '--on': expected one of [THREAD, LOOP, FLINK] (case-insensitive) but was 'moon'"
          --scale NaN,     Invalid value for option '--scale': it must be positive
          --customers 0,   Invalid value for option '--customers': it must be positive
          --parallelism 0, Invalid value for option '--parallelism': it must be positive
          verbose,         Unmatched argument at index 0: 'verbose'
          """,
      quoteCharacter = '"')
  void badArgumentsGetOneLineAndExitCode2(String arguments, String message) {
    Result result = execute(arguments.split(" "));

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).containsExactly("flink-report: " + message);
    assertThat(result.out()).isEmpty();
  }

  private static Result execute(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        FlinkReportCommand.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
            .execute(arguments);
    return new Result(exitCode, out.toString().lines().toList(), err.toString().lines().toList());
  }
}
