package dev.stageflow.internal.stage;

/**
 * Two values from further up, for a call that takes both.
 *
 * @param first the one that the call's first key names
 * @param second the one that its second key names
 */
public record Both(Object first, Object second) {}
