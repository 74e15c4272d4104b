package dev.stageflow.internal.frame;

import dev.stageflow.internal.position.Position;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a frame of a run is, and what goes on inside of it.
 *
 * @param position where the frame is
 * @param flight what is in flight in its window; null if it has none
 */
public record Reached(Position position, @Nullable Flight flight) {

  /**
   * The items of a window.
   *
   * @param added how many have been added
   * @param inFlight how many of these have not gone on, or not whole
   * @param ahead how many frames of the part that runs ahead are listed next
   * @param hasEnded whether that part has ended
   * @param flows where the flows are that items in flight run through, each innermost first
   */
  public record Flight(
      long added, int inFlight, int ahead, boolean hasEnded, List<List<Reached>> flows) {}

  /**
   * Returns where all frames of a run are.
   *
   * @param stack the stack of the run
   * @param most how many frames there may be
   * @return where they are, innermost first; null if there are too many frames
   */
  static @Nullable List<Reached> of(FlowStack stack, int most) {
    List<Reached> reached = new ArrayList<>();
    return add(stack, reached, most) >= 0 ? reached : null;
  }

  /** Adds where the frames are, and returns for how many more there is room; -1 for too many. */
  private static int add(FlowStack stack, List<Reached> reached, int most) {
    int room = most;
    for (Frame frame = stack.top(); frame != null && room >= 0; frame = frame.caller) {
      Parts parts = frame.parts();
      Position position = frame.position();
      if (position == null) {
        continue;
      }
      room--;
      if (parts == null) {
        reached.add(new Reached(position, null));
        continue;
      }
      List<Reached> ahead = new ArrayList<>();
      FlowStack runningAhead = parts.ahead();
      room = runningAhead == null ? room : add(runningAhead, ahead, room);
      reached.add(of(position.with(parts.started()), parts, ahead.size(), room));
      reached.addAll(ahead);
    }
    return room;
  }

  private static Reached of(Position position, Parts parts, int ahead, int room) {
    FlowStack runningAhead = parts.ahead();
    if (runningAhead == null) {
      return new Reached(position, null);
    }
    List<List<Reached>> flows = new ArrayList<>();
    int left = room;
    for (FlowStack flow : parts.stacks()) {
      List<Reached> inside = new ArrayList<>();
      if (flow != runningAhead && left >= 0) {
        left = add(flow, inside, left);
        flows.add(left < 0 ? List.of() : inside);
      }
    }
    boolean hasEnded = runningAhead.isEmpty();
    return new Reached(
        position, new Flight(parts.added(), position.inFlight(), ahead, hasEnded, flows));
  }

  /**
   * Returns how much is in flight in a run.
   *
   * @param stack the stack of the run
   * @param most how many frames are looked at
   */
  static int inFlight(FlowStack stack, int most) {
    int count = 0;
    int left = most;
    for (Frame frame = stack.top(); frame != null && left > 0; frame = frame.caller) {
      left--;
      Parts parts = frame.parts();
      if (parts != null) {
        count += parts.started().size();
        FlowStack ahead = parts.ahead();
        count += ahead == null ? 0 : inFlight(ahead, left);
      }
    }
    return count;
  }
}
