package dev.stageflow.processor;

import com.google.testing.compile.Compilation;
import dev.stageflow.Flow;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;

/** A compiler whose sources and classes are files, as a user's are. */
public final class OnDisk {
  /** The class path that a user has. */
  public static final List<File> STAGEFLOW =
      Stream.of(Flow.class, dev.stageflow.annotation.Function.class).map(OnDisk::homeOf).toList();

  private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-f]{4})");

  // A new file manager of ecj lists all classes of the JDK, which takes longer than a compilation.
  private static final Queue<StandardJavaFileManager> IDLE_OF_ECJ = new ConcurrentLinkedQueue<>();
  private static final Queue<StandardJavaFileManager> IDLE_OF_JAVAC = new ConcurrentLinkedQueue<>();

  private final JavaCompiler compiler;
  private final Queue<StandardJavaFileManager> idle;
  private final List<File> classPath;

  private OnDisk(JavaCompiler compiler, Queue<StandardJavaFileManager> idle, List<File> classPath) {
    this.compiler = compiler;
    this.idle = idle;
    this.classPath = List.copyOf(classPath);
  }

  /** Eclipse's compiler, which knows its own annotations, types and places. */
  public static OnDisk ecj(List<File> classPath) {
    return new OnDisk(new EclipseCompiler(), IDLE_OF_ECJ, classPath);
  }

  /** The JDK's compiler, where what it has generated is wanted in spite of errors. */
  public static OnDisk javac(List<File> classPath) {
    return new OnDisk(ToolProvider.getSystemJavaCompiler(), IDLE_OF_JAVAC, classPath);
  }

  /**
   * What came out.
   *
   * @param told what the compiler told, in order, as a function sees it while the files are there
   * @param generated the sources and saved forms that processors made, by their files' names
   */
  public record Outcome<T>(List<T> told, Map<String, String> generated) {}

  /** Compiles sources, for the Java that it is told by an option. */
  public <T> Outcome<T> compile(
      List<JavaFileObject> sources,
      List<Processor> processors,
      List<String> options,
      Function<? super Diagnostic<? extends JavaFileObject>, T> seen) {
    try {
      Path folder = Files.createTempDirectory("compiled");
      try {
        DiagnosticCollector<JavaFileObject> told = new DiagnosticCollector<>();
        compile(folder, sources, processors, options, told);
        return new Outcome<>(
            told.getDiagnostics().stream().<T>map(seen).toList(), sources(folder.resolve("out")));
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
      Path file = folder.resolve("src/" + source.toUri().getPath());
      Files.createDirectories(file.getParent());
      Files.writeString(file, source.getCharContent(true));
      files.add(file.toFile());
    }
    List<File> output = List.of(Files.createDirectory(folder.resolve("out")).toFile());
    StandardJavaFileManager manager = idle.poll();
    if (manager == null) {
      manager = compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
    }
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
    idle.add(manager);
  }

  private static Map<String, String> sources(Path folder) throws IOException {
    Map<String, String> sources = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(it -> isGenerated(it.toString())).toList()) {
        sources.put(folder.relativize(file).toString(), unescaped(Files.readString(file)));
      }
    }
    return sources;
  }

  private static boolean isGenerated(String file) {
    return file.endsWith(".java") || file.endsWith(".form");
  }

  /** The sources and saved forms that processors made in memory, by their files' names. */
  public static Map<String, String> generatedBy(Compilation compilation) {
    Map<String, String> generated = new TreeMap<>();
    for (JavaFileObject file : compilation.generatedFiles()) {
      String path = file.toUri().getPath();
      if (isGenerated(path)) {
        try (InputStream in = file.openInputStream()) {
          generated.put(
              path.replaceFirst("^/(SOURCE|CLASS)_OUTPUT/", ""),
              unescaped(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException failure) {
          throw new UncheckedIOException(failure);
        }
      }
    }
    return generated;
  }

  /**
   * Undoes the escapes in a generated source. Ecj does not show a processor the definition's
   * source, so that more is escaped for it than for javac.
   */
  public static String unescaped(String text) {
    return ESCAPE
        .matcher(text)
        .replaceAll(it -> Character.toString(Integer.parseInt(it.group(1), 16)));
  }

  static File homeOf(Class<?> type) {
    try {
      return new File(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    }
  }
}
