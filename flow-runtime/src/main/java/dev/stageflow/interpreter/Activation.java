package dev.stageflow.interpreter;

import dev.stageflow.Sink;
import dev.stageflow.engine.FlowStack;
import org.jspecify.annotations.Nullable;

/**
 * What the frames of one run share. A level has one frame, which is made when it is first entered:
 * no level is on the stack twice.
 */
final class Activation {
  private final Program program;
  private final @Nullable Object stages;
  private final Sink<@Nullable Object> sink;
  private final @Nullable Object[] values;
  private final Accumulator[] accumulators;
  private final @Nullable LevelFrame[] frames;

  /** The stack of the run, once that goes on. */
  private @Nullable FlowStack stack;

  /**
   * Makes an activation.
   *
   * @param program what it follows
   * @param stages the definition, or null if the flow has none
   * @param sink takes the outputs
   */
  Activation(Program program, @Nullable Object stages, Sink<@Nullable Object> sink) {
    this.program = program;
    this.stages = stages;
    this.sink = sink;
    values = new Object[program.places()];
    values[Program.NOWHERE] = Instruction.NOTHING;
    for (Program.View view : program.views()) {
      values[view.place()] = new Scope<>(this, view.places());
    }
    accumulators =
        program.accumulates().stream()
            .map(
                one -> new Accumulator(one.name(), one.stage().apply(values), values, one.bucket()))
            .toArray(Accumulator[]::new);
    frames = new LevelFrame[program.levels().size()];
  }

  Sink<@Nullable Object> sink() {
    return sink;
  }

  @Nullable Object stages() {
    return stages;
  }

  /** Notes the stack on which the frames are, always the same. */
  void goOn(FlowStack stack) {
    this.stack = stack;
  }

  @Nullable FlowStack stack() {
    return stack;
  }

  /** Gives the values that are in scope of what is going on, and those that are being gathered. */
  @Nullable Object[] values() {
    return values;
  }

  /** Tells where the flow was begun; null if that is not known. */
  @Nullable StackTraceElement site() {
    return program.site().place();
  }

  Accumulator accumulator(int index) {
    return accumulators[index];
  }

  LevelFrame frame(int level) {
    LevelFrame frame = frames[level];
    if (frame == null) {
      frame = new LevelFrame(this, program.levels().get(level));
      frames[level] = frame;
    }
    return frame;
  }
}
