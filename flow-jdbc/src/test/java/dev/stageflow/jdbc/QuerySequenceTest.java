package dev.stageflow.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.Flow;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.JDBCType;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Queries of a real database. */
class QuerySequenceTest {
  private JdbcConnectionPool database;

  private record Order(long number, LocalDate placed) {}

  @BeforeEach
  void fill() throws Exception {
    database = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "");
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table orders (number bigint, customer varchar, placed date)");
      statement.execute(
          """
          insert into orders values
            (1, 'ann', date '2026-01-31'), (2, 'bob', null), (3, 'ann', date '2026-02-01')""");
    }
  }

  @AfterEach
  void allConnectionsWereGivenBack() {
    assertThat(database.getActiveConnections()).isZero();
    database.dispose();
  }

  @Test
  void rowsBecomeItems() throws Exception {
    QuerySequence query =
        QuerySequence.on(database)
            .sql("select number, placed from orders where customer = ? order by number")
            .bind("ann");
    assertThat(all(query.map(row -> new Order(row.getLong(1), row.getObject(2, LocalDate.class)))))
        .containsExactly(
            new Order(1, LocalDate.of(2026, 1, 31)), new Order(3, LocalDate.of(2026, 2, 1)));
  }

  @Test
  void aRowThatTheMapperMakesNothingOfIsSkipped() throws Exception {
    QuerySequence query =
        QuerySequence.on(database).sql("select placed from orders order by number");
    assertThat(all(query.map(row -> row.getObject(1, LocalDate.class))))
        .containsExactly(LocalDate.of(2026, 1, 31), LocalDate.of(2026, 2, 1));
  }

  @Test
  void theTypesOfJavaTimeAreBound() throws Exception {
    OffsetDateTime moment = OffsetDateTime.parse("2026-01-31T10:15:30+02:00");
    LocalDateTime local = LocalDateTime.parse("2026-01-31T10:15:30");
    QuerySequence query =
        QuerySequence.on(database)
            .sql(
                """
                select cast(? as date), cast(? as time), cast(? as timestamp),
                  cast(? as timestamp with time zone), cast(? as numeric(9, 2)), cast(? as uuid)""")
            .bind(local.toLocalDate())
            .bind(local.toLocalTime())
            .bind(local)
            .bind(moment)
            .bind(new BigDecimal("12.50"))
            .bind(new UUID(1, 2));
    List<Object> values = new ArrayList<>();
    all(
        query.map(
            row -> {
              values.add(row.getObject(1, LocalDate.class));
              values.add(row.getObject(2, LocalTime.class));
              values.add(row.getObject(3, LocalDateTime.class));
              values.add(row.getObject(4, OffsetDateTime.class));
              values.add(row.getBigDecimal(5));
              values.add(row.getObject(6, UUID.class));
              return null;
            }));
    assertThat(values)
        .containsExactly(
            local.toLocalDate(),
            local.toLocalTime(),
            local,
            moment,
            new BigDecimal("12.50"),
            new UUID(1, 2));
  }

  @Test
  void aNullIsBoundWithAndWithoutAType() throws Exception {
    QuerySequence query =
        QuerySequence.on(database)
            .sql("select number from orders where placed is not distinct from cast(? as date)");
    assertThat(all(query.bind(null).map(row -> row.getLong(1)))).containsExactly(2L);
    assertThat(all(query.bind(null, JDBCType.DATE).map(row -> row.getLong(1)))).containsExactly(2L);
  }

  @Test
  void aValueIsNeverPartOfTheText() throws Exception {
    QuerySequence query =
        QuerySequence.on(database)
            .sql("select number from orders where customer = ?")
            .bind("' or '1' = '1");
    assertThat(all(query.map(row -> row.getLong(1)))).isEmpty();
  }

  @Test
  void aDescriptionIsUsedAgainAndUnchangedByWhatIsMadeOfIt() throws Exception {
    QuerySequence query =
        QuerySequence.on(database).sql("select number from orders where number > ?");
    QuerySequence afterOne = query.bind(1);
    QuerySequence afterTwo = query.bind(2);
    QuerySequence first = afterOne.maxRows(1);
    assertThat(all(afterOne.map(row -> row.getLong(1)))).containsExactlyInAnyOrder(2L, 3L);
    assertThat(all(afterTwo.map(row -> row.getLong(1)))).containsExactly(3L);
    assertThat(all(first.map(row -> row.getLong(1)))).hasSize(1);
    assertThat(all(afterOne.map(row -> row.getLong(1)))).hasSize(2);
  }

  @Test
  void nothingIsOpenedBeforeTheFirstRowIsAskedFor() throws Exception {
    QueryIterator<Long> numbers =
        QuerySequence.on(database).sql("select number from orders").map(row -> row.getLong(1));
    assertThat(database.getActiveConnections()).isZero();
    numbers.next();
    assertThat(database.getActiveConnections()).isEqualTo(1);
    numbers.close();
  }

  @Test
  void aFlowReadsAndClosesIt() throws Exception {
    Flow<String, Long> flow =
        Flow.<String>begin()
            .sequenceFrom(
                customer ->
                    QuerySequence.on(database)
                        .sql("select number from orders where customer = ? order by number")
                        .bind(customer)
                        .map(row -> row.getLong(1)))
            .build();
    assertThat(flow.collect("ann")).containsExactly(1L, 3L);
    try (var first = flow.stream("ann")) {
      assertThat(first.findFirst()).contains(1L);
    }
  }

  @Test
  void aWrongStatementFailsWithTheDriversException() {
    QueryIterator<Long> numbers =
        QuerySequence.on(database).sql("select nothing from orders").map(row -> row.getLong(1));
    assertThatThrownBy(numbers::next)
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("NOTHING");
  }

  @Test
  void settingsThatMeanNothingAreRefused() {
    QuerySequence query = QuerySequence.on(database).sql("select 1");
    assertThatThrownBy(() -> query.fetchSize(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> query.maxRows(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> query.timeout(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> query.timeout(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> query.timeout(Duration.ofSeconds(1L + Integer.MAX_VALUE)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> QuerySequence.on(null)).isInstanceOf(NullPointerException.class);
  }

  /** Reads on behind rows without an item, as a flow does. */
  private static <T> List<T> all(QueryIterator<T> iterator) throws Exception {
    return Flow.<String>begin().sequenceFrom(input -> iterator).build().collect("");
  }
}
