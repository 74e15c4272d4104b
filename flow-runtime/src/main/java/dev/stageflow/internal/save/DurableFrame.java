package dev.stageflow.internal.save;

import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A frame that can be saved, and restored in another process: what the frames of durable
 * definitions extend.
 *
 * <p>Restoring fills fields and calls no user code. A frame that walks a sequence is restored
 * without its source: it stays off the stack until the frame below has come to the step again at
 * which it opens the sequence. So a source that is opened again may pause, fail and be closed like
 * any other.
 */
public abstract class DurableFrame extends Frame {

  /** The frame that this one stood on when the run was saved; null once it stands there again. */
  private @Nullable DurableFrame below;

  /** The frame that stood on this one when the run was saved; null once it stands there again. */
  private @Nullable DurableFrame above;

  /** The first frame of what ran ahead of this one; null if that had ended, or runs again. */
  private @Nullable DurableFrame ahead;

  /** What stands between this frame and the one above, but holds no state; null for nothing. */
  private @Nullable Frame between;

  /** Whether what the frame walks was over when the run was saved. */
  private boolean wasLeft;

  /** Makes a frame that is on no stack. */
  protected DurableFrame() {}

  /** Returns the name of the frame's level in the definition's saved form. */
  protected abstract String level();

  /** Returns the frames of the levels inside of this one. */
  protected List<DurableFrame> inner() {
    return List.of();
  }

  /** Returns whether the frame holds something also while it is not on the stack: a group. */
  protected boolean isKept() {
    return false;
  }

  /** Returns whether another stack runs ahead of this frame, which takes what comes from there. */
  protected boolean hasAhead() {
    return false;
  }

  /**
   * Returns the stack that runs ahead of this frame.
   *
   * @return the stack; null if there is none, or it was restored and does not run yet
   */
  protected @Nullable FlowStack ahead() {
    return null;
  }

  /**
   * Returns whether what the frame walks is over before its end, or there is nothing to walk. Then
   * it is not opened again.
   *
   * @return true if so
   */
  protected boolean isLeft() {
    return false;
  }

  /**
   * Writes the frame's fields. Called between two steps, on the run's thread; calls no user code
   * but codecs.
   *
   * @param out where to
   */
  protected abstract void save(SavedWriter out);

  /**
   * Reads the frame's fields.
   *
   * @param in what {@link #save} has written
   */
  protected abstract void restore(SavedReader in);

  /**
   * Has the frame below come to the step at which it opens what this one walks.
   *
   * @return false if this frame walks nothing, so that it needs no more than its fields
   */
  protected boolean reopens() {
    return false;
  }

  /**
   * Waits for what this frame walks to be opened again. If nothing was taken of it, that is as if
   * it were opened for the first time: the stage that is called again may give nothing now.
   *
   * @param wasTakenFrom whether an element was taken
   * @return true
   */
  protected final boolean reopens(boolean wasTakenFrom) {
    if (!wasTakenFrom) {
      standsAgain();
    }
    return true;
  }

  /**
   * Starts again what the frame had started when it was saved: timers and forks.
   *
   * @param stack the stack that the frame is on, or is to be put on
   */
  protected void restart(FlowStack stack) {}

  /**
   * Returns whether the frame was restored, and what it walks has not been opened again.
   *
   * @return true if so
   */
  public final boolean isRestored() {
    return below != null;
  }

  /**
   * Puts the frames on the stack that stood on this one, up to one that opens a source again.
   *
   * @param stack the stack that this frame is on
   */
  protected final void restored(FlowStack stack) {
    standsAgain();
    restart(stack);
    DurableFrame next = above;
    if (next != null && (next.wasLeft || !next.reopens())) {
      if (between != null) {
        stack.push(between);
        between = null;
      }
      stack.push(next);
      next.restored(stack);
    }
  }

  private void standsAgain() {
    if (below != null) {
      below.above = null;
      below = null;
    }
  }

  /**
   * The frame is on its stack again; what stood on it stands on the frames of another flow, which
   * are still to come.
   *
   * @param innermost the last of them
   * @param between what comes between that and this frame's own; null for nothing
   */
  final void restoredBelow(DurableFrame innermost, @Nullable Frame between) {
    standsAgain();
    DurableFrame next = above;
    above = null;
    if (next != null) {
      innermost.between = between;
      innermost.carry(next);
    }
  }

  /**
   * Puts the frames on their stack that ran ahead of this one.
   *
   * @param stack the stack, which stays empty if that had ended
   */
  protected final void restoredAhead(FlowStack stack) {
    DurableFrame first = ahead;
    ahead = null;
    if (first != null) {
      stack.push(first);
      first.restored(stack);
    }
  }

  /**
   * Writes all that is to be restored.
   *
   * @param out where to
   * @param form the saved form of the frame's flow
   */
  void write(SavedWriter out, String form) {
    out.writeBoolean(isRestored() ? wasLeft : isLeft());
    save(out);
  }

  /** Reads what {@link #write} has written, with the same form. */
  void read(SavedReader in, String form) {
    wasLeft = in.readBoolean();
    restore(in);
  }

  /** Has another frame stand on this one, once both are on the stack. */
  final void carry(DurableFrame next) {
    above = next;
    next.below = this;
  }

  /** Has another frame run ahead of this one. */
  final void follow(DurableFrame first) {
    ahead = first;
  }

  /** Returns the frame that is to stand on this one; null if there is none. */
  final @Nullable DurableFrame above() {
    return above;
  }

  /** Returns the first frame that is to run ahead of this one; null if there is none. */
  final @Nullable DurableFrame first() {
    return ahead;
  }
}
