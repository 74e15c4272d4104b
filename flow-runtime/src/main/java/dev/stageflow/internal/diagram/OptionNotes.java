package dev.stageflow.internal.diagram;

import dev.stageflow.internal.frame.RunTimeout;
import dev.stageflow.internal.plan.Element;
import dev.stageflow.internal.plan.Element.Trait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a stage's options say, in words: the same for generated flows, in whose javadoc they stand
 * as well, and for built ones. Names are in single quotes.
 */
public final class OptionNotes {
  private final List<String> notes = new ArrayList<>();

  /** Begins with no option. */
  public OptionNotes() {}

  /** Returns the notes so far, in the order in which they were added. */
  public List<String> list() {
    return List.copyOf(notes);
  }

  /** A filter ends a sequence. */
  public void ends(String sequence) {
    notes.add("ends " + quoted(sequence) + " with the first item that it drops");
  }

  /** The stage is tunnelled. */
  public void tunnel() {
    notes.add("on a worker thread");
  }

  /** The stage has several items at once. */
  public void parallel(int limit, boolean isOrdered, boolean hasKey) {
    notes.add(
        "up to "
            + limit
            + " at once"
            + (isOrdered ? "" : ", as they come")
            + (hasKey ? ", one after the other for each key" : ""));
  }

  /** An accumulate may pass on what it has before its context closes, or though it has nothing. */
  public void batches(Element accumulate, @Nullable Duration flushAfter) {
    if (accumulate.has(Trait.FLUSH_WHEN)) {
      notes.add("passes a batch on when it is full");
    }
    if (flushAfter != null) {
      notes.add("passes a batch on " + RunTimeout.text(flushAfter) + " after its first item");
    }
    if (accumulate.has(Trait.EMIT_EMPTY)) {
      notes.add("passes on an empty one if nothing came");
    }
  }

  /** The outputs that stand right after a stage take what it gives. */
  public void outputs(List<Element> elements, int stage) {
    // A stream that skips would walk all elements before the stage.
    for (int i = stage + 1; i < elements.size(); i++) {
      Element output = elements.get(i);
      if (output.kind() != Element.Kind.OUTPUT) {
        return;
      }
      notes.add(output.isOfFlow() ? "also an output" : "also for " + quoted(output.name()));
    }
  }

  /** The stage is given up. */
  public void timeout(Duration timeout) {
    notes.add("given up after " + RunTimeout.text(timeout));
  }

  /**
   * The stage is tried again.
   *
   * @param times how often; null if that is not known before the flow runs
   */
  public void retry(@Nullable Integer times) {
    notes.add(
        "tried again" + (times == null ? "" : times == 1 ? " once" : " up to " + times + " times"));
  }

  /** Failures of these types have the stage's value replaced. */
  public void recovers(Stream<String> failures) {
    afterFailure("recovers from ", failures);
  }

  /** Failures of these types have something given to a sink of its own. */
  public void rejects(Stream<String> failures) {
    afterFailure("gives a reject for ", failures);
  }

  private void afterFailure(String what, Stream<String> failures) {
    String types =
        failures.distinct().sorted().map(OptionNotes::quoted).collect(Collectors.joining(" or "));
    if (!types.isEmpty()) {
      notes.add(what + types);
    }
  }

  private static String quoted(String name) {
    return "'" + name + "'";
  }
}
