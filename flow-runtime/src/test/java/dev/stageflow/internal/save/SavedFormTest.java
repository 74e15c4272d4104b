package dev.stageflow.internal.save;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stageflow.SavedRunException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A run goes on with a definition that is the same wherever the run was. */
class SavedFormTest {
  private static final String SAVED =
      """
      flow shop.Ledger
      level run
        value day LocalDate
        bucket total long
      level orders
        stage items sequence
        value order shop.Order
      level items
        value item List<shop.Pair<String, shop.Item>>
      record shop.Item(String name)
      record shop.Order(long id, shop.Payment payment)
      record shop.Pair<String, shop.Item>(String a, shop.Item b)
      sealed shop.Payment = shop.Card | shop.Cash
      record shop.Card(String number)
      record shop.Cash()
      enum shop.Status
      """;

  private static Optional<String> difference(String from, String to, String... levels) {
    assertThat(SAVED).contains(from);
    return SavedForm.of(SAVED).difference(SavedForm.of(SAVED.replace(from, to)), List.of(levels));
  }

  @Test
  void theSameDefinitionFits() {
    assertThat(difference("day", "day", "run", "orders", "items")).isEmpty();
  }

  @Test
  void whatChangesElsewhereFits() {
    assertThat(difference("value order shop.Order", "value order shop.Other", "run")).isEmpty();
    assertThat(difference("level orders\n", "level sales\n", "run")).isEmpty();
    assertThat(difference("shop.Item(String", "shop.Item(int", "run", "orders")).isEmpty();
    assertThat(difference("long id", "int id", "run", "items")).isEmpty();
  }

  @Test
  void anotherFlowDoesNotFit() {
    assertThat(difference("flow shop.Ledger", "flow shop.Book", "run"))
        .contains("The run was saved by flow shop.Ledger, and this is shop.Book.");
  }

  @Test
  void aLevelIsMissing() {
    assertThat(difference("level orders\n", "level sales\n", "run", "orders"))
        .contains("This definition has no level 'orders', where the run was saved.");
  }

  @Test
  void aPartOfALevelIsMissing() {
    assertThat(difference("  stage items sequence\n", "", "orders"))
        .contains(
            "In level 'orders', where the run was saved, this definition has no stage 'items'.");
  }

  @Test
  void aPartOfALevelIsAdded() {
    assertThat(difference("level orders\n", "level orders\n  value note String\n", "orders"))
        .contains("In level 'orders', where the run was saved, value 'note' has been added.");
  }

  @Test
  void aPartOfALevelIsAnother() {
    assertThat(difference("bucket total long", "bucket total BigDecimal", "run"))
        .contains("In level 'run', bucket 'total' was saved as long, and now it is BigDecimal.");
  }

  @Test
  void theOrderIsAnother() {
    assertThat(
            difference(
                "  stage items sequence\n  value order shop.Order\n",
                "  value order shop.Order\n  stage items sequence\n",
                "orders"))
        .contains("In level 'orders', where the run was saved, the order has changed.");
  }

  @Test
  void aTypeIsAnother() {
    assertThat(difference("record shop.Order(long id, ", "record shop.Order(", "orders"))
        .contains(
            "A value was saved as record shop.Order(long id, shop.Payment payment), and now there is"
                + " record shop.Order(shop.Payment payment).");
    assertThat(difference("record shop.Card(String number)\n", "enum shop.Card\n", "orders"))
        .contains(
            "A value was saved as record shop.Card(String number), and now there is enum shop.Card.");
    assertThat(difference("record shop.Cash()\n", "", "orders"))
        .contains("A value was saved as record shop.Cash(), and now there is no such type.");
    assertThat(difference("shop.Item(String", "shop.Item(int", "items"))
        .contains(
            "A value was saved as record shop.Item(String name), and now there is record"
                + " shop.Item(int name).");
  }

  @Test
  void aSealedInterfaceMayPermitMore() {
    assertThat(
            difference("= shop.Card | shop.Cash", "= shop.Bill | shop.Cash | shop.Card", "orders"))
        .isEmpty();
    assertThat(difference("= shop.Card | shop.Cash", "= shop.Card", "orders"))
        .contains(
            "A value was saved as sealed shop.Payment = shop.Card | shop.Cash, and now there is"
                + " sealed shop.Payment = shop.Card.");
  }

  @Test
  void whatIsNoFormIsRefused() {
    for (String text : List.of("", "level run\n")) {
      assertThatExceptionOfType(SavedRunException.class).isThrownBy(() -> SavedForm.of(text));
    }
    SavedForm form = SavedForm.of(SAVED);
    assertThatExceptionOfType(SavedRunException.class)
        .isThrownBy(() -> form.difference(form, List.of("lines")))
        .withMessage(
            "The saved run is damaged: it is in level 'lines', which its form does not have");
  }
}
