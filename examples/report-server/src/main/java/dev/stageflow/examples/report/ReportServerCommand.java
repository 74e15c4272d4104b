package dev.stageflow.examples.report;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of the example: fills the database at the first start, then serves pages. */
@Command(
    name = "report-server",
    header = "Serves reports over TPC-H data: pages made by flows, on one event-loop thread.",
    sortOptions = false,
    usageHelpAutoWidth = true)
public final class ReportServerCommand implements Callable<Integer> {
  private static final int MAX_PORT = 65_535;
  private static final int MAX_CONNECTIONS = 1_000;
  private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(60);

  private final PrintWriter out;
  private final PrintWriter err;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "<port>",
      defaultValue = "8080",
      description = "Port to listen to, 0 for any that is free. Default: ${DEFAULT-VALUE}")
  private int port;

  @Option(
      names = "--scale",
      paramLabel = "<factor>",
      defaultValue = "0.01",
      converter = ScaleConverter.class,
      description =
          "TPC-H scale factor to fill an empty database with: 0.01 is 15,000 orders."
              + " Default: ${DEFAULT-VALUE}")
  private double scale;

  @Option(
      names = "--pool",
      paramLabel = "<connections>",
      defaultValue = "10",
      description = "Most connections to the database at a time. Default: ${DEFAULT-VALUE}")
  private int connections;

  @Option(
      names = "--jdbc-url",
      paramLabel = "<url>",
      description =
          "Database to use, of H2 or PostgreSQL. Default: an H2 database in ./report-server-data")
  private @Nullable String jdbcUrl;

  @Option(names = "--user", paramLabel = "<name>", description = "User of that database.")
  private @Nullable String user;

  @Option(
      names = "--password",
      paramLabel = "<password>",
      arity = "0..1",
      interactive = true,
      description = "Password of that user; asked for if left empty.")
  private @Nullable String password;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this help.")
  @SuppressWarnings("UnusedVariable") // picocli prints the help where it finds this set
  private boolean help;

  private ReportServerCommand(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  /** Runs the command; the server goes on until the JVM is told to stop. */
  public static void main(String... args) {
    PrintWriter out = new PrintWriter(System.out, true, Charset.defaultCharset());
    PrintWriter err = new PrintWriter(System.err, true, Charset.defaultCharset());
    int exitCode = commandLine(out, err).execute(args);
    if (exitCode != ExitCode.OK) {
      System.exit(exitCode);
    }
  }

  /** Returns the command, ready to execute: bad arguments get one line and exit code 2. */
  static CommandLine commandLine(PrintWriter out, PrintWriter err) {
    return new CommandLine(new ReportServerCommand(out, err))
        .setOut(out)
        .setErr(err)
        .setParameterExceptionHandler((e, args) -> reject(e));
  }

  @Override
  public Integer call() {
    Settings settings = settings();
    try {
      ReportServer server = ReportServer.start(settings, err::println);
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shutdown"));
      out.println("Open http://localhost:" + server.port() + "/ - Ctrl+C stops the server.");
      return ExitCode.OK;
    } catch (SQLException | IOException e) {
      complain(String.valueOf(e.getMessage()));
      return ExitCode.SOFTWARE;
    }
  }

  private Settings settings() {
    requireRange("--port", port, 0, MAX_PORT);
    requireRange("--pool", connections, 1, MAX_CONNECTIONS);
    return new Settings(
        port,
        Objects.requireNonNullElseGet(jdbcUrl, this::defaultUrl),
        user,
        password,
        connections,
        scale,
        IDLE_TIMEOUT);
  }

  private String defaultUrl() {
    // H2 would close the database as soon as the JVM is told to stop, under the last pages.
    return "jdbc:h2:./report-server-data/tpch-" + scale + ";DB_CLOSE_ON_EXIT=FALSE";
  }

  private void requireRange(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          String.format(
              "Invalid value for option '%s': '%d' is not between %d and %d",
              option, value, least, most));
    }
  }

  private void complain(String message) {
    complain(Objects.requireNonNull(spec).commandLine(), message);
  }

  private static int reject(ParameterException e) {
    complain(e.getCommandLine(), String.valueOf(e.getMessage()));
    return e.getCommandLine().getCommandSpec().exitCodeOnInvalidInput();
  }

  private static void complain(CommandLine command, String message) {
    // The message may quote an argument with a line break in it.
    String line = String.join(" ", message.lines().toList());
    command.getErr().println(command.getCommandName() + ": " + line);
  }
}
