package dev.stageflow.internal.interpreter;

import dev.stageflow.Sink;
import dev.stageflow.internal.frame.FlowStack;
import org.jspecify.annotations.Nullable;

/**
 * What the frames of one run share. A level has one frame, which is made when it is first entered:
 * no level is on the stack twice.
 */
public final class Activation {
  private final Program program;
  private final Sink<@Nullable Object> sink;
  private final @Nullable Object[] values;
  private final Accumulator[] accumulators;
  private final @Nullable LevelFrame[] frames;

  /**
   * Makes an activation.
   *
   * @param program what it follows
   * @param sink takes the outputs
   */
  public Activation(Program program, Sink<@Nullable Object> sink) {
    this.program = program;
    this.sink = sink;
    values = new Object[program.places()];
    values[Program.NOWHERE] = Instruction.NOTHING;
    frames = new LevelFrame[program.levels().size()];
    accumulators = new Accumulator[program.accumulates().size()];
    // No stream: it would take longer than a short run.
    for (int index = 0; index < accumulators.length; index++) {
      accumulators[index] = new Accumulator(program.accumulates().get(index), this);
    }
  }

  Sink<@Nullable Object> sink() {
    return sink;
  }

  /**
   * Returns the values that are in scope of what is going on, and those that are being gathered.
   */
  @Nullable Object[] values() {
    return values;
  }

  /** Returns where the flow was begun; null if that is not known. */
  @Nullable StackTraceElement site() {
    return program.site().place();
  }

  /** Enters the level in which what was gathered goes on, once its time is over. */
  void flush(FlowStack stack, int level) {
    stack.push(frame(level).begin(Instruction.NOTHING));
  }

  Accumulator accumulator(int index) {
    return accumulators[index];
  }

  public LevelFrame frame(int level) {
    LevelFrame frame = frames[level];
    if (frame == null) {
      frame = new LevelFrame(this, program.levels().get(level));
      frames[level] = frame;
    }
    return frame;
  }
}
