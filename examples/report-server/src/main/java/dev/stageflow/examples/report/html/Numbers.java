package dev.stageflow.examples.report.html;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.text.NumberFormat.Style;
import java.util.Locale;

/** Numbers as people read them. */
public final class Numbers {
  private Numbers() {}

  /** Returns an amount with two decimals, such as {@code 1,234.50}. */
  public static String amount(BigDecimal amount) {
    return String.format(Locale.ROOT, "%,.2f", amount);
  }

  /** Returns a whole number with what is counted, such as {@code 1,234 orders}. */
  public static String count(long number, String singular) {
    return String.format(Locale.ROOT, "%,d %s%s", number, singular, number == 1 ? "" : "s");
  }

  /** Returns a whole number, such as {@code 1,234}. */
  public static String whole(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Returns a format for numbers in few letters, such as {@code 1.2M}, for one thread. */
  public static NumberFormat compact() {
    NumberFormat format = NumberFormat.getCompactNumberInstance(Locale.ENGLISH, Style.SHORT);
    format.setMaximumFractionDigits(1);
    return format;
  }
}
