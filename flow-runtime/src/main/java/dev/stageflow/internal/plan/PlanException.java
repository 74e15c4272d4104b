package dev.stageflow.internal.plan;

/** Says which element cannot stand where it is, and why. */
public final class PlanException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What is wrong. */
  public enum Problem {
    /** A context would gather one item at most. */
    CONTEXT_WITHOUT_SEQUENCE,
    /** Each group of items would be one item. */
    GROUP_WITHOUT_SEQUENCE,
    /** Groups would go on from one sequence to the next, as those run ahead of a parallel stage. */
    GROUP_AFTER_PARALLEL,
    /** A parallel stage would have one item at most. */
    PARALLEL_WITHOUT_SEQUENCE,
    /** A stage stands after one that consumes its items. */
    AFTER_CONSUMER
  }

  /** What is wrong. */
  private final Problem problem;

  /** The element's index. */
  private final int element;

  PlanException(Problem problem, int element, String message) {
    super(message);
    this.problem = problem;
    this.element = element;
  }

  /**
   * Returns what is wrong.
   *
   * @return the problem
   */
  public Problem problem() {
    return problem;
  }

  /**
   * Returns where.
   *
   * @return the element's index
   */
  public int element() {
    return element;
  }
}
