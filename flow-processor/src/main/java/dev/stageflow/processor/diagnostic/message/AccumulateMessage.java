package dev.stageflow.processor.diagnostic.message;

import dev.stageflow.processor.diagnostic.Message;
import dev.stageflow.processor.diagnostic.Rule;

/**
 * Messages about accumulates and their contexts. The placeholders are those of {@link
 * java.util.Formatter}.
 */
public enum AccumulateMessage implements Message {
  /** Stage, type of the accumulator, type of the result. */
  OTHER_ACCUMULATOR(
      Rule.BAD_ACCUMULATOR,
      "'%s' takes an accumulator of type %s but returns %s. It returns the accumulator, or nothing"
          + " if it changes it in place."),
  /** Stage, type of the accumulator. */
  ACCUMULATOR_SECOND(
      Rule.BAD_ACCUMULATOR, "'%s' takes the accumulator, %s, after the item. Take it first."),
  /** Stage, type of the accumulator. */
  FIXED_ACCUMULATOR(
      Rule.BAD_ACCUMULATOR,
      "'%s' returns nothing, but an accumulator of type %s cannot be changed in place. Return the"
          + " new one."),
  /** Part. */
  PART_OF_COLLECTOR(
      Rule.BAD_ACCUMULATOR,
      "A Collector has its own start and finish, and its container is hidden: leave out"
          + " '%s'."),
  /** Stage, type of the collector, its wildcard. */
  COLLECTOR_TAKES_NOTHING(
      Rule.BAD_ACCUMULATOR,
      "'%s' returns %s: with '%s' for its items, none can be given to it. Name their type, or a"
          + " supertype."),
  /** What was given. */
  BAD_FLUSH(
      Rule.BAD_ACCUMULATOR,
      "A batch cannot go on after %s milliseconds. Give at least 1, or leave it out."),
  /** Type of the accumulator. */
  NO_START(
      Rule.NO_START,
      "There is no obvious empty %s. Name a method or a constant that gives one: start = \"…\"."),
  /** Method or constant, its type, type of the accumulator. */
  OTHER_START(
      Rule.NAME_SIGNATURE, "'%s' gives %s, which is no start for an accumulator of type %s."),
  /** Method, type of the accumulator. */
  ACCUMULATOR_NOT_TAKEN(
      Rule.NAME_SIGNATURE,
      "'%s' must take the accumulator, of type %s; all other parameters must be marked with @Upstream."),
  /** Method, type. */
  FLUSH_WHEN_NOT_BOOLEAN(Rule.NAME_SIGNATURE, "'%s' must return boolean, not %s."),
  /** Stage, constant. */
  SHARED_START(
      Rule.SHARED_START,
      "'%s' changes its accumulator in place, but '%s' is a constant: all contexts of all runs"
          + " would change one object. Name a method that makes a new one."),
  /** Stage. */
  IDLE_CONTEXT(
      Rule.IDLE_CONTEXT,
      "The context that '%s' opens has no effect: no accumulate gathers in it, and it has"
          + " none of onOpen, onFlush and onClose. Remove @Context, or give it one of these."),
  /** Stage. */
  CONTEXT_WITHOUT_SEQUENCE(
      Rule.CONTEXT_WITHOUT_SEQUENCE,
      "No @Sequence stands between this context, opened at '%s', and the accumulate that gathers in"
          + " it: it would gather one item at most. Put @Context on a stage before a sequence, or"
          + " remove it."),
  /** Stage. */
  GROUP_WITHOUT_SEQUENCE(
      Rule.CONTEXT_WITHOUT_SEQUENCE,
      "No sequence stands before '%s' in the context around it, so each group of items with equal"
          + " keys would be one item. Put @Context on a stage after the sequence, or remove 'by'."),
  /** Stage. */
  GROUP_AFTER_PARALLEL(
      Rule.CONTEXT_PLACE,
      "The items of several sequences come out of the parallel stage before '%s' one after the"
          + " other, so a group cannot close where one of them ends. Put @Context on the parallel"
          + " stage, or on a stage before it."),
  /** Stage. */
  CONTEXT_PLACE(
      Rule.CONTEXT_PLACE,
      "An accumulate closes a context and opens none. Put @Context on the stage before which '%s'"
          + " starts again.");

  private final Rule rule;
  private final String format;

  AccumulateMessage(Rule rule, String format) {
    this.rule = rule;
    this.format = format;
  }

  @Override
  public Rule rule() {
    return rule;
  }

  @Override
  public String format() {
    return format;
  }
}
