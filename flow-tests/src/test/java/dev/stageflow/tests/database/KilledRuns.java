package dev.stageflow.tests.database;

import dev.stageflow.DurableSink;
import dev.stageflow.DurableSourceRunner;
import dev.stageflow.Flow;
import dev.stageflow.FlowDescription;
import dev.stageflow.FlowOptions;
import dev.stageflow.FlowStore;
import dev.stageflow.function.StageConsumer;
import dev.stageflow.internal.durable.StoredSourceRunner;
import dev.stageflow.jdbc.JdbcFlowStore;
import dev.stageflow.tests.durable.Numbers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** A run that writes numbers into a table, where no key keeps one from being written twice. */
final class KilledRuns {
  static final DurableSink<Integer, Connection> INSERT = DurableSink.batch(KilledRuns::insert);

  private KilledRuns() {}

  static void create(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists stageflow_run");
      statement.execute("drop table if exists stageflow_run_owner");
      statement.execute("drop table if exists numbers");
      statement.execute("create table numbers (number int)");
    }
    JdbcFlowStore.of(database).createTables();
  }

  static void insert(List<Integer> numbers, Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("insert into numbers values (?)")) {
      for (int number : numbers) {
        statement.setInt(1, number);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** Returns whether each number was written once. */
  static boolean areExact(DataSource database, int rows) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet numbers = statement.executeQuery("select number from numbers order by number")) {
      IntStream.Builder written = IntStream.builder();
      while (numbers.next()) {
        written.add(numbers.getInt(1));
      }
      return Arrays.equals(written.build().toArray(), IntStream.rangeClosed(1, rows).toArray());
    }
  }

  static DurableSourceRunner<Integer, Connection> runner(
      FlowStore<Connection> store, int rows, StageConsumer<Integer> stage) {
    FlowDescription description = Flow.<Integer>identity().describe();
    return new StoredSourceRunner<Integer, Connection>(
            new Numbers(rows, stage), FlowOptions.defaults(), () -> description, store, "run")
        .saveEvery(Duration.ofMillis(2));
  }
}
