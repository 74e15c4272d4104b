package dev.stageflow.benchmarks.billing;

import com.zaxxer.hikari.HikariDataSource;
import dev.stageflow.jdbc.JdbcFlowStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/**
 * A million purchases are read from a table and billed into another one. A job that was stopped in
 * the midst goes on when it is started again: the bills and where it is are one transaction.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(3)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@SuppressWarnings("NullAway.Init") // what is made before the first call
public class Billing {
  static final String FILE = "file";
  static final String MEMORY = "memory";

  /** Where the database of H2 is. */
  @Param({FILE, MEMORY})
  String where = FILE;

  /** How many purchases there are. */
  @Param("1000000")
  int purchases = 1_000_000;

  private Path folder;
  private HikariDataSource database;
  private int jobs;

  /** Creates the database with the purchases, and the tables of both ways to do the job. */
  @Setup
  public void create() throws IOException, SQLException {
    open(Files.createTempDirectory("stageflow-billing"));
    execute("create table purchase (id bigint primary key, customer int, cents bigint)");
    execute(
        "insert into purchase select x, mod(x, 997), mod(x * 31, 100000) from system_range(1, "
            + purchases
            + ")");
    execute("create table bill (purchase bigint, customer int, cents bigint)");
    JdbcFlowStore.of(database).createTables();
    new ResourceDatabasePopulator(
            new ClassPathResource("org/springframework/batch/core/schema-h2.sql"))
        .execute(database);
  }

  /** Opens the database, which is in this folder if it is in a file. */
  void open(Path home) {
    folder = home;
    database = new HikariDataSource();
    database.setJdbcUrl(
        "jdbc:h2:" + (where.equals(FILE) ? folder.resolve("shop") : "mem:" + UUID.randomUUID()));
  }

  Path folder() {
    return folder;
  }

  /** Deletes what the job before has written. */
  @Setup(Level.Invocation)
  public void empty() throws SQLException {
    execute("truncate table bill");
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Deletes the database. */
  @TearDown
  public void delete() throws IOException {
    database.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** A durable flow, saved with its outputs. */
  @Benchmark
  public void savedFlow() throws Exception {
    run(new FlowBiller());
  }

  /** Spring Batch, with its repository in the same database. */
  @Benchmark
  public void springBatch() throws Exception {
    run(new BatchBiller());
  }

  private void run(Biller biller) throws Exception {
    jobs++;
    run(biller, "billing-" + jobs, Purchase::bill);
  }

  /** Begins a job, or goes on with the one of this name. */
  void run(Biller biller, String name, Biller.Rule rule) throws Exception {
    biller.run(database, name, rule);
  }

  /** Returns how many bills there are, of how many purchases, and what they add up to. */
  Written written() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select count(*), count(distinct purchase), coalesce(sum(cents), 0) from bill")) {
      row.next();
      return new Written(row.getLong(1), row.getLong(2), row.getLong(3));
    }
  }

  /**
   * What is in the table of bills.
   *
   * @param bills how many
   * @param purchases of how many purchases
   * @param cents what they add up to
   */
  record Written(long bills, long purchases, long cents) {}
}
