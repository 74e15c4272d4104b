package dev.stageflow.tests.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToCreateStatementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A stream of Jdbi's is a sequence, as the manual shows, and gives its connection back. */
class JdbiManualTest {
  private final JdbcConnectionPool pool =
      JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "");
  private final Jdbi database = Jdbi.create(pool);
  private final JdbiOrdersFlow flow = JdbiOrdersFlow.of(new JdbiOrders(database));

  @AfterEach
  void allConnectionsWereGivenBack() {
    assertThat(pool.getActiveConnections()).isZero();
    pool.dispose();
  }

  private void fill() {
    database.useHandle(
        handle -> {
          handle.execute("create table orders (number int, customer varchar)");
          handle.execute("insert into orders values (1, 'ann'), (2, 'bob'), (3, 'ann')");
        });
  }

  @Test
  void itsRowsAreItems() {
    fill();
    assertThat(flow.collect("ann")).containsExactly(1, 3);
  }

  @Test
  void aRunThatStopsEarlyGivesTheConnectionBack() {
    fill();
    try (Stream<Integer> orders = flow.stream("ann")) {
      assertThat(orders.findFirst()).contains(1);
      assertThat(pool.getActiveConnections()).isEqualTo(1);
    }
  }

  @Test
  void aQueryThatCannotBePreparedGivesTheConnectionBack() {
    assertThatThrownBy(() -> flow.collect("ann"))
        .isInstanceOf(UnableToCreateStatementException.class);
  }

  @Test
  void theManualShowsThisVeryCode() throws IOException {
    Path here = Path.of("src", "test", "java", "dev", "stageflow", "tests", "database");
    String source = Files.readString(here.resolve("JdbiOrders.java"));
    String shown =
        source
            .substring(source.indexOf("// manual") + 9, source.indexOf("  // end"))
            .stripTrailing()
            .stripIndent();
    assertThat(Files.readString(Path.of("..", "docs", "databases.md"))).contains(shown.strip());
  }
}
