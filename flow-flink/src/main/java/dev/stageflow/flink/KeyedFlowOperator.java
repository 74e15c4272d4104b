package dev.stageflow.flink;

import java.time.Duration;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * How a keyed flow is run for the elements of a stream: each is taken as far as the accumulator of
 * the run, which Flink keeps for its key. What was gathered for a key goes on after so many
 * elements, or so long, and in any case when the stream ends; then the key begins anew. Immutable.
 *
 * <p>Each run is made within a call on the task's thread, which is parked while the flow pauses.
 *
 * @param <I> the elements' type
 * @param <A> the accumulator's type
 * @param <O> the outputs' type
 */
public final class KeyedFlowOperator<I, A, O> {
  private final KeyedFlowSupplier<I, A, O> supplier;
  private final TypeInformation<A> accumulator;
  private final TypeInformation<O> type;
  private final int elements;
  private final long millis;

  private KeyedFlowOperator(
      KeyedFlowSupplier<I, A, O> supplier,
      TypeInformation<A> accumulator,
      TypeInformation<O> type,
      int elements,
      long millis) {
    this.supplier = supplier;
    this.accumulator = accumulator;
    this.type = type;
    this.elements = elements;
    this.millis = millis;
  }

  static <I, A, O> KeyedFlowOperator<I, A, O> of(
      KeyedFlowSupplier<I, A, O> supplier,
      TypeInformation<A> accumulator,
      TypeInformation<O> type) {
    return new KeyedFlowOperator<>(supplier, accumulator, type, Integer.MAX_VALUE, Long.MAX_VALUE);
  }

  /**
   * Sets after how many elements of a key its accumulator is passed on, counted from the first of
   * which something was gathered. The stages after it see the last one as the flow's input, and the
   * outputs have its timestamp.
   *
   * @param elements how many, at least 1
   * @return an operator that counts
   * @throws IllegalArgumentException if it is less than 1
   */
  public KeyedFlowOperator<I, A, O> emitEvery(int elements) {
    if (elements < 1) {
      throw new IllegalArgumentException(elements + " elements are less than 1");
    }
    return new KeyedFlowOperator<>(supplier, accumulator, type, elements, millis);
  }

  /**
   * Sets how long after a key's first element of which something was gathered its accumulator is
   * passed on, by Flink's processing time. The stages after it see the latest element of the key as
   * the flow's input. The outputs have no timestamp, as is usual of such timers.
   *
   * @param time how long, at least a millisecond
   * @return an operator that sets timers
   * @throws IllegalArgumentException if it is less than a millisecond
   */
  public KeyedFlowOperator<I, A, O> emitAfter(Duration time) {
    if (time.toMillis() < 1) {
      throw new IllegalArgumentException(time + " is less than a millisecond");
    }
    return new KeyedFlowOperator<>(supplier, accumulator, type, elements, time.toMillis());
  }

  /**
   * Adds the operator to the job of a stream. Accumulators are part of each checkpoint, each with
   * its key, and so gathered exactly once; what the stages themselves do outside is done again
   * after a recovery. When the stream ends, what is left goes on with the last possible timestamp.
   *
   * @param input the elements, with their keys
   * @param <K> the keys' type
   * @return the outputs, as a stream whose {@code uid} should be set for savepoints
   */
  public <K> SingleOutputStreamOperator<O> applyTo(KeyedStream<I, K> input) {
    return input.process(this.<K>function(input.getType())).name("keyed flow");
  }

  <K> KeyedFunction<K, I, A, O> function(TypeInformation<I> inputType) {
    return new KeyedFunction<>(
        supplier,
        type,
        Types.TUPLE(accumulator, inputType, Types.INT, Types.LONG),
        inputType,
        elements,
        millis);
  }
}
