package dev.stageflow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a run is: its stack, as text.
 *
 * @param levels the run itself and the sequences that it is in, outermost first; empty if it has
 *     not begun, or has ended
 */
public record FlowTrace(List<Level> levels) {

  /**
   * Copies the levels.
   *
   * @param levels the run itself and the sequences that it is in, outermost first
   */
  public FlowTrace {
    levels = List.copyOf(levels);
  }

  /**
   * One level.
   *
   * @param stage the stage whose items the level takes; {@code input} for the run itself
   * @param items how many it has taken so far
   * @param item the one whose way is under way, as {@link String#valueOf(Object)} gives it, cut to
   *     its first characters; null between two items
   * @param at the stage that the item has come to: it is being called, waits, or is next; null
   *     where the item's way has ended, or goes on in a level further in
   */
  public record Level(String stage, long items, @Nullable String item, @Nullable String at) {}

  /**
   * Shows the levels like a stack trace, innermost first.
   *
   * @return one line for each level
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = levels.size() - 1; i >= 0; i--) {
      Level level = levels.get(i);
      text.append(level.stage()).append(" #").append(level.items());
      if (level.item() != null) {
        text.append(" = ").append(level.item());
      }
      if (level.at() != null) {
        text.append(", at ").append(level.at());
      }
      text.append(i == 0 ? "" : System.lineSeparator());
    }
    return text.toString();
  }
}
