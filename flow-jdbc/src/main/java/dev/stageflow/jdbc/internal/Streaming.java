package dev.stageflow.jdbc.internal;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What makes a driver give rows as they are read instead of gathering them all first. A matter of
 * the driver, not of the database: MariaDB's driver speaks to MySQL, and the other way round.
 */
enum Streaming {

  /**
   * The fetch size does it, or nothing does. Oracle and SQL Server read in pieces anyhow. MariaDB
   * Connector/J streams with a positive fetch size, and since 3.0 refuses {@code Integer.MIN_VALUE}
   * (<a href="https://mariadb.com/kb/en/about-mariadb-connector-j/#streaming-result-sets">streaming
   * result sets</a>). H2 takes no heed of it: it buffers the result, on disk if it is large (<a
   * href="https://h2database.com/html/advanced.html#result_sets">result sets</a>), unless the URL
   * says {@code LAZY_QUERY_EXECUTION=1} (<a
   * href="https://h2database.com/html/commands.html#set_lazy_query_execution">that setting</a>).
   */
  FETCH_SIZE,

  /**
   * PostgreSQL's driver reads through a cursor only outside auto-commit, forward only, and with a
   * fetch size; else it takes all rows into memory, without a word (<a
   * href="https://jdbc.postgresql.org/documentation/query/#getting-results-based-on-a-cursor">getting
   * results based on a cursor</a>).
   */
  TRANSACTION,

  /**
   * MySQL Connector/J reads row by row if the fetch size is {@code Integer.MIN_VALUE} and the
   * result forward-only and read-only; no other fetch size has a meaning for it (<a
   * href="https://dev.mysql.com/doc/connector-j/en/connector-j-reference-implementation-notes.html">JDBC
   * API implementation notes, ResultSet</a>), unless the URL says {@code useCursorFetch=true} (<a
   * href="https://dev.mysql.com/doc/connector-j/en/connector-j-connp-props-performance-extensions.html">performance
   * extensions</a>): then a positive one opens a cursor on the server, which is to be preferred, as
   * it can be left early without reading the rest.
   */
  ROW_BY_ROW;

  static Streaming of(DatabaseMetaData database) throws SQLException {
    String driver = lower(database.getDriverName());
    if (driver.contains("mysql")) {
      String url = lower(database.getURL());
      return url.contains("usecursorfetch=true") ? FETCH_SIZE : ROW_BY_ROW;
    }
    String product = lower(database.getDatabaseProductName());
    return driver.contains("postgresql") || product.contains("postgresql")
        ? TRANSACTION
        : FETCH_SIZE;
  }

  int fetchSize(int rows) {
    return this == ROW_BY_ROW ? Integer.MIN_VALUE : rows;
  }

  private static String lower(@Nullable String name) {
    return name == null ? "" : name.toLowerCase(Locale.ROOT);
  }
}
