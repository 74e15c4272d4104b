package dev.stageflow.flink;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.flink.util.function.ThrowingRunnable;
import org.jspecify.annotations.Nullable;

/**
 * In which order things go on: those of a group as they are completed, then the mark behind the
 * group, such as a watermark, then the next group. If the order of the elements is kept, each is a
 * group of its own. For the task's thread.
 */
final class PassingOrder {
  private final boolean ordered;
  private final Deque<Group> groups = new ArrayDeque<>();

  PassingOrder(boolean ordered) {
    this.ordered = ordered;
  }

  /** Returns whether all has gone on that was added. */
  boolean isEmpty() {
    return groups.isEmpty();
  }

  /** Adds an element, which goes on when it is {@linkplain Group#complete completed}. */
  Group addElement() {
    Group last = groups.peekLast();
    Group group = last == null || last.mark != null || ordered ? addGroup() : last;
    group.open++;
    return group;
  }

  /** Adds what goes on after all that was added before, and before all that is added later. */
  void addMark(ThrowingRunnable<Exception> mark) {
    Group last = groups.peekLast();
    Group group = last == null || last.mark != null ? addGroup() : last;
    group.mark = mark;
  }

  private Group addGroup() {
    Group group = new Group();
    groups.add(group);
    return group;
  }

  /** Passes on all that may go on. */
  void passOn() throws Exception {
    for (Group first = groups.peek(); first != null; first = groups.peek()) {
      first.passOnCompleted();
      if (first.open > 0) {
        return;
      }
      groups.remove();
      first.passOnMark();
    }
  }

  /** Elements between two marks, or one element, and the mark behind them. */
  static final class Group {
    private final Deque<ThrowingRunnable<Exception>> completed = new ArrayDeque<>(1);

    /** How many elements have not been completed. */
    private int open;

    private @Nullable ThrowingRunnable<Exception> mark;

    /** Has an element go on, by what is given here, as soon as it may. */
    void complete(ThrowingRunnable<Exception> goOn) {
      open--;
      completed.add(goOn);
    }

    private void passOnCompleted() throws Exception {
      for (var next = completed.poll(); next != null; next = completed.poll()) {
        next.run();
      }
    }

    private void passOnMark() throws Exception {
      if (mark != null) {
        mark.run();
      }
    }
  }
}
