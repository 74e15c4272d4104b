package dev.stageflow.benchmarks.flink;

import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Adds up what a job gives, so that its variants can be compared. */
final class Checksum extends RichMapFunction<Long, Long> {
  private static final long serialVersionUID = 1L;

  static final String NAME = "sum";

  private final LongCounter sum = new LongCounter();

  @Override
  public void open(OpenContext context) {
    getRuntimeContext().addAccumulator(NAME, sum);
  }

  @Override
  public Long map(Long tax) {
    sum.add(tax);
    return tax;
  }
}
