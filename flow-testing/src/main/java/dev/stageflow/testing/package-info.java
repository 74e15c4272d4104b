/**
 * For tests of flows, with any test framework: what does not hold is an {@link AssertionError}.
 *
 * <p>{@link dev.stageflow.testing.TestLoop} is an event loop whose tasks and time the test moves.
 * {@link dev.stageflow.testing.FlowRehearsal} runs a flow again and again, and disturbs it at each
 * of its steps. {@link dev.stageflow.testing.WaitingRuns} tells which saved runs a change of their
 * definition stops.
 */
@NullMarked
package dev.stageflow.testing;

import org.jspecify.annotations.NullMarked;
