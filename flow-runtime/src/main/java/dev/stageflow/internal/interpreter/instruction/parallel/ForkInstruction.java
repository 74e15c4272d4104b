package dev.stageflow.internal.interpreter.instruction.parallel;

import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.interpreter.Instruction;
import dev.stageflow.internal.interpreter.LevelFrame;
import dev.stageflow.internal.parallel.Fork;
import dev.stageflow.internal.position.Position;
import dev.stageflow.internal.position.Waypoint;
import org.jspecify.annotations.Nullable;

/** Starts a fork for an item, which goes on. */
public final class ForkInstruction extends Instruction {
  private final Started.StartedStage started;
  private final int place;
  private final Instruction next;

  /**
   * Makes a step.
   *
   * @param waypoint what to tell of it
   * @param started the stage
   * @param place the place of what the stage gives
   * @param next where the item goes
   */
  public ForkInstruction(
      Waypoint waypoint, Started.StartedStage started, int place, Instruction next) {
    super(waypoint);
    this.started = started;
    this.place = place;
    this.next = next;
  }

  @Override
  public void take(FlowStack stack, LevelFrame frame, Object item) throws Exception {
    frame.keep(
        place, frame.forks().start(stack, new StartedFork(new Started(started, frame, item))));
    if (stack.isHalted()) {
      frame.resumeAt(next, item);
    } else {
      next.take(stack, frame, item);
    }
  }

  private static final class StartedFork extends Fork<Object> {
    private final Started started;

    StartedFork(Started started) {
      this.started = started;
    }

    @Override
    protected @Nullable Object call(FlowStack stack) throws Exception {
      return started.call(stack);
    }

    @Override
    protected Position position() {
      return started.position(number());
    }
  }
}
