/** The annotations that make a class's methods the stages of a flow. */
module dev.stageflow.annotation {
  exports dev.stageflow.annotation;

  requires static org.jspecify;
}
