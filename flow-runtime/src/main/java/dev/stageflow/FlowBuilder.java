package dev.stageflow;

import dev.stageflow.function.StageAction;
import dev.stageflow.function.StageBiConsumer;
import dev.stageflow.function.StageBiFunction;
import dev.stageflow.function.StageConsumer;
import dev.stageflow.function.StageFunction;
import dev.stageflow.function.StagePredicate;
import dev.stageflow.function.StageSupplier;
import dev.stageflow.function.StageTriFunction;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Puts a flow together at run time, stage by stage. Immutable: each method gives a new builder, so
 * a common beginning can be continued in several ways.
 *
 * <p>The stages mean what they mean in a generated flow. What modifies a stage, such as its name,
 * comes right after it.
 *
 * <pre>{@code
 * Flow<Integer, Integer> sum =
 *     Flow.<Integer>begin()
 *         .context(() -> System.out.println("done"))
 *         .sequence(n -> List.of(1, 1 + n, 1 + n * 2))
 *         .function(x -> x + 1)
 *         .accumulate(() -> 0, Integer::sum)
 *         .build();
 * }</pre>
 *
 * <p>A stage that is not named is called after its kind and its place, such as {@code function3}. A
 * context is no stage: it has the name of the stage that comes next.
 *
 * @param <I> the flow's input type
 * @param <O> the type of what the last stage so far gives
 */
public interface FlowBuilder<I, O> {

  /**
   * One in, at most one out: {@code null} drops the item.
   *
   * @param function turns an item into the next stage's; it may pause
   * @param <R> the result's type
   * @return a builder with that stage
   */
  <R> FunctionBuilder<I, O, R> function(StageFunction<? super O, ? extends R> function);

  /**
   * One in, at most one out, with an earlier value.
   *
   * @param key names the value
   * @param function turns an item and the value into the next stage's item; it may pause
   * @param <V> the value's type
   * @param <R> the result's type
   * @return a builder with that stage
   * @throws IllegalArgumentException if no value of that key is in scope here
   */
  <V, R> FunctionBuilder<I, O, R> function(
      FlowKey<V> key, StageBiFunction<? super O, ? super V, ? extends R> function);

  /**
   * One in, at most one out, with two earlier values.
   *
   * @param first names one value
   * @param second names the other
   * @param function turns an item and the values into the next stage's item; it may pause
   * @param <V> the first value's type
   * @param <W> the second value's type
   * @param <R> the result's type
   * @return a builder with that stage
   * @throws IllegalArgumentException if no value of one of the keys is in scope here
   */
  <V, W, R> FunctionBuilder<I, O, R> function(
      FlowKey<V> first,
      FlowKey<W> second,
      StageTriFunction<? super O, ? super V, ? super W, ? extends R> function);

  /**
   * One in, at most one out: an empty optional drops the item.
   *
   * @param function turns an item into the next stage's; it may pause
   * @param <R> the result's type
   * @return a builder with that stage
   */
  <R> FunctionBuilder<I, O, R> functionOptional(
      StageFunction<? super O, ? extends Optional<? extends R>> function);

  /**
   * One in, at most one out, later: the flow pauses until what the function returns has completed,
   * and goes on with its result. The function is not called again meanwhile. Cancelling the run
   * cancels what is waited for. Types of other libraries have a conversion: {@code toFuture()} of a
   * {@code Mono}, {@code subscribeAsCompletionStage()} of a {@code Uni}, {@code
   * toCompletionStage()} of Vert.x's {@code Future} and RxJava's {@code Single}.
   *
   * @param function turns an item into what completes with the next stage's; it may pause. Null, or
   *     null as the result, drops the item
   * @param <R> the result's type
   * @return a builder with that stage
   */
  <R> FunctionBuilder<I, O, R> functionAsync(
      StageFunction<? super O, ? extends @Nullable CompletionStage<? extends R>> function);

