package dev.stageflow.flink;

import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Upstream;
import java.util.List;

/** Keeps the elements themselves. */
@FlowDefinition(keyed = true)
class ElementsReport {
  @Accumulate
  void add(List<List<Long>> elements, List<Long> element) {
    if (element.isEmpty()) {
      throw new IllegalStateException("no number");
    }
    elements.add(element);
  }

  @Function
  String all(List<List<Long>> elements, @Upstream("input") List<Long> latest) {
    return elements + ", latest " + latest;
  }
}
