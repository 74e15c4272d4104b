package dev.stageflow.examples.flink;

import java.util.ArrayList;
import java.util.List;

/** Runs the definitions on the thread that asks for the reports. */
final class ThreadReports implements Reports {
  @Override
  public List<Totals> pricing(double scale) {
    return PricingQueryFlow.create().collect(Part.whole(scale));
  }

  @Override
  public List<Line> customers(int count) {
    CustomerReportFlow flow = CustomerReportFlow.create();
    List<Line> lines = new ArrayList<>();
    for (long number = 1; number <= count; number++) {
      lines.addAll(flow.collect(Shop.customer(number)));
    }
    return lines;
  }
}
