package dev.stageflow.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobID;
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
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole jobs on a small cluster, whose results are gathered in Flink's state. */
class FlowJobTest {
  private static final int CUSTOMERS = Boolean.getBoolean("stageflow.large") ? 40_000 : 2_000;
  private static final int CAPACITY = 10;

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
    AskingReport.BEGUN.set(0);
    Interruption.forget();
    Pace.IS_FREE.set(false);
  }

  @Test
  void aBlockingFlowRunsInAFlatMap() throws Exception {
    StreamExecutionEnvironment job = job(4, new Configuration());
    DataStream<Long> sums =
        customers(job)
            .flatMap(FlowOperators.of(ReportFlow::create).returning(Long.class).blocking());
    addUp(sums, "blocking");
    cluster.executeJobBlocking(SmallCluster.graph(job));
    long sum =
        LongStream.range(0, CUSTOMERS)
            .flatMap(FlowJobTest::orders)
            .map(it -> 10 * (it % 7 + 1))
            .sum();
    assertThat(Totals.of("blocking")).isEqualTo(new Totals.Sum(3L * CUSTOMERS, sum, 0));
  }

  @Test
  void aJobThatFailsBehindTheFlowGoesOnExactly() throws Exception {
    askInterrupted(
        "ordered",
        customers -> operator().ordered().applyTo(customers).map(new Interruption()),
        new Configuration());
  }

  @Test
  void aJobOfUnalignedCheckpointsAndReusedObjectsGoesOnExactly() throws Exception {
    Configuration settings = new Configuration();
    settings.setString("execution.checkpointing.unaligned.enabled", "true");
    settings.setString("pipeline.object-reuse", "true");
    askInterrupted(
        "unordered",
        customers -> operator().unordered().applyTo(customers.map(new Interruption())),
        settings);
  }

  private void askInterrupted(
      String name, UnaryOperator<DataStream<Long>> prices, Configuration settings)
      throws Exception {
    StreamExecutionEnvironment job = restarting(settings);
    addUp(prices.apply(slowCustomers(job)), name);
    cluster.executeJobBlocking(SmallCluster.graph(job));
    assertThat(Interruption.HAS_THROWN).isTrue();
    assertThat(AskingReport.BEGUN).hasValueGreaterThan(CUSTOMERS);
    assertThat(Totals.of(name)).isEqualTo(allPrices());
  }

  private static StreamExecutionEnvironment restarting(Configuration settings) {
    settings.setString("restart-strategy.type", "fixed-delay");
    settings.setString("restart-strategy.fixed-delay.attempts", "1");
    settings.setString("restart-strategy.fixed-delay.delay", "1 ms");
    StreamExecutionEnvironment job = job(4, settings);
    job.enableCheckpointing(20);
    return job;
  }

  @Test
  void aJobThatLosesItsTaskManagerGoesOnExactly() throws Exception {
    Interruption.HAS_THROWN.set(true); // Nothing else interrupts it.
    StreamExecutionEnvironment job = restarting(new Configuration());
    addUp(operator().applyTo(slowCustomers(job)).map(new Interruption()), "lost");
    JobGraph graph = SmallCluster.graph(job);
    cluster.runDetached(graph);
    while (Interruption.CHECKPOINTS.get() < 8) {
      Thread.sleep(5);
    }
    cluster.startTaskManager();
    cluster.terminateTaskManager(0).get();
    Pace.IS_FREE.set(true);
    assertThat(AskingReport.BEGUN).hasValueLessThan(CUSTOMERS);
    cluster
        .requestJobResult(graph.getJobID())
        .get()
        .toJobExecutionResult(FlowJobTest.class.getClassLoader());
    assertThat(AskingReport.BEGUN).hasValueGreaterThan(CUSTOMERS);
    assertThat(Totals.of("lost")).isEqualTo(allPrices());
  }

  @Test
  void aJobHasItsClassesFromItsOwnJar(@TempDir Path folder) throws Exception {
    Path jar = folder.resolve("job.jar");
    JobJar.write(jar);
    StreamExecutionEnvironment job = job(1, new Configuration());
    FlowOperators.of(ReportFlow::create)
        .returning(Long.class)
        .applyTo(customers(job))
        .map(new LoadedFrom())
        .sinkTo(new DiscardingSink<>());
    JobGraph graph = SmallCluster.graph(job);
    graph.addJars(List.of(jar.toUri().toURL()));
    JobExecutionResult result = cluster.executeJobBlocking(graph);
    assertThat(result.<Long>getAccumulatorResult(LoadedFrom.ELEMENTS)).isEqualTo(3L * CUSTOMERS);
    assertThat(result.<Long>getAccumulatorResult(LoadedFrom.FROM_THE_JAR)).isEqualTo(3);
  }

  @Test
  void aJobIsStoppedAndGoesOnWithFewerInstances(@TempDir Path savepoints) throws Exception {
    JobGraph before = SmallCluster.graph(asking(4));
    JobID id = before.getJobID();
    cluster.runDetached(before);
    CommonTestUtils.waitForAllTaskRunning(cluster, id, false);
    while (AskingReport.BEGUN.get() < 200) {
      Thread.sleep(5);
    }
    String savepoint =
        cluster
            .stopWithSavepoint(
                id, savepoints.toUri().toString(), false, SavepointFormatType.CANONICAL)
            .get();
    assertThat(AskingReport.BEGUN).hasValueLessThan(CUSTOMERS);
    Pace.IS_FREE.set(true);

    JobGraph after = SmallCluster.graph(asking(2));
    after.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(savepoint));
    cluster.executeJobBlocking(after);
    assertThat(AskingReport.BEGUN).hasValueGreaterThan(CUSTOMERS);
    // An instance that reads two ranges of the source, one after the other, reads the second late.
    assertThat(Totals.of("stopped"))
        .usingRecursiveComparison()
        .ignoringFields("late")
        .isEqualTo(allPrices());
  }

  private static StreamExecutionEnvironment asking(int parallelism) {
    StreamExecutionEnvironment job = job(parallelism, new Configuration());
    // Without checkpoints, Flink takes even a savepoint at least once only, and tasks end with one.
    job.enableCheckpointing(20);
    addUp(operator().applyTo(slowCustomers(job)).uid("flow"), "stopped");
    return job;
  }

  @Test
  void aJobFailsWithTheTraceOfItsFlow() {
    StreamExecutionEnvironment job = job(1, new Configuration());
    FlowOperators.of(FailingReportFlow::create)
        .returning(Long.class)
        .applyTo(customers(job))
        .sinkTo(new DiscardingSink<>());
    assertThatThrownBy(() -> cluster.executeJobBlocking(SmallCluster.graph(job)))
        .satisfies(
            it ->
                assertThat(ExceptionUtils.stringifyException(it))
                    .contains("IllegalStateException: no price")
                    .contains("FailingReport.java:16): orders #2 = 21")
                    .contains("FailingReport.java:11): input #1 = 2"));
  }

  private static FlowOperator<Long, Long> operator() {
    return FlowOperators.of(AskingReportFlow::create).returning(Long.class).capacity(CAPACITY);
  }

  private static StreamExecutionEnvironment job(int parallelism, Configuration settings) {
    return new StreamExecutionEnvironment(settings).setParallelism(parallelism);
  }

  private static DataStream<Long> customers(StreamExecutionEnvironment job) {
    return timed(job.fromSequence(0, CUSTOMERS - 1).uid("customers"));
  }

  private static DataStream<Long> slowCustomers(StreamExecutionEnvironment job) {
    return timed(job.fromSequence(0, CUSTOMERS - 1).uid("customers").map(new Pace()));
  }

  private static DataStream<Long> timed(DataStream<Long> customers) {
    return customers.assignTimestampsAndWatermarks(
        WatermarkStrategy.<Long>forMonotonousTimestamps()
            .withTimestampAssigner((customer, before) -> customer));
  }

  private static void addUp(DataStream<Long> prices, String name) {
    prices
        .keyBy(price -> price % 7)
        .process(new Totals(name))
        .uid("totals")
        .sinkTo(new DiscardingSink<>());
  }

  private static Totals.Sum allPrices() {
    long sum =
        LongStream.range(0, CUSTOMERS)
            .flatMap(FlowJobTest::orders)
            .map(AskingReport::priceOf)
            .sum();
    return new Totals.Sum(3L * CUSTOMERS, sum, 0);
  }

  private static LongStream orders(long customer) {
    return LongStream.of(customer * 10, customer * 10 + 1, customer * 10 + 2);
  }
}
