package dev.stageflow.examples.report.database;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Fills a database with TPC-H's rows, once. A table of the loader's own tells whether that has been
 * done, so that a load which was broken off is done again, and no table of somebody else dropped.
 */
public final class TpchLoader {
  private static final String MARK = "stageflow_tpch";
  private static final int ROWS_IN_BATCH = 1_000;
  private static final int BATCHES_BETWEEN_LINES = 100;

  private final DataSource database;
  private final double scale;
  private final Consumer<String> progress;

  /**
   * Makes a loader.
   *
   * @param database what to fill
   * @param scale TPC-H's scale factor, positive: 1 is six million line items
   * @param progress takes a line of text now and then, on the thread that loads
   */
  public TpchLoader(DataSource database, double scale, Consumer<String> progress) {
    this.database = database;
    this.scale = scale;
    this.progress = progress;
  }

  /**
   * Makes and fills the tables, unless they are filled; this takes a while, on the calling thread.
   *
   * @throws SQLException if that fails, such as where there are other tables of these names
   */
  public void loadOnce() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      List<Table<?>> tables = TpchTables.at(scale);
      if (!exists(connection, MARK)) {
        requireNone(connection, tables);
        statement.execute("CREATE TABLE " + MARK + " (scale DOUBLE PRECISION NOT NULL)");
      } else if (isLoaded(statement)) {
        return;
      } else {
        drop(statement, tables);
      }
      for (Table<?> table : tables) {
        load(connection, table);
      }
      statement.execute("INSERT INTO " + MARK + " VALUES (" + scale + ")");
    }
  }

  private static void requireNone(Connection connection, List<Table<?>> tables)
      throws SQLException {
    for (Table<?> table : tables) {
      if (exists(connection, table.name())) {
        throw new SQLException(
            "the database has a table " + table.name() + " that was not made by this program");
      }
    }
  }

  private static boolean exists(Connection connection, String table) throws SQLException {
    DatabaseMetaData data = connection.getMetaData();
    String name = data.storesUpperCaseIdentifiers() ? table.toUpperCase(Locale.ROOT) : table;
    try (ResultSet tables =
        data.getTables(connection.getCatalog(), connection.getSchema(), name, null)) {
      return tables.next();
    }
  }

  private static boolean isLoaded(Statement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery("SELECT scale FROM " + MARK)) {
      return rows.next();
    }
  }

  private static void drop(Statement statement, List<Table<?>> tables) throws SQLException {
    for (int i = tables.size() - 1; i >= 0; i--) { // those that refer to others first
      statement.execute(tables.get(i).drop());
    }
  }

  private <T> void load(Connection connection, Table<T> table) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(table.create());
      connection.setAutoCommit(false);
      try (PreparedStatement insert = connection.prepareStatement(table.insert())) {
        long count = insertAll(insert, table);
        connection.commit();
        report(table, count);
      } finally {
        connection.setAutoCommit(true);
      }
      for (String index : table.createIndices()) {
        statement.execute(index);
      }
    }
  }

  private <T> long insertAll(PreparedStatement insert, Table<T> table) throws SQLException {
    long count = 0;
    for (T row : table.rows()) {
      table.binder().bind(insert, row);
      insert.addBatch();
      if (++count % ROWS_IN_BATCH == 0) {
        insert.executeBatch();
        if (count % (ROWS_IN_BATCH * BATCHES_BETWEEN_LINES) == 0) {
          report(table, count);
        }
      }
    }
    insert.executeBatch();
    return count;
  }

  private void report(Table<?> table, long count) {
    progress.accept(String.format(Locale.ROOT, "Filling %s: %,d rows", table.name(), count));
  }
}
