package dev.stageflow.flink;

import dev.stageflow.DurableFlow;
import dev.stageflow.Flow;
import java.util.Objects;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.jspecify.annotations.Nullable;

/**
 * What Flink calls: it opens and closes the runs, and keeps the elements in work in its state. Made
 * where it runs, and never serialized.
 *
 * @param <I> the elements' type
 * @param <O> the outputs' type
 */
final class RunOperator<I, O> extends AbstractStreamOperator<O>
    implements OneInputStreamOperator<I, O>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  private final transient RunOperatorFactory<I, O> made;
  private final transient MailboxExecutor mailbox;

  /** Null before the state is initialized. */
  private transient @Nullable OperatorStateStore store;

  // Null before the operator is opened.

  private transient @Nullable RunState<I, O> state;
  private transient @Nullable ElementRuns<I, O> runs;

  /** Copies elements; null if nobody else uses them. */
  private transient @Nullable TypeSerializer<I> copier;

  /** Says how it is set up as Flink 1.20 wants it, which has no constructor for it. */
  RunOperator(StreamOperatorParameters<O> parameters, RunOperatorFactory<I, O> made) {
    this.made = made;
    mailbox = parameters.getMailboxExecutor();
    setProcessingTimeService(parameters.getProcessingTimeService());
    setup(parameters.getContainingTask(), parameters.getStreamConfig(), parameters.getOutput());
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    store = context.getOperatorStateStore();
  }

  @Override
  public void open() throws Exception {
    super.open();
    if (getExecutionConfig().isObjectReuseEnabled()) {
      copier = getOperatorConfig().getTypeSerializerIn(0, getUserCodeClassloader());
    }
    Flow<I, O> flow = Objects.requireNonNull(made.supplier().get(), "the supplier's flow");
    runs =
        new ElementRuns<>(
            flow, made.capacity(), made.isOrdered(), mailbox, getProcessingTimeService(), output);
    state = new RunState<>(Objects.requireNonNull(store), made, flow instanceof DurableFlow);
    state.restoreInto(runs());
  }

  private ElementRuns<I, O> runs() {
    return Objects.requireNonNull(runs, "not open");
  }

  @Override
  public void processElement(StreamRecord<I> record) throws Exception {
    I element = record.getValue();
    long timestamp = record.hasTimestamp() ? record.getTimestamp() : ElementRun.NO_TIMESTAMP;
    runs().add(copier == null ? element : copier.copy(element), timestamp);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    runs().addMark(() -> super.processWatermark(mark));
  }

  /** Waits for the runs before it, as a watermark does: their outputs would be late otherwise. */
  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    runs().addMark(() -> super.processWatermarkStatus(status));
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    Objects.requireNonNull(state).save(runs().held());
  }

  /** Timers fire until here: after it runs could not go on that wait for some time. */
  @Override
  public void endInput() throws Exception {
    runs().finish();
  }

  @Override
  public void close() throws Exception {
    try {
      if (runs != null) {
        runs.close();
      }
    } finally {
      super.close();
    }
  }
}
