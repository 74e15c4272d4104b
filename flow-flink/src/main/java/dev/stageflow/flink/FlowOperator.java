package dev.stageflow.flink;

import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * How a flow is run for the elements of a stream: with {@link #applyTo} many at a time, of which
 * any number waits, or with {@link #blocking()} one after the other. Immutable.
 *
 * <p>A stage that throws fails the task with that exception, to which the flow's trace is added;
 * Flink restarts the job as configured. {@code @Retry} and {@code @Recover} come before that.
 *
 * @param <I> the elements' type
 * @param <O> the outputs' type
 */
public final class FlowOperator<I, O> {
  private static final int DEFAULT_CAPACITY = 100;

  private final FlowSupplier<I, O> supplier;
  private final TypeInformation<O> type;
  private final int capacity;
  private final boolean ordered;

  private FlowOperator(
      FlowSupplier<I, O> supplier, TypeInformation<O> type, int capacity, boolean ordered) {
    this.supplier = supplier;
    this.type = type;
    this.capacity = capacity;
    this.ordered = ordered;
  }

  static <I, O> FlowOperator<I, O> of(FlowSupplier<I, O> supplier, TypeInformation<O> type) {
    return new FlowOperator<>(supplier, type, DEFAULT_CAPACITY, true);
  }

  /**
   * Returns a function that runs the flow within its call, for flows that do not wait: the thread
   * of the task, which has other operators to run and checkpoints to take, is parked while a flow
   * pauses. Outputs go on as they come. Capacity and order have no effect on it.
   *
   * <pre>{@code
   * DataStream<Line> lines =
   *     customers.flatMap(FlowOperators.of(ReportFlow::create).returning(Line.class).blocking());
   * }</pre>
   *
   * @return the function, which knows its type
   */
  public FlatMapFunction<I, O> blocking() {
    return new FlowFunction<>(supplier, type);
  }

  /**
   * Sets how many elements each parallel instance of the operator has in work at once. When there
   * are as many, it takes no more until the outputs of one have gone on, and Flink slows down what
   * comes before.
   *
   * @param elements how many, at least 1; 100 if never set
   * @return an operator with that capacity
   * @throws IllegalArgumentException if it is less than 1
   */
  public FlowOperator<I, O> capacity(int elements) {
    if (elements < 1) {
      throw new IllegalArgumentException("a capacity of " + elements + " is less than 1");
    }
    return new FlowOperator<>(supplier, type, elements, ordered);
  }

  /**
   * Has the outputs go on in the order of their elements, which is how an operator begins.
   *
   * @return an operator that keeps the order
   */
  public FlowOperator<I, O> ordered() {
    return new FlowOperator<>(supplier, type, capacity, true);
  }

  /**
   * Has the outputs of an element go on as soon as its run has ended. No output overtakes a
   * watermark, nor is overtaken by one.
   *
   * @return an operator that keeps no order between two watermarks
   */
  public FlowOperator<I, O> unordered() {
    return new FlowOperator<>(supplier, type, capacity, false);
  }

  /**
   * Adds the operator to the job of a stream. The runs are made on the thread of the task, in
   * slices between its other work; a run that waits holds no thread. Delays are measured by Flink's
   * processing time.
   *
   * <p>The outputs of an element are kept until its run has ended, and then go on all at once, with
   * the element's timestamp. An element whose outputs have not gone on is part of each checkpoint,
   * and run anew after a recovery. If the flow is a {@link dev.stageflow.DurableFlow}, its run is
   * {@linkplain dev.stageflow.SavedRun#save() saved} with each checkpoint, and goes on from there:
   * only what it waited for is called again. So outputs are exactly once where Flink's state and
   * sinks are; what the stages themselves do outside is done again. Stages must not change the
   * element. A saved run that does not fit a changed definition fails the task with a {@link
   * dev.stageflow.SavedRunException}.
   *
   * @param input the elements
   * @return the outputs, as a stream whose {@code uid} should be set for savepoints
   */
  public SingleOutputStreamOperator<O> applyTo(DataStream<I> input) {
    return input.transform("flow", type, factory(input.getType()));
  }

  RunOperatorFactory<I, O> factory(TypeInformation<I> inputType) {
    return new RunOperatorFactory<>(supplier, inputType, type, capacity, ordered);
  }
}
