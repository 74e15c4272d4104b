package dev.stageflow.tests.database;

import dev.stageflow.DurableSink;
import dev.stageflow.DurableSourceRunner;
import dev.stageflow.FlowStore;
import dev.stageflow.jdbc.JdbcFlowStore;
import dev.stageflow.tests.durable.Invoices;
import dev.stageflow.tests.durable.InvoicesFlow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** A run that writes invoices into a table, where no key keeps a row from being written twice. */
final class KilledRuns {
  static final DurableSink<Invoices.Row, Connection> INSERT = DurableSink.batch(KilledRuns::insert);

  private KilledRuns() {}

  static void create(DataSource database, int customers) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists stageflow_run");
      statement.execute("drop table if exists stageflow_run_owner");
      statement.execute("drop table if exists written");
      // The position, which grows, shows the order; rows that are rolled back leave gaps.
      statement.execute(
          "create table written (position bigint generated always as identity, content text)");
    }
    Invoices.create(database, customers);
    JdbcFlowStore.of(database).createTables();
  }

  static void insert(List<? extends Invoices.Row> rows, Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("insert into written (content) values (?)")) {
      for (Invoices.Row row : rows) {
        statement.setString(1, row.toString());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** Returns what is wrong with the rows of some customers: one twice, missing, or another one. */
  static Optional<String> fault(DataSource database, int customers) throws SQLException {
    List<String> expected = Invoices.rows(customers).stream().map(Object::toString).toList();
    List<String> written = new ArrayList<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select content from written order by position")) {
      while (rows.next()) {
        written.add(rows.getString(1));
      }
    }
    for (int i = 0; i < Math.min(written.size(), expected.size()); i++) {
      if (!written.get(i).equals(expected.get(i))) {
        return Optional.of("row %d is %s, not %s".formatted(i, written.get(i), expected.get(i)));
      }
    }
    return written.size() == expected.size()
        ? Optional.empty()
        : Optional.of("%d rows, not %d".formatted(written.size(), expected.size()));
  }

  static DurableSourceRunner<Invoices.Row, Connection> runner(
      FlowStore<Connection> store, Invoices invoices) {
    return InvoicesFlow.of(invoices).durable(store, "run").saveEvery(Duration.ofMillis(2));
  }
}
