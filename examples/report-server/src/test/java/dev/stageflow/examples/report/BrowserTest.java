package dev.stageflow.examples.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
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
      await().until(() -> texts(".flow .state").equals(List.of("waiting")));
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

  private static boolean isWithin(WebElement inner, WebElement outer) {
    int bottom = outer.getLocation().y + outer.getSize().height;
    return inner.getLocation().y >= outer.getLocation().y
        && inner.getLocation().y + inner.getSize().height <= bottom;
  }
}
