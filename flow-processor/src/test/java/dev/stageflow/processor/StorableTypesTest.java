package dev.stageflow.processor;

import org.junit.jupiter.api.Test;

/** Values of all types that can be saved come back as they were, through generated code. */
class StorableTypesTest {

  private static Definition ledger(String source) {
    return Definition.of(source).processedBy(CopyingProcessor::new);
  }

  @Test
  void aRecordComesBackWithAllItsParts() {
    ledger(
            """
            @FlowDefinition(durable = true)
            class Ledger {
              record Order(long id, String customer, Status status, List<Line> lines, int[] sizes) {}
              record Line(java.math.BigDecimal price, Integer count, Optional<String> note, boolean open) {}
              enum Status { NEW, PAID { @Override public String toString() { return "paid"; } } }

              @Sequence List<Order> orders(java.time.LocalDate day) { return List.of(); }
            }
            """)
        .usedBy(
            """
            Ledger.Line line = new Ledger.Line(new java.math.BigDecimal("1.50"), null, Optional.of("x"), true);
            Ledger.Order order = new Ledger.Order(
                -7, "J\\uD800\\u00FC\\uD83D\\uDE00", Ledger.Status.PAID, Arrays.asList(line, null), new int[] {1, -300});
            Ledger.Order copy = Copies.of(new Ledger(), order);
            return List.of(
                copy.id() == -7 && copy.customer().equals(order.customer()) && copy.status() == order.status(),
                copy.lines().equals(order.lines()),
                Arrays.equals(copy.sizes(), order.sizes()),
                Copies.of(new Ledger(), (Ledger.Order) null) == null,
                Copies.of(new Ledger(), java.time.LocalDate.MIN).equals(java.time.LocalDate.MIN),
                Copies.FORM);
            """)
        .gives(
            java.util.List.of(
                true,
                true,
                true,
                true,
                true,
                """
                record shop.Ledger.Line(BigDecimal price, Integer count, Optional<String> note, boolean open)
                record shop.Ledger.Order(long id, String customer, shop.Ledger.Status status, List<shop.Ledger.Line> lines, int[] sizes)
                enum shop.Ledger.Status"""));
  }
}
