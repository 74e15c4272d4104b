package dev.stageflow.examples.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.examples.report.html.Numbers;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SummaryPageTest {
  @RegisterExtension static final SharedServer SERVER = new SharedServer();

  private static final Pattern POINT = Pattern.compile("(\\d+) \\d+(?=[ V])");

  private static String body;
  private static Document page;

  @BeforeAll
  static void readThePage() throws Exception {
    body = Pages.get(SERVER.get(), "/summary").body();
    page = Jsoup.parse(body);
  }

  @Test
  void thePageIsHtmlWithoutASyntaxError() {
    Parser parser = Parser.htmlParser().setTrackErrors(10);
    parser.parseInput(body, "");

    assertThat(parser.getErrors()).isEmpty();
  }

  @Test
  void everyMonthHasItsGroups() {
    assertThat(page.select("tbody")).hasSize(84);
    assertThat(page.select("tbody th").eachText())
        .startsWith("1992-01-31", "1992-02-29")
        .endsWith("1998-11-30", "1998-12-31");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1992-02-29", "1995-06-30", "1998-12-31"})
  void theGroupsOfAMonthAreThoseOfPlainSql(LocalDate day) {
    assertThat(groups(day)).isNotEmpty().isEqualTo(sql(day));
  }

  @Test
  void theChartHasAPointForEachMonthOfEachFlag() {
    assertThat(page.select("path.area").eachAttr("d"))
        .hasSize(3)
        .allSatisfy(
            path ->
                assertThat(POINT.matcher(path).results().map(point -> point.group(1)))
                    .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 84).mapToObj(String::valueOf).toList()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1992-02-29", "1995-06-30", "1998-12-31"})
  void theChartHasTheSumsOfPlainSql(LocalDate day) {
    assertThat(page.select("rect.month > title").eachText())
        .hasSize(84)
        .contains(
            day
                + String.format(
                    " On the way %s Returned %s Accepted %s",
                    charge(day, "N"), charge(day, "R"), charge(day, "A")));
  }

  private static String charge(LocalDate day, String flag) {
    return Numbers.compact()
        .format(
            Jdbi.create(SERVER.get().database().dataSource())
                .withHandle(
                    handle ->
                        handle
                            .createQuery(
                                """
                            SELECT COALESCE(SUM(l_extendedprice * (1 - l_discount) * (1 + l_tax)), 0)
                            FROM lineitem WHERE l_shipdate <= ? AND l_returnflag = ?
                            """)
                            .bind(0, day)
                            .bind(1, flag)
                            .mapTo(Double.class)
                            .one()));
  }

  private static List<String> groups(LocalDate day) {
    Element month = page.selectFirst("tbody:has(th:containsOwn(" + day + "))");
    return month.select("tr").stream()
        .map(row -> String.join(" ", row.select("td").eachText()))
        .toList();
  }

  private static List<String> sql(LocalDate day) {
    return Jdbi.create(SERVER.get().database().dataSource())
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT l_returnflag, l_linestatus, SUM(l_quantity), SUM(l_extendedprice),
                          SUM(l_extendedprice * (1 - l_discount)),
                          SUM(l_extendedprice * (1 - l_discount) * (1 + l_tax)),
                          SUM(l_discount), COUNT(*)
                        FROM lineitem WHERE l_shipdate <= ?
                        GROUP BY l_returnflag, l_linestatus ORDER BY l_returnflag, l_linestatus
                        """)
                    .bind(0, day)
                    .map((row, context) -> line(row))
                    .list());
  }

  private static String line(ResultSet row) throws SQLException {
    BigDecimal count = row.getBigDecimal(8);
    return String.format(
        Locale.ROOT,
        "%s %s %,.0f %,.2f %,.2f %,.2f %,.2f %,.2f %,.2f %,.0f",
        row.getString(1),
        row.getString(2),
        row.getBigDecimal(3),
        row.getBigDecimal(4),
        row.getBigDecimal(5),
        row.getBigDecimal(6),
        row.getBigDecimal(3).divide(count, 2, RoundingMode.HALF_UP),
        row.getBigDecimal(4).divide(count, 2, RoundingMode.HALF_UP),
        row.getBigDecimal(7).divide(count, 2, RoundingMode.HALF_UP),
        count);
  }
}
