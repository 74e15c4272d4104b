package dev.stageflow.examples.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Jdbi;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReportPageTest {
  @RegisterExtension static final SharedServer SERVER = new SharedServer();

  private static HttpResponse<String> response;
  private static Document page;

  @BeforeAll
  static void readThePage() throws Exception {
    response = Pages.get(SERVER.get(), "/report");
    page = Jsoup.parse(response.body());
  }

  @Test
  void thePageIsHtmlInUtf8WithoutASyntaxError() {
    Parser parser = Parser.htmlParser().setTrackErrors(10);
    parser.parseInput(response.body(), "");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
    assertThat(parser.getErrors()).isEmpty();
  }

  @Test
  void theTotalIsThatOfPlainSql() {
    assertThat(page.select("p.total").text())
        .isEqualTo(sql("SELECT 'All regions', COUNT(*), SUM(o_totalprice) FROM orders").get(0));
  }

  @Test
  void theTotalsOfRegionsAreThoseOfPlainSql() {
    assertThat(footers("table.nations"))
        .hasSize(5)
        .isEqualTo(
            sql(
                """
                SELECT r_name, COUNT(*), SUM(o_totalprice) FROM region
                JOIN nation ON n_regionkey = r_regionkey JOIN customer ON c_nationkey = n_nationkey
                JOIN orders ON o_custkey = c_custkey
                GROUP BY r_name ORDER BY r_name
                """));
  }

  @Test
  void theTotalsOfNationsAreThoseOfPlainSql() {
    assertThat(footers("table.customers"))
        .hasSize(25)
        .isEqualTo(
            sql(
                """
                SELECT n_name, COUNT(*), SUM(o_totalprice) FROM region
                JOIN nation ON n_regionkey = r_regionkey JOIN customer ON c_nationkey = n_nationkey
                JOIN orders ON o_custkey = c_custkey
                GROUP BY r_name, n_name ORDER BY r_name, n_name
                """));
  }

  @Test
  void theTotalsOfCustomersAreThoseOfPlainSql() {
    List<String> totals =
        page.select("table.customers > tbody > tr").stream()
            .map(
                row ->
                    row.selectFirst("th").ownText()
                        + ": "
                        + row.select("tfoot th").text()
                        + ", "
                        + row.select("tfoot td").text())
            .toList();

    assertThat(totals)
        .hasSize(1_000)
        .isEqualTo(
            sql(
                """
                SELECT c_name, COUNT(*), SUM(o_totalprice) FROM region
                JOIN nation ON n_regionkey = r_regionkey JOIN customer ON c_nationkey = n_nationkey
                JOIN orders ON o_custkey = c_custkey
                GROUP BY r_name, n_name, c_custkey, c_name ORDER BY r_name, n_name, c_custkey
                """));
  }

  @Test
  void everyOrderHasARowInItsCustomersTableWithinItsNationsAndItsRegions() {
    List<Element> rows =
        page.select("section > table.nations table.customers table.orders > tbody > tr");

    assertThat(rows).hasSize(15_000).allSatisfy(row -> assertThat(row.select("td")).hasSize(4));
  }

  private static List<String> footers(String table) {
    return page.select(table + " > tfoot > tr").stream()
        .map(row -> row.select("th").text() + ": " + row.select("td").text().replace(": ", ", "))
        .toList();
  }

  /** Returns a line for each row of a query for a name, a count and a sum. */
  private static List<String> sql(String query) {
    return Jdbi.create(SERVER.get().database().dataSource())
        .withHandle(
            handle ->
                handle
                    .createQuery(query)
                    .map(
                        (row, context) ->
                            line(row.getString(1), row.getLong(2), row.getBigDecimal(3)))
                    .list());
  }

  private static String line(String name, long count, BigDecimal sum) {
    String orders = count == 1 ? "order" : "orders";
    return String.format(Locale.ROOT, "%s: %,d %s, %,.2f", name, count, orders, sum);
  }
}
