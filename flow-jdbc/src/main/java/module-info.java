/** Database queries as sequences of flows, rows written in batches, and runs saved in a table. */
module dev.stageflow.jdbc {
  requires transitive dev.stageflow;
  requires transitive java.sql;
  requires static org.jspecify;

  exports dev.stageflow.jdbc;
}
