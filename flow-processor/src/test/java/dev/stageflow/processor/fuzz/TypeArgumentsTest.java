package dev.stageflow.processor.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.JavaFileObjects;
import dev.stageflow.processor.FlowProcessor;
import dev.stageflow.processor.OnDisk;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Where a compiler accepts the type arguments of a stage's types, which are made at random, there
 * is a flow. Where it does not, all that is told is what it tells without the processor.
 *
 * <p>{@code -Dstageflow.fuzz.seed=1 -Dstageflow.fuzz.size=10000} tries others, and more.
 */
@Execution(ExecutionMode.CONCURRENT)
class TypeArgumentsTest {
  private static final long SEED = Long.getLong("stageflow.fuzz.seed", 2_026);
  private static final boolean LARGE = Boolean.getBoolean("stageflow.large");
  private static final int SIZE = Integer.getInteger("stageflow.fuzz.size", LARGE ? 1000 : 50);

  /** How many definitions are compiled together. */
  private static final int BATCH = 50;

  /** Stages, all of which are right for each type. */
  private static final List<String> STAGES =
      List.of(
          "@Function %s out(String text) { return null; }",
          "@Function int in(%s it) { return 1; }",
          "@Function %1$s out(String text) { return null; }"
              + " @Function int size(%1$s it) { return 1; }"
              + " @Function int in(int size, @Upstream(\"out\") %1$s it) { return 1; }",
          "@Function %1$s out(String text) { return null; }"
              + " @Recover(\"out\") %1$s none(String text, RuntimeException it) { return null; }",
          "@Function CompletableFuture<%s> later(String text) { return null; }",
          "@Function Optional<%s> some(String text) { return null; }",
          "@Sequence List<%s> all(String text) { return null; }",
          "@Sequence Stream<? extends %s> all(String text) { return null; }",
          "@Sequence Iterator<%1$s> all(String text) { return null; }"
              + " @Function %1$s same(%1$s it) { return it; }",
          "@Accumulate Collector<String, ?, %s> all() { return null; }",
          "@Accumulate(start = \"none\") %1$s add(%1$s all, String text) { return all; }"
              + " %1$s none() { return null; }");

  /**
   * Errors in the lines of the definition. What is wrong elsewhere has nothing to do with its flow,
   * nor has that javac compares inherited methods of {@code ArrayList<? super K>}, or of {@code
   * Set<? extends Object> & Collection<?>}, with each other.
   */
  private static final String IN_DEFINITION =
      "(?s)Report.java:[67]: (?!.*cannot override|types are incompatible).*";

  @TestFactory
  Stream<DynamicTest> aCompilersErrorsAreItsOwn() {
    return Stream.iterate(SEED, first -> first < SEED + SIZE, first -> first + BATCH)
        .flatMap(
            first ->
                Stream.of(true, false)
                    .map(
                        withEcj ->
                            DynamicTest.dynamicTest(
                                (withEcj ? "ecj" : "javac") + ", seeds from " + first,
                                () ->
                                    check(withEcj, first, Math.min(first + BATCH, SEED + SIZE)))));
  }

  private static void check(boolean withEcj, long first, long end) {
    Map<String, String> files = new TreeMap<>();
    LongStream.range(first, end).forEach(seed -> files.put("p" + seed, source(seed)));
    OnDisk.Outcome<String> without = compile(withEcj, files, List.of());
    Map<String, List<String>> expected = byPackage(without);
    files.keySet().removeIf(it -> !isOfDefinition(expected.getOrDefault(it, List.of())));
    expected.keySet().retainAll(files.keySet());
    if (files.isEmpty()) {
      return;
    }
    OnDisk.Outcome<String> with = compile(withEcj, files, List.of(new FlowProcessor()));
    Map<String, List<String>> told = byPackage(with);
    if (end - first > 1 && !told.equals(expected)) {
      // One definition's errors may hide another's, as does one that ecj fails to compile.
      check(withEcj, first, (first + end) / 2);
      check(withEcj, (first + end) / 2, end);
      return;
    }
    if (withEcj && with.told().stream().anyMatch(it -> it.contains("Internal Error"))) {
      return; // It fails to compile some flows of nested wildcards.
    }
    assertThat(told).as("%s", files.values()).isEqualTo(expected);
    files.keySet().removeAll(expected.keySet());
    for (String name : files.keySet()) {
      assertThat(with.generated().get(name + "/ReportFlow.java"))
          .as("the flow of %s", files.get(name))
          .doesNotContain(" has errors\"");
    }
  }

  private static boolean isOfDefinition(List<String> told) {
    return told.stream().allMatch(it -> it.matches(IN_DEFINITION));
  }

  private static Map<String, List<String>> byPackage(OnDisk.Outcome<String> outcome) {
    return outcome.told().stream()
        .filter(it -> !it.isEmpty())
        .collect(
            Collectors.groupingBy(
                it -> it.substring(0, it.indexOf('/')),
                TreeMap::new,
                Collectors.mapping(it -> it.substring(it.indexOf('/') + 1), Collectors.toList())));
  }

  private static OnDisk.Outcome<String> compile(
      boolean withEcj, Map<String, String> files, List<Processor> processors) {
    OnDisk compiler = withEcj ? OnDisk.ecj(OnDisk.STAGEFLOW) : OnDisk.javac(OnDisk.STAGEFLOW);
    // Javac stops at a hundred errors.
    List<String> options =
        withEcj ? List.of("--release", "17") : List.of("--release", "17", "-Xmaxerrs", "1000000");
    return compiler.compile(
        files.entrySet().stream()
            .map(it -> JavaFileObjects.forSourceString(it.getKey() + ".Report", it.getValue()))
            .toList(),
        processors,
        options,
        TypeArgumentsTest::told);
  }

  /** An error, after the package and the name of its file. */
  private static String told(Diagnostic<? extends JavaFileObject> told) {
    if (told.getKind() != Diagnostic.Kind.ERROR) {
      return "";
    }
    JavaFileObject file = told.getSource();
    String name = file == null ? "/" : file.toUri().getPath().replaceFirst(".*/(p\\d+/)", "$1");
    // Javac numbers captured types throughout, and names any two of several incompatible types.
    String message =
        told.getMessage(Locale.ROOT)
            .replaceAll("capture#\\d+", "capture")
            .replaceFirst("(?s)types .* are incompatible;.*", "types are incompatible");
    return name + ":" + told.getLineNumber() + ": " + message;
  }

  private static String source(long seed) {
    Dice dice = new Dice(seed);
    TypeMaker types = new TypeMaker(dice);
    String classes = types.classes();
    String parameters = dice.isOneIn(2) ? types.parameters("K", 1 + dice.below(2)) : "";
    String stages = dice.oneOf(STAGES).formatted(types.parameterized());
    return """
        package p%d;
        import dev.stageflow.annotation.*;
        import java.util.*;
        import java.util.concurrent.CompletableFuture;
        import java.util.stream.*;
        class Report%s {
          %s
        }
        %s%s"""
        .formatted(seed, parameters, stages, classes, TypeMaker.LIBRARY);
  }
}
