package dev.stageflow.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.PauseFlow;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** What one of a run's stacks waits for completes while none of them finds anything to do. */
@JCStressTest
@Outcome(id = "seen", expect = ACCEPTABLE, desc = "It completed before the stacks looked.")
@Outcome(id = "signalled", expect = ACCEPTABLE, desc = "It completed afterwards.")
@Outcome(id = "asleep", expect = FORBIDDEN, desc = "The wake-up is lost.")
@State
public class AnswerWhileStacksFallAsleep {
  private static final Flow<List<CompletableFuture<Integer>>, Integer> FLOW =
      Flow.<List<CompletableFuture<Integer>>>begin()
          .sequence(requests -> requests)
          .functionAsync(request -> request)
          .parallel(2)
          .unordered()
          .build();

  private final CompletableFuture<Integer> first = new CompletableFuture<>();
  private final CompletableFuture<Integer> second = new CompletableFuture<>();
  private final FlowIterator<Integer> results = FLOW.open(List.of(first, second));
  private @Nullable CompletionStage<?> condition;

  /** Starts both requests. */
  public AnswerWhileStacksFallAsleep() {
    take();
  }

  private void take() {
    try {
      condition = null;
      Objects.requireNonNull(results.next());
    } catch (PauseFlow pause) {
      condition = pause.condition();
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Actor
  public void answer() {
    first.complete(1);
  }

  @Actor
  public void takeOrSleep() {
    take();
  }

  @Arbiter
  public void judge(L_Result result) {
    CompletionStage<?> awaited = condition;
    if (awaited == null) {
      result.r1 = "seen";
    } else {
      result.r1 = awaited.toCompletableFuture().isDone() ? "signalled" : "asleep";
    }
  }
}
