package dev.stageflow.processor.fuzz;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.stageflow.processor.FlowProcessor;
import dev.stageflow.processor.OnDisk;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/** Compiles definitions made at random. */
final class Compiling {

  private Compiling() {}

  static List<JavaFileObject> files(List<FuzzedDefinition> definitions) {
    return definitions.stream()
        .map(it -> JavaFileObjects.forSourceString(it.fileName(), Source.of(it)))
        .toList();
  }

  /** Definitions whose sources were changed, each beside a class that uses its flow. */
  static List<JavaFileObject> files(Map<FuzzedDefinition, String> changed) {
    return changed.entrySet().stream().flatMap(it -> files(it.getKey(), it.getValue())).toList();
  }

  private static Stream<JavaFileObject> files(FuzzedDefinition definition, String source) {
    String use =
        String.format(
            "package %s; class UseOfFlow { static %s java.lang.Object use(%s it) { return %s.of(it); } }",
            definition.packageName(),
            definition.parameters(),
            definition.className().replace("Outer$", "Outer.") + definition.arguments(),
            definition.flowName());
    return Stream.of(
        JavaFileObjects.forSourceString(definition.fileName(), source),
        JavaFileObjects.forSourceString(definition.packageName() + ".UseOfFlow", use));
  }

  /** Tells of all errors: javac stops at a hundred. */
  static Compilation compile(List<JavaFileObject> files) {
    List<JavaFileObject> all = new ArrayList<>(files);
    all.addAll(Library.files());
    return Compiler.javac()
        .withProcessors(new FlowProcessor())
        .withOptions("-Xlint:all", "-Xlint:-processing", "-Werror", "-Xmaxerrs", "1000000")
        .compile(all);
  }

  /**
   * Compiles with ecj.
   *
   * @return what it told, but for warnings of what is written by hand, and the flows
   */
  static OnDisk.Outcome<String> compileWithEcj(List<JavaFileObject> files, String... options) {
    List<JavaFileObject> all = new ArrayList<>(files);
    all.addAll(Library.files());
    Set<String> written = all.stream().map(Compiling::path).collect(Collectors.toSet());
    OnDisk.Outcome<String> outcome =
        OnDisk.ecj(OnDisk.STAGEFLOW)
            .compile(
                all,
                List.of(new FlowProcessor()),
                Stream.concat(Stream.of("--release", "17"), Stream.of(options)).toList(),
                it ->
                    it.getKind() == Diagnostic.Kind.ERROR
                            || it.getSource() == null
                            || written.stream().noneMatch(path(it.getSource())::endsWith)
                        ? it.getMessage(Locale.ROOT)
                        : "");
    return new OnDisk.Outcome<>(
        outcome.told().stream().filter(it -> !it.isEmpty()).toList(), outcome.generated());
  }

  private static String path(JavaFileObject file) {
    return file.toUri().getPath();
  }
}
