/** Flows, and the stack that they run on. */
module dev.stageflow {
  requires transitive dev.stageflow.annotation;
  requires static java.sql;
  requires static jdk.jfr;
  requires static org.jspecify;

  exports dev.stageflow;
  exports dev.stageflow.engine;
  exports dev.stageflow.function;
  exports dev.stageflow.jdbc;
  exports dev.stageflow.plan;
}
