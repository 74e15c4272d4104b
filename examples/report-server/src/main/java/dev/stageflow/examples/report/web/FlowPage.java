package dev.stageflow.examples.report.web;

import dev.stageflow.FlowRun;
import dev.stageflow.examples.report.html.Html;
import dev.stageflow.examples.report.html.HtmlStream;
import java.util.function.Function;

/**
 * A page whose content is made by a flow.
 *
 * @param title the page's title
 * @param opening what comes before the flow's content
 * @param flow starts the flow that writes to the given page
 * @param closing what comes after the flow's content
 */
record FlowPage(String title, Html opening, Function<HtmlStream, FlowRun> flow, Html closing) {}
