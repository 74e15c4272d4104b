package dev.stageflow.tests.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Upstream;
import dev.stageflow.jdbc.QueryIterator;
import dev.stageflow.jdbc.QuerySequence;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** As many runs as a pool has connections go through queries within queries. */
@Timeout(60)
class NestedQueriesTest {
  private static final int RUNS = 3;

  /** Meets the other runs where each holds the connection of its outer query. */
  record CustomerOrders(DataSource database, CyclicBarrier others) {
    @Sequence
    QueryIterator<Integer> customers(int most) {
      return QuerySequence.on(database)
          .sql("select id from customers where id <= ? order by id")
          .bind(most)
          .fetchSize(1)
          .map(row -> row.getInt(1));
    }

    @Sequence
    QueryIterator<Integer> orders(int customer) throws Exception {
      if (customer == 1) {
        others.await();
      }
      return QuerySequence.on(database)
          .sql("select number from orders where customer = ? order by number")
          .bind(customer)
          .fetchSize(1)
          .map(row -> row.getInt(1));
    }

    @Function
    String line(int number, @Upstream("customers") int customer) {
      return customer + ":" + number;
    }
  }

  @Test
  void eachOnOneConnectionOfH2() throws Exception {
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";QUERY_CACHE_SIZE=0;DB_CLOSE_DELAY=-1");
    eachOnOneConnection(database);
  }

  @Test
  void eachOnOneConnectionOfPostgres() throws Exception {
    try (Postgres server = Postgres.start()) {
      eachOnOneConnection(server.dataSource());
    }
  }

  private static void eachOnOneConnection(DataSource database) throws Exception {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table customers (id int)");
      statement.execute("create table orders (customer int, number int)");
      statement.execute("insert into customers values (1), (2), (3)");
      statement.execute("insert into orders values (1, 10), (1, 11), (2, 20), (3, 30), (3, 31)");
    }
    CyclicBarrier others = new CyclicBarrier(RUNS);
    ExecutorService threads = Executors.newFixedThreadPool(RUNS);
    try (HikariDataSource pool = pool(database)) {
      List<Future<List<String>>> runs = new ArrayList<>();
      for (int run = 0; run < RUNS; run++) {
        runs.add(threads.submit(() -> ordersOfAll(pool, others)));
      }
      for (Future<List<String>> run : runs) {
        assertThat(run.get()).containsExactly("1:10", "1:11", "2:20", "3:30", "3:31");
      }
      assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    } finally {
      threads.shutdown();
    }
  }

  private static List<String> ordersOfAll(DataSource pool, CyclicBarrier others) throws Exception {
    try (Connection connection = pool.getConnection()) {
      DataSource one = new SingleConnectionDataSource(connection, true);
      return NestedQueriesTest_CustomerOrdersFlow.of(new CustomerOrders(one, others)).collect(3);
    }
  }

  private static HikariDataSource pool(DataSource database) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(database);
    config.setMaximumPoolSize(RUNS);
    return new HikariDataSource(config);
  }
}
