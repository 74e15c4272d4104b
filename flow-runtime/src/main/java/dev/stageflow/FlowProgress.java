package dev.stageflow;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/**
 * The progress of a run, and what it has counted.
 *
 * <pre>{@code
 * FlowProgress progress = run.progress();
 * System.out.printf(
 *     "%.0f %%, %.0f lines/s, %d dropped%n",
 *     100 * progress.share().orElse(0), progress.itemsPerSecond(), progress.dropped());
 * }</pre>
 *
 * <p>Items are so many that they are counted only for a run that has a {@linkplain FlowListener
 * listener}, and otherwise from the first call of {@link FlowRun#progress()} on. Outputs, retries
 * and recoveries are counted from the start of every run.
 *
 * @param levels the run itself and the levels that it is in, outermost first; empty as long as
 *     nothing is known, and once the run has completed
 * @param share how much of the run is done, from 0 to 1, as its outermost sequence tells: the items
 *     whose way has ended, and of the one that is under way the part that the sequences made of it
 *     tell in turn. What is in flight in a parallel stage is not done. Never less than before;
 *     empty if the outermost sequence does not know its size
 * @param itemsPerSecond how many items of its innermost level the run has taken for each second
 *     since items are counted, pauses included; 0 where it has been in no sequence
 * @param outputs how many outputs the run has given
 * @param outputsPerSecond how many that is for each second since the run was started, pauses
 *     included
 * @param stages what was counted of each stage of which anything was: those of the flow in their
 *     order, then those of the flows that it runs as parts
 */
public record FlowProgress(
    List<Level> levels,
    OptionalDouble share,
    double itemsPerSecond,
    long outputs,
    double outputsPerSecond,
    List<Stage> stages) {

  /**
   * Copies the lists.
   *
   * @param levels the run itself and the levels that it is in, outermost first
   * @param share how much of the run is done, if that is known
   * @param itemsPerSecond how many items of its innermost level the run takes
   * @param outputs how many outputs it has given
   * @param outputsPerSecond how many outputs it gives
   * @param stages what was counted of its stages
   */
  public FlowProgress {
    levels = List.copyOf(levels);
    stages = List.copyOf(stages);
  }

  /**
   * Returns how many items the run has dropped.
   *
   * @return the sum over all {@link #stages()}
   */
  public long dropped() {
    return sum(Stage::dropped);
  }

  /**
   * Returns how often a stage was called again after a failure.
   *
   * @return the sum over all {@link #stages()}
   */
  public long retries() {
    return sum(Stage::retries);
  }

  /**
   * Returns how many failures recoveries have taken.
   *
   * @return the sum over all {@link #stages()}
   */
  public long recoveries() {
    return sum(Stage::recoveries);
  }

  private long sum(ToLongFunction<Stage> count) {
    return stages.stream().mapToLong(count).sum();
  }

  /**
   * The progress of a level.
   *
   * @param stage the stage whose items the level takes; {@code input} for the run itself, or for a
   *     subflow
   * @param items how many it has taken
   * @param position how far it has come in the size: the number of items, unless the source counts
   *     something else, such as the bytes of a file
   * @param size how much there is; empty if that is not known, as where the stage does not give a
   *     {@link java.util.Collection}, a {@link java.util.Map}, an array, a stream that is {@link
   *     java.util.Spliterator#SIZED SIZED}, or a {@link FlowIterator} that knows its {@linkplain
   *     FlowIterator#size() size}
   * @param inFlight how many items are in the stage and have not gone on, if it is {@linkplain
   *     dev.stageflow.annotation.Parallel parallel}; and how many {@linkplain
   *     dev.stageflow.annotation.Fork forks} of the level's item are under way
   */
  public record Level(String stage, long items, long position, OptionalLong size, int inFlight) {

    /**
     * Returns how much of this level has been taken, the item under way included.
     *
     * @return from 0 to 1; empty if the size is not known
     */
    public OptionalDouble share() {
      return size.isEmpty()
          ? OptionalDouble.empty()
          : OptionalDouble.of(Math.min(1, position / (double) Math.max(1, size.getAsLong())));
    }
  }

  /**
   * What was counted of a stage.
   *
   * @param name the stage
   * @param items if it gives a sequence, or is {@linkplain dev.stageflow.annotation.Parallel
   *     parallel}: how many items were taken from it in all
   * @param dropped how many items ended here: it is a filter that has not kept them, or it, or its
   *     recovery, has given null, an empty optional, or what its {@code stop} names. Null elements
   *     of a sequence, and null as the result of an accumulate, are none of these
   * @param retries how often it was called again after a failure
   * @param recoveries how many of its failures a recovery has taken
   */
  public record Stage(String name, long items, long dropped, long retries, long recoveries) {}
}
