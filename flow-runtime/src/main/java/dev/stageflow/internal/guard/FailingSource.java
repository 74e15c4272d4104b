package dev.stageflow.internal.guard;

import dev.stageflow.FlowIterator;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Frame;
import dev.stageflow.internal.position.Position;
import dev.stageflow.internal.source.Sources;
import org.jspecify.annotations.Nullable;

/**
 * Passes over the items of a source up to its failure, where a saved run goes on that has walked
 * what a recovery gave in its place. The frame that walked it is not on the stack meanwhile: it
 * keeps the item in hand, and how far it has come.
 */
final class FailingSource extends Frame {
  private final GuardedCall<?> call;

  /** Where the frame is that has called the sequence. */
  private final @Nullable Position below;

  private @Nullable FlowIterator<?> source;
  private long passed;

  FailingSource(GuardedCall<?> call, FlowIterator<?> source, @Nullable Position below) {
    this.call = call;
    this.source = source;
    this.below = below;
  }

  @Override
  protected int run(FlowStack stack, int budget) throws Exception {
    int left = budget;
    do {
      FlowIterator<?> walked = source;
      if (walked == null) {
        stack.pop(this);
        call.drained();
        return left;
      }
      Object item;
      try {
        item = walked.next();
      } catch (Throwable failure) {
        call.sourceFailed(stack, this, failure, passed);
        return left;
      }
      if (item == null) {
        throw call.hasNotFailed();
      }
      passed++;
      left--;
    } while (left > 0 && !stack.isHalted());
    return left;
  }

  /** What is passed over was counted when it was taken. */
  @Override
  protected @Nullable Position position() {
    return below == null ? null : below.passing(call.stage(), passed);
  }

  @Override
  protected boolean holdsState() {
    return false;
  }

  @Override
  protected void endSource() throws Exception {
    FlowIterator<?> closing = source;
    source = null;
    Sources.close(closing);
  }

  @Override
  protected void close() throws Exception {
    endSource();
  }
}
