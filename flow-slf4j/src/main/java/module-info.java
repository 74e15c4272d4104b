/** Logs what becomes of the runs of flows, and carries the MDC with them. */
module dev.stageflow.slf4j {
  requires transitive dev.stageflow;
  requires transitive org.slf4j;
  requires static org.jspecify;

  exports dev.stageflow.slf4j;
}
