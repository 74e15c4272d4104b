package dev.stageflow.internal.save;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stageflow.SavedRunException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A run goes on with a definition that is the same wherever the run was. */
class SavedFormTest {
  private static final String SAVED =
      """
      flow shop.Ledger
      level the run
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

  private static List<String> differences(String from, String to, String... levels) {
    assertThat(SAVED).contains(from);
    return SavedForm.of(SAVED)
        .differences(SavedForm.of(SAVED.replace(from, to)), List.of(levels))
        .stream()
        .map(SavedForm.Difference::sentence)
        .toList();
  }

  @Test
  void theSameDefinitionFits() {
    assertThat(differences("day", "day", "the run", "orders", "items")).isEmpty();
  }

  @Test
  void whatChangesElsewhereFits() {
    assertThat(differences("value order shop.Order", "value order shop.Other", "the run"))
        .isEmpty();
    assertThat(differences("level orders\n", "level sales\n", "the run")).isEmpty();
    assertThat(differences("shop.Item(String", "shop.Item(int", "the run", "orders")).isEmpty();
    assertThat(differences("long id", "int id", "the run", "items")).isEmpty();
  }

  @Test
  void anotherFlowDoesNotFit() {
    assertThat(differences("flow shop.Ledger", "flow shop.Book", "the run"))
        .containsExactly("The run was saved by flow shop.Ledger, and this is shop.Book.");
  }

  @Test
  void aLevelIsMissing() {
    assertThat(differences("level orders\n", "level sales\n", "the run", "orders"))
        .containsExactly("This definition has no level 'orders', where the run was saved.");
  }

  @Test
  void aPartOfALevelIsMissing() {
    assertThat(differences("  stage items sequence\n", "", "orders"))
        .containsExactly(
            "In level 'orders', where the run was saved, this definition has no stage 'items'.");
  }

  @Test
  void aPartOfALevelIsAdded() {
    assertThat(differences("level orders\n", "level orders\n  value note String\n", "orders"))
        .containsExactly(
            "In level 'orders', where the run was saved, value 'note' has been added.");
  }

  @Test
  void aPartOfALevelIsAnother() {
    assertThat(differences("bucket total long", "bucket total BigDecimal", "the run"))
        .containsExactly(
            "In level 'the run', bucket 'total' was saved as long, and now it is BigDecimal.");
  }

  @Test
  void theOrderIsAnother() {
    assertThat(
            differences(
                "  stage items sequence\n  value order shop.Order\n",
                "  value order shop.Order\n  stage items sequence\n",
                "orders"))
        .containsExactly("In level 'orders', where the run was saved, the order has changed.");
  }

  @Test
  void aTypeIsAnother() {
    assertThat(differences("record shop.Order(long id, ", "record shop.Order(", "orders"))
        .containsExactly(
            "In level 'orders', a value was saved as record shop.Order(long id, shop.Payment payment), and now there is"
                + " record shop.Order(shop.Payment payment).");
    assertThat(differences("record shop.Card(String number)\n", "enum shop.Card\n", "orders"))
        .containsExactly(
            "In level 'orders', a value was saved as record shop.Card(String number), and now there is enum shop.Card.");
    assertThat(differences("record shop.Cash()\n", "", "orders"))
        .containsExactly(
            "In level 'orders', a value was saved as record shop.Cash(), and now there is no such type.");
    assertThat(differences("shop.Item(String", "shop.Item(int", "items"))
        .containsExactly(
            "In level 'items', a value was saved as record shop.Item(String name), and now there is record"
                + " shop.Item(int name).");
  }

  @Test
  void allThatIsDifferentIsToldWithTheLevelsThatItIsIn() {
    SavedForm saved = SavedForm.of(SAVED);
    SavedForm current =
        SavedForm.of(
            SAVED
                .replace("  bucket total long\n", "  value note String\n")
                .replace("LocalDate", "shop.Item")
                .replace("level items\n", "level items\n  value order shop.Order\n")
                .replace("shop.Card(String", "shop.Card(int"));
    SavedForm before =
        SavedForm.of(SAVED.replace("level items\n", "level items\n  value order shop.Order\n"));
    assertThat(before.differences(current, before.levels()))
        .containsExactly(
            new SavedForm.Difference(
                List.of("the run"),
                "In level 'the run', value 'day' was saved as LocalDate, and now it is shop.Item."),
            new SavedForm.Difference(
                List.of("the run"),
                "In level 'the run', where the run was saved, this definition has no bucket"
                    + " 'total'."),
            new SavedForm.Difference(
                List.of("the run"),
                "In level 'the run', where the run was saved, value 'note' has been added."),
            new SavedForm.Difference(
                List.of("orders", "items"),
                "In level 'orders' or 'items', a value was saved as record shop.Card(String"
                    + " number), and now there is record shop.Card(int number)."));
    assertThat(saved.flow()).isEqualTo("shop.Ledger");
    assertThat(saved.levels()).containsExactly("the run", "orders", "items");
  }

  @Test
  void aTypeThatNoPartHasAnyMoreIsNotToldOfAsWell() {
    assertThat(
            SavedForm.of(SAVED)
                .differences(
                    SavedForm.of(
                        SAVED
                            .replace("  value order shop.Order\n", "")
                            .replaceFirst("record shop.Order\\(.*\n", "")),
                    List.of("orders")))
        .extracting(SavedForm.Difference::sentence)
        .containsExactly(
            "In level 'orders', where the run was saved, this definition has no value 'order'.");
  }

  @Test
  void aSealedInterfaceMayPermitMore() {
    assertThat(
            differences("= shop.Card | shop.Cash", "= shop.Bill | shop.Cash | shop.Card", "orders"))
        .isEmpty();
    assertThat(differences("= shop.Card | shop.Cash", "= shop.Card", "orders"))
        .containsExactly(
            "In level 'orders', a value was saved as sealed shop.Payment = shop.Card | shop.Cash, and now there is"
                + " sealed shop.Payment = shop.Card.");
  }

  @Test
  void whatIsNoFormIsRefused() {
    for (String text : List.of("", "level run\n")) {
      assertThatExceptionOfType(SavedRunException.class).isThrownBy(() -> SavedForm.of(text));
    }
    SavedForm form = SavedForm.of(SAVED);
    assertThatExceptionOfType(SavedRunException.class)
        .isThrownBy(() -> form.differences(form, List.of("lines")))
        .withMessage(
            "The saved run is damaged: it is in level 'lines', which its form does not have");
  }
}
