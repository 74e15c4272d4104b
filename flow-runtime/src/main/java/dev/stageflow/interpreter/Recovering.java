package dev.stageflow.interpreter;

import org.jspecify.annotations.Nullable;

/**
 * What stands in for a stage of a definition that has failed.
 *
 * @param <D> the definition's type
 * @param <T> the item's type
 * @param <E> the failure's type
 * @param <R> the type of what goes on
 */
@FunctionalInterface
public interface Recovering<D, T, E, R> {

  /**
   * Gives what the stage would have given.
   *
   * @param item the item
   * @param failure what the stage has failed with
   * @param scope what else the stage can get at
   * @return what goes on, or null to end the item's way
   * @throws Exception what is thrown in the stage's place
   */
  @Nullable R recover(T item, E failure, Scope<D> scope) throws Exception;
}
