package dev.stageflow.internal.plan;

/**
 * One step of the processing of an item on a level. After it comes the next one of the level; past
 * the last one the item is done.
 *
 * @param kind what is done
 * @param element the index of the element that it is done for, or {@link FlowPlan#RUN}
 * @param end the index of the step at which the level goes on when the item is dropped here; the
 *     number of steps if it goes on with its next item
 * @param level the index of the level that is entered, or {@link #NO_LEVEL}
 */
public record Step(Kind kind, int element, int end, int level) {

  /** Where a step enters no level. */
  public static final int NO_LEVEL = -1;

  /** What a step does. */
  public enum Kind {
    /**
     * Calls what gives the key of an item's group: one of the open group goes on at the step's end.
     */
    KEY,
    /** Closes the open group of items, if there is one, by entering its level. */
    BREAK,
    /** Opens a context, or the run: its accumulators start empty. */
    OPEN,
    /** Calls a context's {@code onOpen}. */
    OPENED,
    /** Calls a function; its value goes on, or the item is dropped. */
    CALL,
    /** Starts a fork; the item goes on. */
    FORK,
    /** Gives up the forks of the level that nobody has waited for. */
    RELEASE,
    /** Calls a consumer; the item goes no further. */
    CONSUME,
    /** Calls a filter; the item goes on, or is dropped. */
    FILTER,
    /** Calls a sequence and enters its level; with nothing to walk the item is dropped. */
    ENTER,
    /**
     * Calls a subflow stage and runs the item through the flows that it gives: their outputs enter
     * the level, or go straight to the sink where there is none; without a flow the item is
     * dropped.
     */
    SUBFLOW,
    /** Opens the window of a parallel stage, and enters the level that runs ahead of it. */
    AHEAD,
    /** Starts a parallel stage; what it gives enters the level of its values. */
    START,
    /** Calls a sequence's {@code onFinish}. */
    FINISHED,
    /** Adds the item to an accumulator. The item goes no further, unless {@link #FULL} is next. */
    ADD,
    /**
     * Calls an accumulate's {@code flushWhen}: the item goes no further, or {@link #PASS} is next.
     */
    FULL,
    /** Finishes an accumulator before its time, starts it anew, and enters its tail's level. */
    PASS,
    /** Calls a context's {@code onFlush}. */
    FLUSH,
    /**
     * Finishes an accumulator as its context closes; its value goes on, in its tail's level if it
     * has one. Without a value nothing goes on.
     */
    FINISH,
    /** Calls a context's {@code onClose}. */
    CLOSE,
    /** Hands the item to a sink of its own, or to the flow's; it goes on. */
    OUTPUT,
    /** Hands the item to the sink. */
    EMIT
  }

  /**
   * Returns whether a hook is called, which is no stage of an item: what comes after it does so in
   * any case.
   *
   * @return true if so
   */
  public boolean isHook() {
    return switch (kind) {
      case OPENED, FINISHED, FLUSH, CLOSE -> true;
      case KEY,
          BREAK,
          OPEN,
          CALL,
          FORK,
          RELEASE,
          CONSUME,
          FILTER,
          ENTER,
          SUBFLOW,
          AHEAD,
          START,
          ADD,
          FULL,
          PASS,
          FINISH,
          OUTPUT,
          EMIT ->
          false;
    };
  }

  /**
   * Returns whether another level is entered.
   *
   * @return true if so
   */
  public boolean entersLevel() {
    return level != NO_LEVEL;
  }
}
