package dev.stageflow.internal.frame;

import dev.stageflow.PauseFlow;
import dev.stageflow.internal.slice.Parking;
import dev.stageflow.internal.slice.RunClock;
import dev.stageflow.internal.slice.Wait;
import dev.stageflow.internal.tunnel.Awaited;
import dev.stageflow.internal.tunnel.TunnelSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The alarms that are set for a run. Each wait of the run ends with the first one of them at the
 * latest; there is one timer, and only while the run waits.
 */
final class Alarms {
  private final RunClock clock;
  private final long waitNanos;
  private final List<Alarm> alarms = new ArrayList<>(2);

  /** What the run waits for, but for the alarms; null if it does not wait. */
  private @Nullable PauseFlow waiting;

  /** When that wait is over, if it names no condition. */
  private long waitingUntil;

  /** Whether those wait that act on the run's frames. */
  private boolean held;

  /** How many interruptions are on the stack. */
  private int interruptions;

  /** What ends the wait with the first alarm. */
  private @Nullable Future<?> timer;

  /**
   * Makes a set of none.
   *
   * @param clock the run's clock
   * @param waitInterval the delay after a pause that names no condition
   */
  Alarms(RunClock clock, Duration waitInterval) {
    this.clock = clock;
    waitNanos = Wait.nanos(waitInterval);
  }

  void add(Alarm alarm) {
    alarms.add(alarm);
  }

  void remove(Alarm alarm) {
    // Those that were set last are cleared first.
    alarms.remove(alarms.lastIndexOf(alarm));
  }

  private @Nullable Alarm first(long now, boolean afterWait) {
    Alarm first = null;
    for (Alarm alarm : alarms) {
      boolean counts = (afterWait || alarm.endsWait()) && !alarm.isHeld();
      if (counts && (first == null || alarm.left(now) < first.left(now))) {
        first = alarm;
      }
    }
    return first;
  }

  /** Returns a pause that ends as the given one does, or with the first alarm. */
  PauseFlow untilFirst(PauseFlow pause) {
    waiting = pause;
    long now = clock.nanoTime();
    CompletionStage<?> condition = pause.condition();
    if (condition == null) {
      Duration delay = pause.delay();
      waitingUntil = now + (delay == null ? waitNanos : Wait.nanos(delay));
    }
    Alarm first = first(now, false);
    if (first == null) {
      return pause;
    }
    long left = Math.max(1, first.left(now));
    if (Parking.isParked(pause)) {
      return PauseFlow.after(Duration.ofNanos(left));
    }
    if (condition == null) {
      return waitingUntil - now <= left ? pause : PauseFlow.after(Duration.ofNanos(left));
    }
    return untilEither(condition, left);
  }

  private PauseFlow untilEither(CompletionStage<?> condition, long nanos) {
    // Observers tell by its class what is waited for.
    CompletableFuture<Void> either =
        condition instanceof TunnelSignal ? new TunnelSignal() : new CompletableFuture<>();
    condition.whenComplete(
        (result, failure) -> {
          if (failure == null) {
            either.complete(null);
          } else {
            either.completeExceptionally(failure);
          }
        });
    if (!either.isDone()) {
      timer = clock.after(nanos, () -> either.complete(null));
    }
    return PauseFlow.until(either);
  }

  /**
   * Rings the alarms that are due, before the run goes on.
   *
   * @return what the run still waits for; null if it goes on
   * @throws Exception what ends the run
   */
  @Nullable PauseFlow ring(FlowStack stack) throws Exception {
    stop();
    PauseFlow waited = waiting;
    boolean hasRung = false;
    boolean goesOn = false;
    long now = clock.nanoTime();
    for (Alarm first = first(now, waited != null);
        first != null && first.left(now) <= 0 && !goesOn;
        first = first(now, waited != null)) {
      first.clear();
      hasRung = true;
      goesOn = first.ring(stack);
    }
    waiting = null;
    return hasRung && !goesOn && waited != null ? rest(waited, waitingUntil - now) : null;
  }

  /**
   * Returns what is left of a wait; null if it is over, or if the frame in charge looks itself: a
   * stack that parked and was made ready is not made so again.
   */
  static @Nullable PauseFlow rest(PauseFlow pause, long left) {
    if (Parking.isParked(pause)) {
      return null;
    }
    if (pause.condition() != null) {
      return pause;
    }
    return left > 0 ? PauseFlow.after(Duration.ofNanos(left)) : null;
  }

  /** Has alarms wait until they are {@linkplain #release released} that act on the run's frames. */
  void hold() {
    held = true;
  }

  /** Returns whether such alarms wait. */
  boolean areHeld() {
    return held;
  }

  /** Has no alarm wait any more. */
  void release() {
    held = false;
  }

  /** Returns whether one is to ring before the run goes on, which does not wait. */
  boolean areDue() {
    long now = clock.nanoTime();
    Alarm first = first(now, false);
    return first != null && first.left(now) <= 0;
  }

  /** The run goes on with what it waits for, whatever is due. */
  void dropWait() {
    waiting = null;
  }

  /**
   * Returns the interruption for a run that goes on with other work than it waits for.
   *
   * @param owner the frame whose work it goes on with; null if that is not the flow's
   * @param awaited what the frame in charge has started and waits for
   */
  Interruption interruption(@Nullable Frame owner, @Nullable Awaited<?> awaited) {
    PauseFlow waited = waiting;
    waiting = null;
    interruptions++;
    return new Interruption(this, owner, awaited, waited, waitingUntil);
  }

  void interruptionEnds() {
    interruptions--;
  }

  int interruptions() {
    return interruptions;
  }

  /** Returns whether the run waits, and would go on waiting but for an alarm that rings. */
  boolean isWaiting() {
    return waiting != null;
  }

  /** Returns whether something is due at some time. */
  boolean areSet() {
    return !alarms.isEmpty();
  }

  /** Returns whether one is due as soon as the run goes on. */
  boolean isSetAfterWait() {
    for (Alarm alarm : alarms) {
      if (!alarm.endsWait()) {
        return true;
      }
    }
    return false;
  }

  /** Takes the timer back. */
  void stop() {
    Future<?> running = timer;
    if (running != null) {
      timer = null;
      running.cancel(false);
    }
  }
}
