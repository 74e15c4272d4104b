package dev.stageflow.interpreter;

/**
 * How an accumulate of a definition adds an item.
 *
 * @param <D> the definition's type
 * @param <A> the accumulator's type
 * @param <T> the item's type
 */
@FunctionalInterface
public interface Adding<D, A, T> {

  /**
   * Adds an item.
   *
   * @param bucket what was gathered so far
   * @param item the item
   * @param scope what else the stage can get at
   * @return what is gathered now
   * @throws Exception what the stage throws
   */
  A add(A bucket, T item, Scope<D> scope) throws Exception;
}
