package dev.stageflow.processor.diagnostic.message;

import dev.stageflow.processor.diagnostic.FixHint;
import dev.stageflow.processor.diagnostic.Message;
import dev.stageflow.processor.diagnostic.Rule;

/** Messages about items. The placeholders are those of {@link java.util.Formatter}. */
public enum ItemMessage implements Message {
  /** Stage, type taken, type that arrives, way to it, stage, {@link FixHint}. */
  TYPE_MISMATCH(Rule.TYPE_MISMATCH, "'%s' takes %s, but what arrives is %s: %s → %s ✗.%s"),
  /** Stage. */
  NO_INPUT(
      Rule.NO_INPUT,
      "'%s' takes no item. Give it a parameter for what arrives; those marked with @Upstream take earlier values."),
  /** Stage. */
  NO_INPUT_TO_ACCUMULATE(
      Rule.NO_INPUT,
      "'%s' takes no item. An @Accumulate takes the accumulator and an item, or nothing if it"
          + " returns a Collector."),
  /** Stage. */
  MANY_ITEMS(Rule.TOO_MANY_PARAMETERS, "'%s' takes one item. Mark earlier values with @Upstream."),
  /** Stage, number, most. */
  MANY_KEPT(
      Rule.TOO_MANY_PARAMETERS,
      "'%s' and the stages after it take %d earlier values, of which at most %d can be kept together; a"
          + " long or double counts as two. Have an earlier stage put several into one record."),
  /** Method. */
  SUSPENDING(
      Rule.TOO_MANY_PARAMETERS,
      "'%s' is a suspending function, which only coroutines can call. Wait in a @Function that"
          + " returns a CompletableFuture, which is awaited: 'future { ... }' of kotlinx-coroutines"
          + " makes one."),
  /** Stage. */
  MANY_ITEMS_TO_ACCUMULATE(
      Rule.TOO_MANY_PARAMETERS,
      "'%s' takes the accumulator and an item. Mark earlier values with @Upstream."),
  /** Stage. */
  ITEM_TO_COLLECTOR(
      Rule.TOO_MANY_PARAMETERS,
      "'%s' gives a Collector once for each context, so it takes no item. Mark earlier values with @Upstream."),
  /** Stage, next stage. */
  RESULT_MISSING(
      Rule.RESULT_MISSING,
      "'%s' returns nothing, but '%s' comes after it. Return the item that goes on, or make it the"
          + " last stage."),
  /** Stage. */
  AFTER_CONSUMER(
      Rule.AFTER_CONSUMER,
      "'%s' comes after an accumulate whose finish returns nothing. Return what goes on from the"
          + " finish, or make it the last stage."),
  /** Stage, type. */
  NOT_BOOLEAN(
      Rule.NOT_BOOLEAN,
      "A @Filter returns boolean, but '%s' returns %s. To change the item, use @Function."),
  /** Stage. */
  VOID_FILTER(
      Rule.NOT_BOOLEAN,
      "A @Filter returns boolean, but '%s' returns nothing. Return whether the item goes on; to"
          + " consume it, use @Function."),
  /** Stage, type, what to do. */
  NOT_A_SEQUENCE(Rule.NOT_A_SEQUENCE, "'%s' returns %s, which cannot be walked.%s"),
  /** Stage, type, what to do. */
  LAZY_OUTPUT(
      Rule.LAZY_OUTPUT,
      "'%s' is the last stage that gives something, and gives %s, which the flow neither runs nor"
          + " awaits.%s"),
  /** Stage, type. */
  NOT_A_FLOW(
      Rule.NOT_A_FLOW,
      "'%s' returns %s, which is no flow. A @Subflow returns a Flow, or a List of flows, for the"
          + " item to be run through."),
  /** Stage, type. */
  SOURCE_FLOW_AS_SUBFLOW(
      Rule.NOT_A_FLOW,
      "'%s' returns %s, which takes no item. Return a Flow that the item is run through, or make it"
          + " a @Sequence that returns the flow's open()."),
  /** Stage, type that the flow takes, type of the item, the same. */
  FLOW_MISMATCH(
      Rule.TYPE_MISMATCH,
      "The flow that '%s' returns takes %s, but its input is the stage's item, %s. Return a flow"
          + " that takes %s."),
  /** Stage, flow. */
  OUTPUT_UNKNOWN(
      Rule.OUTPUT_UNKNOWN,
      "The outputs of '%s' are unknown: %s is generated from the very stages that wait for it."
          + " Return a Flow with the types of its input and outputs instead, such as Flow<Item,"
          + " Result>."),
  /** Method, flow. */
  OWN_FLOW(
      Rule.OUTPUT_UNKNOWN,
      "'%s' names %s, which is generated from this very definition. Name a Flow with the types"
          + " of its input and outputs instead, such as Flow<Item, Result>.");

  private final Rule rule;
  private final String format;

  ItemMessage(Rule rule, String format) {
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
