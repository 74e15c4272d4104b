package dev.stageflow.examples.ingest;

import com.zaxxer.hikari.HikariDataSource;
import dev.stageflow.RunInUseException;
import dev.stageflow.StoredRun;
import dev.stageflow.jdbc.JdbcFlowStore;
import dev.stageflow.resilience4j.Gate;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command line of the example. */
@Command(
    name = "ingest",
    header = "Brings a folder of documents into a database, embedded by a service.",
    footer = "Stop it by Ctrl+C or kill -9, and start it again: it goes on.",
    sortOptions = false,
    usageHelpAutoWidth = true)
public final class IngestCommand implements Callable<Integer> {
  private static final int DOCUMENTS = 500;

  private final PrintWriter out;

  @Parameters(
      paramLabel = "<folder>",
      arity = "0..1",
      defaultValue = "ingest-data/documents",
      description = "Folder of documents, made where there is none. Default: ${DEFAULT-VALUE}")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path folder;

  // H2 would close the database when the JVM is told to stop, under the last rows, and write what
  // is committed half a second later.
  @Option(
      names = "--jdbc-url",
      paramLabel = "<url>",
      defaultValue = "jdbc:h2:./ingest-data/h2;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0",
      description = "Database to use, of H2 or PostgreSQL. Default: ${DEFAULT-VALUE}")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private String jdbcUrl;

  @Option(names = "--runs", description = "List the runs saved in the database, run nothing.")
  private boolean runs;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this help.")
  @SuppressWarnings("UnusedVariable") // picocli prints the help where it finds this set
  private boolean help;

  private IngestCommand(PrintWriter out) {
    this.out = out;
  }

  /** Runs the command and ends the JVM with its exit code. */
  public static void main(String... args) {
    PrintWriter out = new PrintWriter(System.out, true, Charset.defaultCharset());
    PrintWriter err = new PrintWriter(System.err, true, Charset.defaultCharset());
    System.exit(commandLine(out, err).execute(args));
  }

  /** Returns the command, ready to execute: what its user can do something about is one line. */
  static CommandLine commandLine(PrintWriter out, PrintWriter err) {
    CommandLine command = new CommandLine(new IngestCommand(out)).setOut(out).setErr(err);
    return command
        .setParameterExceptionHandler((e, args) -> complain(command, e, ExitCode.USAGE))
        .setExecutionExceptionHandler(
            (e, ignored, args) -> {
              Throwable failure = e instanceof ExecutionException ? e.getCause() : e;
              if (failure instanceof SQLException || failure instanceof RunInUseException) {
                return complain(command, failure, ExitCode.SOFTWARE);
              }
              throw e;
            });
  }

  private static int complain(CommandLine command, Throwable failure, int exitCode) {
    String message = String.valueOf(failure.getMessage()).replaceAll("\\R", " ");
    command.getErr().println("ingest: " + message);
    return exitCode;
  }

  @Override
  public Integer call() throws Exception {
    try (HikariDataSource database = Database.open(jdbcUrl)) {
      if (runs) {
        list(JdbcFlowStore.of(database).runs());
      } else {
        ingest(database);
      }
    }
    return ExitCode.OK;
  }

  private void ingest(HikariDataSource database) throws Exception {
    RateLimiterConfig fiftyPerSecond =
        RateLimiterConfig.custom()
            .limitForPeriod(10)
            .limitRefreshPeriod(Duration.ofMillis(200))
            .build();
    Gate gate = Gate.of(RateLimiter.of("embeddings", fiftyPerSecond));
    Documents.generate(folder, DOCUMENTS);
    try (EmbeddingServer service = EmbeddingServer.start(EmbeddingServer::usual, 1);
        IngestJob job = new IngestJob(folder, database, service.address(), gate)) {
      ProgressBar.watch(job.run);
      out.printf(
          Locale.ROOT,
          "%s: %,d chunks saved, %,d rejected%n",
          job.run.state(),
          Database.count(database, "chunk"),
          Database.count(database, "reject"));
    }
  }

  private void list(List<StoredRun> saved) {
    for (StoredRun run : saved) {
      out.printf(
          Locale.ROOT,
          "%s: %s, saved %s ago, %,d bytes%n",
          run.id(),
          run.state(),
          rounded(run.age()),
          run.bytes());
    }
    if (saved.isEmpty()) {
      out.println("No run is saved.");
    }
  }

  private static String rounded(Duration age) {
    return age.toDays() > 0
        ? age.toDays() + " d"
        : age.toHours() > 0
            ? age.toHours() + " h"
            : age.toMinutes() > 0 ? age.toMinutes() + " min" : age.toSeconds() + " s";
  }
}
