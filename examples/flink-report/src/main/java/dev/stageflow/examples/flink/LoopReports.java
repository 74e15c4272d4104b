package dev.stageflow.examples.flink;

import dev.stageflow.FlowRunner;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.LongStream;

/** Runs the definitions on an event loop: for all customers at once, on its one thread. */
final class LoopReports implements Reports {
  private final Executor loop;

  LoopReports(Executor loop) {
    this.loop = loop;
  }

  @Override
  public List<Totals> pricing(double scale) {
    return PricingQueryFlow.create().on(loop).collect(Part.whole(scale)).join();
  }

  @Override
  public List<Line> customers(int count) {
    FlowRunner<Customer, Line> runner = CustomerReportFlow.create().on(loop);
    List<? extends CompletableFuture<List<Line>>> reports =
        LongStream.rangeClosed(1, count).mapToObj(Shop::customer).map(runner::collect).toList();
    return reports.stream().flatMap(report -> report.join().stream()).toList();
  }
}
