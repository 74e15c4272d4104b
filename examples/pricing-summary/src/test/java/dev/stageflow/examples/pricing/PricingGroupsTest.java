package dev.stageflow.examples.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class PricingGroupsTest {
  private static final LocalDate DAY = LocalDate.of(1995, 6, 17);

  @Test
  void groupsAreSortedByFlagThenStatus() {
    PricingGroups groups = new PricingGroups();
    groups.add(item('R', 'F', 100));
    groups.add(item('N', 'O', 100));
    groups.add(item('A', 'F', 100));
    groups.add(item('N', 'F', 100));

    assertThat(groups.sorted())
        .extracting(totals -> "" + totals.row().returnFlag() + totals.row().lineStatus())
        .containsExactly("AF", "NF", "NO", "RF");
  }

  @Test
  void onlySumsAreRoundedNotTheirParts() {
    PricingGroups groups = new PricingGroups();
    groups.add(item('A', 'F', 1)); // 0.01 less 5 % is 0.0095, with 3 % tax 0.009785
    groups.add(item('A', 'F', 1));
    groups.add(item('A', 'F', 1));

    SummaryRow row = groups.sorted().get(0).row();
    assertThat(row.sumDiscountedPrice()).isEqualTo(new BigDecimal("0.03"));
    assertThat(row.sumCharge()).isEqualTo(new BigDecimal("0.03"));
    assertThat(row.averageDiscount()).isEqualTo(new BigDecimal("0.05"));
    assertThat(row.count()).isEqualTo(3);
  }

  @Test
  void chargesThatNoLongFitAreAnErrorNotAWrongSum() {
    PricingGroups groups = new PricingGroups();
    LineItem huge = item('A', 'F', Long.MAX_VALUE / 10_000);
    groups.add(huge);

    assertThatThrownBy(() -> groups.add(huge)).isInstanceOf(ArithmeticException.class);
  }

  private static LineItem item(char flag, char status, long priceCents) {
    return new LineItem(flag, status, (byte) 2, priceCents, (byte) 5, (byte) 3, DAY);
  }
}
