package dev.stageflow.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
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

/** Whole jobs on a small cluster, whose runs are in work while checkpoints are taken. */
class DurableJobTest {
  private static final int CUSTOMERS = 2_000;

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
    Stay.forget();
    CheckedIn.forget();
    Pace.IS_FREE.set(false);
  }

  @Test
  void aJobThatFailsGoesOnWithoutCallingAgainWhatACheckpointHas() throws Exception {
    goOnAfterFailure("durable", operator().ordered(), new Configuration());
  }

  @Test
  void aJobOfUnalignedCheckpointsAndReusedObjectsDoesSoToo() throws Exception {
    Configuration settings = new Configuration();
    settings.setString("execution.checkpointing.unaligned.enabled", "true");
    settings.setString("pipeline.object-reuse", "true");
    goOnAfterFailure("durable, unaligned", operator().unordered(), settings);
  }

  private static void goOnAfterFailure(
      String name, FlowOperator<Long, Long> operator, Configuration settings) throws Exception {
    settings.setString("restart-strategy.type", "fixed-delay");
    settings.setString("restart-strategy.fixed-delay.attempts", "1");
    settings.setString("restart-strategy.fixed-delay.delay", "1 ms");
    CheckedIn.IS_TO_THROW.set(true);
    cluster.executeJobBlocking(job(name, operator, 4, settings));
    assertThat(CheckedIn.HAS_THROWN).isTrue();
    assertWelcomedOnce(CheckedIn.SAVED);
    assertThat(Stay.ASKED_LAST).hasValueGreaterThan(CUSTOMERS);
    assertThat(Totals.of(name)).isEqualTo(allPrices());
  }

  @Test
  void aJobIsStoppedAndGoesOnWithFewerInstancesAndThenWithMore(@TempDir Path savepoints)
      throws Exception {
    String first = stop(savepoints, 4, null);
    Set<Long> saved = Set.copyOf(CheckedIn.SAVED);
    String second = stop(savepoints, 2, first);
    assertThat(Stay.WELCOMED).hasSizeLessThan(CUSTOMERS);
    Stay.priceLastNights();
    Pace.IS_FREE.set(true);
    cluster.executeJobBlocking(stoppable(4, second));
    assertWelcomedOnce(saved);
    assertThat(Stay.ASKED_LAST).hasValueGreaterThan(CUSTOMERS + 200);
    // An instance that reads two ranges of the source, one after the other, reads the second late.
    assertThat(Totals.of("durable, stopped"))
        .usingRecursiveComparison()
        .ignoringFields("late")
        .isEqualTo(allPrices());
  }

  /** Runs a job until some more runs wait, and returns its savepoint. */
  private static String stop(Path savepoints, int parallelism, @Nullable String from)
      throws Exception {
    JobGraph job = stoppable(parallelism, from);
    long asked = Stay.ASKED_LAST.get();
    cluster.runDetached(job);
    CommonTestUtils.waitForAllTaskRunning(cluster, job.getJobID(), false);
    while (Stay.ASKED_LAST.get() < asked + 200) {
      Thread.sleep(5);
    }
    return cluster
        .stopWithSavepoint(
            job.getJobID(), savepoints.toUri().toString(), false, SavepointFormatType.CANONICAL)
        .get();
  }

  private static JobGraph stoppable(int parallelism, @Nullable String from) {
    JobGraph job = job("durable, stopped", operator(), parallelism, new Configuration());
    if (from != null) {
      job.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(from));
    }
    return job;
  }

  private static void assertWelcomedOnce(Set<Long> saved) {
    assertThat(saved).isNotEmpty().allSatisfy(it -> assertThat(Stay.WELCOMED).containsEntry(it, 1));
  }

  private static FlowOperator<Long, Long> operator() {
    return FlowOperators.of(StayFlow::create).returning(Long.class).capacity(CUSTOMERS);
  }

  private static JobGraph job(
      String name, FlowOperator<Long, Long> operator, int parallelism, Configuration settings) {
    StreamExecutionEnvironment job =
        new StreamExecutionEnvironment(settings).setParallelism(parallelism);
    job.enableCheckpointing(20);
    DataStream<Long> customers =
        job.fromSequence(0, CUSTOMERS - 1)
            .uid("customers")
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<Long>forMonotonousTimestamps()
                    .withTimestampAssigner((customer, before) -> customer))
            .map(new Pace())
            .map(new CheckedIn())
            .uid("checked-in");
    operator
        .applyTo(customers)
        .uid("stays")
        .keyBy(price -> price % 7)
        .process(new Totals(name))
        .uid("totals")
        .sinkTo(new DiscardingSink<>());
    return job.getStreamGraph().getJobGraph();
  }

  private static Totals.Sum allPrices() {
    long sum =
        LongStream.range(0, CUSTOMERS)
            .flatMap(it -> LongStream.of(it * 10, it * 10 + 1, it * 10 + 2))
            .map(Stay::priceOf)
            .sum();
    return new Totals.Sum(3L * CUSTOMERS, sum, 0);
  }
}
