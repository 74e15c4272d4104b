package dev.stageflow.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** What all events tell. Where they are committed is the engine's business: no stack trace. */
@Category("Stageflow")
@StackTrace(false)
abstract class FlowEvent extends Event {

  @Label("Flow")
  @Description("The name of the flow")
  @Nullable String flow;

  @Label("Run")
  @Description("A number that the events of one run have in common")
  long run;
}
