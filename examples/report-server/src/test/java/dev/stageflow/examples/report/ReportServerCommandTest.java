package dev.stageflow.examples.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportServerCommandTest {
  private record Result(int exitCode, List<String> out, List<String> err) {}

  @Test
  void helpNamesEveryOption() {
    Result result = execute("--help");

    assertThat(result.exitCode()).isZero();
    assertThat(String.join("\n", result.out()))
        .contains("--port", "--scale", "--pool", "--jdbc-url", "--user", "--password", "--help");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          --port -1,    Invalid value for option '--port': '-1' is not between 0 and 65535
          --port 65536, Invalid value for option '--port': '65536' is not between 0 and 65535
          --port http,  Invalid value for option '--port': 'http' is not an int
          --pool 0,     Invalid value for option '--pool': '0' is not between 1 and 1000
          --scale 0,    Invalid value for option '--scale': '0' is not a number above 0 and up to 1
          --scale 2,    Invalid value for option '--scale': '2' is not a number above 0 and up to 1
          --scale big,  Invalid value for option '--scale': 'big' is not a number above 0 and up to 1
          --jdbc-url,   Missing required parameter for option '--jdbc-url' (<url>)
          --jdbc,       Unknown option: '--jdbc'
          verbose,      Unmatched argument at index 0: 'verbose'
          """,
      quoteCharacter = '"')
  void badArgumentsGetOneLineAndExitCode2(String arguments, String message) {
    Result result = execute(arguments.split(" "));

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).containsExactly("report-server: " + message);
    assertThat(result.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:nonsense:here, jdbc:nonsense:here",
    "jdbc:h2:./no-such-database;IFEXISTS=TRUE, no-such-database"
  })
  void aDatabaseThatCannotBeOpenedIsOneLineAndExitCode1(String url, String reason) {
    Result result = execute("--jdbc-url", url, "--port", "0");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).hasSize(1).first().asString().contains("report-server: ", reason);
    assertThat(result.out()).isEmpty();
  }

  @Test
  void aPortThatIsTakenIsOneLineAndExitCode1() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      String port = String.valueOf(taken.getLocalPort());
      Result result =
          execute("--jdbc-url", "jdbc:h2:mem:taken", "--scale", "0.001", "--port", port);

      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.err())
          .last()
          .asString()
          .startsWith("report-server: cannot listen to port " + port);
      assertThat(result.out()).isEmpty();
    }
  }

  private static Result execute(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        ReportServerCommand.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
            .execute(arguments);
    return new Result(exitCode, out.toString().lines().toList(), err.toString().lines().toList());
  }
}
