package dev.stageflow.examples.report;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** Headless Chromium, as Debian's packages chromium and chromium-driver install it. */
final class Browser {
  /** The width of the window, in CSS pixels. */
  static final int WIDTH = 1_200;

  /** The height of the window. */
  static final int HEIGHT = 800;

  private static final File BROWSER = new File("/usr/bin/chromium");
  private static final File DRIVER = new File("/usr/bin/chromedriver");

  private Browser() {}

  /**
   * Starts a browser, or skips the test where none is installed.
   *
   * @param profile an empty folder for all that the browser remembers
   */
  static ChromeDriver start(Path profile) {
    for (File program : List.of(BROWSER, DRIVER)) {
      Assumptions.assumeTrue(
          program.canExecute(),
          () -> "skipped: there is no " + program + "; apt-get install chromium chromium-driver");
    }
    ChromeOptions options = new ChromeOptions();
    options.setBinary(BROWSER);
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--user-data-dir=" + profile);
    ChromeDriver browser =
        new ChromeDriver(
            new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER)
                .usingAnyFreePort()
                .build(),
            options);
    browser.manage().window().setSize(new Dimension(WIDTH, HEIGHT));
    return browser;
  }

  /**
   * Has a browser show pages as another screen does.
   *
   * @param width the screen's width, in CSS pixels
   * @param scheme {@code light} or {@code dark}
   */
  static void show(ChromeDriver browser, int width, String scheme) {
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        // Scroll bars lie over the page, as on a phone, and take none of its width.
        Map.of("width", width, "height", HEIGHT, "deviceScaleFactor", 1, "mobile", true));
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }
}
