/** Database queries as sequences of flows, and rows written in batches. */
module dev.stageflow.jdbc {
  requires transitive dev.stageflow;
  requires transitive java.sql;
  requires static org.jspecify;

  exports dev.stageflow.jdbc;
}
