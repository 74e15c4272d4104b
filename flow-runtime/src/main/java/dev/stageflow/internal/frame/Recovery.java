package dev.stageflow.internal.frame;

import dev.stageflow.PauseFlow;
import dev.stageflow.internal.failure.Failures;
import org.jspecify.annotations.Nullable;

/** What is done with failures from which a flow recovers, or does not. */
public final class Recovery {

  private Recovery() {}

  /**
   * Suppresses a failure into the one that came after it, or because of it. A pause is no failure,
   * neither of them.
   *
   * @param first what went wrong first; null if nothing did
   * @param failure what a flow ends with
   */
  public static void suppress(@Nullable Throwable first, Throwable failure) {
    if (first != null && first != failure && !(first instanceof PauseFlow)) {
      // A pause takes none: suppression is disabled in it.
      boolean unused = Failures.suppress(first, failure);
    }
  }

  /**
   * Lets a failure go on as it is, checked or not.
   *
   * @param failure what a stage threw
   * @return nothing; it is declared so that the caller can write {@code throw}
   * @throws Exception the failure itself
   */
  public static Exception same(Throwable failure) throws Exception {
    throw Failures.<Exception>same(failure);
  }
}
