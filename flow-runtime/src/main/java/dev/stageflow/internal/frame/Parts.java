package dev.stageflow.internal.frame;

import dev.stageflow.internal.position.StartedItem;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The {@linkplain Part parts} of a run that are inside of one of its frames: the one that runs
 * ahead, and what it has started.
 */
public interface Parts {

  /** Returns the stack of the part that runs ahead of the frame; null if there is none. */
  @Nullable FlowStack ahead();

  /** Returns how many items the part that runs ahead has started in all; 0 if there is none. */
  default long added() {
    return 0;
  }

  /**
   * Returns a part that has something open. The parts are closed before the frame is, innermost
   * first.
   *
   * @return the stack whose part is to be closed next; null if there is none
   */
  @Nullable FlowStack open();

  /** Returns the stacks of all parts that go on, in the order in which they were started. */
  List<FlowStack> stacks();

  /** Returns what has been started and has not gone on, in the order in which it was started. */
  List<StartedItem> started();

  /**
   * Returns these parts, and others that are further inside of the frame.
   *
   * @param inner the others
   * @return all of them
   */
  default Parts with(Parts inner) {
    Parts outer = this;
    return new Parts() {
      @Override
      public @Nullable FlowStack ahead() {
        return outer.ahead();
      }

      @Override
      public long added() {
        return outer.added();
      }

      @Override
      public @Nullable FlowStack open() {
        FlowStack open = inner.open();
        return open == null ? outer.open() : open;
      }

      @Override
      public List<FlowStack> stacks() {
        return Stream.concat(outer.stacks().stream(), inner.stacks().stream()).toList();
      }

      @Override
      public List<StartedItem> started() {
        return Stream.concat(outer.started().stream(), inner.started().stream()).toList();
      }
    };
  }

  /** A part of a run that has a stack of its own. Called on the run's thread. */
  interface Part {

    /** All frames of the stack have ended. */
    void ended();

    /**
     * A stage has failed. The stack gets no more turns; what it has open is still to be closed.
     *
     * @param failure what the stage threw, or what it waited for failed with
     */
    void failed(Throwable failure);
  }
}
