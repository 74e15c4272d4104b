package dev.stageflow.jdbc;

import dev.stageflow.jdbc.internal.Parameter;
import dev.stageflow.jdbc.internal.Query;
import java.sql.SQLType;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A database query as a sequence: its SQL, its parameters, and how its rows are read.
 *
 * <pre>{@code
 * public class OrderReport {
 *   private static final String ORDERS = "select number, placed from orders where customer = ?";
 *   private final DataSource database;
 *
 *   public OrderReport(DataSource database) {
 *     this.database = database;
 *   }
 *
 *   @Sequence
 *   QueryIterator<Order> orders(Customer customer) {
 *     return QuerySequence.on(database)
 *         .sql(ORDERS)
 *         .bind(customer.id())
 *         .timeout(Duration.ofSeconds(30))
 *         .map(row -> new Order(row.getLong(1), row.getObject(2, LocalDate.class)));
 *   }
 * }
 * }</pre>
 *
 * <p>It is a description: immutable, thread-safe, to be kept and used any number of times. Each
 * method gives a new one and leaves this as it is. {@link #map} makes an iterator of it, which is
 * for one use and opens its connection only when it is first asked for a row.
 *
 * <p>Rows are read on the thread that the stage runs on, and reading blocks: on an event loop, make
 * the stage a tunnel.
 */
public final class QuerySequence {
  private final Query query;

  QuerySequence(Query query) {
    this.query = query;
  }

  /**
   * Names the database to ask.
   *
   * @param dataSource gives a connection to each iterator, which gives it back by closing it; a
   *     connection pool, as a rule
   * @return where queries are put
   */
  public static QuerySource on(DataSource dataSource) {
    return new QuerySource(dataSource);
  }

  /**
   * Binds the next {@code ?}, from left to right, by {@link
   * java.sql.PreparedStatement#setObject(int, Object)}: strings, numbers, {@code byte[]}, {@code
   * LocalDate}, {@code LocalTime}, {@code LocalDateTime}, {@code OffsetDateTime} and whatever else
   * the driver takes. Too few or too many are the driver's {@code SQLException}, at the first row.
   *
   * @param value the value, not to be changed afterwards; {@code null} is SQL's NULL
   * @return the query with the value
   */
  public QuerySequence bind(@Nullable Object value) {
    return new QuerySequence(query.with(new Parameter(value, null)));
  }

  /**
   * Binds the next {@code ?} as a certain SQL type, by {@link
   * java.sql.PreparedStatement#setObject(int, Object, int)}: for a NULL whose type the database
   * cannot tell, or a type that the driver would not choose.
   *
   * @param value the value, not to be changed afterwards; {@code null} is SQL's NULL
   * @param type the type, such as {@link java.sql.JDBCType#NUMERIC}
   * @return the query with the value
   */
  public QuerySequence bind(@Nullable Object value, SQLType type) {
    return new QuerySequence(query.with(Parameter.of(value, type)));
  }

  /**
   * Sets how many rows the driver should read in one round trip. It bounds the memory that a query
   * takes; 1,000 by default. MySQL Connector/J uses it with {@code useCursorFetch} alone, and
   * without that reads row by row.
   *
   * @param rows how many, 1 or more
   * @return the query with this fetch size
   * @throws IllegalArgumentException if {@code rows} is not positive
   */
  public QuerySequence fetchSize(int rows) {
    return new QuerySequence(query.withFetchSize(positive(rows, "fetchSize")));
  }

  /**
   * Sets how many rows are read at most; the rest are dropped without a word. A limit in the SQL
   * text lets the database plan for it.
   *
   * @param rows how many, 1 or more
   * @return the query with this limit
   * @throws IllegalArgumentException if {@code rows} is not positive
   */
  public QuerySequence maxRows(int rows) {
    return new QuerySequence(query.withMaxRows(positive(rows, "maxRows")));
  }

  /**
   * Sets how long the statement may take, by {@link java.sql.Statement#setQueryTimeout}: the driver
   * decides whether that is until the first row is there, or until the last; past it, {@code next}
   * throws what the driver throws. There is no limit by default.
   *
   * @param limit more than nothing; rounded up to whole seconds
   * @return the query with this limit
   * @throws IllegalArgumentException if the limit is zero, negative, or more than {@code
   *     Integer.MAX_VALUE} seconds
   */
  public QuerySequence timeout(Duration limit) {
    return new QuerySequence(query.withTimeout(Query.seconds(limit)));
  }

  /**
   * Makes an iterator over the rows. The database is not asked until the iterator is.
   *
   * @param mapper makes an item of each row
   * @param <T> the items' type
   * @return a new iterator, for one use
   */
  public <T> QueryIterator<T> map(RowMapper<? extends T> mapper) {
    return new QueryIterator<>(query, mapper);
  }

  private static int positive(int rows, String name) {
    if (rows <= 0) {
      throw new IllegalArgumentException(name + ": " + rows);
    }
    return rows;
  }
}
