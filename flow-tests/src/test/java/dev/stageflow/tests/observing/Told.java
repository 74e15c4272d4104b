package dev.stageflow.tests.observing;

import dev.stageflow.FlowListener;
import dev.stageflow.FlowRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Notes what a listener is told. */
class Told implements FlowListener {
  private final List<String> entries = new ArrayList<>();

  List<String> entries() {
    return entries;
  }

  void clear() {
    entries.clear();
  }

  void note(String entry) {
    entries.add(entry);
  }

  @Override
  public void onStart(FlowRun run) {
    note("start " + run.describe().name());
  }

  @Override
  public void onPause(FlowRun run, Pause pause) {
    note("pause " + text(pause));
  }

  @Override
  public void onResume(FlowRun run, Pause pause, Duration duration) {
    note("resume " + text(pause) + " after " + duration.toMillis() + " ms");
  }

  private static String text(Pause pause) {
    String delay = pause.delay() == null ? "" : " for " + pause.delay().toMillis() + " ms";
    return pause.reason() + " at " + pause.stage() + delay;
  }

  @Override
  public void onStageFailure(FlowRun run, @Nullable String stage, Throwable failure) {
    note("failure of " + stage + ": " + failure.getMessage());
  }

  @Override
  public void onLoopHeld(FlowRun run, Hold hold) {
    note("held for " + hold.duration().toMillis() + " ms by " + hold.stage() + " at " + hold.at());
  }

  @Override
  public void onFinish(
      FlowRun run, FlowRun.State state, @Nullable Throwable failure, Duration duration) {
    String reason = failure == null ? "" : " because of " + failure.getMessage();
    note("finish " + state + reason + " after " + duration.toMillis() + " ms");
  }
}
