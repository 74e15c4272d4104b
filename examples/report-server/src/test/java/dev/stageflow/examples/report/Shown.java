package dev.stageflow.examples.report;

import java.util.List;
import java.util.regex.Pattern;
import org.openqa.selenium.JavascriptExecutor;

/**
 * An element as a browser shows it.
 *
 * @param text its text
 * @param fill the colour that it is filled with, as {@code rgb(255, 255, 255)}
 * @param left where it begins, in CSS pixels
 * @param top where it begins, likewise
 * @param right where it ends
 * @param bottom where it ends
 */
record Shown(String text, String fill, double left, double top, double right, double bottom) {
  private static final String SCRIPT =
      """
      return [...document.querySelectorAll(arguments[0])].map(e => {
        const box = e.getBoundingClientRect();
        return [e.textContent, getComputedStyle(e).fill, box.left, box.top, box.right, box.bottom];
      });
      """;

  private static final Pattern NUMBER = Pattern.compile("\\d+");

  /** Returns the elements that a selector selects. */
  static List<Shown> all(JavascriptExecutor browser, String selector) {
    return ((List<?>) browser.executeScript(SCRIPT, selector))
        .stream().map(element -> of((List<?>) element)).toList();
  }

  private static Shown of(List<?> element) {
    return new Shown(
        (String) element.get(0),
        (String) element.get(1),
        number(element.get(2)),
        number(element.get(3)),
        number(element.get(4)),
        number(element.get(5)));
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }

  boolean overlaps(Shown other) {
    return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
  }

  /**
   * Returns how much the fill of this stands out from that of another: from 1 to 21. See <a
   * href="https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio">WCAG</a>, which asks for 4.5.
   */
  double contrast(Shown other) {
    double light = Math.max(luminance(), other.luminance());
    double dark = Math.min(luminance(), other.luminance());
    return (light + 0.05) / (dark + 0.05);
  }

  private double luminance() {
    List<Double> rgb =
        NUMBER.matcher(fill).results().map(found -> linear(found.group())).limit(3).toList();
    return 0.2126 * rgb.get(0) + 0.7152 * rgb.get(1) + 0.0722 * rgb.get(2);
  }

  private static double linear(String colour) {
    double part = Double.parseDouble(colour) / 255;
    return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
  }
}
