/**
 * The bytes of saved runs: how values are written and read, and how the saved form of a definition
 * is described and compared.
 */
@NullMarked
package dev.stageflow.internal.save;

import org.jspecify.annotations.NullMarked;
