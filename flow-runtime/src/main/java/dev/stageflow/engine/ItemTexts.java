package dev.stageflow.engine;

/** How traces show items: what their {@code toString} gives, cut to one short printable line. */
final class ItemTexts {
  private static final int MOST_CHARACTERS = 80;

  /** Shows each item as its own {@code toString} does. */
  static final ItemTexts OWN = new ItemTexts();

  private ItemTexts() {}

  /** A user's {@code toString} may fail in any way, or give null. */
  String of(Object item) {
    String text;
    try {
      text = item.toString();
    } catch (Throwable failure) {
      return "(toString failed: " + failure.getClass().getName() + ")";
    }
    if (text == null) {
      return "null";
    }
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS - 1) + "…";
  }
}
