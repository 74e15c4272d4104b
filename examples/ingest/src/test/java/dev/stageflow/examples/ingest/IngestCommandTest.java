package dev.stageflow.examples.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.stageflow.FlowStore;
import dev.stageflow.FlowStore.Session;
import dev.stageflow.jdbc.JdbcFlowStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
@SuppressWarnings("try") // a session may be there to be open, and may throw anything when closed
class IngestCommandTest {
  private record Result(int exitCode, List<String> out, List<String> err) {}

  private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
  @TempDir private Path data;

  private static Result execute(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        IngestCommand.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
            .execute(arguments);
    return new Result(exitCode, out.toString().lines().toList(), err.toString().lines().toList());
  }

  /** Lets an age pass over all saved runs. */
  private void age(String interval) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("update stageflow_run set saved = saved - interval " + interval);
    }
  }

  private List<String> runs() {
    Result result = execute("--runs", "--jdbc-url", url);
    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).isEmpty();
    return result.out();
  }

  @Test
  void runsOfEachStateAreListedWithAgeAndSize() throws Exception {
    try (HikariDataSource database = Database.open(url)) {
      FlowStore<Connection> store = JdbcFlowStore.of(database);
      try (Session<Connection> done = store.open("done")) {
        done.finish(connection -> {});
      }
      try (Session<Connection> killed = store.open("killed")) {
        killed.save(new byte[12_345], connection -> {});
      }
      try (Session<Connection> running = store.open("running")) {
        age("'25' minute");
        assertThat(runs())
            .containsExactly(
                "done: FINISHED, saved 25 min ago, 0 bytes",
                "killed: STOPPED, saved 25 min ago, 12,345 bytes",
                "running: RUNNING, saved 25 min ago, 0 bytes");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'59' minute, 59 min",
    "'61' minute, 1 h",
    "'23' hour, 23 h",
    "'25' hour, 1 d",
    "'40' day, 40 d"
  })
  void theAgeOfARunIsRounded(String interval, String age) throws Exception {
    try (HikariDataSource database = Database.open(url);
        Session<Connection> run = JdbcFlowStore.of(database).open("documents")) {
      run.finish(connection -> {});
    }
    age(interval);
    assertThat(runs()).containsExactly("documents: FINISHED, saved " + age + " ago, 0 bytes");
  }

  @Test
  void theAgeOfAFreshRunIsInSeconds() throws Exception {
    try (HikariDataSource database = Database.open(url);
        Session<Connection> run = JdbcFlowStore.of(database).open("documents")) {
      run.finish(connection -> {});
    }
    assertThat(runs()).singleElement().asString().matches("documents: .*, saved \\d+ s ago, .*");
  }

  @Test
  void aDatabaseWithoutRunsSaysSo() {
    assertThat(runs()).containsExactly("No run is saved.");
  }

  @Test
  void helpNamesEveryOption() {
    Result result = execute("--help");

    assertThat(result.exitCode()).isZero();
    assertThat(String.join("\n", result.out()))
        .contains("<folder>", "--jdbc-url", "--runs", "--help");
  }

  @Test
  void anUnknownOptionIsOneLineAndExitCode2() {
    assertThat(execute("--run"))
        .isEqualTo(new Result(2, List.of(), List.of("ingest: Unknown option: '--run'")));
  }

  @Test
  void aDatabaseThatCannotBeOpenedIsOneLineAndExitCode1() {
    Result result = execute("--jdbc-url", "jdbc:h2:./no-such-database;IFEXISTS=TRUE");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .singleElement()
        .asString()
        .startsWith("ingest: ")
        .contains("no-such-database");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void aRunThatIsInUseIsOneLineAndExitCode1() throws Exception {
    String folder = Files.createDirectory(data.resolve("documents")).toString();
    InputStream in = System.in; // which is the build's
    System.setIn(InputStream.nullInputStream());
    try (HikariDataSource database = Database.open(url);
        Session<Connection> run = JdbcFlowStore.of(database).open(folder)) {
      Result result = execute(folder, "--jdbc-url", url);

      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.err())
          .singleElement()
          .asString()
          .startsWith("ingest: the run '" + folder + "' is in use: ");
      assertThat(result.out()).isEmpty();
    } finally {
      System.setIn(in);
    }
  }

  @Test
  void documentsAreMadeAllOrNone() throws IOException {
    Path folder = data.resolve("documents");
    Path inTheWay = Files.createDirectories(data.resolve("documents.unfinished/document-0007.txt"));

    assertThatThrownBy(() -> Documents.generate(folder, 10)).isInstanceOf(IOException.class);
    assertThat(folder).doesNotExist();

    Files.delete(inTheWay);
    Documents.generate(folder, 10);
    assertThat(folder.toFile().list()).hasSize(10);
  }
}