  /**
   * Starts a call for the item on a worker thread, where it may block, and goes on with the item
   * itself at once. What the call gives is taken by later stages, by the key that {@link
   * ForkBuilder#named(FlowKey) names} it: the first that does waits for it. See {@link
   * dev.stageflow.annotation.Fork}.
   *
   * @param function turns an item into a value
   * @param <R> the value's type
   * @return a builder with that stage
   */
  <R> ForkBuilder<I, O, R> fork(StageFunction<? super O, ? extends R> function);

  /**
   * Does the same with a call that gives its value later: the function is called on the run's
   * thread, and what it returns has still to complete.
   *
   * @param function turns an item into what completes with a value; it may pause
   * @param <R> the value's type
   * @return a builder with that stage
   */
  <R> ForkBuilder<I, O, R> forkAsync(
      StageFunction<? super O, ? extends @Nullable CompletionStage<? extends R>> function);

  /**
   * The item goes on unchanged, or ends.
   *
   * @param predicate says whether it goes on; it may pause
   * @return a builder with that stage
   */
  FilterBuilder<I, O> filter(StagePredicate<? super O> predicate);

  /**
   * One in, many out. {@code null} is nothing, null elements are skipped. What is {@link
   * AutoCloseable} is closed at its end, on failure and on cancel.
   *
   * @param function gives the items that go on, one after the other; it may pause
   * @param <R> the elements' type
   * @return a builder with that stage
   */
  <R> SequenceBuilder<I, O, R> sequence(
      StageFunction<? super O, ? extends Iterable<? extends R>> function);

  /**
   * One in, many out, with an earlier value.
   *
   * @param key names the value
   * @param function gives the items that go on; it may pause
   * @param <V> the value's type
   * @param <R> the elements' type
   * @return a builder with that stage
   * @throws IllegalArgumentException if no value of that key is in scope here
   */
  <V, R> SequenceBuilder<I, O, R> sequence(
      FlowKey<V> key,
      StageBiFunction<? super O, ? super V, ? extends Iterable<? extends R>> function);

  /**
   * One in, many out, with two earlier values.
   *
   * @param first names one value
   * @param second names the other
   * @param function gives the items that go on; it may pause
   * @param <V> the first value's type
   * @param <W> the second value's type
   * @param <R> the elements' type
   * @return a builder with that stage
   * @throws IllegalArgumentException if no value of one of the keys is in scope here
   */
  <V, W, R> SequenceBuilder<I, O, R> sequence(
      FlowKey<V> first,
      FlowKey<W> second,
      StageTriFunction<? super O, ? super V, ? super W, ? extends Iterable<? extends R>> function);

  /**
   * One in, many out, from an iterator that may fail and may pause. {@link FlowIterator}'s {@code
   * of} methods make one out of any other source.
   *
   * @param function gives the iterator; it may pause
   * @param <R> the elements' type
   * @return a builder with that stage
   */
  <R> SequenceBuilder<I, O, R> sequenceFrom(
      StageFunction<? super O, ? extends FlowIterator<? extends R>> function);

  /**
   * Runs the item through another flow, as a subroutine: its outputs go on, and what it gathers is
   * its own. Where no stage follows they go straight to the flow's sink.
   *
   * @param function gives the flow for an item, {@code null} to drop the item; it may pause. The
   *     flow may be {@linkplain Flow#recursive the one that is being built}
   * @param <R> the outputs' type
   * @return a builder with that stage
   */
  <R> SubflowBuilder<I, O, R> subflow(
      StageFunction<? super O, ? extends Flow<? super O, ? extends R>> function);

  /**
   * Runs the item through several other flows, one after the other.
   *
   * @param function gives the flows for an item, {@code null} to drop the item; null elements are
   *     skipped; it may pause
   * @param <R> the outputs' type
   * @return a builder with that stage
   */
  <R> SubflowBuilder<I, O, R> subflows(
      StageFunction<? super O, ? extends List<? extends Flow<? super O, ? extends R>>> function);

