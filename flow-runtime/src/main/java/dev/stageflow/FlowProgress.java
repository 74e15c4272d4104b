package dev.stageflow;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The progress of a run.
 *
 * @param levels the run itself and the levels that it is in, outermost first; empty as long as
 *     nothing is known, and once the run has completed
 * @param itemsPerSecond how many items of its outermost sequence the run has taken for each second
 *     since it was started, pauses included; 0 where it is in none
 * @param share how much of the run is done, from 0 to 1, as its outermost sequence's items tell:
 *     those whose way has ended, and of the one that is under way the part that the sequences made
 *     of it tell in turn; empty if the outermost sequence does not know how many items it has
 */
public record FlowProgress(List<Level> levels, double itemsPerSecond, OptionalDouble share) {

  /**
   * Copies the levels.
   *
   * @param levels the run itself and the levels that it is in, outermost first
   * @param itemsPerSecond how many items of its outermost sequence the run takes
   * @param share how much of the run is done, if that is known
   */
  public FlowProgress {
    levels = List.copyOf(levels);
  }

  /**
   * The progress of a level.
   *
   * @param stage the stage whose items the level takes; {@code input} for the run itself, or for a
   *     subflow
   * @param items how many it has taken
   * @param size how many there are; empty if that is not known, as where the stage does not give a
   *     {@link java.util.Collection}, a {@link java.util.Map} or an array, or where it is tunnelled
   * @param inFlight how many items are in the stage and have not gone on, if it is {@linkplain
   *     dev.stageflow.annotation.Parallel parallel}; and how many {@linkplain
   *     dev.stageflow.annotation.Fork forks} of the level's item are under way
   */
  public record Level(String stage, long items, OptionalLong size, int inFlight) {}
}
