package dev.stageflow.benchmarks.report;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
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

/** A report is made of a table in memory: ten regions, a hundred customers in each. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class SalesDocument {
  private static final int REGIONS = 10;
  private static final int CUSTOMERS = 100;

  /** HTML, or lines of JSON. */
  @Param({"HTML", "NDJSON"})
  Format format = Format.HTML;

  /** How many items a customer has bought. */
  @Param("50")
  public int items = 50;

  private HikariDataSource database = new HikariDataSource();

  /** Creates the table. */
  @Setup
  public void create() throws SQLException {
    database = new HikariDataSource();
    database.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID());
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create table sold (region varchar(9), customer varchar(9), id int, product varchar(9),"
              + " cents bigint, primary key (region, customer, id))");
      try (PreparedStatement insert =
          connection.prepareStatement("insert into sold values (?, ?, ?, ?, ?)")) {
        fill(insert);
        insert.executeBatch();
      }
    }
  }

  private void fill(PreparedStatement insert) throws SQLException {
    for (int region = 0; region < REGIONS; region++) {
      for (int customer = 0; customer < CUSTOMERS; customer++) {
        for (int item = 0; item < items; item++) {
          insert.setString(1, "region " + region);
          insert.setString(2, "c " + customer);
          insert.setInt(3, item);
          insert.setString(4, "p " + item % 7);
          insert.setLong(5, 100L * region + customer + item);
          insert.addBatch();
        }
      }
    }
  }

  /** Drops the table. */
  @TearDown
  public void drop() {
    database.close();
  }

  /** A loop with the item before, on the calling thread. */
  @Benchmark
  public String handLoop() throws Exception {
    return by(new LoopReporter());
  }

  /** A generated flow, on the calling thread. */
  @Benchmark
  public String generatedFlow() throws Exception {
    return by(new FlowReporter());
  }

  /** A flow that is put together at run time, on the calling thread. */
  @Benchmark
  public String builtFlow() throws Exception {
    return by(new BuiltReporter());
  }

  /** Reactor, on a thread for what blocks. */
  @Benchmark
  public String reactor() throws Exception {
    return by(new ReactorReporter());
  }

  private String by(Reporter reporter) throws Exception {
    StringBuilder document = new StringBuilder();
    reporter.write(database, format, document::append);
    return document.toString();
  }
}
