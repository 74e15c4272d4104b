package dev.stageflow.tests.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A report by queries within queries, by one join, and by a query for each batch is the same. */
@Timeout(120)
class ReportQueriesTest {
  private static final int CUSTOMERS = 1_200;

  @Test
  void theReportsOfH2AreTheSame() throws Exception {
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    theReportsAreTheSame(database);
  }

  @Test
  void theReportsOfPostgresAreTheSame() throws Exception {
    try (Postgres server = Postgres.start()) {
      theReportsAreTheSame(server.dataSource());
    }
  }

  private static void theReportsAreTheSame(DataSource database) throws Exception {
    fill(database, CUSTOMERS, 3);
    List<String> nested = NestedReportFlow.of(new NestedReport(database)).collect("north");
    assertThat(nested).hasSize(CUSTOMERS / 2).startsWith("Customer 2 9", "Customer 4 15");
    assertThat(JoinedReportFlow.of(new JoinedReport(database)).collect("north")).isEqualTo(nested);
    assertThat(BatchedReportFlow.of(new BatchedReport(database)).collect("north"))
        .isEqualTo(nested);
  }

  /** Every second customer is of the north; each has some orders, of its number of cents and up. */
  static void fill(DataSource database, int customers, int orders) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create table customer (id int primary key, name varchar(40), region char(5))");
      statement.execute("create table orders (customer int, cents bigint)");
      for (int id = 1; id <= customers; id++) {
        statement.addBatch(
            "insert into customer values (%d, 'Customer %d', '%s')"
                .formatted(id, id, id % 2 == 0 ? "north" : "south"));
        for (int order = 0; order < orders; order++) {
          statement.addBatch("insert into orders values (%d, %d)".formatted(id, id + order));
        }
      }
      statement.executeBatch();
      statement.execute("create index of_customer on orders (customer)");
    }
  }
}
