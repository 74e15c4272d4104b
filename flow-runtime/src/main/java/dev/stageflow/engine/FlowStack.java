package dev.stageflow.engine;

import dev.stageflow.PauseFlow;
import org.jspecify.annotations.Nullable;

/**
 * The stack of one run, in heap objects: it can be left at any step and entered again later, by any
 * thread. It knows no threads itself; whoever runs it does so on one at a time, with happens-before
 * in between.
 */
public final class FlowStack {

  /** The innermost frame, or null once the run has ended. */
  private @Nullable Frame top;

  /** Whether the frame in charge must return before it calls another stage. */
  private boolean halted;

  /** Whether it was only asked to make room for a frame that was {@linkplain #call called}. */
  private boolean calling;

  /** Makes an empty stack. */
  FlowStack() {}

  /**
   * Tells the frame in charge whether it must return before it calls another stage: the run was
   * halted from inside, or a stage put another frame on top.
   *
   * @return true if it must
   */
  public boolean isHalted() {
    return halted;
  }

  /** Stops the run where it is: no further stage is called until it is run again. */
  void halt() {
    halted = true;
    calling = false;
  }

  /**
   * Puts a frame on top. The frame that pushes it returns, or runs it, at once.
   *
   * @param frame the frame, which is on no stack
   */
  public void push(Frame frame) {
    // An inner frame comes back to the same place each time: comparing is cheaper than storing.
    if (frame.caller != top) {
      frame.caller = top;
    }
    top = frame;
  }

  /**
   * Tells whether a frame is the one to go on with. A frame may run one that it pushed at once,
   * which saves the way over the stack; it goes on itself only if it is on top again.
   *
   * @param frame the frame
   * @return true if it is on top
   */
  public boolean isOnTop(Frame frame) {
    return top == frame;
  }

  /**
   * Puts a frame on top from within a stage of the frame in charge, which learns of it by {@link
   * #isHalted()}.
   *
   * @param frame the frame, which is on no stack
   */
  void call(Frame frame) {
    push(frame);
    if (!halted) {
      halted = true;
      calling = true;
    }
  }

  /**
   * Takes the frame off that has ended. That is the one on top, unless its last stage {@linkplain
   * #call called} others: those stay, and return to its caller.
   *
   * @param frame the frame in charge
   */
  public void pop(Frame frame) {
    if (frame == top) {
      top = frame.caller;
    } else {
      Frame above = top;
      while (above != null && above.caller != frame) {
        above = above.caller;
      }
      if (above == null) {
        throw new IllegalStateException("the frame is not on this stack");
      }
      above.caller = frame.caller;
    }
  }

  /**
   * Tells whether the run has ended.
   *
   * @return true if no frame is left
   */
  boolean isEmpty() {
    return top == null;
  }

  /**
   * Goes on with the run until it ends, is halted, or the budget is used up.
   *
   * @param budget how many steps may be made, at least 1
   * @return how many steps are left
   * @throws Exception what a stage throws; a {@link PauseFlow} leaves the stack ready to be run
   *     again, after anything else it can only be {@linkplain #close closed}
   */
  int run(int budget) throws Exception {
    halted = false;
    calling = false;
    int left = budget;
    Frame frame = top;
    while (frame != null && left > 0) {
      left = frame.run(this, left);
      if (halted) {
        if (!calling) {
          break;
        }
        halted = false;
        calling = false;
      }
      frame = top;
    }
    return left;
  }

  /**
   * Makes the smallest step there is: at most one stage is called.
   *
   * @throws Exception what the stage throws, as for {@link #run}
   */
  void step() throws Exception {
    halted = true;
    calling = false;
    Frame frame = top;
    if (frame != null) {
      frame.run(this, 1);
    }
  }

  /**
   * Closes all frames, innermost first, and empties the stack.
   *
   * @param cause why the run ends; what closing throws is suppressed into it
   */
  void close(Throwable cause) {
    while (top != null) {
      Frame frame = top;
      pop(frame);
      try {
        frame.close();
      } catch (PauseFlow pause) {
        cause.addSuppressed(new IllegalStateException("what is closed must not pause", pause));
      } catch (Throwable failure) {
        if (failure != cause) {
          cause.addSuppressed(failure);
        }
      }
    }
  }
}
