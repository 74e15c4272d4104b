package shop;

import dev.stageflow.FlowIterator;
import dev.stageflow.PauseFlow;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;

/** Counts down, and pauses before each number: a flow without an input. */
public class Countdown {
  @Sequence
  FlowIterator<Integer> seconds() {
    return new FlowIterator<>() {
      private int left = 3;
      private boolean waited;

      @Override
      public Integer next() throws PauseFlow {
        waited = !waited;
        if (waited) {
          throw PauseFlow.now();
        }
        return left == 0 ? null : left--;
      }
    };
  }

  @Function
  String tell(int second) {
    return "T-" + second;
  }
}
