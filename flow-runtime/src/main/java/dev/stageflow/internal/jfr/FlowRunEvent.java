package dev.stageflow.internal.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

/** A run, from its start to when all that it opened is closed. */
@Name("dev.stageflow.FlowRun")
@Label("Flow Run")
@Description("A run of a flow, pauses included")
final class FlowRunEvent extends FlowEvent {

  @Label("State")
  @Description("How the run has ended: COMPLETED, FAILED or CANCELLED")
  @Nullable String state;

  @Label("Failure")
  @Description("The exception that ended the run, if there was one")
  @Nullable Class<?> thrownClass;

  @Label("Retries")
  @Description("How often a stage was called again after a failure")
  long retries;

  @Label("Recoveries")
  @Description("How many failures recoveries have taken")
  long recoveries;

  @Label("Dropped")
  @Description("How many items the stages have dropped")
  long dropped;
}
