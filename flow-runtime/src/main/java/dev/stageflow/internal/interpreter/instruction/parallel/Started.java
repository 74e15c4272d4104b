package dev.stageflow.internal.interpreter.instruction.parallel;

import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.guard.GuardedCall;
import dev.stageflow.internal.interpreter.Handed;
import dev.stageflow.internal.interpreter.LevelFrame;
import dev.stageflow.internal.interpreter.instruction.GuardedInstruction;
import dev.stageflow.internal.position.Position;
import dev.stageflow.internal.position.Waypoint;
import dev.stageflow.internal.stage.Call;
import dev.stageflow.internal.stage.Guard;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An item that a stage is started for, with all that the stage takes. */
public final class Started {
  private final StartedStage stage;
  private final Object item;
  private final Object value;
  private final @Nullable StackTraceElement site;
  private final @Nullable GuardedCall<Object> guarded;

  /**
   * A stage that is started.
   *
   * @param name its name
   * @param call what is called
   * @param with the place of the value that is handed over besides
   * @param guard what is done when it fails
   * @param mayDrop whether null drops the item: what consumes it gives nothing else
   * @param source the stage that gives the items
   */
  public record StartedStage(
      String name, Call call, Handed with, Guard guard, boolean mayDrop, String source) {}

  Started(StartedStage stage, LevelFrame frame, Object item) {
    this.stage = stage;
    this.item = item;
    value = stage.with().by(frame);
    site = frame.site();
    guarded =
        stage.guard().isNone()
            ? null
            : GuardedInstruction.guarded(
                stage.guard(),
                stage.name(),
                frame.sink(),
                item,
                this::make,
                UnaryOperator.identity());
  }

  private @Nullable Object make(FlowStack stack) throws Exception {
    return stage.call().make(stack, stage.name(), item, value);
  }

  Object item() {
    return item;
  }

  @Nullable Object call(FlowStack stack) throws Exception {
    return given(stack, guarded == null ? make(stack) : guarded.call(stack));
  }

  /** Returns what the stage has given; null has been counted as an item that it drops. */
  @Nullable Object given(FlowStack stack, @Nullable Object result) {
    return stage.mayDrop() ? stack.given(stage.name(), result) : result;
  }

  /** Returns the call if it, or the flow that it gives, may be given up; else null. */
  @Nullable GuardedCall<Object> timed() {
    return stage.guard().timeout() == null ? null : guarded;
  }

  Position position(long number) {
    Position position =
        Position.of(site, stage.source(), null, number, item, Waypoint.at(stage.name()));
    return guarded == null ? position : position.trying(guarded.tryInHand());
  }
}
