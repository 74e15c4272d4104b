package dev.stageflow.internal.flow;

import dev.stageflow.FlowOptions;
import dev.stageflow.KeyedFlow;
import dev.stageflow.Sink;
import dev.stageflow.internal.frame.Frame;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the generated flows of keyed definitions extend.
 *
 * @param <I> the input's type
 * @param <A> the type of the run's accumulator
 * @param <O> the outputs' type; {@link Void} where the last stage consumes its items
 */
public abstract class AbstractKeyedFlow<I, A, O> extends AbstractFlow<I, O>
    implements KeyedFlow<I, A, O> {

  /**
   * For subclasses, which must be immutable.
   *
   * @param options how the flow is run
   */
  protected AbstractKeyedFlow(FlowOptions options) {
    super(options);
  }

  /**
   * Makes the frame that a run begins with, as {@link #begin(Object, Sink)} does.
   *
   * @param input the input, never null
   * @param kept what becomes of the accumulator
   * @param sink takes the outputs
   * @return a frame that is on no stack
   */
  protected abstract Frame begin(I input, Kept<A> kept, Sink<? super O> sink);

  @Override
  protected final Frame begin(I input, Sink<? super O> sink) {
    return begin(input, Kept.not(), sink);
  }

  @Override
  public final @Nullable A gather(@Nullable A kept, I input, Sink<? super O> sink)
      throws Exception {
    Kept<A> between = Kept.between(kept);
    run(input, between, sink);
    return between.value();
  }

  @Override
  public final void passOn(A kept, I input, Sink<? super O> sink) throws Exception {
    run(input, Kept.atLast(kept), sink);
  }

  private void run(I input, Kept<A> kept, Sink<? super O> sink) throws Exception {
    new BoundFlow<I, O>(this, Objects.requireNonNull(input, "input")) {
      @Override
      protected Frame begin(Sink<? super O> outputs) {
        return AbstractKeyedFlow.this.begin(input, kept, outputs);
      }
    }.run(sink);
  }
}
