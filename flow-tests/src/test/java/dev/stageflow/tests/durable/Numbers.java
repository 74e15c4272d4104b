package dev.stageflow.tests.durable;

import dev.stageflow.Sink;
import dev.stageflow.function.StageConsumer;
import dev.stageflow.internal.durable.SavableFlow;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Frame;
import java.nio.ByteBuffer;

/** Counts: each number is an output, after a stage has taken it. One run at a time. */
public final class Numbers implements SavableFlow<Integer> {
  private final int count;
  private final StageConsumer<Integer> stage;
  private NumbersFrame frame;
  private int saves;

  public Numbers(int count, StageConsumer<Integer> stage) {
    this.count = count;
    this.stage = stage;
  }

  /** Returns how often a run was asked for its state. */
  public int saves() {
    return saves;
  }

  @Override
  public Frame begin(Sink<? super Integer> sink) {
    frame = new NumbersFrame(sink);
    return frame;
  }

  @Override
  public Frame restore(byte[] saved, Sink<? super Integer> sink) {
    frame = new NumbersFrame(sink);
    frame.given = ByteBuffer.wrap(saved).getInt();
    return frame;
  }

  @Override
  public byte[] save(FlowStack stack) {
    saves++;
    if (frame.given == count) {
      return null;
    }
    return ByteBuffer.allocate(Integer.BYTES).putInt(frame.given).array();
  }

  private final class NumbersFrame extends Frame {
    private final Sink<? super Integer> sink;
    private int given;
    private boolean drained;

    NumbersFrame(Sink<? super Integer> sink) {
      this.sink = sink;
    }

    @Override
    protected int run(FlowStack stack, int budget) throws Exception {
      int left = budget;
      while (left > 0) {
        if (given == count || drained) {
          stack.pop(this);
          return left;
        }
        stage.accept(given + 1);
        given++;
        sink.accept(given);
        left--;
        if (stack.isHalted()) {
          return left;
        }
      }
      return left;
    }

    @Override
    protected void endSource() {
      drained = true;
    }

    @Override
    protected void close() {}
  }
}
