package dev.stageflow.testing;

import dev.stageflow.SavedRunException;
import dev.stageflow.internal.save.SavedForm;
import dev.stageflow.internal.save.SavedForm.Difference;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * The runs of a {@linkplain dev.stageflow.DurableFlow durable} definition that were saved before it
 * was changed, and wait to go on.
 *
 * <p>The processor writes the definition's saved form, which {@code savedForm()} of the flow gives
 * too, as a file {@code META-INF/stageflow/shop.Ledger.form} beside the compiled classes. A copy
 * that is kept, of each release of which runs may still wait, is compared by a test:
 *
 * <pre>{@code
 * WaitingRuns.mustGoOn(Ledger.class, Path.of("src/test/forms/ledger-1.4.form"));
 * }</pre>
 */
public final class WaitingRuns {

  private WaitingRuns() {}

  /**
   * Asserts that each run that was saved in a form goes on with the definition as it is now. What
   * differs elsewhere than in a level that is under way, or in a value that it holds, does no harm.
   *
   * @param definition the definition, compiled together with its flow
   * @param form the file that the processor has written for the definition before
   * @throws AssertionError if some runs do not: it tells which, and all that keeps them from it; or
   *     if the definition is not durable, or the file is missing or no saved form
   */
  public static void mustGoOn(Class<?> definition, Path form) {
    SavedForm current = SavedForm.of(written(definition));
    SavedForm before = kept(form, SavedForm.resource(current.flow()));
    List<Difference> differences = before.differences(current, before.levels());
    if (!differences.isEmpty()) {
      throw report(before.flow(), differences).error();
    }
  }

  private static Report report(String flow, List<Difference> differences) {
    boolean none = differences.stream().anyMatch(it -> it.levels().contains(SavedForm.RUN));
    Report report =
        new Report(
            none
                ? "No run of " + flow + " that was saved before this change can go on."
                : "Some runs of " + flow + " that were saved before this change cannot go on.");
    differences.forEach(it -> report.line(it.sentence()));
    return none ? report : report.line("A run that was saved in none of these levels goes on.");
  }

  private static String written(Class<?> definition) {
    String name = Objects.requireNonNullElse(definition.getCanonicalName(), definition.getName());
    String resource = SavedForm.resource(name);
    try (InputStream in = definition.getResourceAsStream("/" + resource)) {
      if (in == null) {
        throw new AssertionError(
            "there is no "
                + resource
                + " beside the classes: the definition is not durable,"
                + " @FlowDefinition(durable = true), or was not compiled with the processor");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static SavedForm kept(Path form, String resource) {
    if (!Files.exists(form)) {
      throw new AssertionError(
          "there is no " + form + ": copy " + resource + " there, from beside the classes");
    }
    try {
      return SavedForm.of(Files.readString(form));
    } catch (SavedRunException none) {
      throw new AssertionError(form + " is no copy of " + resource, none);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
