package dev.stageflow.tests.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.Flow;
import dev.stageflow.jdbc.QuerySequence;
import dev.stageflow.tests.database.ChunkBatches.Chunk;
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
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToCreateStatementException;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Streams of libraries are sequences, and rows are written in batches, as the manual shows; all
 * connections are given back.
 */
class LibraryManualTest {
  private final JdbcConnectionPool pool =
      JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "");

  enum Library {
    JDBI(UnableToCreateStatementException.class) {
      @Override
      Flow<String, Integer> flow(DataSource database) {
        return JdbiOrdersFlow.of(new JdbiOrders(Jdbi.create(database)));
      }
    },
    JOOQ(DataAccessException.class) {
      @Override
      Flow<String, Integer> flow(DataSource database) {
        return JooqOrdersFlow.of(new JooqOrders(DSL.using(database, SQLDialect.H2)));
      }
    },
    JDBC_TEMPLATE(BadSqlGrammarException.class) {
      @Override
      Flow<String, Integer> flow(DataSource database) {
        return TemplateOrdersFlow.of(new TemplateOrders(new JdbcTemplate(database)));
      }
    };

    private final Class<? extends Exception> failure;

    Library(Class<? extends Exception> failure) {
      this.failure = failure;
    }

    abstract Flow<String, Integer> flow(DataSource database);
  }

  @AfterEach
  void allConnectionsWereGivenBack() {
    assertThat(pool.getActiveConnections()).isZero();
    pool.dispose();
  }

  private void fill() throws SQLException {
    execute(
        "create table orders (number int, customer varchar)",
        "insert into orders values (1, 'ann'), (2, 'bob'), (3, 'ann')");
  }

  @ParameterizedTest
  @EnumSource
  void itsRowsAreItems(Library library) throws Exception {
    fill();
    assertThat(library.flow(pool).collect("ann")).containsExactly(1, 3);
  }

  @ParameterizedTest
  @EnumSource
  void aRunThatStopsEarlyGivesTheConnectionBack(Library library) throws Exception {
    fill();
    try (Stream<Integer> orders = library.flow(pool).stream("ann")) {
      assertThat(orders.findFirst()).contains(1);
      assertThat(pool.getActiveConnections()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aQueryThatCannotBePreparedGivesTheConnectionBack(Library library) {
    assertThatThrownBy(() -> library.flow(pool).collect("ann")).isInstanceOf(library.failure);
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private List<String> documents(String table) throws Exception {
    QuerySequence query = QuerySequence.on(pool).sql("select document from " + table);
    return Flow.<QuerySequence>begin()
        .sequenceFrom(rows -> rows.map(row -> row.getString(1)))
        .build()
        .collect(query);
  }

  @Test
  void rowsAreWrittenInBatches() throws Exception {
    execute("create table chunk (document varchar, text varchar)");
    List<Chunk> chunks =
        IntStream.range(0, 1_200).mapToObj(n -> new Chunk("a", "text " + n)).toList();
    List<Long> written = ChunkBatchesFlow.of(new ChunkBatches(pool)).collect(chunks);
    assertThat(written.stream().mapToLong(Long::longValue).sum()).isEqualTo(1_200);
  }

  @Test
  void aPositionIsWrittenBesideTheRows() throws Exception {
    execute(
        "create table chunk (document varchar, text varchar)",
        "create table saved (document varchar)");
    List<Chunk> batch = List.of(new Chunk("a", "1"), new Chunk("b", "2"));
    assertThat(ChunksTogetherFlow.of(new ChunksTogether(pool)).single(batch)).isEqualTo(2);
    assertThat(documents("saved")).containsExactly("b");
  }

  @Test
  void rejectedRowsAreWrittenElsewhere() throws Exception {
    execute(
        "create table chunk (document varchar, text varchar(1))",
        "create table reject (document varchar, reason varchar)");
    List<Chunk> batch = List.of(new Chunk("a", "1"), new Chunk("b", "too long"));
    assertThat(ChunksRejectedFlow.of(new ChunksRejected(pool)).single(batch)).isEqualTo(1);
    assertThat(documents("chunk")).containsExactly("a");
    assertThat(documents("reject")).containsExactly("b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "JdbiOrders",
        "JooqOrders",
        "TemplateOrders",
        "ChunkBatches",
        "ChunksTogether",
        "ChunksRejected",
        "JoinedReport",
        "BatchedReport"
      })
  void theManualShowsThisVeryCode(String definition) throws IOException {
    Path here = Path.of("src", "test", "java", "dev", "stageflow", "tests", "database");
    String source = Files.readString(here.resolve(definition + ".java"));
    String shown =
        source
            .substring(source.indexOf("// manual") + 9, source.indexOf("  // end"))
            .stripTrailing()
            .stripIndent();
    assertThat(Files.readString(Path.of("..", "docs", "databases.md"))).contains(shown.strip());
  }
}
