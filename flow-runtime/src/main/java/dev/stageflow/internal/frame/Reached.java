package dev.stageflow.internal.frame;

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
}
