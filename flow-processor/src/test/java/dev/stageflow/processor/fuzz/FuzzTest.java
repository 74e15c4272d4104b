package dev.stageflow.processor.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.google.testing.compile.Compilation;
import dev.stageflow.processor.OnDisk;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Definitions made at random compile without a warning and run as a reference says; what is not
 * right gives errors of the processor's own alone.
 *
 * <p>{@code -Dstageflow.fuzz.seed=1 -Dstageflow.fuzz.size=10000} tries others, and more. Of so many
 * batches as {@code -Dstageflow.fuzz.ecj=1} tells, ecj compiles one too. Every third definition is
 * durable, with {@code -Dstageflow.fuzz.durable=true} each one, and saved at each step. Of others,
 * each whose run has an accumulator that can be kept is keyed.
 */
@Execution(ExecutionMode.CONCURRENT)
class FuzzTest {
  private static final long SEED = Long.getLong("stageflow.fuzz.seed", 2_026);
  private static final boolean LARGE = Boolean.getBoolean("stageflow.large");
  private static final int SIZE = Integer.getInteger("stageflow.fuzz.size", LARGE ? 1000 : 100);
  private static final int ECJ = Integer.getInteger("stageflow.fuzz.ecj", 4);

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
                            DefinitionMaker.make(first, (int) Math.min(BATCH, SEED + SIZE - first)),
                            (first - SEED) / BATCH % ECJ == 0)));
  }

  private static void check(List<FuzzedDefinition> definitions, boolean withEcj) throws Exception {
    List<JavaFileObject> files = Compiling.files(definitions);
    Compilation compilation = Compiling.compile(files);
    if (compilation.status() != Compilation.Status.SUCCESS) {
      if (definitions.size() == 1) {
        failOf(definitions.get(0), compilation.diagnostics().toString(), null);
      }
      for (FuzzedDefinition definition : definitions) {
        check(List.of(definition), withEcj);
      }
    }
    if (withEcj) {
      OnDisk.Outcome<String> ofEcj = Compiling.compileWithEcj(files);
      assertThat(ofEcj.told()).as("ecj").isEmpty();
      assertThat(ofEcj.generated()).as("ecj").isEqualTo(OnDisk.generatedBy(compilation));
    }
    Running running = new Running(compilation);
    running.checkNames();
    for (FuzzedDefinition definition : definitions) {
      try {
        running.runAll(definition);
      } catch (Throwable failure) {
        failOf(definition, "", failure);
      }
    }
  }

  private static void failOf(FuzzedDefinition definition, String why, Throwable cause) {
    fail("seed %d: %s%n%s".formatted(definition.seed(), why, Source.of(definition)), cause);
  }

  @TestFactory
  Stream<DynamicTest> aMistakeGivesErrorsOfOursAlone() {
    return Stream.of(Mutation.values())
        .map(mutation -> DynamicTest.dynamicTest(mutation.name(), () -> change(mutation)));
  }

  private static void change(Mutation mutation) {
    Map<FuzzedDefinition, String> changed = changed(mutation);
    List<JavaFileObject> files = Compiling.files(changed);
    List<Diagnostic<? extends JavaFileObject>> errors = Compiling.compile(files).errors();
    List<String> told = errors.stream().map(error -> error.getMessage(Locale.ROOT)).toList();
    assertThat(told)
        .as("%s", changed.values())
        .allMatch(error -> error.startsWith("[Flow/"))
        .noneMatch(error -> error.contains("InternalError"));
    if (mutation.ordinal() % ECJ == 0) {
      assertThat(Compiling.compileWithEcj(files, "-warn:none").told())
          .as("ecj: %s", changed.values())
          .containsExactlyInAnyOrderElementsOf(told);
    }
    // What is still right has to compile, as javac finds out where there is no error.
    changed
        .keySet()
        .removeIf(definition -> errors.stream().anyMatch(error -> isIn(error, definition)));
    assertThat(Compiling.compile(Compiling.files(changed)).errors())
        .as("%s", changed.values())
        .isEmpty();
  }

  /** Definitions with a mistake, and their sources. */
  private static Map<FuzzedDefinition, String> changed(Mutation mutation) {
    SplittableRandom random = new SplittableRandom(SEED);
    Map<FuzzedDefinition, String> changed = new LinkedHashMap<>();
    for (long seed = SEED; changed.size() < SIZE / CHANGED_OF; seed++) {
      FuzzedDefinition definition = DefinitionMaker.make(seed);
      // What a method overrides the compiler itself compares it with.
      if (!definition.isOverriding()) {
        mutation
            .change(Source.of(definition), random)
            .ifPresent(source -> changed.put(definition, source));
      }
    }
    return changed;
  }

  private static boolean isIn(
      Diagnostic<? extends JavaFileObject> error, FuzzedDefinition definition) {
    String folder = definition.packageName().replace('.', '/') + "/";
    return error.getSource() != null && error.getSource().getName().contains(folder);
  }
}
