package dev.stageflow.examples.flink;

import dev.stageflow.flink.FlowOperators;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

/**
 * Runs the definitions as jobs of Flink: on the cluster that they are submitted to, or else on a
 * small one in this JVM.
 */
final class FlinkReports implements Reports {
  private static final int PARTS = 64;

  private final int parallelism;

  FlinkReports(int parallelism) {
    this.parallelism = parallelism;
  }

  /** Runs the query for each part of the table, and has Flink put the parts together. */
  @Override
  public List<Totals> pricing(double scale) throws Exception {
    StreamExecutionEnvironment job = job();
    job.setRuntimeMode(RuntimeExecutionMode.BATCH); // Groups go on when they are complete.
    DataStream<Totals> ofParts =
        job.fromSequence(1, PARTS)
            .map(number -> new Part(scale, Math.toIntExact(number), PARTS))
            .returns(Part.class)
            .flatMap(FlowOperators.of(PricingQueryFlow::create).returning(Totals.class).blocking());
    return collect(ofParts.keyBy(Totals::group).reduce(Totals::plus), "pricing");
  }

  /** Runs the report for each customer, up to a hundred of them at once on each instance. */
  @Override
  public List<Line> customers(int count) throws Exception {
    DataStream<Customer> customers =
        job().fromSequence(1, count).map(Shop::customer).returns(Customer.class);
    DataStream<Line> lines =
        FlowOperators.of(CustomerReportFlow::create)
            .returning(Line.class)
            .capacity(100)
            .unordered()
            .applyTo(customers)
            .uid("customer-report");
    return collect(lines, "customers");
  }

  private StreamExecutionEnvironment job() {
    return StreamExecutionEnvironment.getExecutionEnvironment().setParallelism(parallelism);
  }

  @SuppressWarnings("try") // that may be interrupted when closed, as anything here may
  private static <T> List<T> collect(DataStream<T> results, String name) throws Exception {
    List<T> collected = new ArrayList<>();
    try (CloseableIterator<T> each = results.executeAndCollect(name)) {
      each.forEachRemaining(collected::add);
    }
    return collected;
  }
}
