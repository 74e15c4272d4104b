/** Flows, and the stack that they run on. */
@SuppressWarnings("module") // the modules that it exports to are made later
module dev.stageflow {
  requires transitive dev.stageflow.annotation;
  requires static jdk.jfr;
  requires static org.jspecify;

  exports dev.stageflow;
  exports dev.stageflow.function;

  // Generated flows extend and call these from their users' modules.
  exports dev.stageflow.internal.alarm;
  exports dev.stageflow.internal.durable;
  exports dev.stageflow.internal.flow;
  exports dev.stageflow.internal.frame;
  exports dev.stageflow.internal.guard;
  exports dev.stageflow.internal.parallel;
  exports dev.stageflow.internal.position;
  exports dev.stageflow.internal.save;
  exports dev.stageflow.internal.source;
  exports dev.stageflow.internal.value;

  // A query that is cancelled takes a worker's call with it.
  exports dev.stageflow.internal.tunnel to
      dev.stageflow.jdbc;
}
