package dev.stageflow.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.stageflow.Flow;
import dev.stageflow.FlowRun;
import dev.stageflow.PauseFlow;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Who asks how far a run has come, while that gives its thread back, is told. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "The run's one level.")
@Outcome(expect = FORBIDDEN, desc = "Nothing, though the loop had a turn for it.")
@State
public class ProgressWhileRunStops {
  private static final Flow<Integer, Integer> WAITING =
      Flow.<Integer>begin()
          .<Integer>function(
              item -> {
                throw PauseFlow.until(new CompletableFuture<>());
              })
          .build();

  private final Queue<Runnable> loop = new ConcurrentLinkedQueue<>();
  private final FlowRun run = WAITING.on(loop::add).start(1);

  @Actor
  public void loop() {
    for (Runnable slice = loop.poll(); slice != null; slice = loop.poll()) {
      slice.run();
    }
  }

  @Actor
  public void ask() {
    run.progress();
  }

  @Arbiter
  public void told(I_Result result) {
    loop();
    result.r1 = run.progress().levels().size();
  }
}
