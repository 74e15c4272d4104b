package dev.stageflow.flink;

import dev.stageflow.Flow;
import java.util.List;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Counts elements, and the classes that were loaded from the job's jar. */
final class LoadedFrom extends RichMapFunction<Long, Long> {
  private static final long serialVersionUID = 1L;

  static final String ELEMENTS = "elements";
  static final String FROM_THE_JAR = "classes from the job's jar";

  private final LongCounter elements = new LongCounter();

  @Override
  public void open(OpenContext context) {
    getRuntimeContext().addAccumulator(ELEMENTS, elements);
    LongCounter fromTheJar = new LongCounter();
    getRuntimeContext().addAccumulator(FROM_THE_JAR, fromTheJar);
    for (Class<?> one : List.of(FlowOperators.class, ReportFlow.class, Flow.class)) {
      if (one.getClassLoader() != ClassLoader.getSystemClassLoader()) {
        fromTheJar.add(1);
      }
    }
  }

  @Override
  public Long map(Long element) {
    elements.add(1);
    return element;
  }
}
