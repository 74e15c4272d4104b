package dev.stageflow.flink;

import dev.stageflow.Flow;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Runs each element's flow to its end on the task's thread, which is parked while that pauses.
 *
 * @param <I> the elements' type
 * @param <O> the outputs' type
 */
final class FlowFunction<I, O> extends RichFlatMapFunction<I, O> implements ResultTypeQueryable<O> {
  private static final long serialVersionUID = 1L;

  private final FlowSupplier<I, O> supplier;
  private final TypeInformation<O> type;

  /** Null where the function has not been opened. */
  private transient @Nullable Flow<I, O> flow;

  FlowFunction(FlowSupplier<I, O> supplier, TypeInformation<O> type) {
    this.supplier = supplier;
    this.type = type;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    flow = Objects.requireNonNull(supplier.get(), "the supplier's flow");
  }

  @Override
  public void flatMap(I element, Collector<O> out) throws Exception {
    Objects.requireNonNull(flow).run(element, out::collect);
  }

  @Override
  public TypeInformation<O> getProducedType() {
    return type;
  }
}
