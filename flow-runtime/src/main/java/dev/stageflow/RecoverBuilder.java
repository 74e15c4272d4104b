package dev.stageflow;

import dev.stageflow.function.StageBiFunction;

/**
 * What the builders of all stages that may fail have in common. What takes a failure and gives what
 * the stage would have given is the {@code recover} of each.
 *
 * @param <T> the type of the items that the stage takes
 * @param <B> the stage's builder
 */
public interface RecoverBuilder<T, B> {

  /**
   * Takes a failure as {@code recover} does, and gives what the function makes of it to a sink: the
   * stage gives nothing, so the item goes no further. See {@link dev.stageflow.annotation.Output}.
   *
   * @param failure the failure's type
   * @param function takes the item and the failure, and gives what the sink takes, {@code null} for
   *     nothing; it may pause
   * @param sink takes the values of all runs; it may pause
   * @param <E> the failure's type
   * @param <R> the type of what the sink takes
   * @return a builder with that function
   * @throws IllegalArgumentException if the type is {@link PauseFlow}, which is no failure
   * @throws IllegalStateException if the stage has a function for that very type
   */
  <E extends Throwable, R> B recoverTo(
      Class<E> failure,
      StageBiFunction<? super T, ? super E, ? extends R> function,
      Sink<? super R> sink);

  /**
   * Does the same, but what the function gives is an output of the flow, which is made by {@link
   * FlowBuilder#build(Class)}.
   *
   * @param failure the failure's type
   * @param function takes the item and the failure, and gives an output, {@code null} for none; it
   *     may pause
   * @param <E> the failure's type
   * @return a builder with that function
   * @throws IllegalArgumentException if the type is {@link PauseFlow}, which is no failure
   * @throws IllegalStateException if the stage has a function for that very type
   */
  <E extends Throwable> B recoverOutput(
      Class<E> failure, StageBiFunction<? super T, ? super E, ?> function);

  /**
   * Has the function that was given last, to {@code recover} or one of its like, called on a worker
   * thread, where it may block; the flow pauses meanwhile. What it gives to a sequence is read
   * there, too. See {@link dev.stageflow.annotation.Tunnel}.
   *
   * @return a builder with that tunnel
   * @throws IllegalStateException if the stage has no such function, or that one is tunnelled
   *     already
   */
  B tunnelRecover();
}
