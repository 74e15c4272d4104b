package dev.stageflow.processor.diagnostic;

import java.util.Locale;

/** What can be wrong with a definition. The names are stable: users and documents refer to them. */
public enum Rule {
  /** A stage takes something else than the one before gives. */
  TYPE_MISMATCH,
  /** A stage takes no item, though the one before gives one. */
  NO_INPUT,
  /** A method has more parameters than there are values for. */
  TOO_MANY_PARAMETERS,
  /** A {@code void} stage is not the last one. */
  RESULT_MISSING,
  /** A stage follows one that gives no value. */
  AFTER_CONSUMER,
  /** A method has two stage annotations. */
  TWO_STAGE_ANNOTATIONS,
  /** An annotation for stages is on something else. */
  NOT_A_STAGE,
  /** Generated code cannot call a method. */
  INACCESSIBLE,
  /** A stage has type parameters of its own. */
  GENERIC_METHOD,
  /** A stage has a variable number of parameters. */
  VARARGS,
  /** A filter's result is not {@code boolean}. */
  NOT_BOOLEAN,
  /** A filter ends a sequence that is not around it. */
  BAD_BREAK,
  /** A sequence's result is no source of elements. */
  NOT_A_SEQUENCE,
  /** The last stage gives a lazy value that is neither run nor awaited. */
  LAZY_OUTPUT,
  /** A subflow's result is no flow. */
  NOT_A_FLOW,
  /** The output type of a subflow cannot be found. */
  OUTPUT_UNKNOWN,
  /** The parts of an accumulate do not agree. */
  BAD_ACCUMULATOR,
  /** An empty accumulator cannot be made. */
  NO_START,
  /** A name in an annotation refers to nothing. */
  NAME_UNKNOWN,
  /** A name in an annotation refers to several methods. */
  NAME_OVERLOADED,
  /** A method that is named in an annotation has the wrong parameters or result. */
  NAME_SIGNATURE,
  /** A {@code stop} is neither a literal nor a constant of the right type. */
  BAD_STOP,
  /** A key equals nothing but itself. */
  BAD_KEY,
  /** No value in scope fits. */
  UPSTREAM_UNKNOWN,
  /** Several values in scope fit. */
  UPSTREAM_AMBIGUOUS,
  /** A value that is referred to by name has another type. */
  UPSTREAM_TYPE,
  /** A method declares a pause where none is possible. */
  PAUSE_IMPOSSIBLE,
  /** A context would gather one item at most. */
  CONTEXT_WITHOUT_SEQUENCE,
  /** A {@code @Context} is at an accumulate. */
  CONTEXT_PLACE,
  /** A {@code @Tunnel} is at a method that a worker thread cannot call, or need not. */
  TUNNEL_PLACE,
  /** A stage that cannot have several items at once is parallel. */
  PARALLEL_PLACE,
  /** A parallel stage would have one item at most. */
  PARALLEL_WITHOUT_SEQUENCE,
  /** A parallel stage could not have any item. */
  BAD_PARALLEL,
  /** A stage is a fork that cannot be one. */
  FORK_PLACE,
  /** No stage takes what a fork gives. */
  FORK_UNUSED,
  /** A tunnel's buffer has no room. */
  BAD_BUFFER,
  /** A stage is not called for an item, so that there is nothing to retry or recover from. */
  RECOVER_PLACE,
  /** The parameters or the result of a recovery method do not fit its stage. */
  RECOVER_SIGNATURE,
  /** Two recovery methods take the same exception of a stage. */
  RECOVER_TWICE,
  /** A stage cannot throw what is to be retried or recovered from. */
  NEVER_THROWN,
  /** The values of a {@code @Retry} are not valid. */
  BAD_RETRY,
  /** A timeout is at a stage that never waits, or is not positive. */
  BAD_TIMEOUT,
  /** A durable flow cannot save a part of its runs' state. */
  NOT_STORABLE,
  /** The accumulator of a keyed flow cannot be kept from run to run. */
  NOT_KEYED,
  /** An {@code @Output} is at a method that gives no output. */
  OUTPUT_PLACE,
  /** The name of a sink is not a Java identifier, or the sink takes values of two types. */
  BAD_OUTPUT,
  /** A definition has no stage. */
  NO_STAGE,
  /** The list of stages does not fit the stages. */
  STAGE_ORDER,
  /** Two stages have the same name. */
  STAGE_NAME_TWICE,
  /** The generated class's name is not valid, or taken. */
  NAME_COLLISION,
  /** Generated code cannot see the class. */
  DEFINITION_PLACE,
  /** A method overrides a stage without repeating its annotation, or with another one. */
  OVERRIDE_WITHOUT_ANNOTATION,
  /** A type lacks its type arguments. */
  RAW_TYPE,
  /** A method declares {@code Throwable}, which a flow does not. */
  THROWS_THROWABLE,
  /** All contexts share one accumulator that is changed in place. */
  SHARED_START,
  /** A context has no effect. */
  IDLE_CONTEXT,
  /** A restored run skips all elements that it has taken. */
  NOT_RESUMABLE,
  /** Generated code cannot see the runtime. */
  RUNTIME_MISSING,
  /** The processor has failed. */
  INTERNAL_ERROR;

  /**
   * Returns the rule's name as messages start with it.
   *
   * @return such as {@code Flow/TypeMismatch}
   */
  public String tag() {
    StringBuilder tag = new StringBuilder("Flow/");
    for (String word : name().split("_", -1)) {
      tag.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return tag.toString();
  }
}
