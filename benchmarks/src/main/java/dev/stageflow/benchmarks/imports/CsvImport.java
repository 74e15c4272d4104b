package dev.stageflow.benchmarks.imports;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Ten CSV files are brought into a database in memory, in batches of 500. Some lines cannot be
 * read, some rows are refused by the database.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CsvImport {
  private static final int FILES = 10;
  private static final int UNREADABLE = 1_000;
  private static final int REFUSED = 3_001;

  /** How long a file is. */
  @Param("6000")
  public int linesInAFile = 6_000;

  private Path folder = Path.of("");
  private HikariDataSource database = new HikariDataSource();

  /**
   * What an import has done.
   *
   * @param saved how many rows it says that it has written
   * @param rejects file and number of each line that it has rejected, sorted
   */
  public record Imported(long saved, List<String> rejects) {}

  /** Creates the files and the table. */
  @Setup
  public void create() throws IOException, SQLException {
    folder = Files.createTempDirectory("stageflow-import");
    for (int file = 0; file < FILES; file++) {
      Files.write(
          folder.resolve("readings-" + file + ".csv"),
          IntStream.rangeClosed(1, linesInAFile).mapToObj(CsvImport::line).toList());
    }
    database = new HikariDataSource();
    database.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID());
    execute(
        """
        create table reading (
          file varchar(99), line int, sensor varchar(99), celsius numeric(9, 2) check (celsius < 9999),
          primary key (file, line))""");
  }

  private static String line(int number) {
    if (number % UNREADABLE == 0) {
      return "roof: " + number;
    }
    return "roof," + (number % REFUSED == 0 ? "9999" : number % 100 + ".5");
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Deletes the files and the table. */
  @TearDown
  public void delete() {
    database.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** A loop, on the calling thread. */
  @Benchmark
  public Imported handLoop() throws Exception {
    return by(new LoopImporter());
  }

  /** A generated flow, on the calling thread. */
  @Benchmark
  public Imported generatedFlow() throws Exception {
    return by(new FlowImporter());
  }

  /** Reactor, on a thread for what blocks. */
  @Benchmark
  public Imported reactor() throws Exception {
    return by(new ReactorImporter());
  }

  /** Spring Batch, on the calling thread, without a database of its own. */
  @Benchmark
  public Imported springBatch() throws Exception {
    return by(new BatchImporter());
  }

  private Imported by(Importer importer) throws Exception {
    execute("truncate table reading");
    List<String> rejects = new ArrayList<>();
    long saved =
        importer.run(
            folder, database, line -> rejects.add(line.file().getFileName() + " " + line.number()));
    rejects.sort(Comparator.naturalOrder());
    return new Imported(saved, rejects);
  }

  /** Returns how many rows there are, and what they add up to. */
  String written() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        var row = statement.executeQuery("select count(*), sum(celsius) from reading")) {
      row.next();
      return row.getLong(1) + " rows, " + row.getBigDecimal(2);
    }
  }
}
