package dev.stageflow.benchmarks.report;

import java.util.function.Consumer;
import javax.sql.DataSource;

/** Runs the flow. */
final class FlowReporter implements Reporter {
  @Override
  public void write(DataSource database, Format format, Consumer<String> out) throws Exception {
    FlowReportFlow.of(new FlowReport(database, format)).run(out::accept);
  }
}
