package dev.stageflow.flink;

import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The cluster in this JVM on which tests run whole jobs. */
final class SmallCluster {
  private SmallCluster() {}

  /** Starts a cluster of one task manager, which has room for four instances of an operator. */
  static MiniCluster start() throws Exception {
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(4)
                .withRandomPorts()
                .build());
    cluster.start();
    return cluster;
  }

  /** Returns a job as the cluster takes it. */
  static JobGraph graph(StreamExecutionEnvironment job) {
    return job.getStreamGraph().getJobGraph();
  }
}
