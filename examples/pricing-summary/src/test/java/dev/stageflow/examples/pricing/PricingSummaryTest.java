package dev.stageflow.examples.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PricingSummaryTest {
  private static final LocalDate DAY = PricingSummary.PUBLISHED_DAY;

  private static List<LineItem> table;

  @BeforeAll
  static void generateTable() {
    table = LineItems.generate(0.01, added -> {});
  }

  @Test
  void theFlowGivesWhatBigDecimalsGive() {
    assertThat(PricingSummaryFlow.of(new PricingSummary(DAY)).collect(table))
        .isEqualTo(withBigDecimals(table));
  }

  @Test
  void theLoopByHandGivesTheSame() {
    assertThat(new PricingSummaryByHand(DAY).run(table)).isEqualTo(withBigDecimals(table));
  }

  @Test
  void theLastDayItselfCounts() {
    PricingSummaryFlow flow = PricingSummaryFlow.of(new PricingSummary(DAY));

    assertThat(flow.collect(List.of(shipped(DAY), shipped(DAY.plusDays(1)))))
        .extracting(SummaryRow::count)
        .containsExactly(1L);
  }

  @Test
  void withNothingShippedThereAreNoRows() {
    PricingSummaryFlow flow = PricingSummaryFlow.of(new PricingSummary(DAY));

    assertThat(flow.collect(List.of())).isEmpty();
    assertThat(flow.collect(List.of(shipped(DAY.plusDays(1))))).isEmpty();
  }

  private static LineItem shipped(LocalDate day) {
    return new LineItem('N', 'O', (byte) 1, 100, (byte) 0, (byte) 0, day);
  }

  /** The query as one would write it down from its definition, with no thought of speed. */
  private static List<SummaryRow> withBigDecimals(List<LineItem> table) {
    return table.stream()
        .filter(item -> !item.shipDate().isAfter(DAY))
        .collect(Collectors.groupingBy(item -> "" + item.returnFlag() + item.lineStatus()))
        .values()
        .stream()
        .map(PricingSummaryTest::row)
        .sorted(Comparator.comparing(SummaryRow::returnFlag).thenComparing(SummaryRow::lineStatus))
        .toList();
  }

  private static SummaryRow row(List<LineItem> group) {
    BigDecimal count = BigDecimal.valueOf(group.size());
    BigDecimal quantity = sum(group, item -> BigDecimal.valueOf(item.quantity()));
    BigDecimal basePrice = sum(group, PricingSummaryTest::price);
    BigDecimal discount = sum(group, PricingSummaryTest::discount);
    return new SummaryRow(
        group.get(0).returnFlag(),
        group.get(0).lineStatus(),
        quantity.longValueExact(),
        cents(basePrice),
        cents(sum(group, PricingSummaryTest::discountedPrice)),
        cents(sum(group, item -> discountedPrice(item).multiply(onePlusTax(item)))),
        quantity.divide(count, 2, RoundingMode.HALF_UP),
        basePrice.divide(count, 2, RoundingMode.HALF_UP),
        discount.divide(count, 2, RoundingMode.HALF_UP),
        group.size());
  }

  private static BigDecimal sum(List<LineItem> group, Function<LineItem, BigDecimal> value) {
    return group.stream().map(value).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal price(LineItem item) {
    return BigDecimal.valueOf(item.priceCents(), 2);
  }

  private static BigDecimal discount(LineItem item) {
    return BigDecimal.valueOf(item.discountPercent(), 2);
  }

  private static BigDecimal discountedPrice(LineItem item) {
    return price(item).multiply(BigDecimal.ONE.subtract(discount(item)));
  }

  private static BigDecimal onePlusTax(LineItem item) {
    return BigDecimal.ONE.add(BigDecimal.valueOf(item.taxPercent(), 2));
  }

  private static BigDecimal cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP);
  }
}
