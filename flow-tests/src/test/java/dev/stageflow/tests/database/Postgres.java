package dev.stageflow.tests.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL server of a test's own, in a folder of its own, on a free port of the loopback
 * address. It is made by the programs that Debian's package installs; tests are skipped where there
 * are none.
 */
final class Postgres implements AutoCloseable {
  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

  /** The server does not run as root; the package comes with a user for it. */
  private static final String USER = "postgres";

  private final Path programs;
  private final Path folder;
  private final int port;

  private Postgres(Path programs, Path folder, int port) {
    this.programs = programs;
    this.folder = folder;
    this.port = port;
  }

  /** Starts a server. */
  static Postgres start() throws IOException {
    Path programs =
        programs()
            .orElseThrow(
                () -> new TestAbortedException("no PostgreSQL in " + VERSIONS + ": not tested"));
    Path folder = Files.createTempDirectory("stageflow-postgres");
    if (isRoot()) {
      run(List.of("chown", USER, folder.toString()));
    }
    Postgres server = new Postgres(programs, folder, freePort());
    try {
      server.program("initdb", "--pgdata=" + server.data(), "--auth=trust", "--username=" + USER);
      server.startServer();
    } catch (IOException | RuntimeException failure) {
      server.delete();
      throw failure;
    }
    return server;
  }

  private void startServer() throws IOException {
    program(
        "pg_ctl",
        "--pgdata=" + data(),
        "--wait",
        "--log=" + folder.resolve("log"),
        "--options=-p "
            + port
            + " -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=200"
            + " -c unix_socket_directories="
            + folder,
        "start");
  }

  private void kill() throws IOException {
    program("pg_ctl", "--pgdata=" + data(), "--mode=immediate", "--wait", "stop");
  }

  /** Has the server end without shutting down, and start again, which recovers what it wrote. */
  void crash() throws IOException {
    kill();
    startServer();
  }

  private static Optional<Path> programs() throws IOException {
    if (!Files.isDirectory(VERSIONS)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(VERSIONS)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.naturalOrder());
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Makes connections, a new session each. */
  PGSimpleDataSource dataSource() {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setServerNames(new String[] {"127.0.0.1"});
    database.setPortNumbers(new int[] {port});
    database.setUser(USER);
    database.setDatabaseName(USER);
    return database;
  }

  /** Returns the URL with which the driver makes such a connection. */
  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + USER + "?user=" + USER;
  }

  private Path data() {
    return folder.resolve("data");
  }

  private void program(String name, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("runuser", "-u", USER, "--"));
    }
    command.add(programs.resolve(name).toString());
    command.addAll(List.of(arguments));
    run(command);
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  /** The server that is started keeps its starter's output open, so none is read from a pipe. */
  private static void run(List<String> command) throws IOException {
    Path output = Files.createTempFile("stageflow-postgres", ".txt");
    try {
      int code =
          new ProcessBuilder(command)
              .directory(output.getParent().toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start()
              .waitFor();
      if (code != 0) {
        throw new IOException(command + " failed: " + Files.readString(output));
      }
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw new IOException(command + " was interrupted", interrupt);
    } finally {
      Files.delete(output);
    }
  }

  @Override
  public void close() throws IOException {
    kill();
    delete();
  }

  private void delete() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
