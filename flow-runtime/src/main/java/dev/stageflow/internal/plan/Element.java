package dev.stageflow.internal.plan;

import java.util.EnumSet;
import java.util.Set;

/**
 * What the planner has to know of a stage, or of a context, which stands as an element of its own
 * before the stage that opens it.
 *
 * @param kind what it does
 * @param name the stage's name; a context has the name of its stage, one around another its own
 * @param traits what else it does
 */
public record Element(Kind kind, String name, Set<Trait> traits) {

  /** What an element does with an item. */
  public enum Kind {
    /** Opens a context around all that follows. */
    CONTEXT,
    /** One in, at most one out. */
    FUNCTION,
    /** One in, none out; only as the last element. */
    CONSUMER,
    /** A call is started for the item, which goes on at once; later stages take what it gives. */
    FORK,
    /** The item goes on unchanged or ends. */
    FILTER,
    /** One in, many out. */
    SEQUENCE,
    /** The item is run through another flow, whose outputs go on. */
    SUBFLOW,
    /** Many in, one out when its context closes. */
    ACCUMULATE,
    /** The item goes to the sink of the element's name, empty for the flow's own, and then on. */
    OUTPUT
  }

  /** What an element does at other moments. */
  public enum Trait {
    /**
     * A function whose value takes the place of its item: later stages see it under that item's
     * name, and no longer the item.
     */
    REPLACES_ITEM,
    /** A function or subflow that several items are in at once. */
    PARALLEL,
    /** A context that neighbouring items share whose keys are equal. */
    GROUPS,
    /** A context with an {@code onOpen}. */
    ON_OPEN,
    /** A context with an {@code onFlush}. */
    ON_FLUSH,
    /** A context with an {@code onClose}. */
    ON_CLOSE,
    /** A sequence with an {@code onFinish}. */
    ON_FINISH,
    /** An accumulate that may pass its value on before its context closes. */
    FLUSH_WHEN,
    /** An accumulate that passes its value on some time after the first item. */
    FLUSH_AFTER,
    /** An accumulate that passes on a value even if nothing came. */
    EMIT_EMPTY,
    /** An accumulate whose {@code finish} gives nothing; only as the last element. */
    CONSUMES
  }

  /**
   * Copies the traits.
   *
   * @param kind what it does
   * @param name the stage's name; a context has the name of its stage, one around another its own
   * @param traits what else it does
   */
  public Element {
    traits = Set.copyOf(traits);
  }

  /**
   * Makes an element.
   *
   * @param kind what it does
   * @param name the stage's name
   * @param traits what else it does
   * @return the element
   */
  public static Element of(Kind kind, String name, Trait... traits) {
    Set<Trait> set = EnumSet.noneOf(Trait.class);
    set.addAll(Set.of(traits));
    return new Element(kind, name, set);
  }

  /**
   * Returns whether the element has a trait.
   *
   * @param trait the trait
   * @return whether the element has it
   */
  public boolean has(Trait trait) {
    return traits.contains(trait);
  }

  /** Returns whether it hands the item to the flow's own sink, which has no name. */
  public boolean isOfFlow() {
    return kind == Kind.OUTPUT && name.isEmpty();
  }

  /** Returns whether it may pass its value on before its context closes, and then begin anew. */
  public boolean passesEarly() {
    return has(Trait.FLUSH_WHEN) || has(Trait.FLUSH_AFTER);
  }

  /**
   * Returns whether the element gives a value of its own: later stages can name it.
   *
   * @return true for functions, forks, sequences, subflows, and accumulates that go on
   */
  public boolean givesValue() {
    return switch (kind) {
      case FUNCTION, FORK, SEQUENCE, SUBFLOW -> true;
      case ACCUMULATE -> !has(Trait.CONSUMES);
      case CONTEXT, CONSUMER, FILTER, OUTPUT -> false;
    };
  }
}
