package dev.stageflow.interpreter;

import dev.stageflow.FlowIterator;
import dev.stageflow.engine.FlowStack;
import dev.stageflow.engine.Frame;
import dev.stageflow.plan.Step;
import org.jspecify.annotations.Nullable;

/** Follows a level's steps, for one item after the other. */
final class LevelFrame extends Frame {
  /** What goes on where no value does. */
  private static final Object GOING_ON = new Object();

  private final Activation activation;
  private final Program.Code code;
  private final Instruction[] steps;
  private final @Nullable Object[] values;
  private final Cursor cursor = new Cursor();

  /** The step to be taken next; past the last one the next item is due. */
  private int position;

  LevelFrame(Activation activation, Program.Code code) {
    this.activation = activation;
    this.code = code;
    this.steps = code.steps();
    this.values = activation.values();
  }

  /**
   * Readies the frame to be pushed.
   *
   * @param source its one item, or the source of its items
   */
  LevelFrame enter(Object source) {
    switch (code.source()) {
      case SINGLE -> cursor.take(source);
      case ITERABLE -> cursor.walk((Iterable<?>) source);
      case FLOW_ITERATOR -> cursor.walk((FlowIterator<?>) source);
    }
    position = steps.length;
    return this;
  }

  @Override
  protected int run(FlowStack stack, int budget) throws Exception {
    int left = budget;
    do {
      if (position == steps.length) {
        if (left == 0) {
          return 0;
        }
        if (!cursor.advance()) {
          close();
          stack.pop(this);
          return left;
        }
        left--;
        Object item = cursor.item();
        if (item != null) {
          values[code.item()] = item;
          position = 0;
        }
      } else {
        // A pause comes out of here with the position unchanged: the same step is taken again.
        Instruction step = steps[position];
        Object result = take(stack, step);
        if (result == null) {
          position = step.end();
        } else {
          position++;
          if (step.level() != Step.NO_LEVEL) {
            stack.push(activation.frame(step.level()).enter(result));
            return left;
          }
        }
      }
    } while (!stack.isHalted());
    return left;
  }

  /**
   * Takes a step.
   *
   * @return what goes on, or null if the item's way ends here
   */
  private @Nullable Object take(FlowStack stack, Instruction step) throws Exception {
    switch (step.kind()) {
      case CALL -> {
        Object result = call(stack, step);
        values[step.result()] = result;
        return result;
      }
      case FILTER, CONSUME, ENTER -> {
        return call(stack, step);
      }
      case FINISHED, FLUSH, CLOSE -> {
        call(stack, step);
        return GOING_ON;
      }
      case OPEN -> {
        for (int accumulator : step.accumulators()) {
          activation.accumulator(accumulator).open();
        }
        return GOING_ON;
      }
      case ADD -> {
        return accumulator(step).add(values[step.item()]) ? GOING_ON : null;
      }
      case PASS -> {
        return accumulator(step).pass();
      }
      case FINISH -> {
        Object result = accumulator(step).finish();
        values[step.result()] = result;
        return result;
      }
      case EMIT -> {
        activation.sink().accept(values[step.item()]);
        return GOING_ON;
      }
    }
    throw new AssertionError(step.kind());
  }

  private @Nullable Object call(FlowStack stack, Instruction step) throws Exception {
    return step.call().make(stack, step.name(), values[step.item()], values[step.with()]);
  }

  private Accumulator accumulator(Instruction step) {
    return activation.accumulator(step.accumulators()[0]);
  }

  @Override
  protected void close() throws Exception {
    for (int place : code.owned()) {
      values[place] = null;
    }
    cursor.close();
  }
}
