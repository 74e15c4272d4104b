/**
 * What generated flows stand on: the {@linkplain dev.stageflow.engine.FlowStack stack} that is not
 * the program's, its {@linkplain dev.stageflow.engine.Frame frames}, and the slices in which a run
 * goes on. Generated code calls this package; hand-written code has no need to.
 */
@NullMarked
package dev.stageflow.engine;

import org.jspecify.annotations.NullMarked;
