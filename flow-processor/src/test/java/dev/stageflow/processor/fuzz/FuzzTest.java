package dev.stageflow.processor.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.google.testing.compile.Compilation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Definitions made at random compile without a warning and run as a reference says.
 *
 * <p>{@code -Dstageflow.fuzz.seed=1 -Dstageflow.fuzz.size=10000} tries others, and more.
 */
class FuzzTest {
  private static final long SEED = Long.getLong("stageflow.fuzz.seed", 2_026);
  private static final int SIZE = Integer.getInteger("stageflow.fuzz.size", 200);

  /** How many are compiled together. */
  private static final int BATCH = 50;

  /** Each mutation is tried on one definition of as many. */
  private static final int CHANGED_OF = 50;

  @TestFactory
  Stream<DynamicTest> definitionsRunAsTheReferenceSays() {
    return Stream.iterate(SEED, first -> first < SEED + SIZE, first -> first + BATCH)
        .map(
            first ->
                DynamicTest.dynamicTest(
                    "seeds from " + first,
                    () ->
                        check(
                            DefinitionMaker.make(
                                first, (int) Math.min(BATCH, SEED + SIZE - first)))));
  }

  private static void check(List<FuzzedDefinition> definitions) throws Exception {
    Compilation compilation = Fuzzing.compile(definitions);
    if (compilation.status() != Compilation.Status.SUCCESS && definitions.size() > 1) {
      for (FuzzedDefinition definition : definitions) {
        check(List.of(definition));
      }
    }
    if (compilation.status() != Compilation.Status.SUCCESS) {
      FuzzedDefinition definition = definitions.get(0);
      fail("seed %d: %s%n%s", definition.seed(), compilation.diagnostics(), Source.of(definition));
    }
    Fuzzing.Classes classes = new Fuzzing.Classes(compilation);
    for (FuzzedDefinition definition : definitions) {
      try {
        classes.runAll(definition);
      } catch (Throwable failure) {
        throw new AssertionError(
            "seed " + definition.seed() + "\n" + Source.of(definition), failure);
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> aMistakeGivesErrorsOfOursAlone() {
    return Stream.of(Mutation.values())
        .map(mutation -> DynamicTest.dynamicTest(mutation.name(), () -> change(mutation)));
  }

  private static void change(Mutation mutation) {
    SplittableRandom random = new SplittableRandom(SEED);
    int changed = 0;
    for (long seed = SEED; changed < SIZE / CHANGED_OF; seed++) {
      FuzzedDefinition definition = DefinitionMaker.make(seed);
      Optional<String> source = mutation.change(Source.of(definition), random);
      if (source.isPresent()) {
        changed++;
        assertThat(Fuzzing.compile(definition, source.get()).errors())
            .as("seed %d: %s", definition.seed(), source.get())
            .allMatch(error -> error.getMessage(Locale.ROOT).startsWith("[Flow/"))
            .noneMatch(error -> error.getMessage(Locale.ROOT).contains("InternalError"));
      }
    }
  }
}
