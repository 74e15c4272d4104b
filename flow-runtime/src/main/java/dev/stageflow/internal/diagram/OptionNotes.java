package dev.stageflow.internal.diagram;

import dev.stageflow.internal.alarm.RunTimeout;
import dev.stageflow.internal.plan.Element;
import dev.stageflow.internal.plan.Element.Trait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a stage's options say, in words: the same for generated flows, in whose javadoc they stand
 * as well, and for built ones. Names are in single quotes.
 */
public final class OptionNotes {
  private final List<String> notes = new ArrayList<>();
  private final List<Recovery> recoveries = new ArrayList<>();

  /** What takes failures of a type. */
  private record Recovery(What what, boolean isTunnelled, String failure) {}

  /** What becomes of a failure, in the order in which notes say it. */
  private enum What {
    REPLACES("recovers from "),
    GIVES_OUTPUT("gives an output for "),
    GIVES_REJECT("gives a reject for ");

    private final String text;

    What(String text) {
      this.text = text;
    }
  }

  /** Begins with no option. */
  public OptionNotes() {}

  /** Returns the notes so far: first what was added first, last what is done after a failure. */
  public List<String> list() {
    List<String> all = new ArrayList<>(notes);
    for (What what : What.values()) {
      afterFailure(what, false, "", all);
      afterFailure(what, true, " on a worker thread", all);
    }
    return List.copyOf(all);
  }

  private void afterFailure(What what, boolean isTunnelled, String where, List<String> all) {
    String types =
        recoveries.stream()
            .filter(recovery -> recovery.what == what && recovery.isTunnelled == isTunnelled)
            .map(recovery -> quoted(recovery.failure))
            .distinct()
            .sorted()
            .collect(Collectors.joining(" or "));
    if (!types.isEmpty()) {
      all.add(what.text + types + where);
    }
  }

  /** The context of a stage, or one that stands alone, is shared by neighbouring items. */
  public void groups(List<Element> elements, int stage) {
    boolean isContext = elements.get(stage).kind() == Element.Kind.CONTEXT;
    int context = isContext ? stage : stage - 1;
    if (context >= 0 && elements.get(context).has(Element.Trait.GROUPS)) {
      notes.add("neighbours with equal keys share its context");
    }
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

  /**
   * The outputs that stand right after a stage, or after the place of a function that is added to
   * it, take what it gives.
   */
  public void outputs(List<Element> elements, int stage) {
    // A stream that skips would walk all elements before the stage.
    for (int i = stage + 1; i < elements.size(); i++) {
      Element element = elements.get(i);
      if (element.kind() == Element.Kind.OUTPUT) {
        notes.add("also " + where(element));
      } else if (!element.has(Trait.REPLACES_ITEM)) {
        return;
      }
    }
  }

  /** The outputs that stand before all stages take what the first stage takes. */
  public void outputsOfInput(List<Element> elements) {
    elements.stream()
        .takeWhile(element -> element.kind() == Element.Kind.OUTPUT)
        .forEach(output -> notes.add("takes what is also " + where(output)));
  }

  private static String where(Element output) {
    return output.isOfFlow() ? "an output" : "for " + quoted(output.name());
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

  /**
   * Failures of a type have the stage's value replaced, or something else given.
   *
   * @param failure the type
   * @param sink the name of what takes that; empty for the flow's own sink, null for later stages
   * @param isTunnelled whether it is made on a worker thread
   */
  public void recovers(String failure, @Nullable String sink, boolean isTunnelled) {
    What what =
        sink == null ? What.REPLACES : sink.isEmpty() ? What.GIVES_OUTPUT : What.GIVES_REJECT;
    recoveries.add(new Recovery(what, isTunnelled, failure));
  }

  private static String quoted(String name) {
    return "'" + name + "'";
  }
}
