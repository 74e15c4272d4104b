package dev.stageflow.internal.frame;

import dev.stageflow.FlowTrace;
import dev.stageflow.internal.position.ItemTexts;
import dev.stageflow.internal.position.Position;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the frames of a run were at some moment. To take one calls no user code, so that it can be
 * described after the run is closed. Of a deep recursion the frames in its middle are left out.
 */
public final class StackSnapshot {
  private static final int MOST_INNER_FRAMES = 200;

  /** That of a run that has not begun, or has come to its end. */
  static final StackSnapshot EMPTY = new StackSnapshot(List.of(), new BitSet(), false, 0);

  private final List<Position> innermostFirst;

  /**
   * For each of them, whether no other frame is on its way with the item: it is on top of the stack
   * of the run or of a part.
   */
  private final BitSet onTop;

  /** Whether the first position is that of the frame on top, which may have none. */
  private final boolean hasTop;

  private final int omitted;

  private StackSnapshot(List<Position> innermostFirst, BitSet onTop, boolean hasTop, int omitted) {
    this.innermostFirst = innermostFirst;
    this.onTop = onTop;
    this.hasTop = hasTop;
    this.omitted = omitted;
  }

  /**
   * Takes a snapshot.
   *
   * @param stack the stack of the run
   */
  static StackSnapshot of(FlowStack stack) {
    List<Position> positions = new ArrayList<>();
    Deque<Frame> tops = tops(stack);
    Frame frame = tops.poll();
    BitSet onTop = new BitSet();
    boolean hasTop = frame != null && add(frame, positions);
    onTop.set(0, hasTop);
    boolean isNextOnTop = frame != null && frame.caller == null;
    frame = below(frame, tops);
    for (; frame != null && positions.size() < MOST_INNER_FRAMES; frame = below(frame, tops)) {
      onTop.set(positions.size(), isNextOnTop);
      isNextOnTop = frame.caller == null;
      add(frame, positions);
    }
    Deque<Frame> outer = new ArrayDeque<>();
    int omitted = 0;
    for (; frame != null; frame = below(frame, tops)) {
      outer.addLast(frame);
      if (outer.size() > FlowTrace.OUTER_LEVELS) {
        outer.removeFirst();
        omitted++;
      }
    }
    outer.forEach(one -> add(one, positions));
    return new StackSnapshot(positions, onTop, hasTop, omitted);
  }

  /**
   * Returns the frames on top of all stacks that a failure has come through: that of the innermost
   * part first, that of the run last.
   */
  private static Deque<Frame> tops(FlowStack stack) {
    Deque<Frame> tops = new ArrayDeque<>();
    for (FlowStack at = stack; at != null; at = at.failed()) {
      Frame top = at.top();
      if (top != null) {
        tops.addFirst(top);
      }
    }
    return tops;
  }

  /** Returns the frame below another one: below the last of a part's, that which has the part. */
  private static @Nullable Frame below(@Nullable Frame frame, Deque<Frame> tops) {
    return frame == null || frame.caller == null ? tops.poll() : frame.caller;
  }

  private static boolean add(Frame frame, List<Position> positions) {
    Position position = frame.position();
    if (position == null) {
      return false;
    }
    Parts parts = frame.parts();
    Position known = position.withoutOrigin();
    positions.add(parts == null ? known : known.with(parts.started()));
    return true;
  }

  /** Returns the stage that the frame on top was at; null if it was at none. */
  @Nullable String stage() {
    return hasTop ? innermostFirst.get(0).stage() : null;
  }

  /** Describes where the frames were, with the texts of the items in hand. */
  public FlowTrace describe(ItemTexts texts) {
    List<FlowTrace.Level> levels = new ArrayList<>();
    for (int i = 0; i < innermostFirst.size(); i++) {
      levels.add(innermostFirst.get(i).describe(onTop.get(i), texts));
    }
    Collections.reverse(levels);
    return new FlowTrace(levels, omitted);
  }
}
