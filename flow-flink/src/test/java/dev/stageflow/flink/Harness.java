package dev.stageflow.flink;

import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** The operator of a flow in Flink's own harness, with this thread as its task. */
final class Harness<I, O> extends OneInputStreamOperatorTestHarness<I, O> {
  static final int MOST_INSTANCES = 8;

  /** The only instance of an operator. */
  Harness(FlowOperator<I, O> operator, TypeInformation<I> type) throws Exception {
    super(
        operator.factory(type), type.createSerializer(new ExecutionConfig().getSerializerConfig()));
  }

  /** The only instance of an operator for texts, opened. */
  static <O> Harness<String, O> open(FlowOperator<String, O> operator) throws Exception {
    Harness<String, O> task = new Harness<>(operator, Types.STRING);
    task.open();
    return task;
  }

  /** The only instance of an operator for texts, which goes on from a checkpoint. */
  static <O> Harness<String, O> restore(
      FlowOperator<String, O> operator, OperatorSubtaskState state) throws Exception {
    Harness<String, O> task = new Harness<>(operator, Types.STRING);
    task.initializeState(state);
    task.open();
    task.takeMail();
    return task;
  }

  /** One of several instances. */
  Harness(FlowOperator<I, O> operator, TypeInformation<I> type, int instances, int number)
      throws Exception {
    super(operator.factory(type), MOST_INSTANCES, instances, number);
  }

  @Override
  public void open() throws Exception {
    super.open();
    takeMail();
  }

  /** Gives the operator an element and then, as a task does, what mail there is. */
  void process(I element) throws Exception {
    processElement(new StreamRecord<>(element));
    takeMail();
  }

  @Override
  public void processElement(I element, long timestamp) throws Exception {
    super.processElement(element, timestamp);
    takeMail();
  }

  /** Does what the mail asks for that has come. */
  void takeMail() throws Exception {
    Optional<Mail> mail = getTaskMailbox().tryTake(TaskMailbox.MIN_PRIORITY);
    while (mail.isPresent()) {
      mail.get().run();
      mail = getTaskMailbox().tryTake(TaskMailbox.MIN_PRIORITY);
    }
  }

  /** Has a question answered, and goes on. */
  void answer(Desk desk, String question) throws Exception {
    desk.answer(question);
    takeMail();
  }

  /** Waits until something is mailed by another thread, and does what the mail asks for. */
  void awaitMail() throws Exception {
    getTaskMailbox().take(TaskMailbox.MIN_PRIORITY).run();
    takeMail();
  }

  @Override
  public void close() {
    try {
      super.close();
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  /** Returns what has gone on: outputs with their timestamps, and watermarks as {@code |time}. */
  List<String> passedOn() {
    return getOutput().stream().map(Harness::text).toList();
  }

  private static String text(Object passedOn) {
    if (passedOn instanceof StreamRecord<?> record) {
      return record.getValue() + (record.hasTimestamp() ? "@" + record.getTimestamp() : "");
    }
    return passedOn instanceof Watermark mark ? "|" + mark.getTimestamp() : passedOn.toString();
  }
}
