/** HTML: its pieces, the frame around every page, and the way of a page to the browser. */
@NullMarked
package dev.stageflow.examples.report.html;

import org.jspecify.annotations.NullMarked;
