package dev.stageflow.micrometer;

import dev.stageflow.FlowListener;
import dev.stageflow.FlowRun;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts and times runs. One listener is enough for all flows: each meter has the flow's name as
 * its tag {@code flow}.
 *
 * <table>
 *   <caption>The meters</caption>
 *   <tr><th>name</th><th>kind</th><th>tags besides {@code flow}</th><th>what</th></tr>
 *   <tr><td>{@code stageflow.run}</td><td>timer</td>
 *     <td>{@code state}: completed, failed or cancelled; {@code exception}: a simple class name</td>
 *     <td>the runs that have ended, pauses included</td></tr>
 *   <tr><td>{@code stageflow.run.active}</td><td>long task timer</td><td></td>
 *     <td>the runs that are under way, paused ones too</td></tr>
 *   <tr><td>{@code stageflow.pause}</td><td>timer</td>
 *     <td>{@code reason}: request, delay, signal, tunnel or demand; {@code stage}</td>
 *     <td>the pauses after which a run went on</td></tr>
 *   <tr><td>{@code stageflow.stage.failures}</td><td>counter</td>
 *     <td>{@code stage}; {@code exception}: a simple class name</td>
 *     <td>the failures that ended runs</td></tr>
 *   <tr><td>{@code stageflow.retries}</td><td>counter</td>
 *     <td>{@code stage}; {@code exception}: a simple class name</td>
 *     <td>the failures after which a stage was called again</td></tr>
 *   <tr><td>{@code stageflow.recoveries}</td><td>counter</td>
 *     <td>{@code stage}; {@code exception}: a simple class name</td>
 *     <td>the failures that a recovery has taken</td></tr>
 *   <tr><td>{@code stageflow.dropped}</td><td>counter</td><td>{@code stage}</td>
 *     <td>the items that a stage has {@linkplain dev.stageflow.FlowProgress.Stage#dropped()
 *     dropped}</td></tr>
 *   <tr><td>{@code stageflow.loop.held}</td><td>timer</td><td>{@code stage}</td>
 *     <td>the slices that took longer than the {@link #holdThreshold() threshold}</td></tr>
 * </table>
 *
 * <p>A tag that has nothing to tell is {@code none}. For any number of threads.
 */
public class MetricsListener implements FlowListener {
  private static final String FLOW = "flow";
  private static final String STAGE = "stage";
  private static final String EXCEPTION = "exception";
  private static final String NONE = "none";

  private final MeterProvider<Timer> runs;
  private final MeterProvider<LongTaskTimer> activeRuns;
  private final MeterProvider<Timer> pauses;
  private final MeterProvider<Counter> failures;
  private final MeterProvider<Counter> retries;
  private final MeterProvider<Counter> recoveries;
  private final MeterProvider<Counter> drops;
  private final MeterProvider<Timer> holds;

  /** The runs that are under way. */
  private final Map<FlowRun, Active> active = new ConcurrentHashMap<>();

  private record Active(String flow, LongTaskTimer.Sample sample) {}

  /**
   * Makes a listener whose meters have no tags of their own.
   *
   * @param registry where they are registered
   */
  public MetricsListener(MeterRegistry registry) {
    this(registry, List.of());
  }

  /**
   * Makes a listener.
   *
   * @param registry where its meters are registered
   * @param tags tags that all of them have
   */
  public MetricsListener(MeterRegistry registry, Iterable<Tag> tags) {
    runs =
        Timer.builder("stageflow.run")
            .description("Runs that have ended, pauses included")
            .tags(tags)
            .withRegistry(registry);
    activeRuns =
        LongTaskTimer.builder("stageflow.run.active")
            .description("Runs that are under way, paused ones too")
            .tags(tags)
            .withRegistry(registry);
    pauses =
        Timer.builder("stageflow.pause")
            .description("Pauses after which a run went on")
            .tags(tags)
            .withRegistry(registry);
    failures =
        Counter.builder("stageflow.stage.failures")
            .description("Failures of stages that ended runs")
            .tags(tags)
            .withRegistry(registry);
    retries =
        Counter.builder("stageflow.retries")
            .description("Failures after which a stage was called again")
            .tags(tags)
            .withRegistry(registry);
    recoveries =
        Counter.builder("stageflow.recoveries")
            .description("Failures that a recovery has taken")
            .tags(tags)
            .withRegistry(registry);
    drops =
        Counter.builder("stageflow.dropped")
            .description("Items that a stage has dropped")
            .tags(tags)
            .withRegistry(registry);
    holds =
        Timer.builder("stageflow.loop.held")
            .description("Slices of runs that kept their event loop from all else for too long")
            .tags(tags)
            .withRegistry(registry);
  }

  @Override
  public void onStart(FlowRun run) {
    String flow = run.describe().name();
    active.put(run, new Active(flow, activeRuns.withTag(FLOW, flow).start()));
  }

  @Override
  public void onResume(FlowRun run, Pause pause, Duration duration) {
    String reason = pause.reason().name().toLowerCase(Locale.ROOT);
    pauses
        .withTags(Tags.of(FLOW, flow(run), "reason", reason, STAGE, orNone(pause.stage())))
        .record(duration);
  }

  @Override
  public void onStageFailure(FlowRun run, @Nullable String stage, Throwable failure) {
    count(failures, run, stage, failure);
  }

  @Override
  public void onRetry(FlowRun run, String stage, Throwable failure, Duration delay) {
    count(retries, run, stage, failure);
  }

  @Override
  public void onRecover(FlowRun run, String stage, Throwable failure) {
    count(recoveries, run, stage, failure);
  }

  private void count(
      MeterProvider<Counter> failed, FlowRun run, @Nullable String stage, Throwable failure) {
    failed
        .withTags(Tags.of(FLOW, flow(run), STAGE, orNone(stage), EXCEPTION, name(failure)))
        .increment();
  }

  @Override
  public void onDrop(FlowRun run, String stage, long items) {
    drops.withTags(Tags.of(FLOW, flow(run), STAGE, stage)).increment((double) items);
  }

  @Override
  public void onLoopHeld(FlowRun run, Hold hold) {
    holds.withTags(Tags.of(FLOW, flow(run), STAGE, orNone(hold.stage()))).record(hold.duration());
  }

  @Override
  public void onFinish(
      FlowRun run, FlowRun.State state, @Nullable Throwable failure, Duration duration) {
    // First, because the registry may refuse what follows.
    Active ended = active.remove(run);
    if (ended != null) {
      ended.sample().stop();
    }
    runs.withTags(
            Tags.of(
                FLOW,
                ended == null ? run.describe().name() : ended.flow(),
                "state",
                state.name().toLowerCase(Locale.ROOT),
                EXCEPTION,
                name(failure)))
        .record(duration);
  }

  private String flow(FlowRun run) {
    Active known = active.get(run);
    return known == null ? run.describe().name() : known.flow();
  }

  private static String orNone(@Nullable String stage) {
    return stage == null ? NONE : stage;
  }

  private static String name(@Nullable Throwable failure) {
    if (failure == null) {
      return NONE;
    }
    String name = failure.getClass().getSimpleName();
    return name.isEmpty() ? failure.getClass().getName() : name;
  }
}
