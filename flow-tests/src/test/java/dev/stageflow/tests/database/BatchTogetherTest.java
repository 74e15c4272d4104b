package dev.stageflow.tests.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.Flow;
import dev.stageflow.jdbc.BatchUpdate;
import dev.stageflow.jdbc.QuerySequence;
import dev.stageflow.jdbc.RejectedRow;
import java.io.IOException;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Several statements share a transaction, and rows that the database rejects keep no others from
 * being written. Here on H2; {@link PostgresBatchTogetherTest} is the same on PostgreSQL, where a
 * failed statement aborts a transaction.
 */
class BatchTogetherTest {
  private DataSource database;

  DataSource open() throws IOException {
    return JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "", "");
  }

  @BeforeEach
  void create() throws Exception {
    database = open();
    execute(
        "create table numbers (id bigint generated always as identity, amount int unique"
            + " check (amount > 0), name varchar(4))");
    execute("create table reject (amount int primary key, reason varchar(999))");
    execute("create table position (name varchar(9) primary key, amount int)");
  }

  @AfterEach
  void drop() throws SQLException {
    execute("drop table numbers");
    execute("drop table reject");
    execute("drop table position");
    if (database instanceof JdbcConnectionPool pool) {
      assertThat(pool.getActiveConnections()).isZero();
      pool.dispose();
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private BatchUpdate sql(String sql) {
    return BatchUpdate.on(database).sql(sql);
  }

  private BatchUpdate insert(List<Integer> numbers) throws SQLException {
    return sql("insert into numbers (amount) values (?)")
        .rows(numbers, (number, row) -> row.bind(number));
  }

  private BatchUpdate insert(List<Integer> numbers, RejectedRow<Integer> rejected)
      throws SQLException {
    return sql("insert into numbers (amount) values (?)")
        .rows(numbers, (number, row) -> row.bind(number), rejected);
  }

  private BatchUpdate reject() {
    return sql("insert into reject (amount, reason) values (?, ?)");
  }

  private BatchUpdate position(int value) {
    return sql("insert into position (name, amount) values (?, ?)").row("here", value);
  }

  private List<Integer> amounts(String table) throws Exception {
    QuerySequence query =
        QuerySequence.on(database).sql("select amount from " + table + " order by amount");
    return Flow.<QuerySequence>begin()
        .sequenceFrom(amounts -> amounts.map(row -> row.getInt(1)))
        .build()
        .collect(query);
  }

  private static List<Integer> upTo(int last) {
    return IntStream.rangeClosed(1, last).boxed().toList();
  }

  @Test
  void updatesAreWrittenTogetherAndTheFirstIsCounted() throws Exception {
    assertThat(insert(upTo(3)).with(position(3)).with(reject().row(9, null)).execute())
        .isEqualTo(3);
    assertThat(amounts("numbers")).containsExactly(1, 2, 3);
    assertThat(amounts("position")).containsExactly(3);
    assertThat(amounts("reject")).containsExactly(9);
  }

  @Test
  void updatesAreWrittenInTheirOrder() throws Exception {
    BatchUpdate twice = sql("update position set amount = 2 * amount").row();
    BatchUpdate oneMore = sql("update position set amount = amount + 1").row();
    position(1).with(twice.with(oneMore)).with(twice).execute();
    assertThat(amounts("position")).containsExactly(6);
  }

  @Test
  void updatesAreWrittenBothOrNone() throws Exception {
    position(1).execute();
    BatchUpdate together = insert(upTo(3)).with(position(2));
    assertThatThrownBy(together::execute).isInstanceOf(BatchUpdateException.class);
    assertThat(amounts("numbers")).isEmpty();
    assertThat(insert(upTo(3)).execute()).isEqualTo(3);
  }

  @Test
  void withoutRowsOfItsOwnAnUpdateWritesTheOthers() throws Exception {
    assertThat(insert(List.of()).with(position(7)).execute()).isZero();
    assertThat(insert(List.of()).with(reject().row(7, "")).execute(List.of("id"), key -> 1))
        .isEmpty();
    assertThat(amounts("position")).containsExactly(7);
    assertThat(amounts("reject")).containsExactly(7);
    assertThat(insert(List.of()).with(reject()).execute()).isZero();
  }

  @Test
  void keysAreThoseOfTheFirst() throws Exception {
    List<Long> keys =
        insert(upTo(3)).with(position(1)).execute(List.of("id"), key -> key.getLong(1));
    assertThat(keys).containsExactly(1L, 2L, 3L);
  }

  @Test
  void rejectedRowsKeepNoOthersFromBeingWritten() throws Exception {
    List<Integer> numbers = new ArrayList<>(upTo(500));
    numbers.set(0, -1);
    numbers.set(250, 250); // is there
    numbers.set(251, -2);
    numbers.set(499, -3);
    List<Integer> rejected = new ArrayList<>();
    List<String> states = new ArrayList<>();
    long written =
        insert(
                numbers,
                (number, failure) -> {
                  rejected.add(number);
                  states.add(failure.getSQLState().substring(0, 2));
                  assertThat((Throwable) failure).isNotInstanceOf(BatchUpdateException.class);
                  return null;
                })
            .execute();
    assertThat(written).isEqualTo(496);
    assertThat(rejected).containsExactly(-1, 250, -2, -3);
    assertThat(states).containsOnly("23");
    List<Integer> expected = new ArrayList<>(upTo(500));
    expected.removeAll(List.of(1, 251, 252, 500));
    assertThat(amounts("numbers")).isEqualTo(expected);
  }

  @Test
  void theKeysOfTheOthersAreInTheOrderOfTheRows() throws Exception {
    List<Integer> inserted =
        insert(List.of(3, -1, 2, 3, 1, 9, -2), (number, failure) -> null)
            .execute(List.of("amount"), key -> key.getInt(1));
    assertThat(inserted).containsExactly(3, 2, 1, 9);
  }

  @Test
  void whatStandsInPlaceOfARowIsWrittenWithTheOthers() throws Exception {
    long written =
        insert(List.of(1, -1, 2, -2), (number, failure) -> reject().row(number, "" + failure))
            .with(position(4))
            .execute();
    assertThat(written).isEqualTo(2);
    assertThat(amounts("numbers")).containsExactly(1, 2);
    assertThat(amounts("reject")).containsExactly(-2, -1);
    assertThat(amounts("position")).containsExactly(4);
  }

  @Test
  void whatStandsInPlaceOfARowIsRolledBackWithTheOthers() throws Exception {
    position(1).execute();
    BatchUpdate update =
        insert(List.of(1, -1), (number, failure) -> reject().row(number, null)).with(position(2));
    assertThatThrownBy(update::execute).isInstanceOf(BatchUpdateException.class);
    assertThat(amounts("numbers")).isEmpty();
    assertThat(amounts("reject")).isEmpty();
  }

  @Test
  void whatStandsInPlaceOfARowMayBeRejectedItself() throws Exception {
    reject().row(-1, null).execute();
    List<String> lost = new ArrayList<>();
    insert(
            List.of(-1, 1, -2),
            (number, failure) ->
                reject()
                    .rows(
                        List.of(number),
                        (each, row) -> row.bind(each).bind("no"),
                        (each, again) -> {
                          lost.add("lost " + each);
                          return null;
                        }))
        .execute();
    assertThat(lost).containsExactly("lost -1");
    assertThat(amounts("numbers")).containsExactly(1);
    assertThat(amounts("reject")).containsExactly(-2, -1);
  }

  @Test
  void allRowsMayBeRejected() throws Exception {
    List<Integer> numbers = Collections.nCopies(100, -1);
    List<Integer> rejected = new ArrayList<>();
    BatchUpdate update =
        insert(
            numbers,
            (number, failure) -> {
              rejected.add(number);
              return null;
            });
    assertThat(update.with(position(100)).execute()).isZero();
    assertThat(rejected).isEqualTo(numbers);
    assertThat(amounts("position")).containsExactly(100);
  }

  @Test
  void aValueThatDoesNotFitIsRejected() throws Exception {
    List<String> rejected = new ArrayList<>();
    long written =
        sql("insert into numbers (amount, name) values (?, ?)")
            .rows(
                List.of("one", "three", "four"),
                (name, row) -> row.bind(name.length()).bind(name),
                (name, failure) -> {
                  rejected.add(name);
                  return null;
                })
            .execute();
    assertThat(written).isEqualTo(2);
    assertThat(rejected).containsExactly("three");
  }

  @Test
  void aRejectedRowMayFailItsBatch() throws Exception {
    List<Throwable> thrown = new ArrayList<>();
    BatchUpdate update =
        insert(
            List.of(1, -1, 2),
            (number, failure) -> {
              thrown.add(failure);
              throw failure;
            });
    assertThatThrownBy(update::execute)
        .satisfies(failure -> assertThat(thrown).containsExactly(failure));
    assertThat(amounts("numbers")).isEmpty();
  }

  @Test
  void aRowThatMayNotBeRejectedFailsItsBatch() throws Exception {
    BatchUpdate update =
        insert(List.of(1, -1), (number, failure) -> null)
            .rows(List.of(2, -2), (number, row) -> row.bind(number));
    assertThatThrownBy(update::execute).isInstanceOf(BatchUpdateException.class);
    assertThat(amounts("numbers")).isEmpty();
  }

  @Test
  void aStatementThatIsWrongRejectsNoRow() throws Exception {
    List<Integer> rejected = new ArrayList<>();
    BatchUpdate update =
        sql("insert into no_such_table (amount) values (?)")
            .rows(
                List.of(1, 2),
                (number, row) -> row.bind(number),
                (number, failure) -> {
                  rejected.add(number);
                  return null;
                });
    assertThatThrownBy(update::execute).isInstanceOf(SQLException.class);
    assertThat(rejected).isEmpty();
  }

  /** It is the binder's fault, so that no row would fare better. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "insert into numbers (amount) values (1)",
        "insert into numbers (name, amount) values (?, ?)"
      })
  void aWrongNumberOfValuesRejectsNoRow(String sql) throws Exception {
    List<String> rejected = new ArrayList<>();
    BatchUpdate update =
        sql(sql)
            .rows(
                List.of("1", "2"),
                (name, row) -> row.bind(name),
                (name, failure) -> {
                  rejected.add(name);
                  return null;
                });
    assertThatThrownBy(update::execute).isInstanceOf(SQLException.class);
    assertThat(rejected).isEmpty();
    assertThat(amounts("numbers")).isEmpty();
  }

  @Test
  void anUpdateIsAPartOfATransactionOfTheCaller() throws Exception {
    BatchUpdate update = insert(List.of(1, -1, 2), (number, failure) -> reject().row(number, null));
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      assertThat(update.with(position(2)).execute(connection)).isEqualTo(2);
      assertThat(amounts("numbers")).isEmpty();
      connection.rollback();
      assertThat(update.with(position(3)).execute(connection)).isEqualTo(2);
      connection.commit();
      connection.setAutoCommit(true);
    }
    assertThat(amounts("numbers")).containsExactly(1, 2);
    assertThat(amounts("reject")).containsExactly(-1);
    assertThat(amounts("position")).containsExactly(3);
  }

  @Test
  void anUpdateThatFailsLeavesTheCallersTransactionToTheCaller() throws Exception {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      BatchUpdate update = insert(List.of(1, -1));
      assertThatThrownBy(() -> update.execute(connection)).isInstanceOf(BatchUpdateException.class);
      assertThat(connection.isClosed()).isFalse();
      connection.rollback();
      connection.setAutoCommit(true);
    }
    assertThat(amounts("numbers")).isEmpty();
  }

  @Test
  void aConnectionInAutoCommitModeHasNoTransaction() throws Exception {
    try (Connection connection = database.getConnection()) {
      BatchUpdate update = insert(List.of(1));
      assertThatThrownBy(() -> update.execute(connection))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the connection is in auto-commit mode: no transaction");
    }
    assertThat(amounts("numbers")).isEmpty();
  }

  @Test
  void updatesOfTwoDatabasesAreNotWrittenTogether() throws Exception {
    DataSource elsewhere = JdbcConnectionPool.create("jdbc:h2:mem:elsewhere", "", "");
    BatchUpdate other = BatchUpdate.on(elsewhere).sql("insert into t values (?)").row(1);
    assertThatThrownBy(() -> position(1).with(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "updates of two data sources cannot share a transaction:"
                + " \"insert into position (name, amount) values (?, ?)\" and"
                + " \"insert into t values (?)\"");
    BatchUpdate update = insert(List.of(1, -1), (number, failure) -> other);
    assertThatThrownBy(update::execute).isInstanceOf(IllegalArgumentException.class);
    assertThat(amounts("numbers")).isEmpty();
  }
}
