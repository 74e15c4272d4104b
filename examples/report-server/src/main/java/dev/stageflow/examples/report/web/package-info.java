/** From flows to a browser: pages that are sent while they are made, and wait for their reader. */
@NullMarked
package dev.stageflow.examples.report.web;

import org.jspecify.annotations.NullMarked;
