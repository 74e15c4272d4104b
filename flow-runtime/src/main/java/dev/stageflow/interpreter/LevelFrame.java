package dev.stageflow.interpreter;

import dev.stageflow.FlowIterator;
import dev.stageflow.FlowTrace;
import dev.stageflow.Sink;
import dev.stageflow.engine.FlowStack;
import dev.stageflow.engine.Frame;
import dev.stageflow.engine.Traces;
import org.jspecify.annotations.Nullable;

/** Sends one item after the other on its way through a level. */
final class LevelFrame extends Frame {
  private final Activation activation;
  private final Program.Code code;
  private final @Nullable Object[] values;
  private final Cursor cursor = new Cursor();

  /** Where the item in hand goes on; at the end of its way the next item is due. */
  private Instruction position = Instruction.END;

  /** What arrives there. */
  private Object arriving = Instruction.NOTHING;

  LevelFrame(Activation activation, Program.Code code) {
    this.activation = activation;
    this.code = code;
    this.values = activation.values();
  }

  /**
   * Readies the frame to be pushed.
   *
   * @param source its one item, or the source of its items
   */
  LevelFrame begin(Object source) {
    switch (code.source()) {
      case SINGLE -> cursor.take(source);
      case ITERABLE -> cursor.walk((Iterable<?>) source);
      case FLOW_ITERATOR -> cursor.walk((FlowIterator<?>) source);
    }
    return this;
  }

  @Override
  protected int run(FlowStack stack, int budget) throws Exception {
    int left = budget;
    do {
      if (position != Instruction.END) {
        resume(stack);
      } else {
        if (left == 0) {
          return 0;
        }
        if (!cursor.advance()) {
          close();
          stack.pop(this);
          return left;
        }
        left--;
        send(stack, cursor.item());
      }
    } while (!stack.isHalted() && stack.isOnTop(this));
    return left;
  }

  private void send(FlowStack stack, @Nullable Object item) throws Exception {
    if (item == null) {
      return;
    }
    if (stack.isHalted()) {
      resumeAt(code.first(), item);
    } else {
      code.first().take(stack, this, item);
    }
  }

  private void resume(FlowStack stack) throws Exception {
    Instruction step = position;
    Object item = arriving;
    position = Instruction.END;
    arriving = Instruction.NOTHING;
    boolean single = stack.isHalted();
    try {
      step.take(stack, this, item);
    } catch (Throwable failure) {
      if (single) {
        // No other step was taken, so it is known which one has failed, and can be told.
        resumeAt(step, item);
      }
      throw failure;
    }
  }

  /**
   * Leaves the rest of the way to the frame, where no item goes on.
   *
   * @param step the step to be taken next
   */
  void resumeAt(Instruction step) {
    resumeAt(step, Instruction.NOTHING);
  }

  /**
   * Leaves the rest of the way to the frame.
   *
   * @param step the step to be taken next
   * @param item what arrives there
   */
  void resumeAt(Instruction step, Object item) {
    // While a step is taken the position is the end already: most ways save the stores.
    if (step != Instruction.END) {
      position = step;
      arriving = item;
    }
  }

  /**
   * Pushes the frame of an inner level.
   *
   * @param stack the stack that this frame is on
   * @param level the level's index
   * @param source its one item, or the source of its items
   */
  void enter(FlowStack stack, int level, Object source) {
    stack.push(activation.frame(level).begin(source));
  }

  /**
   * Puts the frame of a subflow's level on top, from within the subflow.
   *
   * @param stack the stack that this frame is on
   * @param level the level's index
   * @param output the subflow's output
   */
  void call(FlowStack stack, int level, Object output) {
    stack.call(activation.frame(level).begin(output));
  }

  /** Gives a value from further up; at the place of none it is {@link Instruction#NOTHING}. */
  Object value(int place) {
    return values[place];
  }

  void keep(int place, Object value) {
    values[place] = value;
  }

  Accumulator accumulator(int index) {
    return activation.accumulator(index);
  }

  Sink<@Nullable Object> sink() {
    return activation.sink();
  }

  @Override
  protected void close() throws Exception {
    position = Instruction.END;
    arriving = Instruction.NOTHING;
    for (int place : code.owned()) {
      values[place] = null;
    }
    cursor.close();
  }

  @Override
  protected FlowTrace.Level trace(FlowStack stack) {
    return Traces.level(
        code.stage(), cursor.taken(), cursor.item(), position.stage(), 0, stack.isOnTop(this));
  }
}
