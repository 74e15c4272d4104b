package dev.stageflow.internal.frame;

import dev.stageflow.internal.position.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a run counts of its stages, by their names. For the run's thread.
 *
 * <p>Tries and recoveries are counted in every run. Items that are taken and dropped are so many
 * that they are counted only while somebody may ask.
 */
public final class StageCounts {
  private final Map<String, Count> counts = new LinkedHashMap<>();

  /** The one that was asked for last: the next item is likely to be dropped by the same stage. */
  private @Nullable Count last;

  /**
   * The frame that has left the stack last; its items are added before anything else happens to it,
   * because a loop counts those of its last slice after it has ended.
   */
  private @Nullable Frame left;

  private String leftStage = "";

  /**
   * The frames on the stack whose source was closed before its end; null if there never was one.
   */
  private @Nullable Set<Frame> ended;

  /** Whether failures are to be reported. */
  private boolean keepsFailures;

  /** What is to be reported. */
  private List<Failure> failures = List.of();

  StageCounts() {}

  /** The counts of one stage. */
  public static final class Count {
    private final String stage;
    private long items;
    private long dropped;
    private long reported;
    private long retries;
    private long recoveries;

    private Count(String stage) {
      this.stage = stage;
    }

    /** Returns the stage. */
    public String stage() {
      return stage;
    }

    /** Returns how many of its items have been taken by frames that have left the stack. */
    public long items() {
      return items;
    }

    /** Returns how many items it has dropped. */
    public long dropped() {
      return dropped;
    }

    /** Returns how many items it has dropped since this was called before. */
    public long takeDropped() {
      long since = dropped - reported;
      reported = dropped;
      return since;
    }

    /** Returns how many of its calls have been made again. */
    public long retries() {
      return retries;
    }

    /** Returns how many of its failures a recovery has taken. */
    public long recoveries() {
      return recoveries;
    }
  }

  /**
   * A failure that did not end the run.
   *
   * @param stage the stage that has failed
   * @param thrown what it threw
   * @param delay after which it is tried again; null if a recovery takes the failure
   */
  public record Failure(String stage, Throwable thrown, @Nullable Duration delay) {}

  /** Has failures kept until they are {@linkplain #takeFailures taken}. */
  public void keepFailures() {
    keepsFailures = true;
  }

  /** Returns the failures since this was called before, if they are kept. */
  public List<Failure> takeFailures() {
    List<Failure> kept = failures;
    failures = List.of();
    return kept;
  }

  /** Returns what was counted, in the order in which the stages came. */
  public Collection<Count> all() {
    addLeft();
    return counts.values();
  }

  /** Returns the counts of a stage. */
  public Count of(String stage) {
    Count known = last;
    if (known == null || !known.stage.equals(stage)) {
      known = counts.computeIfAbsent(stage, Count::new);
      last = known;
    }
    return known;
  }

  void dropped(String stage) {
    of(stage).dropped++;
  }

  /**
   * Counts a failure that does not end the run.
   *
   * @param stage the stage that has failed
   * @param thrown what it threw
   * @param delay after which it is tried again; null if a recovery takes the failure
   */
  public void failed(String stage, Throwable thrown, @Nullable Duration delay) {
    if (delay == null) {
      of(stage).recoveries++;
    } else {
      of(stage).retries++;
    }
    if (keepsFailures) {
      List<Failure> kept = failures.isEmpty() ? new ArrayList<>() : failures;
      kept.add(new Failure(stage, thrown, delay));
      failures = kept;
    }
  }

  /** The source of a frame is closed before its end. */
  void ended(Frame frame) {
    Position position = frame.position();
    if (position != null && position.origin() != null) {
      if (ended == null) {
        ended = Collections.newSetFromMap(new IdentityHashMap<>());
      }
      ended.add(frame);
    }
  }

  /** A frame leaves the stack. */
  void left(Frame frame) {
    addLeft();
    Position position = frame.position();
    if (position != null && (position.origin() != null || hasEnded(frame))) {
      left = frame;
      leftStage = position.source();
    }
  }

  private boolean hasEnded(Frame frame) {
    return ended != null && ended.remove(frame);
  }

  void addLeft() {
    Frame frame = left;
    if (frame != null) {
      left = null;
      Position position = frame.position();
      of(leftStage).items += position == null ? 0 : position.taken();
    }
  }
}
