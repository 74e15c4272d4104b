package dev.stageflow.processor;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;

/** Eclipse's compiler, which knows its own annotations, types and places. */
final class Ecj {
  private final List<File> classPath;

  Ecj(List<File> classPath) {
    this.classPath = List.copyOf(classPath);
  }

  /**
   * Compiles sources.
   *
   * @return what the compiler told, in order, as a function sees it while the files are there
   */
  <T> List<T> compile(
      List<JavaFileObject> sources,
      List<Processor> processors,
      List<String> options,
      Function<? super Diagnostic<? extends JavaFileObject>, T> seen) {
    try {
      Path folder = Files.createTempDirectory("ecj");
      try {
        DiagnosticCollector<JavaFileObject> told = new DiagnosticCollector<>();
        compile(folder, sources, processors, options, told);
        return told.getDiagnostics().stream().<T>map(seen).toList();
      } finally {
        delete(folder);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void compile(
      Path folder,
      List<JavaFileObject> sources,
      List<Processor> processors,
      List<String> options,
      DiagnosticCollector<JavaFileObject> told)
      throws IOException {
    List<File> files = new ArrayList<>();
    for (JavaFileObject source : sources) {
      Path file = folder.resolve("src" + source.toUri().getPath());
      Files.createDirectories(file.getParent());
      Files.writeString(file, source.getCharContent(true));
      files.add(file.toFile());
    }
    List<File> output = List.of(Files.createDirectory(folder.resolve("out")).toFile());
    JavaCompiler compiler = new EclipseCompiler();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(told, Locale.ROOT, StandardCharsets.UTF_8)) {
      manager.setLocation(StandardLocation.CLASS_PATH, classPath);
      manager.setLocation(StandardLocation.CLASS_OUTPUT, output);
      manager.setLocation(StandardLocation.SOURCE_OUTPUT, output);
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              Writer.nullWriter(),
              manager,
              told,
              options,
              null,
              manager.getJavaFileObjectsFromFiles(files));
      task.setProcessors(processors);
      task.call();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    }
  }
}
