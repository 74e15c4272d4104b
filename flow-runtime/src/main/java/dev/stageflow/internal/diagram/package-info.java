/** Puts what is known of a flow into words, and draws it as SVG and as Mermaid. */
@NullMarked
package dev.stageflow.internal.diagram;

import org.jspecify.annotations.NullMarked;
