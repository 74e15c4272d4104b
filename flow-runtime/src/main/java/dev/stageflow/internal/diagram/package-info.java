/** Draws the description of a flow as SVG and as Mermaid. */
@NullMarked
package dev.stageflow.internal.diagram;

import org.jspecify.annotations.NullMarked;
