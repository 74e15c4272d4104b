package dev.stageflow.flink;

import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Upstream;
import java.util.List;

/** The revenue of a region, whose orders come one by one. */
@FlowDefinition(keyed = true)
public class Revenue {
  public record Line(String article, long cents) {}

  public record Order(String region, List<Line> lines) {}

  public record Total(String region, long cents) {}

  @Sequence
  List<Line> lines(Order order) {
    return order.lines();
  }

  @Accumulate
  long add(long sum, Line line) {
    return sum + line.cents();
  }

  @Function
  Total total(long sum, @Upstream Order latest) {
    return new Total(latest.region(), sum);
  }
}
