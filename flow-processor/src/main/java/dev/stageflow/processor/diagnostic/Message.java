package dev.stageflow.processor.diagnostic;

/**
 * Every message that the processor can print: what is wrong, and what to do. The placeholders are
 * those of {@link java.util.Formatter}.
 */
public enum Message {
  /** Stage, type taken, type that arrives, way to it, stage. */
  TYPE_MISMATCH(Rule.TYPE_MISMATCH, "'%s' takes %s, but what arrives is %s: %s → %s ✗"),
  /** Stage. */
  NO_INPUT(
      Rule.NO_INPUT,
      "'%s' takes no item. Give it a parameter for what arrives; those marked with @Upstream take"
          + " values from further up."),
  /** Stage. */
  NO_INPUT_TO_ACCUMULATE(
      Rule.NO_INPUT,
      "'%s' takes no item. An @Accumulate takes the accumulator and an item, or nothing if it"
          + " returns a Collector."),
  /** Stage. */
  MANY_ITEMS(
      Rule.TOO_MANY_PARAMETERS,
      "'%s' takes one item. Mark what comes from further up with @Upstream."),
  /** Stage. */
  MANY_ITEMS_TO_ACCUMULATE(
      Rule.TOO_MANY_PARAMETERS,
      "'%s' takes the accumulator and an item. Mark what comes from further up with @Upstream."),
  /** Stage. */
  ITEM_TO_COLLECTOR(
      Rule.TOO_MANY_PARAMETERS,
      "'%s' gives a Collector once for each context, so it takes no item. Mark what comes from"
          + " further up with @Upstream."),
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
  /** Method, annotation, annotation. */
  TWO_STAGE_ANNOTATIONS(
      Rule.TWO_STAGE_ANNOTATIONS,
      "'%s' is both @%s and @%s. A method is one stage: remove one of them."),
  /** Method. */
  CONTEXT_OF_NO_STAGE(
      Rule.NOT_A_STAGE,
      "'%s' has @Context but is no stage. Put it beside @Function, @Filter or @Sequence."),
  /** Method. */
  TUNNEL_OF_NO_STAGE(
      Rule.NOT_A_STAGE, "'%s' has @Tunnel but is no stage. Put it beside @Function or @Sequence."),
  /** Method. */
  UPSTREAM_OF_NO_STAGE(
      Rule.NOT_A_STAGE,
      "'%s' takes a value with @Upstream, but is neither a stage nor named by one."),
  /** Method. */
  PRIVATE_METHOD(
      Rule.INACCESSIBLE,
      "'%s' is private, so the generated flow cannot call it. Remove 'private'."),
  /** Method, class. */
  HIDDEN_METHOD(
      Rule.INACCESSIBLE,
      "'%s', inherited from %s in another package, cannot be called by the generated flow. Make it"
          + " public, or override it here."),
  /** Constant. */
  PRIVATE_CONSTANT(
      Rule.INACCESSIBLE,
      "'%s' is private, so the generated flow cannot read it. Remove 'private'."),
  /** Constant, class. */
  HIDDEN_CONSTANT(
      Rule.INACCESSIBLE,
      "'%s', inherited from %s in another package, cannot be read by the generated flow. Make it"
          + " public."),
  /** Method, what it does with the type, type. */
  PRIVATE_TYPE(
      Rule.INACCESSIBLE,
      "'%s' %s %s, which is private, so the generated flow cannot name it. Remove 'private'."),
  /** Method, what it does with the type, type. */
  HIDDEN_TYPE(
      Rule.INACCESSIBLE,
      "'%s' %s %s of another package, so the generated flow cannot name it. Make it public."),
  /** Stage. */
  GENERIC_STAGE(
      Rule.GENERIC_METHOD,
      "'%s' has type parameters of its own, which no stage before it could settle. Declare them on"
          + " the class."),
  /** Method. */
  GENERIC_METHOD(
      Rule.GENERIC_METHOD, "'%s' has type parameters of its own. Declare them on the class."),
  /** Method. */
  VARARGS(Rule.VARARGS, "'%s' takes a variable number of parameters. Take an array or a list."),
  /** Stage, type. */
  NOT_BOOLEAN(
      Rule.NOT_BOOLEAN,
      "A @Filter returns boolean, but '%s' returns %s. To change the item, use @Function."),
  /** Stage, type. */
  NOT_A_SEQUENCE(
      Rule.NOT_A_SEQUENCE,
      "'%s' returns %s, which cannot be walked. A @Sequence returns an Iterable, Iterator,"
          + " FlowIterator, array, Stream, Optional or Map; for a single value use @Function."),
  /** Stage, type of the accumulator, type of the result. */
  OTHER_ACCUMULATOR(
      Rule.BAD_ACCUMULATOR,
      "'%s' takes an accumulator of type %s but returns %s. It returns the accumulator, or nothing"
          + " if it changes it in place."),
  /** Stage, type of the accumulator. */
  FIXED_ACCUMULATOR(
      Rule.BAD_ACCUMULATOR,
      "'%s' returns nothing, but an accumulator of type %s cannot be changed in place. Return the"
          + " new one."),
  /** Part. */
  PART_OF_COLLECTOR(
      Rule.BAD_ACCUMULATOR,
      "A Collector has its own start and finish, and its container cannot be looked at: leave out"
          + " '%s'."),
  /** Type of the accumulator. */
  NO_START(
      Rule.NO_START,
      "There is no obvious empty %s. Name a method or a constant that gives one: start = \"…\"."),
  /** Name, class, suggestion. */
  METHOD_UNKNOWN(Rule.NAME_UNKNOWN, "There is no method '%s' in %s.%s"),
  /** Name, class, suggestion. */
  START_UNKNOWN(Rule.NAME_UNKNOWN, "There is no method and no constant '%s' in %s.%s"),
  /** Name, class, suggestion. */
  CONSTANT_UNKNOWN(Rule.NAME_UNKNOWN, "There is no constant '%s' in %s.%s"),
  /** Number, name. */
  NAME_OVERLOADED(Rule.NAME_OVERLOADED, "There are %s methods '%s'. Rename the one that is meant."),
  /** Method. */
  ONLY_UPSTREAM(Rule.NAME_SIGNATURE, "'%s' can take only parameters marked with @Upstream."),
  /** Method, type. */
  NOT_VOID(Rule.NAME_SIGNATURE, "'%s' must be void: nobody takes the %s that it returns."),
  /** Method or constant, its type, type of the accumulator. */
  OTHER_START(
      Rule.NAME_SIGNATURE, "'%s' gives %s, which is no start for an accumulator of type %s."),
  /** Method, type of the accumulator. */
  ACCUMULATOR_NOT_TAKEN(
      Rule.NAME_SIGNATURE,
      "'%s' must take the accumulator, of type %s; all else must be marked with @Upstream."),
  /** Method, type. */
  FLUSH_WHEN_NOT_BOOLEAN(Rule.NAME_SIGNATURE, "'%s' must return boolean, not %s."),
  /** Source of the literal, type. */
  BAD_STOP(
      Rule.BAD_STOP,
      "stop = %s is no literal of type %s. Write Java source, such as \"0\" or \"\\\"END\\\"\", or"
          + " the name of a static final field."),
  /** Constant, its type, type of the result. */
  OTHER_STOP(Rule.BAD_STOP, "'%s' is a %s, which no result of type %s can equal."),
  /** Type, what is in scope. */
  NO_VALUE_OF_TYPE(Rule.UPSTREAM_UNKNOWN, "No value of type %s is in scope here.%s"),
  /** Name, suggestion. */
  NO_VALUE_OF_NAME(Rule.UPSTREAM_UNKNOWN, "No value called '%s' is in scope here.%s"),
  /** Type, names, the first of them. */
  SEVERAL_VALUES(
      Rule.UPSTREAM_AMBIGUOUS,
      "Several values of type %s are in scope here: %s. Say which: @Upstream(\"%s\")."),
  /** Name. */
  INPUT_OR_STAGE(
      Rule.UPSTREAM_AMBIGUOUS,
      "'%1$s' is both the flow's input and what the stage '%1$s' gives. Rename the stage."),
  /** Name, its type, type of the parameter. */
  UPSTREAM_TYPE(Rule.UPSTREAM_TYPE, "'%s' is of type %s, which is not assignable to %s."),
  /** Method, what it is. */
  PAUSE_IMPOSSIBLE(
      Rule.PAUSE_IMPOSSIBLE,
      "'%s' %s and cannot pause: it must not declare PauseFlow, nor a supertype of it."),
  /** Stage. */
  CONTEXT_WITHOUT_SEQUENCE(
      Rule.CONTEXT_WITHOUT_SEQUENCE,
      "No @Sequence stands between this context, opened at '%s', and the accumulate that gathers in"
          + " it: it would gather one item at most. Put @Context on a stage before a sequence, or"
          + " remove it."),
  /** Stage. */
  CONTEXT_PLACE(
      Rule.CONTEXT_PLACE,
      "An accumulate closes a context and opens none. Put @Context on the stage before which '%s'"
          + " shall start anew."),
  /** Stage. */
  TUNNEL_PLACE(
      Rule.TUNNEL_PLACE,
      "'%s' cannot run on a worker thread: only @Sequence and @Function can. Call what blocks from"
          + " one of these, or remove @Tunnel."),
  /** Stage, result. */
  TUNNEL_ASYNC(
      Rule.TUNNEL_PLACE,
      "'%s' returns %s, which the flow waits for without a worker thread. Remove @Tunnel."),
  /** What was given. */
  BAD_BUFFER(Rule.BAD_BUFFER, "A buffer of %s holds nothing. Give at least 1, or leave it out."),
  /** Class. */
  NO_STAGE(
      Rule.NO_STAGE,
      "'%s' has no stage. Annotate a method with @Function, @Filter, @Sequence or @Accumulate, or"
          + " say generate = false if it is only inherited from."),
  /** Name, suggestion. */
  STAGE_UNKNOWN(Rule.STAGE_ORDER, "There is no stage '%s'.%s"),
  /** Stage. */
  STAGE_LISTED_TWICE(Rule.STAGE_ORDER, "'%s' is listed twice."),
  /** Stages. */
  STAGE_LEFT_OUT(Rule.STAGE_ORDER, "The list leaves out %s. List every stage, in order."),
  /** Stage. */
  STAGE_NAME_TWICE(Rule.STAGE_NAME_TWICE, "Two stages are called '%s'. Rename one of them."),
  /** Bucket. */
  BUCKET_NAME_TWICE(
      Rule.STAGE_NAME_TWICE,
      "The bucket '%s' has the name of another stage or bucket. Rename one of them."),
  /** Name. */
  NO_CLASS_NAME(Rule.NAME_COLLISION, "'%s' cannot be the name of a class."),
  /** Class. */
  NAME_TAKEN(
      Rule.NAME_COLLISION,
      "There is a class %s in this package already. Rename it, or name the flow:"
          + " @FlowDefinition(name = \"…\")."),
  /** Class. */
  PRIVATE_DEFINITION(
      Rule.DEFINITION_PLACE,
      "'%s' is private, so the generated flow cannot see it. Remove 'private'."),
  /** Class. */
  INNER_OF_GENERIC(
      Rule.DEFINITION_PLACE, "'%s' is an inner class of a generic class. Make it static."),
  /** Method, class. */
  OVERRIDE_WITHOUT_ANNOTATION(
      Rule.OVERRIDE_WITHOUT_ANNOTATION,
      "'%s' overrides a stage of %s: repeat its annotation here, so that readers see it."),
  /** Method, what it does with the type, type. */
  RAW_TYPE(Rule.RAW_TYPE, "'%s' %s the raw type %s. Give its type arguments."),
  /** Method, what it does with the type, type, the raw part. */
  RAW_PART(Rule.RAW_TYPE, "'%s' %s %s, in which %s is a raw type. Give its type arguments."),
  /** Method, type, its raw supertype. */
  RAW_SUPERTYPE(
      Rule.RAW_TYPE, "'%s' returns %s, which inherits the raw type %s. Give its type arguments."),
  /** Class, its supertype. */
  RAW_BASE(Rule.RAW_TYPE, "'%s' inherits stages from the raw type %s. Give its type arguments."),
  /** Method, type. */
  THROWS_THROWABLE(
      Rule.THROWS_THROWABLE, "'%s' throws %s, which a flow cannot. Declare Exception, or less."),
  /** Failure, where it was thrown. */
  INTERNAL_ERROR(
      Rule.INTERNAL_ERROR,
      "Stageflow could not process this class. Please report it, with the class, at"
          + " https://github.com/stageflow/stageflow/issues: %s at %s");

  private final Rule rule;
  private final String format;

  Message(Rule rule, String format) {
    this.rule = rule;
    this.format = format;
  }

  /**
   * Tells which rule is broken.
   *
   * @return the rule
   */
  public Rule rule() {
    return rule;
  }

  /**
   * Gives the sentences that tell the user.
   *
   * @param arguments what the message names, in order
   * @return the rule's name and the sentences
   */
  public String text(Object... arguments) {
    return "[" + rule.tag() + "] " + String.format(format, arguments);
  }
}
