package dev.stageflow.internal.interpreter.instruction.parallel;

import dev.stageflow.function.StageFunction;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.guard.GuardedCall;
import dev.stageflow.internal.interpreter.Carrier;
import dev.stageflow.internal.interpreter.Instruction;
import dev.stageflow.internal.interpreter.LevelFrame;
import dev.stageflow.internal.interpreter.instruction.SubflowInstruction;
import dev.stageflow.internal.parallel.InFlight;
import dev.stageflow.internal.parallel.InFlightCall;
import dev.stageflow.internal.parallel.InFlightFlow;
import dev.stageflow.internal.parallel.Window;
import dev.stageflow.internal.position.Position;
import dev.stageflow.internal.position.Waypoint;
import org.jspecify.annotations.Nullable;

/** Starts a parallel stage for an item, as soon as its window has room. */
public final class StartInstruction extends Instruction {
  private final Started.StartedStage started;
  private final @Nullable StageFunction<@Nullable Object, Object> key;
  private final int values;
  private final int[] carried;
  private final boolean isFlow;
  private final Instruction next;

  /**
   * Makes a step.
   *
   * @param waypoint what to tell of it
   * @param started the stage
   * @param key gives an item's key, or null
   * @param values the index of the level of what the stage gives
   * @param carried the places of the values that each item carries
   * @param isFlow whether what is called gives a flow, or a list of flows
   * @param next where to go on once the stage is started
   */
  public StartInstruction(
      Waypoint waypoint,
      Started.StartedStage started,
      @Nullable StageFunction<@Nullable Object, Object> key,
      int values,
      int[] carried,
      boolean isFlow,
      Instruction next) {
    super(waypoint);
    this.started = started;
    this.key = key;
    this.values = values;
    this.carried = carried;
    this.isFlow = isFlow;
    this.next = next;
  }

  @Override
  public void take(FlowStack stack, LevelFrame frame, Object item) throws Exception {
    Started call = new Started(started, frame, item);
    @Nullable Object[] carriedValues = frame.values(carried);
    Window<InFlight<?>> window = frame.window(values);
    try {
      window.add(
          stack,
          isFlow ? new FlowInFlight(call, carriedValues) : new CallInFlight(call, carriedValues));
    } catch (Throwable thrown) {
      if (frame.stopAt(this, item, stack, thrown)) {
        return;
      }
      throw thrown;
    }
    frame.resumeAt(next);
  }

  private @Nullable Object keyOf(Started call) throws Exception {
    Object found = key == null ? null : key.apply(call.item());
    if (found != null) {
      checkKey(found);
    }
    return found;
  }

  private final class CallInFlight extends InFlightCall<Object> implements Carrier {
    private final Started started;
    private final @Nullable Object[] carried;

    CallInFlight(Started started, @Nullable Object[] carried) {
      this.started = started;
      this.carried = carried;
    }

    @Override
    protected @Nullable Object call(FlowStack stack) throws Exception {
      return started.call(stack);
    }

    @Override
    protected @Nullable Object key() throws Exception {
      return keyOf(started);
    }

    @Override
    public @Nullable Object[] carried() {
      return carried;
    }

    @Override
    protected Position position() {
      return started.position(number());
    }
  }

  private final class FlowInFlight extends InFlightFlow<@Nullable Object> implements Carrier {
    private final Started started;
    private final @Nullable Object[] carried;

    FlowInFlight(Started started, @Nullable Object[] carried) {
      this.started = started;
      this.carried = carried;
    }

    @Override
    protected void enterFlows(FlowStack stack) throws Exception {
      GuardedCall<Object> timed = started.timed();
      Object flows = timed == null ? started.call(stack) : started.given(stack, timed.open(stack));
      if (flows != null && timed != null) {
        SubflowInstruction.enter(stack, timed.watch(this::again), flows, started.item(), this);
      } else if (flows != null) {
        SubflowInstruction.enter(stack, flows, started.item(), this);
      }
    }

    @Override
    protected @Nullable Object key() throws Exception {
      return keyOf(started);
    }

    @Override
    public @Nullable Object[] carried() {
      return carried;
    }

    @Override
    protected Position position() {
      return started.position(number());
    }
  }
}
