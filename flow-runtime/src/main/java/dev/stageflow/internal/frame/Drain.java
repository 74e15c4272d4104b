package dev.stageflow.internal.frame;

import dev.stageflow.internal.source.Closings;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Ends the sources of all stacks of a run, in the order in which they are closed when it is
 * cancelled: innermost first.
 */
final class Drain {
  /** The stacks that are being visited, the innermost one first. */
  private final Deque<Visit> visits = new ArrayDeque<>();

  private boolean goesOn;

  /**
   * Begins with the stack of the run.
   *
   * @param root that stack
   */
  Drain(FlowStack root) {
    visits.push(new Visit(root));
  }

  /**
   * Ends all sources.
   *
   * @return whether a stack goes on that has waited for an item
   * @throws Exception what closing those of the run's own stack throws
   */
  boolean drain() throws Exception {
    for (Visit visit = visits.peek(); visit != null; visit = visits.peek()) {
      Frame frame = visit.next;
      if (frame == null) {
        visits.pop();
        end(visit);
      } else {
        visit.next = frame.caller;
        end(frame, visit);
      }
    }
    return goesOn;
  }

  private void end(Frame frame, Visit visit) {
    if (frame instanceof Interruption interruption) {
      interruption.drained();
    }
    if (!FlowStack.hasPartAhead(frame)) {
      visit.closings.close(() -> visit.stack.endSource(frame));
    }
    Parts parts = frame.parts();
    if (parts != null) {
      // They are inside of the frame: the last one comes next, and then what is below the frame.
      parts.stacks().forEach(stack -> visits.push(new Visit(stack)));
    }
  }

  private void end(Visit visit) throws Exception {
    FlowStack stack = visit.stack;
    Strand strand = stack.strand();
    if (strand == null) {
      goesOn = stack.drained(visit.closings);
      return;
    }
    try {
      if (!stack.drained(visit.closings)) {
        return;
      }
      strand.strands().goOn(strand);
    } catch (Throwable failure) {
      strand.strands().end(strand, failure);
    }
    goesOn = true;
  }

  private static final class Visit {
    final FlowStack stack;
    final Closings closings = new Closings();

    /** The frame that comes next; null once all have come. */
    @Nullable Frame next;

    Visit(FlowStack stack) {
      this.stack = stack;
      next = stack.top();
    }
  }
}
