/** Finds the relevant members of a definition: stages, recoveries, and what annotations name. */
@NullMarked
package dev.stageflow.processor.parse.member;

import org.jspecify.annotations.NullMarked;
