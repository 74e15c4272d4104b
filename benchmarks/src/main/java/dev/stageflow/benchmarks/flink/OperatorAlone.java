package dev.stageflow.benchmarks.flink;

import dev.stageflow.benchmarks.Rounds;
import dev.stageflow.flink.FlowOperators;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** The operator without a job, in Flink's own harness, with this thread as its task. */
final class OperatorAlone {
  /** After how many elements the harness lets go of what it was given. */
  private static final int OUTPUTS_KEPT = 1_000;

  private OperatorAlone() {}

  static void compare(int items, long baskets, Ratios rounds) throws Exception {
    rounds.compare(
        "operator alone, " + items + " items an element",
        baskets,
        new Rounds.Variant(
            "operator by hand",
            () -> run(new OneInputStreamOperatorTestHarness<>(new ByHand()), baskets, items)),
        new Rounds.Variant(
            "flow.applyTo(stream)",
            () -> run(new OneInputStreamOperatorTestHarness<>(flow()), baskets, items)));
  }

  /** The factory that a job would have: that of the transformation which is added to one. */
  @SuppressWarnings("unchecked") // a transformation knows its output's type alone
  private static OneInputStreamOperatorFactory<Basket, Long> flow() {
    StreamExecutionEnvironment job = new StreamExecutionEnvironment(new Configuration());
    DataStream<Basket> source =
        job.fromSequence(0, 0).map(number -> Basket.of(number, 0)).returns(Basket.class);
    DataStream<Long> taxes =
        FlowOperators.of(BasketTaxFlow::create).returning(Long.class).applyTo(source);
    return (OneInputStreamOperatorFactory<Basket, Long>)
        ((OneInputTransformation<Basket, Long>) taxes.getTransformation()).getOperatorFactory();
  }

  private static long run(
      OneInputStreamOperatorTestHarness<Basket, Long> task, long baskets, int items)
      throws Exception {
    long sum = 0;
    try (task) {
      task.setup(Types.LONG.createSerializer(task.getExecutionConfig().getSerializerConfig()));
      task.open();
      StreamRecord<Basket> record = new StreamRecord<>(Basket.of(0, items));
      for (long number = 0; number < baskets; number++) {
        task.processElement(record);
        takeMail(task.getTaskMailbox());
        if (number % OUTPUTS_KEPT == 0) {
          sum += takeOutputs(task);
        }
      }
      sum += takeOutputs(task);
    }
    return sum;
  }

  private static void takeMail(TaskMailbox mailbox) throws Exception {
    Optional<Mail> mail = mailbox.tryTake(TaskMailbox.MIN_PRIORITY);
    while (mail.isPresent()) {
      mail.get().run();
      mail = mailbox.tryTake(TaskMailbox.MIN_PRIORITY);
    }
  }

  private static long takeOutputs(OneInputStreamOperatorTestHarness<Basket, Long> task) {
    long sum = task.extractOutputValues().stream().mapToLong(Long::longValue).sum();
    task.getOutput().clear();
    return sum;
  }

  private static final class ByHand extends AbstractStreamOperator<Long>
      implements OneInputStreamOperator<Basket, Long> {
    private static final long serialVersionUID = 1L;

    private final transient StreamRecord<Long> given = new StreamRecord<>(null);

    @Override
    public void processElement(StreamRecord<Basket> record) {
      output.collect(given.replace(record.getValue().tax()));
    }
  }
}
