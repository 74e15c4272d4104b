package dev.stageflow.tests.shapes.elsewhere;

import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;

/** Stages for definitions in other packages. */
@FlowDefinition(generate = false)
public abstract class Inherited<T> {

  /** Public: whoever inherits it has it as a stage. */
  @Function
  public String first(T item) {
    return item + "1";
  }

  /** Protected: a definition elsewhere has to override it, or its flow could not call it. */
  @Function
  protected String second(String text) {
    return text + "2";
  }
}
