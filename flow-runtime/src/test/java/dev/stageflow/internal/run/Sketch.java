package dev.stageflow.internal.run;

import java.util.List;

/**
 * A flow over integers, drawn at random: what its stages are, and by two rules of brackets which
 * accumulate closes which context and what is in scope where.
 *
 * @param parts the stages and contexts in order
 */
record Sketch(List<Part> parts) {

  /** The input, where a stage's index is asked for. */
  static final int INPUT = -1;

  /** Where nothing is found. */
  static final int NONE = -2;

  enum Kind {
    CONTEXT,
    FUNCTION,
    FILTER,
    SEQUENCE,
    ACCUMULATE,
    CONSUMER
  }

  /**
   * A stage or a context.
   *
   * @param kind what it does
   * @param style which of the builder's methods adds it
   * @param a a number that its results depend on
   * @param b another one
   * @param hooks what is done besides
   */
  record Part(Kind kind, int style, int a, int b, int hooks) {

    boolean hasHook(int bit) {
      return (hooks & 1 << bit) != 0;
    }

    boolean givesValue() {
      return kind == Kind.FUNCTION || kind == Kind.SEQUENCE || kind == Kind.ACCUMULATE;
    }
  }

  int size() {
    return parts.size();
  }

  Part part(int index) {
    return parts.get(index);
  }

  Kind kind(int index) {
    return parts.get(index).kind();
  }

  /** Finds the accumulate that closes a context, as the bracket that closes another. */
  int closing(int context) {
    int open = 0;
    for (int i = context + 1; i < size(); i++) {
      if (kind(i) == Kind.CONTEXT) {
        open++;
      } else if (kind(i) == Kind.ACCUMULATE && open-- == 0) {
        return i;
      }
    }
    return NONE;
  }

  /** Finds the context that an accumulate closes, or none if it gathers in the run. */
  int opening(int accumulate) {
    for (int i = accumulate - 1; i >= 0; i--) {
      if (kind(i) == Kind.CONTEXT && closing(i) == accumulate) {
        return i;
      }
    }
    return NONE;
  }

  /** Tells which stage gave the item that arrives somewhere. */
  int giver(int index) {
    int giver = index - 1;
    while (giver >= 0 && !parts.get(giver).givesValue()) {
      giver--;
    }
    return giver;
  }

  /** Returns whether a value is in scope somewhere, or is the item that arrives there. */
  boolean reaches(int value, int index) {
    if (value == INPUT) {
      return true;
    }
    if (value >= index || !part(value).givesValue()) {
      return false;
    }
    for (int i = value + 1; i < index; i++) {
      if (kind(i) == Kind.ACCUMULATE && opening(i) < value) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether a stage can name a value: its own item is no candidate. */
  boolean inScope(int value, int index) {
    return reaches(value, index) && value != giver(index);
  }

  /** Returns whether each context may get several items before its accumulate. */
  boolean isValid() {
    for (int i = 0; i < size(); i++) {
      if (kind(i) == Kind.CONTEXT && closing(i) != NONE && !multiplies(i, closing(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean multiplies(int context, int accumulate) {
    int i = context + 1;
    while (i < accumulate) {
      if (kind(i) == Kind.SEQUENCE) {
        return true;
      }
      if (kind(i) == Kind.CONTEXT && closing(i) < accumulate) {
        // All that is between these brackets comes down to what its accumulate passes on.
        i = closing(i);
        if (flushesEarly(i)) {
          return true;
        }
      }
      i++;
    }
    return false;
  }

  boolean flushesEarly(int accumulate) {
    Part part = part(accumulate);
    return part.hasHook(0) && part.style() != Behaviour.COLLECTOR;
  }
}
