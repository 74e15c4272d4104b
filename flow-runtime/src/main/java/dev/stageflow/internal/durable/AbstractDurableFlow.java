package dev.stageflow.internal.durable;

import dev.stageflow.DurableFlow;
import dev.stageflow.DurableRunner;
import dev.stageflow.DurableSourceFlow;
import dev.stageflow.FlowOptions;
import dev.stageflow.FlowStore;
import dev.stageflow.SavedRun;
import dev.stageflow.Sink;
import dev.stageflow.internal.flow.AbstractFlow;
import dev.stageflow.internal.frame.Frame;
import dev.stageflow.internal.save.SavedFrames;
import java.util.Objects;

/**
 * What the generated flows of durable definitions extend.
 *
 * @param <I> the input's type
 * @param <O> the outputs' type; {@link Void} where the last stage consumes its items
 */
public abstract class AbstractDurableFlow<I, O> extends AbstractFlow<I, O>
    implements DurableFlow<I, O> {

  /**
   * For subclasses, which must be immutable.
   *
   * @param options how the flow is run
   */
  protected AbstractDurableFlow(FlowOptions options) {
    super(options);
  }

  /**
   * Makes the frame that a restored run goes on with.
   *
   * @param saved the frames of the saved run
   * @param sink takes the outputs
   * @return a frame that is on no stack
   */
  protected abstract Frame restore(SavedFrames saved, Sink<? super O> sink);

  /** The same as {@link #begin}, for the flow with its input bound. */
  final Frame beginBound(I input, Sink<? super O> sink) {
    return begin(input, sink);
  }

  @Override
  public final DurableSourceFlow<O> bind(I input) {
    return bound(input);
  }

  @Override
  public final <T> DurableRunner<I, O, T> durable(FlowStore<T> store, String id) {
    return new StoredRunner<>(
        input -> bound(input).savable(), new DurableRuns<>(store, id, options(), this::describe));
  }

  private BoundDurableFlow<I, O> bound(I input) {
    return new BoundDurableFlow<>(this, Objects.requireNonNull(input, "input"), options());
  }

  @Override
  public final SavedRun stepwise(I input, Sink<? super O> sink) throws Exception {
    return bind(input).stepwise(sink);
  }

  @Override
  public final SavedRun restore(byte[] saved, Sink<? super O> sink) throws Exception {
    Objects.requireNonNull(sink, "sink");
    String form = savedForm();
    SavedFrames frames = SavedFrames.read(Objects.requireNonNull(saved, "saved"), form);
    return StepwiseRun.<O>of(
        outputs -> restore(frames, outputs), sink, options(), form, this::describe);
  }
}
