package dev.stageflow.flink;

import dev.stageflow.KeyedFlow;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a flow's accumulator for each key. A timer of event time that fires when the stream ends,
 * whether it has watermarks or not, passes on what is left.
 *
 * @param <K> the keys' type
 * @param <I> the elements' type
 * @param <A> the accumulator's type
 * @param <O> the outputs' type
 */
final class KeyedFunction<K, I, A, O> extends KeyedProcessFunction<K, I, O>
    implements ResultTypeQueryable<O> {
  private static final long serialVersionUID = 1L;

  private static final String STATE_NAME = "accumulator";
  private static final long END = Long.MAX_VALUE;

  private final KeyedFlowSupplier<I, A, O> supplier;
  private final TypeInformation<O> type;
  private final TypeInformation<Tuple4<A, I, Integer, Long>> stateType;
  private final TypeInformation<I> inputType;
  private final int most;
  private final long millis;

  /** Null where the function has not been opened. */
  private transient @Nullable KeyedFlow<I, A, O> flow;

  /**
   * What was gathered of the key: the accumulator, the latest element, how many there were, and the
   * time at which it is passed on, {@link #END} for none. Null before the function is opened.
   */
  private transient @Nullable ValueState<Tuple4<A, I, Integer, Long>> gathered;

  /** Copies elements; null if nobody else uses them. */
  private transient @Nullable TypeSerializer<I> copier;

  /**
   * Makes the function.
   *
   * @param most after how many elements it passes on
   * @param millis after how much time; {@link Long#MAX_VALUE} for never
   */
  KeyedFunction(
      KeyedFlowSupplier<I, A, O> supplier,
      TypeInformation<O> type,
      TypeInformation<Tuple4<A, I, Integer, Long>> stateType,
      TypeInformation<I> inputType,
      int most,
      long millis) {
    this.supplier = supplier;
    this.type = type;
    this.stateType = stateType;
    this.inputType = inputType;
    this.most = most;
    this.millis = millis;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    gathered = getRuntimeContext().getState(new ValueStateDescriptor<>(STATE_NAME, stateType));
    if (getRuntimeContext().isObjectReuseEnabled()) {
      copier = getRuntimeContext().createSerializer(inputType);
    }
    flow = Objects.requireNonNull(supplier.get(), "the supplier's flow");
  }

  private KeyedFlow<I, A, O> flow() {
    return Objects.requireNonNull(flow, "not open");
  }

  private ValueState<Tuple4<A, I, Integer, Long>> gathered() {
    return Objects.requireNonNull(gathered, "not open");
  }

  @Override
  public void processElement(I element, Context context, Collector<O> out) throws Exception {
    I input = copier == null ? element : copier.copy(element);
    Tuple4<A, I, Integer, Long> before = gathered().value();
    A kept = flow().gather(before == null ? null : before.f0, input, out::collect);
    if (kept != null) {
      long time = before == null ? start(context) : before.f3;
      int count = before == null ? 1 : before.f2 + 1;
      keep(Tuple4.of(kept, input, count, time), context, out);
    } else if (before != null) {
      forget(before, context);
    }
  }

  private void keep(Tuple4<A, I, Integer, Long> now, Context context, Collector<O> out)
      throws Exception {
    if (now.f2 >= most) {
      passOn(now, context, out);
    } else {
      gathered().update(now);
    }
  }

  private long start(Context context) {
    context.timerService().registerEventTimeTimer(END);
    if (millis == Long.MAX_VALUE) {
      return END;
    }
    long time = context.timerService().currentProcessingTime() + millis;
    context.timerService().registerProcessingTimeTimer(time);
    return time;
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<O> out) throws Exception {
    Tuple4<A, I, Integer, Long> now = gathered().value();
    // A batch job lets all timers of a key fire when there are no more elements of it.
    if (now != null) {
      passOn(now, context, out);
    }
  }

  private void passOn(Tuple4<A, I, Integer, Long> now, Context context, Collector<O> out)
      throws Exception {
    forget(now, context);
    flow().passOn(now.f0, now.f1, out::collect);
  }

  private void forget(Tuple4<A, I, Integer, Long> passed, Context context) {
    gathered().clear();
    context.timerService().deleteEventTimeTimer(END);
    if (passed.f3 != END) {
      context.timerService().deleteProcessingTimeTimer(passed.f3);
    }
  }

  @Override
  public TypeInformation<O> getProducedType() {
    return type;
  }
}
