/**
 * Definitions made at random: what compiles, runs as a reference says; what does not, tells why.
 */
@NullMarked
package dev.stageflow.processor.fuzz;

import org.jspecify.annotations.NullMarked;
