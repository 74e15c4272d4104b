package dev.stageflow.tests.durable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.testing.WaitingRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A test is told by the build which runs can no longer go on after a change. */
class WaitingRunsTest {
  private static final String FLOW = "dev.stageflow.tests.durable.WaitingRunsTest.Ledger";

  /** What the compiler wrote of {@link Ledger}, with its types' names made short. */
  private static final String NOW =
      """
      flow Ledger
      level the run
        open input
        stage days sequence
        finish sum
        emit
        value input Integer
        value sum long
        bucket sum long
        is-filled sum boolean
      level days
        stage sales sequence
        taken days long
        value days Day
      level sales
        stage cents function
        stage sum accumulate
        taken sales long
        value sales Sale
        value cents long
      record Card(String number)
      record Cash()
      record Day(int number, Kind kind)
      enum Kind
      sealed Payment = Cash | Card
      record Sale(long cents, Payment payment, Day day)
      """;

  @TempDir Path folder;

  enum Kind {
    WORK,
    HOLIDAY
  }

  record Day(int number, Kind kind) {}

  sealed interface Payment {}

  record Cash() implements Payment {}

  record Card(String number) implements Payment {}

  record Sale(long cents, Payment payment, Day day) {}

  @FlowDefinition(durable = true)
  static class Ledger {
    @Sequence
    List<Day> days(Integer count) {
      return List.of(new Day(count, Kind.WORK));
    }

    @Sequence
    List<Sale> sales(Day day) {
      return List.of(new Sale(day.number(), new Cash(), day));
    }

    @Function
    long cents(Sale sale) {
      return sale.cents();
    }

    @Accumulate
    long sum(long sum, long cents) {
      return sum + cents;
    }
  }

  static class Plain {
    @Function
    int same(int number) {
      return number;
    }
  }

  private static String full(String form) {
    return form.replace("Ledger", FLOW)
        .replaceAll(
            "(Card|Cash|Day|Kind|Payment|Sale)\\b",
            "dev.stageflow.tests.durable.WaitingRunsTest.$1");
  }

  private Path kept(String form) throws IOException {
    return Files.writeString(folder.resolve("ledger.form"), full(form));
  }

  /** What the test is told where the form was another one before. */
  private String told(String before) throws IOException {
    Path kept = kept(before);
    return assertThrows(AssertionError.class, () -> WaitingRuns.mustGoOn(Ledger.class, kept))
        .getMessage()
        .replace("dev.stageflow.tests.durable.WaitingRunsTest.", "");
  }

  @Test
  void nothingIsToldOfTheSameForm() throws IOException {
    assertEquals(full(NOW), WaitingRunsTest_LedgerFlow.create().savedForm());
    WaitingRuns.mustGoOn(Ledger.class, kept(NOW));
    WaitingRuns.mustGoOn(Ledger.class, kept(NOW.replace("\n", "\r\n")));
  }

  @Test
  void nothingIsToldOfWhatNoRunHolds() throws IOException {
    WaitingRuns.mustGoOn(
        Ledger.class,
        kept(
            NOW.replace("sealed Payment = Cash | Card", "sealed Payment = Cash")
                .replace("record Card(String number)\n", "record Removed(int number)\n")));
  }

  @Test
  void aStageThatWasRemovedStopsTheRunsInItsLevel() throws IOException {
    assertEquals(
        """
        Some runs of Ledger that were saved before this change cannot go on.
          In level 'sales', where the run was saved, this definition has no stage 'line'.
          A run that was saved in none of these levels goes on.""",
        told(NOW.replace("  stage cents", "  stage line function\n  stage cents")));
  }

  @Test
  void allThatStopsRunsIsToldWithTheLevelsThatTheyAreIn() throws IOException {
    assertEquals(
        """
        Some runs of Ledger that were saved before this change cannot go on.
          This definition has no level 'regions', where the run was saved.
          In level 'sales', where the run was saved, this definition has no bucket 'totals'.
          In level 'sales', value 'cents' was saved as int, and now it is long.
          In level 'sales', where the run was saved, stage 'sum' has been added.
          In level 'days' or 'sales', a value was saved as record Day(long number, Kind kind),\
         and now there is record Day(int number, Kind kind).
          In level 'sales', a value was saved as record Sale(long cents, Payment payment, Day day,\
         boolean open), and now there is record Sale(long cents, Payment payment, Day day).
          A run that was saved in none of these levels goes on.""",
        told(
            NOW.replace("level days\n", "level regions\n  taken regions long\nlevel days\n")
                .replace("  stage sum accumulate\n", "  bucket totals long\n")
                .replace("  value cents long\n", "  value cents int\n")
                .replace("Day(int", "Day(long")
                .replace("Day day)", "Day day, boolean open)")));
  }

  @Test
  void whatTheRunItselfHoldsStopsEachOfThem() throws IOException {
    assertEquals(
        """
        No run of Ledger that was saved before this change can go on.
          In level 'the run', value 'input' was saved as String, and now it is Integer.""",
        told(NOW.replace("value input Integer", "value input String")));
    assertEquals(
        """
        No run of Books that was saved before this change can go on.
          The run was saved by flow Books, and this is Ledger.""",
        told(NOW.replace("flow Ledger", "flow Books")));
  }

  @Test
  void aFileThatIsMissingOrNoFormIsTold() throws IOException {
    Path missing = folder.resolve("missing.form");
    assertEquals(
        "there is no "
            + missing
            + ": copy META-INF/stageflow/"
            + FLOW
            + ".form there, from beside the classes",
        assertThrows(AssertionError.class, () -> WaitingRuns.mustGoOn(Ledger.class, missing))
            .getMessage());
    Path other = Files.writeString(folder.resolve("other.form"), "level orders\n");
    assertEquals(
        other + " is no copy of META-INF/stageflow/" + FLOW + ".form",
        assertThrows(AssertionError.class, () -> WaitingRuns.mustGoOn(Ledger.class, other))
            .getMessage());
  }

  @Test
  void aDefinitionThatIsNotDurableIsTold() throws IOException {
    Path kept = kept(NOW);
    assertEquals(
        "there is no META-INF/stageflow/dev.stageflow.tests.durable.WaitingRunsTest.Plain.form"
            + " beside the classes: the definition is not durable, @FlowDefinition(durable ="
            + " true), or was not compiled with the processor",
        assertThrows(AssertionError.class, () -> WaitingRuns.mustGoOn(Plain.class, kept))
            .getMessage());
  }
}
