package dev.stageflow.internal.durable;

import dev.stageflow.DurableSourceFlow;
import dev.stageflow.DurableSourceRunner;
import dev.stageflow.FlowOptions;
import dev.stageflow.FlowStore;
import dev.stageflow.SavedRun;
import dev.stageflow.Sink;
import dev.stageflow.internal.flow.AbstractSourceFlow;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Frame;
import dev.stageflow.internal.save.SavedFrames;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the generated flows of durable definitions extend whose first stage takes no item.
 *
 * @param <O> the outputs' type; {@link Void} where the last stage consumes its items
 */
public abstract class AbstractDurableSourceFlow<O> extends AbstractSourceFlow<O>
    implements DurableSourceFlow<O> {

  /**
   * For subclasses, which must be immutable.
   *
   * @param options how the flow is run
   */
  protected AbstractDurableSourceFlow(FlowOptions options) {
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

  @Override
  public final <T> DurableSourceRunner<O, T> durable(FlowStore<T> store, String id) {
    return new StoredSourceRunner<>(
        savable(), new DurableRuns<>(store, id, options(), this::describe));
  }

  /** Returns how a store's runs of the flow are begun, saved and restored. */
  final SavableFlow<O> savable() {
    AbstractDurableSourceFlow<O> flow = this;
    return new SavableFlow<>() {
      @Override
      public Frame begin(Sink<? super O> sink) {
        return flow.begin(sink);
      }

      @Override
      public Frame restore(byte[] saved, Sink<? super O> sink) {
        return flow.restore(SavedFrames.read(saved, savedForm()), sink);
      }

      @Override
      public byte @Nullable [] save(FlowStack stack) {
        return SavedFrames.save(stack, savedForm());
      }
    };
  }

  @Override
  public final SavedRun stepwise(Sink<? super O> sink) throws Exception {
    Objects.requireNonNull(sink, "sink");
    return StepwiseRun.<O>of(this::begin, sink, options(), savedForm(), this::describe);
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
