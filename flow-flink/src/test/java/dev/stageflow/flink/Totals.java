package dev.stageflow.flink;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Counts and sums up each key's prices in Flink's state, and shows them when the stream ends. */
final class Totals extends KeyedProcessFunction<Long, Long, Void> {
  private static final long serialVersionUID = 1L;

  /** What is shown: for each job and key how many prices there were, and their sum. */
  private static final Map<String, Map<Long, Sum>> SHOWN = new ConcurrentHashMap<>();

  private final String job;

  /** The count, the sum, and how many came after a watermark of their time. */
  private transient ValueState<Tuple3<Long, Long, Long>> totals;

  Totals(String job) {
    this.job = job;
  }

  /** How many, what they come to, and how many of them were late. */
  record Sum(long count, long sum, long late) {
    Sum plus(Sum other) {
      return new Sum(count + other.count, sum + other.sum, late + other.late);
    }
  }

  static Sum of(String job) {
    return SHOWN.getOrDefault(job, Map.of()).values().stream().reduce(new Sum(0, 0, 0), Sum::plus);
  }

  @Override
  public void open(OpenContext context) {
    totals =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    "totals", Types.TUPLE(Types.LONG, Types.LONG, Types.LONG)));
  }

  @Override
  public void processElement(Long price, Context context, Collector<Void> out) throws Exception {
    Tuple3<Long, Long, Long> before = totals.value();
    if (before == null) {
      before = Tuple3.of(0L, 0L, 0L);
      context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
    }
    boolean late = context.timestamp() <= context.timerService().currentWatermark();
    totals.update(Tuple3.of(before.f0 + 1, before.f1 + price, before.f2 + (late ? 1 : 0)));
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Void> out) throws Exception {
    Tuple3<Long, Long, Long> all = totals.value();
    SHOWN
        .computeIfAbsent(job, it -> new ConcurrentHashMap<>())
        .put(context.getCurrentKey(), new Sum(all.f0, all.f1, all.f2));
  }
}
