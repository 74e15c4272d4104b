package dev.stageflow.processor.diagnostic.message;

import dev.stageflow.processor.diagnostic.Message;
import dev.stageflow.processor.diagnostic.Rule;

/**
 * Messages about retries, recoveries and timeouts. The placeholders are those of {@link
 * java.util.Formatter}.
 */
public enum RecoverMessage implements Message {
  /** Method. */
  TIMEOUT_OF_NO_STAGE(
      Rule.NOT_A_STAGE,
      "'%s' has @Timeout but is no stage. Put it beside the annotation of the stage that waits."),
  /** Method. */
  RETRY_OF_NO_STAGE(
      Rule.NOT_A_STAGE,
      "'%s' has @Retry but is no stage. Put it beside the annotation of the stage that may fail."),
  /** Method, annotation. */
  RECOVER_AND_STAGE(
      Rule.TWO_STAGE_ANNOTATIONS,
      "'%s' is both @%s and @Recover. A stage cannot stand in for another: make two methods of it."),
  /** Method, class. */
  OVERRIDE_WITHOUT_RECOVER(
      Rule.OVERRIDE_WITHOUT_ANNOTATION,
      "'%s' overrides a @Recover of %s: repeat its annotation here, so that readers see it."),
  /** Method, class, annotation. */
  OVERRIDE_WITHOUT_GUARD(
      Rule.OVERRIDE_WITHOUT_ANNOTATION,
      "'%s' overrides a stage of %s that has @%s: repeat that here, so that readers see it."),
  /** Name, class, suggestion. */
  STAGE_UNKNOWN(Rule.NAME_UNKNOWN, "There is no stage '%s' in %s.%s"),
  /** Stage. */
  RECOVER_OF_COLLECTOR(
      Rule.RECOVER_PLACE,
      "'%s' gives a Collector once for each context: it is not called for an item that could"
          + " recover. Take the accumulator and an item there instead, or remove @Recover."),
  /** Method. */
  TIMEOUT_OF_COLLECTOR(
      Rule.RECOVER_PLACE,
      "'%s' gives a Collector once for each context: there is no call for an item that could take"
          + " too long. Remove @Timeout."),
  /** Stage. */
  RETRY_OF_COLLECTOR(
      Rule.RECOVER_PLACE,
      "'%s' gives a Collector once for each context: there is no call for an item to be tried"
          + " again. Take the accumulator and an item there instead, or remove @Retry."),
  /** Method, stage. */
  NO_FAILURE(
      Rule.RECOVER_SIGNATURE,
      "'%s' takes no failure. After what '%s' takes, give it a parameter of the exception that it"
          + " recovers from, such as 'IOException failure'."),
  /** Method, failure, stage. */
  FAILURE_NOT_LAST(
      Rule.RECOVER_SIGNATURE,
      "'%s' takes %s before the item. The failure comes last: take first what '%s' takes."),
  /** Method, type parameter. */
  GENERIC_FAILURE(
      Rule.RECOVER_SIGNATURE,
      "'%s' recovers from %s, which is a type parameter: no exception can be compared with it. Name"
          + " a class."),
  /** Method. */
  PAUSE_TAKEN(
      Rule.RECOVER_SIGNATURE,
      "'%s' recovers from PauseFlow, but a pause is no failure: the flow goes on by itself. Name an"
          + " exception that the stage fails with."),
  /** Method, stage, what it takes, failure. */
  OTHER_PARAMETERS(
      Rule.RECOVER_SIGNATURE,
      "'%s' stands in for '%s', so it takes (%s, %s). Mark earlier values with @Upstream."),
  /** Method, stage, failure. */
  ONLY_FAILURE(
      Rule.RECOVER_SIGNATURE,
      "'%s' stands in for '%s', which takes no item, so it takes (%s) alone. Mark earlier values with @Upstream."),
  /** Method, type taken, stage, type that arrives. */
  OTHER_ITEM(Rule.RECOVER_SIGNATURE, "'%s' takes %s, but what arrives at '%s' is %s. Take that."),
  /** Method, type given, stage, type that it gives. */
  OTHER_RESULT(Rule.RECOVER_SIGNATURE, "'%s' returns %s, but '%s' gives %s. Return that."),
  /** Method, type given, stage. */
  RESULT_OF_NOTHING(
      Rule.RECOVER_SIGNATURE, "'%s' returns %s, but '%s' returns nothing. Make it void."),
  /** Method, type given, stage, type of elements. */
  OTHER_SOURCE(
      Rule.RECOVER_SIGNATURE,
      "'%s' returns %s, but '%s' gives any number of %s. Return a source of these, such as a List."),
  /** Method, type given, stage, type of outputs. */
  OTHER_FLOW(
      Rule.RECOVER_SIGNATURE,
      "'%s' returns %s, but '%s' gives a flow to %s. Return a flow with such outputs."),
  /** Exception, stage, the method that takes it already. */
  RECOVER_TWICE(
      Rule.RECOVER_TWICE,
      "'%s' takes %s of '%s', which '%s' takes already. Remove one of them, or take another"
          + " exception."),
  /** Method, stage. */
  STAGE_NAMED_TWICE(Rule.RECOVER_TWICE, "'%s' names '%s' twice. Remove one of them."),
  /** Method. */
  NO_STAGE_NAMED(
      Rule.RECOVER_PLACE,
      "'%s' stands in for no stage: the list is empty. Name a stage, or remove @Recover."),
  /** Method, exception, stage. */
  RECOVER_NEVER(
      Rule.NEVER_THROWN,
      "'%s' recovers from %s, which '%s' cannot throw: it does not declare it. Take what it throws,"
          + " or remove the method."),
  /** Exception, stage. */
  RETRY_NEVER(
      Rule.NEVER_THROWN,
      "%s is to be tried again, but '%s' cannot throw it: it does not declare it. Name what it"
          + " throws."),
  /** What was given. */
  BAD_TIMES(
      Rule.BAD_RETRY,
      "A retry of %s times makes no further try. Give at least 1, or remove @Retry."),
  /** What was given. */
  BAD_BACKOFF(
      Rule.BAD_RETRY, "A backoff of %s milliseconds is negative. Give 0 for no pause, or more."),
  /** Policy, stage, what else was given. */
  POLICY_BESIDE(
      Rule.BAD_RETRY,
      "'%s' says how '%s' is tried again, which '%s' beside it would contradict. Remove one of"
          + " them."),
  /** Method. */
  POLICY_SIGNATURE(
      Rule.NAME_SIGNATURE,
      "'%s' gives the policy of a retry: it takes nothing, and returns a RetryPolicy."),
  /** Field, type. */
  POLICY_FIELD(
      Rule.NAME_SIGNATURE,
      "'%s' is a field of type %s, which is no RetryPolicy. Name a field or a method that gives"
          + " one."),
  /** Method. */
  DELAY_SIGNATURE(
      Rule.NAME_SIGNATURE,
      "'%s' says how long to wait after a failure: it takes that failure alone, and returns a"
          + " Duration."),
  /** Method, what it takes, stage. */
  DELAY_NEVER(
      Rule.NEVER_THROWN,
      "'%s' takes %s, after which '%s' is not tried again. Take a failure of those that 'on'"
          + " names."),
  /** What was given. */
  BAD_TIMEOUT(Rule.BAD_TIMEOUT, "A timeout of %s milliseconds leaves no time. Give at least 1."),
  /** Stage. */
  TIMEOUT_WITHOUT_WAIT(
      Rule.BAD_TIMEOUT,
      "'%s' never waits, so it cannot take too long. Remove @Timeout, add @Tunnel if the method"
          + " blocks, or put it beside the stage that waits."),
  /** Stage. */
  NO_EXCEPTION(
      Rule.BAD_RETRY,
      "'%s' is tried again after no exception at all. Name one, or leave 'on' out for all."),
  /** Stage. */
  PAUSE_RETRIED(
      Rule.BAD_RETRY,
      "PauseFlow is no failure: '%s' is called again after a pause anyway. Name an exception that"
          + " it fails with.");

  private final Rule rule;
  private final String format;

  RecoverMessage(Rule rule, String format) {
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
