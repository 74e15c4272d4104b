package dev.stageflow.internal.source;

import dev.stageflow.PauseFlow;
import dev.stageflow.function.StageAction;
import dev.stageflow.internal.failure.Failures;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Closes several things, each whatever the others throw, and makes one failure of all. Some may be
 * closed elsewhere, at the same time.
 */
public final class Closings {
  private final List<Closing> elsewhere = new ArrayList<>();
  private @Nullable Throwable failure;

  /** Nothing is closed yet. */
  public Closings() {}

  /** Closes one thing. */
  public void close(StageAction closing) {
    try {
      closing.run();
    } catch (PauseFlow pause) {
      elsewhere.add(Closing.of(pause));
    } catch (Throwable thrown) {
      failure = Failures.both(failure, thrown);
    }
  }

  /**
   * Ends it.
   *
   * @throws PauseFlow if something is closed elsewhere, until a {@link Closing} has completed
   * @throws Exception what closing threw
   */
  public void end() throws Exception {
    CompletableFuture<Void> all =
        CompletableFuture.allOf(elsewhere.toArray(CompletableFuture[]::new))
            .handle((done, thrown) -> null);
    if (!all.isDone()) {
      throw PauseFlow.until(Closing.of(PauseFlow.until(all.thenRun(this::requireNoFailure))));
    }
    requireNoFailure();
  }

  private void requireNoFailure() {
    elsewhere.forEach(closing -> failure = Failures.both(failure, closing.failure()));
    if (failure != null) {
      throw Failures.<RuntimeException>same(failure);
    }
  }
}