  /**
   * Many in, one out, when the innermost open context closes, or the run if there is none.
   *
   * @param start gives an empty accumulator; it must not pause
   * @param add gives the accumulator with one more item; it may pause before it changes anything
   * @param <A> the accumulator's type
   * @return a builder with that stage
   */
  <A> AccumulateBuilder<I, O, A, A> accumulate(
      StageSupplier<? extends A> start, StageBiFunction<A, ? super O, ? extends A> add);

  /**
   * Many in, one out, with an accumulator that is changed in place.
   *
   * @param start gives an empty accumulator; it must not pause
   * @param add adds an item; it may pause before it changes anything
   * @param <A> the accumulator's type
   * @return a builder with that stage
   */
  <A> AccumulateBuilder<I, O, A, A> accumulateInto(
      StageSupplier<? extends A> start, StageBiConsumer<? super A, ? super O> add);

  /**
   * Many in, one out, gathered by a collector. An {@link Optional}, such as {@code
   * Collectors.maxBy} gives, goes on as it is: {@code functionOptional(max -> max)} after it
   * unwraps it.
   *
   * @param collector gathers the items
   * @param <R> the result's type
   * @return a builder with that stage
   */
  <R> CollectBuilder<I, R> accumulate(Collector<? super O, ?, R> collector);

  /**
   * Has what the stage before gives be an output of the flow as well; then it goes on. The flow is
   * made by {@link #build(Class)}. See {@link dev.stageflow.annotation.Output}.
   *
   * @return a builder with that output
   */
  FlowBuilder<I, O> output();

  /**
   * Has what the stage before gives taken by a sink of its own as well; then it goes on. See {@link
   * dev.stageflow.annotation.Output}.
   *
   * @param name the sink's name, as traces show it
   * @param sink takes the values of all runs; it may pause. One that keeps something of its run, as
   *     {@link Sink#async} does, is for a flow that is run once at a time
   * @return a builder with that output
   * @throws IllegalArgumentException if the name is blank
   */
  FlowBuilder<I, O> output(String name, Sink<? super O> sink);

  /**
   * Opens a context for each item that arrives here: it closes when all the work that the item
   * caused is done.
   *
   * @return a builder with that context
   */
  ContextBuilder<I, O> context();

  /**
   * Opens a context for each item that arrives here.
   *
   * @param onFlush called as the context closes, before its accumulator's value goes on; it may
   *     pause
   * @return a builder with that context
   */
  ContextBuilder<I, O> context(StageAction onFlush);

  /**
   * Takes the items and gives nothing: only {@link #build()} can follow.
   *
   * @param consumer takes an item; it may pause
   * @return a builder with that stage
   */
  ConsumerBuilder<I, O> consume(StageConsumer<? super O> consumer);

  /**
   * Drops the items: the flow's outputs are of no interest.
   *
   * @return a builder with that stage
   */
  ConsumerBuilder<I, O> discard();

  /**
   * Makes the flow.
   *
   * @return the flow
   * @throws IllegalStateException if the stages do not fit: a context that would gather one item at
   *     most, two stages or two values of one name, or a key that names no value in scope; or if
   *     the flow has other outputs than those of its last stage: {@link #build(Class)} makes such a
   *     flow
   */
  Flow<I, O> build();

  /**
   * Makes a flow whose outputs come from several stages, or hooks.
   *
   * @param outputs the type of all outputs: what the last stage gives is one of them, unless it
   *     consumes. A run fails with a {@link ClassCastException} at one of another type
   * @param <R> the outputs' type
   * @return the flow
   * @throws IllegalArgumentException if the type is a primitive one
   * @throws IllegalStateException if the stages do not fit, as for {@link #build()}
   */
  <R> Flow<I, R> build(Class<R> outputs);
}
