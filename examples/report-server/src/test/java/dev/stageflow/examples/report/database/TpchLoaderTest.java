package dev.stageflow.examples.report.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TpchLoaderTest {
  private static final double SCALE = 0.001;

  private final List<String> progress = new ArrayList<>();

  private Database database;
  private Jdbi jdbi;

  @BeforeEach
  void open() throws SQLException {
    database = Database.open("jdbc:h2:mem:loader", null, null, 2);
    jdbi = Jdbi.create(database.dataSource());
  }

  @AfterEach
  void close() {
    assertThat(database.connectionsInUse()).isZero();
    database.close();
  }

  @Test
  void anEmptyDatabaseIsFilledWithTheRowsOfTheScale() throws SQLException {
    load();

    assertThat(count("region")).isEqualTo(5);
    assertThat(count("nation")).isEqualTo(25);
    assertThat(count("customer")).isEqualTo(150);
    assertThat(count("orders")).isEqualTo(1_500);
    assertThat(count("lineitem")).isEqualTo(6_005);
    assertThat(progress).hasSize(5).last().isEqualTo("Filling lineitem: 6,005 rows");
  }

  @Test
  void aFilledDatabaseIsLeftAsItIs() throws SQLException {
    load();
    progress.clear();
    jdbi.useHandle(handle -> handle.execute("DELETE FROM lineitem"));

    load();

    assertThat(count("lineitem")).isZero();
    assertThat(progress).isEmpty();
  }

  @Test
  void aLoadThatWasBrokenOffIsDoneAgain() throws SQLException {
    TpchLoader interrupted =
        new TpchLoader(
            database.dataSource(),
            SCALE,
            line -> {
              if (line.contains("orders")) {
                throw new IllegalStateException("the power is gone");
              }
            });
    assertThatThrownBy(interrupted::loadOnce).hasMessage("the power is gone");

    load();

    assertThat(count("orders")).isEqualTo(1_500);
    assertThat(count("lineitem")).isEqualTo(6_005);
  }

  @Test
  void aTableOfSomebodyElseIsNotTouched() {
    jdbi.useHandle(handle -> handle.execute("CREATE TABLE orders (note VARCHAR(9))"));
    jdbi.useHandle(handle -> handle.execute("INSERT INTO orders VALUES ('mine')"));

    assertThatThrownBy(this::load).isInstanceOf(SQLException.class).hasMessageContaining("orders");
    assertThatThrownBy(this::load).isInstanceOf(SQLException.class).hasMessageContaining("orders");

    assertThat(count("orders")).isEqualTo(1);
  }

  private void load() throws SQLException {
    new TpchLoader(database.dataSource(), SCALE, progress::add).loadOnce();
  }

  private int count(String table) {
    return jdbi.withHandle(
        handle -> handle.createQuery("SELECT COUNT(*) FROM " + table).mapTo(Integer.class).one());
  }
}
