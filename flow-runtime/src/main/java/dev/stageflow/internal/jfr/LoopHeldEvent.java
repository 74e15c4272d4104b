package dev.stageflow.internal.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Threshold;
import org.jspecify.annotations.Nullable;

/** A slice that took too long. */
@Name("dev.stageflow.LoopHeld")
@Label("Loop Held")
@Description("A slice of a run that kept its event loop from all else")
@Threshold("10 ms")
final class LoopHeldEvent extends FlowEvent {

  @Label("Stage")
  @Description("The stage whose call took the longest part of the slice, where it is known")
  @Nullable String stage;

  @Label("Position")
  @Description("The stage at which the run stood after the slice")
  @Nullable String position;
}
