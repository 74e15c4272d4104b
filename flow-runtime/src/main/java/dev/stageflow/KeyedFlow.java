package dev.stageflow;

import org.jspecify.annotations.Nullable;

/**
 * A flow whose runs can gather in one accumulator, which is kept in between: what is generated of a
 * definition with {@code @FlowDefinition(keyed = true)}. Who runs it keeps an accumulator for each
 * key of the inputs, for instance in the state of a distributed engine.
 *
 * <pre>{@code
 * kept.put(region, revenue.gather(kept.get(region), order, lines::add)); // for each order
 * revenue.passOn(kept.remove(region), order, lines::add); // with the latest one, in the end
 * }</pre>
 *
 * <p>A run takes one input as far as the accumulator; another one goes on from there. Both run on
 * the calling thread, which is parked while they pause, as {@link Flow#run(Object, Sink)} is.
 *
 * @param <I> the input's type
 * @param <A> the accumulator's type
 * @param <O> the outputs' type; {@link Void} where the last stage consumes its items
 */
public interface KeyedFlow<I, A, O> extends Flow<I, O> {

  @Override
  KeyedFlow<I, A, O> using(FlowOptions options);

  /**
   * Runs an input through the stages before the accumulator, and adds to that what comes. The
   * stages after it are called only where {@code flushWhen} says so.
   *
   * @param kept what was gathered of earlier inputs; null for nothing. It may be changed in place,
   *     also where this fails
   * @param input the input, never null
   * @param sink takes the outputs that there are meanwhile; it may pause
   * @return what has been gathered since something went on; null if that is nothing
   * @throws Exception what a stage throws
   */
  @Nullable A gather(@Nullable A kept, I input, Sink<? super O> sink) throws Exception;

  /**
   * Passes on what was gathered: finishes the accumulator, and runs the result through the stages
   * after it.
   *
   * @param kept what was gathered, which is used up
   * @param input what these stages see as the input of the run: one of those gathered
   * @param sink takes the outputs; it may pause
   * @throws Exception what a stage throws
   */
  void passOn(A kept, I input, Sink<? super O> sink) throws Exception;
}
