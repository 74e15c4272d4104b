package dev.stageflow.internal.frame;

import dev.stageflow.PauseFlow;
import dev.stageflow.internal.failure.Failures;
import dev.stageflow.internal.frame.Parts.Part;
import dev.stageflow.internal.slice.Parking;
import dev.stageflow.internal.slice.TimedWait;
import dev.stageflow.internal.slice.Wait;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The stacks of a run that has several: that of the run itself, and those of its parts. They take
 * turns on the run's thread. To whoever makes the slices they are one stack, which is paused when
 * none of them can go on.
 *
 * <p>A stack that pauses gets no turn before what it waits for has completed; one that {@linkplain
 * Parking parks} waits for another stack, which makes it {@linkplain #ready ready}.
 */
final class Strands {
  /** How many steps a stack makes before another one gets its turn. */
  private static final int TURN = 64;

  private final FlowStack root;

  /** That of {@link #root}. */
  private final Strand own;

  /** The stacks that can go on, each once, in the order of their turns. */
  private final Deque<Strand> ready = new ArrayDeque<>();

  /** What the paused stacks wait for. */
  private final Set<Wake> waiting = new HashSet<>();

  /** How many of these are pauses of some length that nothing measures yet. */
  private int unmeasured;

  /** What has completed since this was last looked at, on any thread. */
  private final Queue<Wake> completed = new ConcurrentLinkedQueue<>();

  /**
   * Completed when a paused stack can go on; null while there is one that can. Volatile: whoever
   * adds to {@link #completed} reads it afterwards, and the run's thread writes it before it looks
   * there once more, so one of the two sees the other.
   */
  private volatile @Nullable CompletableFuture<Void> sleeping;

  /** The one wait that whoever makes the slices waits for itself; null if there is none. */
  private @Nullable Wake delegated;

  /** The last pause of all stacks; null if there was none. */
  private @Nullable PauseFlow forAll;

  /** The stack that is calling stages. */
  private FlowStack active;

  /** How many turns the other stacks have had. */
  private long partTurns;

  /** Whether the run was halted since it was last run. */
  private boolean halted;

  Strands(FlowStack root) {
    this.root = root;
    own = new Strand(this, root, null);
    active = root;
  }

  /** Returns the strand of the run's own stack. */
  Strand own() {
    return own;
  }

  /** Stops whichever stack is calling stages, and gives no other one its turn. */
  void halt() {
    halted = true;
    active.haltHere();
  }

  long partTurns() {
    return partTurns;
  }

  /** Returns the stack that gets the next turn; the run's own if none can go on. */
  FlowStack next() {
    Strand next = ready.peek();
    return next == null ? root : next.stack();
  }

  void ready(Strand strand) {
    Wake wake = strand.wake;
    if (wake != null && wake.isParked) {
      drop(wake);
    }
    if (!strand.due && strand.wake == null) {
      strand.due = true;
      ready.add(strand);
    }
  }

  /** Has a stack get a turn though what it waits for has not come, and never will. */
  void goOn(Strand strand) {
    Wake wake = strand.wake;
    if (wake != null && wake.wait.isOver()) {
      return;
    }
    if (wake != null) {
      drop(wake);
    }
    ready(strand);
    keepDelegated(wake);
  }

  /** Has a stack fail between two turns. */
  void end(Strand strand, Throwable failure) throws Exception {
    forget(strand);
    fail(strand, failure);
    keepDelegated(null);
  }

  /** What whoever makes the slices waits for goes on, where it comes for another reason. */
  private void keepDelegated(@Nullable Wake dropped) {
    Wake kept = delegated;
    delegated = null;
    if (kept != null && kept != dropped) {
      kept.measure();
    }
  }

  /** Gives a stack no more turns. */
  void forget(Strand strand) {
    if (strand.wake != null) {
      drop(strand.wake);
    }
    if (strand.due) {
      strand.due = false;
      ready.remove(strand);
    }
  }

  private void drop(Wake wake) {
    remove(wake);
    wake.wait.drop();
  }

  private void remove(Wake wake) {
    waiting.remove(wake);
    wake.measured();
    wake.strand.wake = null;
  }

  /** Returns whether a pause of the run's own stack is one of all stacks. */
  boolean isForAll(@Nullable PauseFlow pause) {
    return pause != null && pause == forAll;
  }

  /** Lets stacks take turns until all steps are made, the run is halted, or none can go on. */
  int run(int budget) throws Exception {
    wakeUp();
    int left = budget;
    boolean goesOn = true;
    while (goesOn && left > 0) {
      Strand strand = takeNext();
      if (strand == null) {
        goesOn = !sleep();
        continue;
      }
      int most = Math.min(left, TURN);
      int over = most;
      active = strand.stack();
      try {
        over = active.turn(most);
        goesOn = settle(strand);
      } catch (Throwable failure) {
        fail(strand, failure);
        goesOn = !halted;
      } finally {
        active = root;
      }
      left -= most - over;
    }
    measure();
    return left;
  }

  /** Starts to measure the pauses of some length: a stack's is over though others never wait. */
  private void measure() {
    if (unmeasured > 0) {
      for (Wake wake : waiting) {
        if (wake != delegated) {
          wake.measure();
        }
      }
    }
  }

  /** The run's own stack has had a turn in which it got company. */
  int hadTurn(int left) throws Exception {
    return settle(own) && left > 0 ? run(left) : left;
  }

  /** Makes the smallest step of the stack whose turn it is. */
  void step() throws Exception {
    wakeUp();
    Strand strand = takeNext();
    while (strand == null && !sleep()) {
      strand = takeNext();
    }
    if (strand == null) {
      return;
    }
    active = strand.stack();
    try {
      active.singleTurn();
      boolean unused = settle(strand);
    } catch (Throwable failure) {
      fail(strand, failure);
    } finally {
      active = root;
    }
    measure();
  }

  private @Nullable Strand takeNext() throws Exception {
    if (!waiting.isEmpty()) {
      for (Wake wake = completed.poll(); wake != null; wake = completed.poll()) {
        end(wake);
      }
    }
    Strand next = ready.poll();
    if (next != null) {
      next.due = false;
    }
    return next;
  }

  private void wakeUp() throws Exception {
    halted = false;
    CompletableFuture<Void> asleep = sleeping;
    sleeping = null;
    if (asleep != null) {
      // Whoever still waits for it looks again.
      asleep.complete(null);
    }
    Wake ended = delegated;
    delegated = null;
    if (ended != null) {
      end(ended);
    }
  }

  private void end(Wake wake) throws Exception {
    Strand strand = wake.strand;
    if (strand.wake != wake) {
      return;
    }
    remove(wake);
    Throwable failure = wake.wait.failure();
    if (failure == null) {
      ready(strand);
    } else {
      fail(strand, failure);
    }
  }

  /**
   * Decides what becomes of a stack after its turn.
   *
   * @return false if the run was halted, and no stack gets another turn
   */
  boolean settle(Strand strand) {
    FlowStack stack = strand.stack();
    Part part = strand.part();
    if (part != null) {
      partTurns++;
      if (root.hasAlarmAfterWait()) {
        // The run does not wait any more, though its own stack does.
        goOn(own);
      }
    }
    boolean isParked = stack.isParked();
    PauseFlow pause = stack.takePause();
    if (pause != null) {
      if (!Parking.isParked(pause)) {
        await(strand, pause, isParked);
      }
      return !halted;
    }
    if (!stack.isEmpty()) {
      ready(strand);
    } else if (part != null) {
      part.ended();
    }
    return !halted && !stack.isHalted() && !root.isEmpty();
  }

  private void await(Strand strand, PauseFlow pause, boolean isParked) {
    Wake wake = new Wake(strand, pause, isParked);
    strand.wake = wake;
    waiting.add(wake);
    CompletionStage<?> condition = pause.condition();
    if (condition != null) {
      try {
        condition.whenComplete(wake.wait);
      } catch (Throwable unawaitable) {
        wake.wait.accept(null, unawaitable);
      }
    }
  }

  private void fail(Strand strand, Throwable failure) throws Exception {
    Part part = strand.part();
    if (part == null) {
      throw Failures.<Exception>same(failure);
    }
    part.failed(failure);
  }

  /**
   * Pauses the run, as no stack can go on.
   *
   * @return false if one can by now
   */
  private boolean sleep() {
    if (waiting.size() == 1) {
      Wake only = waiting.iterator().next();
      if (only.isUnmeasured) {
        // Its time is best measured by the clock of whoever makes the slices.
        delegated = only;
        pauseAll(only.rest());
        return true;
      }
    }
    CompletableFuture<Void> changed = new CompletableFuture<>();
    sleeping = changed;
    if (!completed.isEmpty()) {
      sleeping = null;
      return false;
    }
    // A pause that is over at once ends the slice all the same.
    measure();
    pauseAll(PauseFlow.until(changed));
    return true;
  }

  private void pauseAll(PauseFlow pause) {
    forAll = pause;
    root.pause(pause);
  }

  /** Waits for nothing any more: the run is closed. */
  void drop() {
    waiting.forEach(wake -> wake.wait.drop());
    waiting.clear();
    ready.clear();
  }

  /** One pause of one stack. */
  final class Wake implements Wait.Waiter {
    private final Strand strand;
    private final PauseFlow pause;

    /** Whether another stack may end the wait before its time. */
    private final boolean isParked;

    private final TimedWait wait = new TimedWait(this);

    /** When it is over, if it names no condition. */
    private final long until;

    /** Whether it is of some length that nothing measures yet. */
    private boolean isUnmeasured;

    Wake(Strand strand, PauseFlow pause, boolean isParked) {
      this.strand = strand;
      this.pause = pause;
      this.isParked = isParked;
      isUnmeasured = pause.condition() == null;
      until = isUnmeasured ? root.clock().nanoTime() + length() : 0;
      if (isUnmeasured) {
        unmeasured++;
      }
    }

    private long length() {
      return Wait.nanos(Objects.requireNonNullElse(pause.delay(), root.options().waitInterval()));
    }

    @Override
    public void wake() {
      completed.add(this);
      CompletableFuture<Void> asleep = sleeping;
      if (asleep != null) {
        asleep.complete(null);
      }
    }

    /** Returns what is left of a pause of some length. */
    PauseFlow rest() {
      long left = until - root.clock().nanoTime();
      return left >= length() ? pause : PauseFlow.after(Duration.ofNanos(Math.max(1, left)));
    }

    /** Starts to measure a pause of some length. */
    void measure() {
      if (isUnmeasured) {
        measured();
        long left = until - root.clock().nanoTime();
        if (left > 0) {
          wait.start(left, root.clock());
        } else {
          wait.accept(null, null);
        }
      }
    }

    /** Nothing is to measure it any more. */
    void measured() {
      if (isUnmeasured) {
        isUnmeasured = false;
        unmeasured--;
      }
    }
  }
}
