package dev.stageflow.flink;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/**
 * What travels to the cluster; makes the operator in its task.
 *
 * @param <I> the elements' type
 * @param <O> the outputs' type
 */
final class RunOperatorFactory<I, O> extends AbstractStreamOperatorFactory<O>
    implements OneInputStreamOperatorFactory<I, O> {
  private static final long serialVersionUID = 1L;

  private final FlowSupplier<I, O> supplier;
  private final TypeInformation<I> inputType;
  private final TypeInformation<O> outputType;
  private final int capacity;
  private final boolean ordered;

  RunOperatorFactory(
      FlowSupplier<I, O> supplier,
      TypeInformation<I> inputType,
      TypeInformation<O> outputType,
      int capacity,
      boolean ordered) {
    this.supplier = supplier;
    this.inputType = inputType;
    this.outputType = outputType;
    this.capacity = capacity;
    this.ordered = ordered;
    chainingStrategy = ChainingStrategy.ALWAYS;
  }

  @Override
  // Flink's signature promises any type of operator.
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  public <T extends StreamOperator<O>> T createStreamOperator(
      StreamOperatorParameters<O> parameters) {
    return (T) new RunOperator<>(parameters, this);
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader loader) {
    return RunOperator.class;
  }

  FlowSupplier<I, O> supplier() {
    return supplier;
  }

  TypeInformation<I> inputType() {
    return inputType;
  }

  TypeInformation<O> outputType() {
    return outputType;
  }

  int capacity() {
    return capacity;
  }

  boolean isOrdered() {
    return ordered;
  }
}
