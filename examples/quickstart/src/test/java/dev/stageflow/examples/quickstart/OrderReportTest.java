package dev.stageflow.examples.quickstart;

import dev.stageflow.testing.FlowRehearsal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OrderReportTest {
  private static final Customer ADA =
      new Customer(
          "Ada",
          10,
          List.of(
              new Order("A-1", true, List.of(new Item("tea", 1))),
              new Order("A-2", false, List.of(new Item("tea", 2), new Item("cup", 1)))));

  /** Each run has a price list of its own, so that each has to wait for its prices. */
  @Test
  void givesTheSameWhereverItPausesAndClosesWhateverHappens() {
    FlowRehearsal.of(
            probe ->
                OrderReportFlow.of(new OrderReport(new PriceList(Map.of("tea", 350L, "cup", 899L))))
                    .bind(ADA))
        .gives("A-2: 14.39")
        .pausedEverywhere()
        .interleavedEverywhere()
        .failedEverywhere()
        .cancelledEverywhere();
  }
}
