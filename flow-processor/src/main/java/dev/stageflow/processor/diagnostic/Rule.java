package dev.stageflow.processor.diagnostic;

import java.util.Locale;

/** What can be wrong with a definition. The names are stable: users and documents refer to them. */
public enum Rule {
  /** A stage takes something else than the one before gives. */
  TYPE_MISMATCH,
  /** A stage takes no item, though the one before gives one. */
  NO_INPUT,
  /** A method takes more than it can be given. */
  TOO_MANY_PARAMETERS,
  /** A {@code void} stage stands before others. */
  RESULT_MISSING,
  /** A stage stands after one that gives nothing. */
  AFTER_CONSUMER,
  /** A method has two stage annotations. */
  TWO_STAGE_ANNOTATIONS,
  /** An annotation that belongs to stages stands where there is none. */
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
  /** A sequence's result cannot be walked. */
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
  /** A name in an annotation names nothing. */
  NAME_UNKNOWN,
  /** A name in an annotation names several methods. */
  NAME_OVERLOADED,
  /** A method that is named in an annotation has the wrong parameters or result. */
  NAME_SIGNATURE,
  /** A {@code stop} is neither a literal nor a constant of the right type. */
  BAD_STOP,
  /** No value that is in scope is meant. */
  UPSTREAM_UNKNOWN,
  /** Several values that are in scope could be meant. */
  UPSTREAM_AMBIGUOUS,
  /** A value that is named has another type. */
  UPSTREAM_TYPE,
  /** A method declares a pause where none is possible. */
  PAUSE_IMPOSSIBLE,
  /** A context would gather one item at most. */
  CONTEXT_WITHOUT_SEQUENCE,
  /** A context stands beside an accumulate. */
  CONTEXT_PLACE,
  /** A tunnel stands where there is nothing for a worker thread to do. */
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
  /** A tunnel's buffer holds nothing. */
  BAD_BUFFER,
  /** A stage is not called for an item, so that nothing can be tried again or stand in for it. */
  RECOVER_PLACE,
  /** A method does not take what its stage takes and a failure, or does not give what it gives. */
  RECOVER_SIGNATURE,
  /** Two methods take the same exception of a stage. */
  RECOVER_TWICE,
  /** A stage cannot throw what is to be tried again or taken. */
  NEVER_THROWN,
  /** A call cannot be tried again so often, so late, or after such failures. */
  BAD_RETRY,
  /** A timeout stands where nothing waits, or is no time at all. */
  BAD_TIMEOUT,
  /** A durable flow cannot save something that its runs have. */
  NOT_STORABLE,
  /** The accumulator of a keyed flow cannot be kept from run to run. */
  NOT_KEYED,
  /** A sink of its own stands beside a method that gives nothing to it. */
  OUTPUT_PLACE,
  /** A sink of its own has no name in Java, or takes values of two types. */
  BAD_OUTPUT,
  /** A definition has no stage. */
  NO_STAGE,
  /** The list of stages does not fit the stages. */
  STAGE_ORDER,
  /** Two stages have one name. */
  STAGE_NAME_TWICE,
  /** The generated class's name is no name, or taken. */
  NAME_COLLISION,
  /** Generated code cannot see the class. */
  DEFINITION_PLACE,
  /** A stage is overridden without its annotation, or with another. */
  OVERRIDE_WITHOUT_ANNOTATION,
  /** A type lacks its type arguments. */
  RAW_TYPE,
  /** A method declares {@code Throwable}, which a flow cannot. */
  THROWS_THROWABLE,
  /** One accumulator that is changed in place serves all contexts. */
  SHARED_START,
  /** A context has no effect. */
  IDLE_CONTEXT,
  /** A saved run goes on by passing over all elements that it has taken. */
  NOT_RESUMABLE,
  /** Generated code cannot see the runtime. */
  RUNTIME_MISSING,
  /** The processor is at fault. */
  INTERNAL_ERROR;

  /**
   * Returns whether what breaks the rule compiles nevertheless, and may be suppressed by its name.
   *
   * @return true for a warning, false for an error
   */
  public boolean isWarning() {
    return this == SHARED_START || this == IDLE_CONTEXT || this == NOT_RESUMABLE;
  }

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
