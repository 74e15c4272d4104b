/** Flows, and the stack that they run on. */
module dev.stageflow {
  requires transitive dev.stageflow.annotation;
  requires static org.jspecify;
}
