package dev.stageflow.examples.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

@Timeout(120)
class BrowserTest {
  @RegisterExtension static final SharedServer SERVER = new SharedServer();

  @TempDir private static Path profile;

  private static ChromeDriver browser;

  @BeforeAll
  static void startTheBrowser() {
    browser = Browser.start(profile);
  }

  @AfterAll
  static void stopTheBrowser() {
    if (browser != null) {
      browser.quit();
    }
  }

  @Test
  void theReportShowsTablesWithinTablesAndTheirTotals() {
    open("/report");

    WebElement region = browser.findElement(By.tagName("section"));
    WebElement nation = region.findElement(By.cssSelector("table.nations > tbody > tr"));
    WebElement customer = nation.findElement(By.cssSelector("table.customers > tbody > tr"));
    WebElement order = customer.findElement(By.cssSelector("table.orders > tbody > tr"));
    assertThat(order.isDisplayed()).isTrue();
    assertThat(isWithin(order, customer) && isWithin(customer, nation)).isTrue();
    assertThat(nation.findElement(By.tagName("th")).getText()).isEqualTo("ALGERIA");
    assertThat(browser.findElements(By.cssSelector("table.nations"))).hasSize(5);
    assertThat(browser.findElements(By.cssSelector("table.customers"))).hasSize(25);
    assertThat(browser.findElement(By.className("total")).getText())
        .startsWith("All regions: 15,000 orders, ");
  }

  @Test
  void theLivePageShowsARunningFlowAndUpdatesItself() throws Exception {
    try (RawReader reader = new RawReader(SERVER.get(), "/report")) {
      open("/live");
      await().until(() -> texts(".flow .state").equals(List.of("paused")));
      await().until(() -> texts(".flow .stage").containsAll(List.of("input", "regions")));
      assertThat(texts(".flow .page")).first().asString().startsWith("/report #");
      assertThat(texts(".flow .item").get(1)).startsWith("Region[");
      assertThat(text("recentGap")).matches("[\\d.]+ ms");
      await().until(() -> Live.of(SERVER.get()).waitsForItsReader());
      List<String> sent = List.copyOf(texts(".flow .sent"));

      reader.read(200_000);

      await().until(() -> !texts(".flow .sent").equals(sent));
    }
    await().until(() -> texts(".flow").isEmpty());
    assertThat(text("running")).isEqualTo("0");
  }

  @AfterEach
  void showPagesAsBefore() {
    Browser.show(browser, Browser.WIDTH, "light");
  }

  @ParameterizedTest
  @CsvSource({"1200, light", "1200, dark", "375, light", "375, dark", "320, light"})
  void thePricingHistoryOpensWithAChart(int width, String scheme) {
    Browser.show(browser, width, scheme);
    open("/summary");

    assertThat(browser.findElement(By.cssSelector(".chart > svg")).getAccessibleName())
        .isEqualTo("Charges from 1992-01-31 to 1998-12-31");
    assertThat(texts(".chart .tick text")).containsExactly("0", "500M", "1B", "1.5B", "2B", "2.5B");
    assertThat(texts(".chart .year"))
        .containsExactly("1992", "1993", "1994", "1995", "1996", "1997", "1998");
    assertThat(texts(".chart .name tspan:first-child"))
        .containsExactly("On the way", "Returned", "Accepted");
    assertThat(shown(".chart .month")).hasSize(84);
    assertThat(shown(".chart").get(0).bottom())
        .isLessThan(Browser.HEIGHT)
        .isLessThan(shown("table").get(0).top());
    List<Shown> words = shown(".chart text");
    assertThat(words)
        .allMatch(word -> word.left() >= 0 && word.right() <= width)
        .allMatch(word -> words.stream().filter(word::overlaps).count() == 1, "is apart");
    Shown name = shown(".chart .name").get(0);
    assertThat(shown(".chart .area")).hasSize(3).allMatch(area -> name.contrast(area) > 4.5);
    assertThat(browser.executeScript("return document.documentElement.scrollWidth"))
        .isEqualTo((long) width);
  }

  private static void open(String path) {
    browser.get("http://localhost:" + SERVER.get().port() + path);
    assertThat(browser.manage().logs().get(LogType.BROWSER).getAll())
        .filteredOn(entry -> entry.getLevel() == Level.SEVERE)
        .extracting(LogEntry::getMessage)
        .isEmpty();
  }

  private static String text(String id) {
    return browser.findElement(By.id(id)).getText();
  }

  /** Returns the texts in one step: the page replaces what shows the flows again and again. */
  @SuppressWarnings("unchecked")
  private static List<String> texts(String selector) {
    return (List<String>)
        browser.executeScript(
            "return [...document.querySelectorAll(arguments[0])].map(e => e.textContent)",
            selector);
  }

  private static List<Shown> shown(String selector) {
    return Shown.all(browser, selector);
  }

  private static boolean isWithin(WebElement inner, WebElement outer) {
    int bottom = outer.getLocation().y + outer.getSize().height;
    return inner.getLocation().y >= outer.getLocation().y
        && inner.getLocation().y + inner.getSize().height <= bottom;
  }
}
