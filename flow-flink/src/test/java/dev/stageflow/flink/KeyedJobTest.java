package dev.stageflow.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.flink.DigestReport.Digest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.CommonTestUtils;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole jobs in which a flow's accumulator is kept for each key, on a small cluster. */
class KeyedJobTest {
  private static final long ELEMENTS = 4_000;

  /** The latest digest of each key, by Flink's own sum of those that have been passed on. */
  private static final Map<Long, Digest> SHOWN = new ConcurrentHashMap<>();

  private static MiniCluster cluster;

  @BeforeAll
  static void startCluster() throws Exception {
    cluster = SmallCluster.start();
  }

  @AfterAll
  static void stopCluster() throws Exception {
    cluster.close();
  }

  @BeforeEach
  void forget() {
    DigestReport.BEGUN.set(0);
    SHOWN.clear();
    Interruption.forget();
    Pace.IS_FREE.set(false);
  }

  @Test
  void aJobThatFailsGoesOnExactly() throws Exception {
    Configuration settings = new Configuration();
    settings.setString("restart-strategy.type", "fixed-delay");
    settings.setString("restart-strategy.fixed-delay.attempts", "1");
    settings.setString("restart-strategy.fixed-delay.delay", "1 ms");
    settings.setString("execution.checkpointing.unaligned.enabled", "true");
    StreamExecutionEnvironment job = job(settings, 4);
    job.enableCheckpointing(20);
    show(gather(slowElements(job).map(new Interruption()), operator()));
    cluster.executeJobBlocking(SmallCluster.graph(job));
    assertThat(Interruption.HAS_THROWN).isTrue();
    assertThat(DigestReport.BEGUN).hasValueGreaterThan(ELEMENTS);
    assertAllIsShown();
  }

  @Test
  void aJobIsStoppedAndGoesOnWithFewerInstancesAndThenWithMore(@TempDir Path savepoints)
      throws Exception {
    String first = stop(savepoints, 4, null);
    String second = stop(savepoints, 2, first);
    long begun = DigestReport.BEGUN.get();
    assertThat(begun).isLessThan(ELEMENTS);
    Pace.IS_FREE.set(true);
    JobGraph last = slowJob(4);
    last.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(second));
    cluster.executeJobBlocking(last);
    assertThat(DigestReport.BEGUN).hasValue(ELEMENTS);
    assertAllIsShown();
  }

  /** Runs a job for some more elements, and returns its savepoint. */
  private static String stop(Path savepoints, int parallelism, @Nullable String from)
      throws Exception {
    JobGraph job = slowJob(parallelism);
    if (from != null) {
      job.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(from));
    }
    long begun = DigestReport.BEGUN.get();
    cluster.runDetached(job);
    CommonTestUtils.waitForAllTaskRunning(cluster, job.getJobID(), false);
    while (DigestReport.BEGUN.get() < begun + 200) {
      Thread.sleep(5);
    }
    return cluster
        .stopWithSavepoint(
            job.getJobID(), savepoints.toUri().toString(), false, SavepointFormatType.CANONICAL)
        .get();
  }

  private static JobGraph slowJob(int parallelism) {
    StreamExecutionEnvironment job = job(new Configuration(), parallelism);
    // Without checkpoints, Flink takes even a savepoint at least once only, and tasks end with one.
    job.enableCheckpointing(20);
    show(gather(slowElements(job), operator()));
    return SmallCluster.graph(job);
  }

  @Test
  void aBatchJobGathersAllOfEachKey() throws Exception {
    Configuration settings = new Configuration();
    settings.setString("execution.runtime-mode", "BATCH");
    StreamExecutionEnvironment job = job(settings, 2);
    DataStream<Long> elements = job.fromSequence(0, ELEMENTS - 1);
    gather(elements, FlowOperators.keyed(DigestReportFlow::create, Digest.class, Digest.class))
        .map(KeyedJobTest::shown)
        .sinkTo(new DiscardingSink<>());
    cluster.executeJobBlocking(SmallCluster.graph(job));
    assertAllIsShown();
  }

  private static KeyedFlowOperator<Long, Digest, Digest> operator() {
    return FlowOperators.keyed(DigestReportFlow::create, Digest.class, Digest.class)
        .emitEvery(100)
        .emitAfter(Duration.ofMillis(50));
  }

  private static StreamExecutionEnvironment job(Configuration settings, int parallelism) {
    return new StreamExecutionEnvironment(settings).setParallelism(parallelism);
  }

  private static DataStream<Long> slowElements(StreamExecutionEnvironment job) {
    return job.fromSequence(0, ELEMENTS - 1).uid("elements").map(new Pace());
  }

  private static DataStream<Digest> gather(
      DataStream<Long> elements, KeyedFlowOperator<Long, Digest, Digest> operator) {
    return operator.applyTo(elements.keyBy(DigestReport::keyOf)).uid("digests");
  }

  private static void show(DataStream<Digest> digests) {
    digests
        .keyBy(digest -> digest.key)
        .reduce(Digest::plus)
        .uid("sums")
        .map(KeyedJobTest::shown)
        .sinkTo(new DiscardingSink<>());
  }

  private static Digest shown(Digest digest) {
    SHOWN.put(digest.key, digest);
    return digest;
  }

  private static void assertAllIsShown() {
    assertThat(SHOWN.values())
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactlyInAnyOrderElementsOf(DigestReport.expected(ELEMENTS));
  }
}
