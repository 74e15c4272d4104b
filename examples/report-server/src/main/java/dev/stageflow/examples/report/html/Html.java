package dev.stageflow.examples.report.html;

import dev.stageflow.Flow;
import org.owasp.encoder.Encode;

/**
 * A piece of HTML, complete or not: opening and closing tags may be in different pieces.
 *
 * @param markup the HTML, in which all text is escaped
 */
public record Html(String markup) {
  /** Gives the markup of each piece. */
  public static final Flow<Html, String> MARKUP =
      Flow.<Html>begin().function(Html::markup).named("markup").build();

  /**
   * Fills in a template. There is no way to fill in text that is not escaped.
   *
   * @param template HTML with a {@code %s} for each value, in text or in quoted attributes
   * @param values put in as text, except for those that are {@code Html} themselves
   */
  public static Html of(String template, Object... values) {
    Object[] escaped = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      escaped[i] =
          values[i] instanceof Html html ? html.markup : Encode.forHtml(String.valueOf(values[i]));
    }
    return new Html(String.format(template, escaped));
  }
}
