package dev.stageflow.interpreter;

import dev.stageflow.engine.FlowStack;
import java.util.Objects;

/**
 * What a stage of a definition can get at besides its item, while it is called.
 *
 * @param <D> the definition's type
 */
public final class Scope<D> {
  private final Activation activation;

  /** By the values' indices, the places of those that the stage looks at. */
  private final int[] places;

  Scope(Activation activation, int[] places) {
    this.activation = activation;
    this.places = places;
  }

  /**
   * Gives the run's definition.
   *
   * @return the object that has the stages
   */
  public D stages() {
    return Untyped.stages(activation);
  }

  /**
   * Gives the stack of the run, which holds what the stage waits for.
   *
   * @return the stack
   */
  public FlowStack stack() {
    return Objects.requireNonNull(activation.stack());
  }

  /**
   * Gives a value from further up, or what an accumulate has gathered.
   *
   * @param value stands for it; one of those of which was told that the stage looks at them
   * @param <T> the value's type
   * @return the value
   */
  public <T> T get(Value<T> value) {
    return Untyped.value(activation, places[value.index()]);
  }
}
