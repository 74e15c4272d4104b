package dev.stageflow.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.stageflow.FlowIterator;
import dev.stageflow.PauseFlow;
import dev.stageflow.internal.source.Sources;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Of two sources that are concatenated the first ends, and the second begins, as it is cancelled.
 */
@JCStressTest
@Outcome(id = "0, [01], 0", expect = ACCEPTABLE, desc = "None was asked at that moment.")
@Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "The first was cancelled.")
@Outcome(id = "2, 1, 0", expect = ACCEPTABLE, desc = "The second was cancelled.")
@Outcome(id = ".*, 1", expect = FORBIDDEN, desc = "A source was closed before its cancel returned.")
@Outcome(expect = FORBIDDEN, desc = "The second was asked though the first was cancelled.")
@State
public class CancelWhileNextSourceBegins {
  private final Source first = new Source();
  private final Source second = new Source();
  private final FlowIterator<String> both = FlowIterator.concat(first, second);

  @Actor
  public void ask(III_Result result) {
    try {
      while (!isAtEnd()) {
        Thread.onSpinWait();
      }
    } catch (CancellationException cancelled) {
      // As it is to be.
    }
    both.close();
    result.r2 = second.asked ? 1 : 0;
    result.r3 = first.isClosedTooSoon ? 1 : 0;
  }

  private boolean isAtEnd() {
    try {
      return both.next() == null;
    } catch (PauseFlow ended) {
      return false;
    } catch (CancellationException cancelled) {
      throw cancelled;
    } catch (Exception unexpected) {
      throw new AssertionError(unexpected);
    }
  }

  @Actor
  public void cancel(III_Result result) {
    try {
      boolean isDone = Sources.cancel(both);
      result.r1 = !isDone ? 0 : first.isCancelled ? 1 : 2;
    } catch (Exception unexpected) {
      throw new AssertionError(unexpected);
    }
  }

  /** Has no item. */
  private static final class Source implements FlowIterator<String> {
    private boolean asked;
    private volatile boolean isBeingCancelled;
    private boolean isCancelled;
    private boolean isClosedTooSoon;

    @Override
    public @Nullable String next() {
      asked = true;
      return null;
    }

    @Override
    public void cancel() {
      isBeingCancelled = true;
      isCancelled = true;
      isBeingCancelled = false;
    }

    @Override
    public void close() {
      isClosedTooSoon = isBeingCancelled;
    }
  }
}
