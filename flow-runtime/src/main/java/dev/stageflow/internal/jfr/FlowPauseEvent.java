package dev.stageflow.internal.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

/** A pause, until the run goes on or ends. */
@Name("dev.stageflow.FlowPause")
@Label("Flow Pause")
@Description("A time in which a run could not go on")
final class FlowPauseEvent extends FlowEvent {

  @Label("Reason")
  @Description("Why the run was paused: REQUEST, DELAY, SIGNAL, TUNNEL or DEMAND")
  @Nullable String reason;

  @Label("In Flight")
  @Description("How many items were in parallel stages, and how many forks were under way")
  int inFlight;

  @Label("Stage")
  @Description("The stage that the run had come to")
  @Nullable String stage;
}
