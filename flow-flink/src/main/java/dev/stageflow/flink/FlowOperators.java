package dev.stageflow.flink;

import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * Makes a flow an operator of a Flink job, which runs it for each element of a stream.
 *
 * <pre>{@code
 * DataStream<Line> lines =
 *     FlowOperators.of(OrderReportFlow::create)
 *         .returning(Line.class)
 *         .capacity(100)
 *         .applyTo(customers);
 * }</pre>
 *
 * <p>Each element has a run of its own, and its accumulators end with it. What is to be gathered
 * over several elements is gathered after a {@code keyBy}: by Flink, or by a {@linkplain #keyed
 * keyed flow}.
 *
 * @param <I> the elements' type
 * @param <O> the outputs' type
 */
public final class FlowOperators<I, O> {
  private final FlowSupplier<I, O> supplier;

  private FlowOperators(FlowSupplier<I, O> supplier) {
    this.supplier = supplier;
  }

  /**
   * Begins with what makes the flow.
   *
   * @param supplier makes the flow where the operator runs; serializable, such as a static method
   *     reference
   * @param <I> the elements' type
   * @param <O> the outputs' type
   * @return what asks for the outputs' type
   */
  public static <I, O> FlowOperators<I, O> of(FlowSupplier<I, O> supplier) {
    return new FlowOperators<>(Objects.requireNonNull(supplier, "supplier"));
  }

  /**
   * Makes a flow an operator that gathers over many elements: its accumulator is kept for each key.
   *
   * <pre>{@code
   * DataStream<Revenue> revenues =
   *     FlowOperators.keyed(RevenueFlow::create, Long.class, Revenue.class)
   *         .emitAfter(Duration.ofSeconds(10))
   *         .applyTo(orders.keyBy(Order::region));
   * }</pre>
   *
   * @param supplier makes the flow where the operator runs; serializable, such as a static method
   *     reference
   * @param accumulator the accumulator's class, without type parameters
   * @param type the outputs' class, without type parameters
   * @param <I> the elements' type
   * @param <A> the accumulator's type
   * @param <O> the outputs' type
   * @return the operator
   */
  public static <I, A, O> KeyedFlowOperator<I, A, O> keyed(
      KeyedFlowSupplier<I, A, O> supplier, Class<A> accumulator, Class<O> type) {
    return keyed(supplier, TypeInformation.of(accumulator), TypeInformation.of(type));
  }

  /**
   * Makes a flow an operator that gathers over many elements, as {@link #keyed(KeyedFlowSupplier,
   * Class, Class)} does, where classes do not say all.
   *
   * @param supplier makes the flow where the operator runs; serializable, such as a static method
   *     reference
   * @param accumulator the accumulator's type, from which Flink derives how its state is serialized
   * @param type the outputs' type
   * @param <I> the elements' type
   * @param <A> the accumulator's type
   * @param <O> the outputs' type
   * @return the operator
   */
  public static <I, A, O> KeyedFlowOperator<I, A, O> keyed(
      KeyedFlowSupplier<I, A, O> supplier,
      TypeInformation<A> accumulator,
      TypeInformation<O> type) {
    return KeyedFlowOperator.of(
        Objects.requireNonNull(supplier, "supplier"),
        Objects.requireNonNull(accumulator, "accumulator"),
        Objects.requireNonNull(type, "type"));
  }

  /**
   * Says what the outputs are, from which Flink derives how they are serialized.
   *
   * @param type the outputs' class, without type parameters
   * @return the operator
   */
  public FlowOperator<I, O> returning(Class<O> type) {
    return returning(TypeInformation.of(type));
  }

  /**
   * Says what the outputs are, and so how Flink serializes them.
   *
   * @param type the outputs' type
   * @return the operator
   */
  public FlowOperator<I, O> returning(TypeInformation<O> type) {
    return FlowOperator.of(supplier, Objects.requireNonNull(type, "type"));
  }
}
