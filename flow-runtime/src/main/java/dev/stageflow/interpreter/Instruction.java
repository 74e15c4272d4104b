package dev.stageflow.interpreter;

import dev.stageflow.plan.Step;

/**
 * A step, and all that a frame needs to take it. Values are named by their places in the
 * {@linkplain Activation#values() values} of a run.
 *
 * @param kind what is done
 * @param name the stage's name
 * @param call what is called, for the kinds that do
 * @param item the place of the item that arrives
 * @param with the place of the value that is handed over besides
 * @param result the place of what goes on
 * @param accumulators the indices of those that are opened, or of the one that is used
 * @param level the level that is entered, or {@link Step#NO_LEVEL}
 * @param end where to go on if the item's way ends here
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Instruction(
    Step.Kind kind,
    String name,
    Call call,
    int item,
    int with,
    int result,
    int[] accumulators,
    int level,
    int end) {}
