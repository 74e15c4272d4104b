/** For tests of flows: time that a test moves, and runs that are disturbed at every step. */
module dev.stageflow.testing {
  requires transitive dev.stageflow;
  requires static org.jspecify;

  exports dev.stageflow.testing;
}
