package dev.stageflow.tests.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.Flow;
import dev.stageflow.jdbc.QuerySequence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The import that the manual shows: what cannot be written is told row by row, and a run that was
 * stopped goes on. Here on H2; {@link PostgresReadingImportTest} is the same on PostgreSQL.
 */
class ReadingImportTest {
  private static final int LINES = 1_200;

  /** Is no number. */
  private static final int UNREADABLE = 3;

  /** Breaks a constraint of the table, within the second batch. */
  private static final int OUT_OF_RANGE = 700;

  /** Does so as the last line of the last batch. */
  private static final int LAST = LINES;

  @TempDir private Path folder;
  private DataSource database;
  private Path file;

  DataSource open() throws IOException {
    return JdbcConnectionPool.create(
        "jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=PostgreSQL", "", "");
  }

  @BeforeEach
  void createTablesAndFile() throws Exception {
    database = open();
    execute(
        "create table reading (file varchar(999), line int, sensor varchar(9), celsius numeric(9, 2)"
            + " check (celsius < 9999), primary key (file, line))");
    execute(
        "create table reject (file varchar(999), line int, reason varchar(9999),"
            + " primary key (file, line))");
    execute("create table saved (file varchar(999), line int, primary key (file, line))");
    file =
        Files.write(
            folder.resolve("readings.csv"),
            IntStream.rangeClosed(1, LINES).mapToObj(ReadingImportTest::line).toList());
  }

  @AfterEach
  void dropTables() throws SQLException {
    execute("drop table reading");
    execute("drop table reject");
    execute("drop table saved");
    if (database instanceof JdbcConnectionPool pool) {
      assertThat(pool.getActiveConnections()).isZero();
      pool.dispose();
    }
  }

  private static String line(int number) {
    return switch (number) {
      case UNREADABLE -> "roof,warm";
      case OUT_OF_RANGE, LAST -> "roof,9999";
      default -> "roof," + number + ".5";
    };
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Flow<Path, Long> readings() {
    return ReadingImportFlow.of(new ReadingImport(database));
  }

  private List<Integer> lines(String table) throws Exception {
    QuerySequence query =
        QuerySequence.on(database).sql("select line from " + table + " order by line");
    return Flow.<QuerySequence>begin()
        .sequenceFrom(lines -> lines.map(row -> row.getInt(1)))
        .build()
        .collect(query);
  }

  private void assertThatAllIsThereOnce() throws Exception {
    assertThat(lines("reading"))
        .isEqualTo(
            IntStream.rangeClosed(1, LINES)
                .filter(line -> line != UNREADABLE && line != OUT_OF_RANGE && line != LAST)
                .boxed()
                .toList());
    assertThat(lines("reject")).containsExactly(UNREADABLE, OUT_OF_RANGE, LAST);
  }

  @Test
  void whatCannotBeReadOrWrittenIsRejectedAndTheOthersAreSaved() throws Exception {
    assertThat(readings().collect(file)).containsExactly(500L, 499L, 198L);
    assertThatAllIsThereOnce();
  }

  @Test
  void aRunThatWasStoppedGoesOnAfterItsLastBatch() throws Exception {
    try (Stream<Long> saved = readings().stream(file)) {
      assertThat(saved.findFirst()).contains(500L);
    }
    assertThat(lines("reading")).hasSize(500);
    assertThat(readings().collect(file)).containsExactly(499L, 198L);
    assertThatAllIsThereOnce();
  }

  @Test
  void aRejectOfARunThatWasStoppedBeforeItsFirstBatchIsNotWrittenTwice() throws Exception {
    execute("insert into reject values ('" + file + "', " + UNREADABLE + ", 'not a number')");
    assertThat(readings().collect(file)).containsExactly(500L, 499L, 198L);
    assertThatAllIsThereOnce();
  }

  @Test
  void aRunAfterTheLastHasNothingToDo() throws Exception {
    readings().collect(file);
    assertThat(readings().collect(file)).isEmpty();
    assertThatAllIsThereOnce();
  }

  @Test
  void theManualShowsThisVeryCode() throws IOException {
    Path here = Path.of("src", "test", "java", "dev", "stageflow", "tests", "database");
    String source = Files.readString(here.resolve("ReadingImport.java"));
    String shown = source.substring(source.indexOf("// manual") + 9, source.indexOf("// end"));
    assertThat(Files.readString(Path.of("..", "docs", "databases.md"))).contains(shown.strip());
  }
}
