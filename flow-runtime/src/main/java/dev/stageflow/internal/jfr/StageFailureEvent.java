package dev.stageflow.internal.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

/** A failure that ends a run. */
@Name("dev.stageflow.StageFailure")
@Label("Stage Failure")
@Description("An exception of a stage that ended its run")
final class StageFailureEvent extends FlowEvent {

  @Label("Stage")
  @Description("The stage that has failed, where it is known")
  @Nullable String stage;

  @Label("Class")
  @Nullable Class<?> thrownClass;

  @Label("Message")
  @Nullable String message;
}
