package dev.stageflow.benchmarks.flink;

import java.util.function.Function;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Runs whole jobs, one after the other, on a cluster in this JVM. */
final class Jobs implements AutoCloseable {
  private final MiniCluster cluster =
      new MiniCluster(
          new MiniClusterConfiguration.Builder()
              .setNumTaskManagers(1)
              .setNumSlotsPerTaskManager(1)
              .withRandomPorts()
              .build());

  private Jobs() {}

  static Jobs start() throws Exception {
    Jobs jobs = new Jobs();
    jobs.cluster.start();
    return jobs;
  }

  /**
   * Runs a job over baskets.
   *
   * @param taxes what is measured
   * @return the sum of what it gives
   */
  long run(long baskets, int items, Function<DataStream<Basket>, DataStream<Long>> taxes)
      throws Exception {
    StreamExecutionEnvironment job =
        new StreamExecutionEnvironment(new Configuration()).setParallelism(1);
    DataStream<Basket> source =
        job.fromSequence(0, baskets - 1)
            .map(number -> Basket.of(number, items))
            .returns(Basket.class);
    taxes.apply(source).map(new Checksum()).sinkTo(new DiscardingSink<>());
    return cluster
        .executeJobBlocking(job.getStreamGraph().getJobGraph())
        .<Long>getAccumulatorResult(Checksum.NAME);
  }

  @Override
  public void close() {
    cluster.closeAsync().join();
  }
}
