package dev.stageflow.testing;

import dev.stageflow.FlowTrace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The report of a run that differs from what is expected. */
final class Report {
  private static final int MOST_CHARACTERS = 2_000;

  private final StringBuilder text;
  private @Nullable Throwable cause;

  /**
   * Begins with what is wrong.
   *
   * @param headline a sentence
   */
  Report(String headline) {
    text = new StringBuilder(headline);
  }

  Report line(String name, Object value) {
    return line(name + ": " + value);
  }

  Report line(String sentence) {
    text.append("\n  ").append(sentence);
    return this;
  }

  /** Returns how a run ended, and where, if it failed. */
  Report ending(String name, RehearsedRun<?> run) {
    Throwable failure = run.failure();
    if (failure == null) {
      return line(name, "completed");
    }
    return cause(failure).line(name, failure).place("where it failed", run.way().last());
  }

  Report place(String name, FlowTrace place) {
    return place(name, place.levels().isEmpty() ? "nowhere" : String.join("\n", levels(place)));
  }

  /** Shows the levels of a trace, innermost first, without the lines of the stages' source. */
  static List<String> levels(FlowTrace trace) {
    List<String> levels = new ArrayList<>(trace.levels().stream().map(Object::toString).toList());
    Collections.reverse(levels);
    return levels;
  }

  Report place(String name, String lines) {
    text.append("\n  ").append(name).append(":");
    lines.lines().forEach(line -> text.append("\n    ").append(line));
    return this;
  }

  /** Returns which exception led here; the first one counts. */
  Report cause(@Nullable Throwable thrown) {
    if (cause == null) {
      cause = thrown;
    }
    return this;
  }

  AssertionError error() {
    return new AssertionError(text.toString(), cause);
  }

  /** Shows outputs, arrays by what they hold. */
  static String shown(Collection<?> outputs) {
    String all = Arrays.deepToString(outputs.toArray());
    return all.length() <= MOST_CHARACTERS
        ? all
        : all.substring(0, MOST_CHARACTERS) + "… (" + outputs.size() + ")";
  }
}
