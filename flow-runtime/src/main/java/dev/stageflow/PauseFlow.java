package dev.stageflow;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Thrown by a stage that cannot go on just now: the flow gives its thread back and later calls the
 * same method again, with the same arguments. Nothing that ran before is run twice, so a method
 * pauses before it changes anything.
 *
 * <pre>{@code
 * @Function
 * Page fetch(Link link) throws PauseFlow {
 *   if (!quota.tryAcquire()) {
 *     throw PauseFlow.after(Duration.ofMillis(50));
 *   }
 *   return cache.page(link);
 * }
 * }</pre>
 *
 * <p>A pause is no failure: it carries no stack trace and costs little. It is a checked exception,
 * so that a method's signature shows whether it may pause.
 */
public final class PauseFlow extends Exception {
  private static final long serialVersionUID = 1L;

  // One for all: without a stack trace and without suppression it holds nothing of who throws it.
  @SuppressWarnings("StaticAssignmentOfThrowable")
  private static final PauseFlow NOW = new PauseFlow(null, null);

  /** How long to wait; null where a condition is waited for, or nothing in particular. */
  private final @Nullable Duration delay;

  /** What is waited for. */
  private final transient @Nullable CompletionStage<?> condition;

  private PauseFlow(@Nullable Duration delay, @Nullable CompletionStage<?> condition) {
    super("the flow is paused", null, false, false);
    this.delay = delay;
    this.condition = condition;
  }

  /**
   * A pause that names no condition: the flow tries again after its runner's {@link
   * FlowRunner#waitInterval wait interval}.
   *
   * @return the pause, to be thrown
   */
  public static PauseFlow now() {
    return NOW;
  }

  /**
   * A pause of a given length.
   *
   * @param delay how long to wait at least; zero or less is as soon as other events have run
   * @return the pause, to be thrown
   */
  public static PauseFlow after(Duration delay) {
    return new PauseFlow(Objects.requireNonNull(delay, "delay"), null);
  }

  /**
   * A pause until something has completed, however it ends. The flow goes on by calling the method
   * again, which then finds the result.
   *
   * @param condition what to wait for; if it fails, its failure becomes the run's
   * @return the pause, to be thrown
   */
  public static PauseFlow until(CompletionStage<?> condition) {
    return new PauseFlow(null, Objects.requireNonNull(condition, "condition"));
  }

  /**
   * Returns how long to wait.
   *
   * @return the delay, or {@code null} if the pause names none
   */
  public @Nullable Duration delay() {
    return delay;
  }

  /**
   * Returns what the flow waits for.
   *
   * @return the condition, or {@code null} if the pause names none
   */
  public @Nullable CompletionStage<?> condition() {
    return condition;
  }
}
