/** Counts and times the runs of flows in a Micrometer registry. */
// Micrometer has a fixed name as a module, though no descriptor.
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
module dev.stageflow.micrometer {
  requires transitive dev.stageflow;
  requires transitive micrometer.core;
  requires static org.jspecify;

  exports dev.stageflow.micrometer;
}
