package dev.stageflow.function;

/**
 * Returns a fresh value, such as an empty accumulator.
 *
 * @param <T> the value's type
 */
@FunctionalInterface
public interface StageSupplier<T> {

  /**
   * Returns a value.
   *
   * @return the value
   * @throws Exception what the stage throws, which ends the run; a {@link dev.stageflow.PauseFlow}
   *     pauses the flow, which calls again with the same arguments
   */
  T get() throws Exception;
}
