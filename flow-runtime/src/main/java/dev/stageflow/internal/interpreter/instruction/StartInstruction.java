package dev.stageflow.internal.interpreter.instruction;

import dev.stageflow.function.StageFunction;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.GuardedCall;
import dev.stageflow.internal.frame.Position;
import dev.stageflow.internal.frame.Waypoint;
import dev.stageflow.internal.interpreter.Carrier;
import dev.stageflow.internal.interpreter.Instruction;
import dev.stageflow.internal.interpreter.LevelFrame;
import dev.stageflow.internal.parallel.InFlight;
import dev.stageflow.internal.parallel.InFlightCall;
import dev.stageflow.internal.parallel.InFlightFlow;
import dev.stageflow.internal.parallel.Window;
import dev.stageflow.internal.stage.Call;
import dev.stageflow.internal.stage.Guard;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Starts a parallel stage for an item, as soon as its window has room. */
public final class StartInstruction extends Instruction {
  private final Call call;
  private final int with;
  private final Guard guard;
  private final @Nullable StageFunction<@Nullable Object, Object> key;
  private final String source;
  private final int values;
  private final int[] carried;
  private final boolean isFlow;
  private final Instruction next;

  /**
   * Makes a step.
   *
   * @param waypoint what to tell of it
   * @param call what is called
   * @param with the place of the value that is handed over besides
   * @param guard what is done when it fails
   * @param key gives an item's key, or null
   * @param source the stage that gives the items
   * @param values the index of the level of what the stage gives
   * @param carried the places of the values that each item carries
   * @param isFlow whether what is called gives a flow, or a list of flows
   * @param next where to go on once the stage is started
   */
  public StartInstruction(
      Waypoint waypoint,
      Call call,
      int with,
      Guard guard,
      @Nullable StageFunction<@Nullable Object, Object> key,
      String source,
      int values,
      int[] carried,
      boolean isFlow,
      Instruction next) {
    super(waypoint);
    this.call = call;
    this.with = with;
    this.guard = guard;
    this.key = key;
    this.source = source;
    this.values = values;
    this.carried = carried;
    this.isFlow = isFlow;
    this.next = next;
  }

  @Override
  public void take(FlowStack stack, LevelFrame frame, Object item) throws Exception {
    Window<InFlight<?>> window = frame.window(values);
    try {
      window.awaitRoom();
    } catch (Throwable thrown) {
      if (frame.stopAt(this, item, stack, thrown)) {
        return;
      }
      throw thrown;
    }
    Started started = new Started(frame, item);
    frame.resumeAt(next);
    window.add(isFlow ? new FlowInFlight(started) : new CallInFlight(started));
  }

  /** An item for which the stage is started, and what it carries. */
  private final class Started {
    private final Object item;
    private final Object value;
    private final @Nullable Object[] carriedValues;
    private final @Nullable StackTraceElement site;
    private final @Nullable GuardedCall<Object> guarded;

    Started(LevelFrame frame, Object item) {
      this.item = item;
      value = frame.value(with);
      carriedValues = frame.values(carried);
      site = frame.site();
      guarded =
          guard.isNone()
              ? null
              : GuardedInstruction.guarded(
                  guard, stage(), item, this::make, UnaryOperator.identity());
    }

    private @Nullable Object make(FlowStack stack) throws Exception {
      return call.make(stack, stage(), item, value);
    }

    @Nullable Object call(FlowStack stack) throws Exception {
      return guarded == null ? make(stack) : guarded.call(stack);
    }

    /** Returns the call if it, or the flow that it gives, may be given up; else null. */
    @Nullable GuardedCall<Object> timed() {
      return guard.timeout() == null ? null : guarded;
    }

    @Nullable Object key() throws Exception {
      return key == null ? null : key.apply(item);
    }

    Position position(long number) {
      Position position = Position.of(site, source, null, number, item, Waypoint.at(stage()));
      return guarded == null ? position : position.trying(guarded);
    }
  }

  private static final class CallInFlight extends InFlightCall<Object> implements Carrier {
    private final Started started;

    CallInFlight(Started started) {
      this.started = started;
    }

    @Override
    protected @Nullable Object call(FlowStack stack) throws Exception {
      return started.call(stack);
    }

    @Override
    protected @Nullable Object key() throws Exception {
      return started.key();
    }

    @Override
    public @Nullable Object[] carried() {
      return started.carriedValues;
    }

    @Override
    protected Position position() {
      return started.position(number());
    }
  }

  private static final class FlowInFlight extends InFlightFlow<@Nullable Object>
      implements Carrier {
    private final Started started;

    FlowInFlight(Started started) {
      this.started = started;
    }

    @Override
    protected void enterFlows(FlowStack stack) throws Exception {
      GuardedCall<Object> timed = started.timed();
      Object flows = timed == null ? started.call(stack) : timed.open(stack);
      if (flows != null && timed != null) {
        SubflowInstruction.enter(stack, timed.watch(this::again), flows, started.item, this);
      } else if (flows != null) {
        SubflowInstruction.enter(stack, flows, started.item, this);
      }
    }

    @Override
    protected @Nullable Object key() throws Exception {
      return started.key();
    }

    @Override
    public @Nullable Object[] carried() {
      return started.carriedValues;
    }

    @Override
    protected Position position() {
      return started.position(number());
    }
  }
}
