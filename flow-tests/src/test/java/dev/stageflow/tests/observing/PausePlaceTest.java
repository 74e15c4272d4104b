package dev.stageflow.tests.observing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.Flow;
import dev.stageflow.PauseFlow;
import dev.stageflow.RetryPolicy;
import dev.stageflow.function.StageFunction;
import dev.stageflow.testing.TestLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A pause names its stage however deep that is. */
class PausePlaceTest {
  private static final Duration DELAY = Duration.ofMillis(3);

  private final TestLoop loop = new TestLoop();
  private final Told told = new Told();
  private final List<Integer> calls = new ArrayList<>();

  private final StageFunction<Integer, Integer> pausingOnce =
      number -> {
        calls.add(number);
        if (calls.size() == 1) {
          throw PauseFlow.after(DELAY);
        }
        return number;
      };

  private void run(Flow<Integer, ?> flow) {
    flow.on(loop).tunnelOn(loop).listener(told).start(1);
    loop.advance(Duration.ofSeconds(1));
    assertThat(told.entries()).last().asString().startsWith("finish COMPLETED");
  }

  @Test
  void aStageOfASubflowIsNamed() {
    Flow<Integer, Integer> inner =
        Flow.<Integer>begin()
            .sequence(number -> List.of(number))
            .function(pausingOnce)
            .named("inner")
            .build();
    run(Flow.<Integer>begin().<Integer>subflow(number -> inner).named("outer").build());
    assertThat(told.entries())
        .containsExactly(
            "start flow",
            "pause DELAY at inner for 3 ms",
            "resume DELAY at inner for 3 ms after 3 ms",
            "finish COMPLETED after 3 ms");
  }

  @Test
  void aStageOfASecondFlowIsNamed() {
    Flow<Integer, Integer> first = Flow.<Integer>begin().function(number -> number + 1).build();
    Flow<Integer, Integer> second =
        Flow.<Integer>begin().function(pausingOnce).named("second").build();
    run(first.then(second));
    assertThat(told.entries()).contains("pause DELAY at second for 3 ms");
  }

  @Test
  void aTunnelOfASubflowIsNamed() {
    Flow<Integer, Integer> inner =
        Flow.<Integer>begin().function(number -> number + 1).named("asked").tunnel().build();
    run(Flow.<Integer>begin().<Integer>subflow(number -> inner).named("outer").build());
    assertThat(told.entries()).contains("pause TUNNEL at asked");
  }

  @Test
  void aStageThatIsTriedAgainIsNamed() {
    Flow<Integer, Integer> flow =
        Flow.<Integer>begin()
            .<Integer>function(
                number -> {
                  calls.add(number);
                  if (calls.size() == 1) {
                    throw new IllegalStateException("not yet");
                  }
                  return number;
                })
            .named("tried")
            .retry(RetryPolicy.of(2).withBackoff(DELAY).withJitter(false))
            .build();
    run(flow);
    assertThat(told.entries()).contains("pause DELAY at tried for 3 ms");
  }
}
