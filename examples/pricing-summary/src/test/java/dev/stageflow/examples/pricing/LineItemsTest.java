package dev.stageflow.examples.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.trino.tpch.Distributions;
import io.trino.tpch.GenerateUtils;
import io.trino.tpch.LineItemGenerator;
import io.trino.tpch.TextPool;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class LineItemsTest {
  private static final double SCALE = 0.001;

  @Test
  void partsMadeInParallelGiveTheTableOfOneGenerator() {
    List<String> expected = new ArrayList<>();
    TextPool text = new TextPool(1 << 16, Distributions.getDefaultDistributions());
    for (io.trino.tpch.LineItem item :
        new LineItemGenerator(SCALE, 1, 1, Distributions.getDefaultDistributions(), text)) {
      expected.add(
          String.join(
              "|",
              item.getReturnFlag(),
              item.getStatus(),
              String.valueOf(item.getQuantity()),
              String.valueOf(item.getExtendedPriceInCents()),
              String.valueOf(item.getDiscountPercent()),
              String.valueOf(item.getTaxPercent()),
              GenerateUtils.formatDate(item.getShipDate())));
    }

    assertThat(LineItems.generate(SCALE, added -> {}))
        .extracting(
            item ->
                String.join(
                    "|",
                    String.valueOf(item.returnFlag()),
                    String.valueOf(item.lineStatus()),
                    String.valueOf(item.quantity()),
                    String.valueOf(item.priceCents()),
                    String.valueOf(item.discountPercent()),
                    String.valueOf(item.taxPercent()),
                    item.shipDate().toString()))
        .isEqualTo(expected);
  }

  @Test
  void everyItemIsReportedOnce() {
    LongAdder reported = new LongAdder();

    List<LineItem> table = LineItems.generate(0.01, reported::add);

    assertThat(reported.sum()).isEqualTo(table.size());
  }

  @Test
  void theEstimateIsCloseToTheCount() {
    assertThat((double) LineItems.generate(0.01, added -> {}).size())
        .isBetween(LineItems.estimatedCount(0.0099), LineItems.estimatedCount(0.0101));
  }

  @Test
  void aScaleTooSmallForAnOrderGivesAnEmptyTable() {
    assertThat(LineItems.generate(1e-9, added -> {})).isEmpty();
  }
}
