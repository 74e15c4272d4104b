/**
 * Finds the members of a definition that matter: its stages, the methods that stand in for them,
 * and what annotations name.
 */
@NullMarked
package dev.stageflow.processor.parse.member;

import org.jspecify.annotations.NullMarked;
