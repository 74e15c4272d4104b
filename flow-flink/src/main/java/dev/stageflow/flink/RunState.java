package dev.stageflow.flink;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple4;
import org.jspecify.annotations.Nullable;

/**
 * What an operator's state has of its elements in work: of a durable flow their runs as they are,
 * with what these have given so far, and of others the elements alone. It reads both, since a flow
 * may have become durable, or be so no more.
 */
final class RunState<I, O> {
  private static final String ELEMENTS = "elements-in-work";
  private static final String RUNS = "runs-in-work";

  private final boolean durable;

  /** Timestamps and elements. */
  private final ListState<Tuple2<Long, I>> elements;

  /** Timestamps, elements, their runs, and their outputs; null if there never was one. */
  private final @Nullable ListState<Tuple4<Long, I, byte[], List<O>>> runs;

  /** Finds the state; named and typed as in the savepoints of all versions. */
  RunState(OperatorStateStore store, RunOperatorFactory<I, O> made, boolean durable)
      throws Exception {
    this.durable = durable;
    elements =
        store.getListState(
            new ListStateDescriptor<>(ELEMENTS, Types.TUPLE(Types.LONG, made.inputType())));
    runs =
        durable || store.getRegisteredStateNames().contains(RUNS)
            ? store.getListState(
                new ListStateDescriptor<>(
                    RUNS,
                    Types.TUPLE(
                        Types.LONG,
                        made.inputType(),
                        Types.PRIMITIVE_ARRAY(Types.BYTE),
                        Types.LIST(made.outputType()))))
            : null;
  }

  /** Has all go on that was in work. */
  void restoreInto(ElementRuns<I, O> restored) throws Exception {
    for (Tuple2<Long, I> each : elements.get()) {
      restored.add(each.f1, each.f0);
    }
    elements.clear();
    if (runs != null) {
      for (Tuple4<Long, I, byte[], List<O>> each : runs.get()) {
        restored.restore(each.f1, each.f0, each.f2, each.f3);
      }
      runs.clear();
    }
  }

  /** Saves what is in work, in the order in which it came. */
  void save(Collection<ElementRun<I, O>> held) throws Exception {
    if (durable && runs != null) {
      runs.update(savedRuns(held));
    } else {
      elements.update(
          held.stream().map(each -> Tuple2.of(each.timestamp(), each.element())).toList());
    }
  }

  private static <I, O> List<Tuple4<Long, I, byte[], List<O>>> savedRuns(
      Collection<ElementRun<I, O>> held) {
    List<Tuple4<Long, I, byte[], List<O>>> saved = new ArrayList<>(held.size());
    for (ElementRun<I, O> each : held) {
      saved.add(Tuple4.of(each.timestamp(), each.element(), each.save(), each.outputs()));
    }
    return saved;
  }
}
