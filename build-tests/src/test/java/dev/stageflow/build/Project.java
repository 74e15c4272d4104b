package dev.stageflow.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * A user's project in a folder of its own: sources in {@code src}, compiled into {@code classes}.
 */
final class Project {
  /** All warnings, but for annotations that no processor claims, which javac tells of any. */
  private static final List<String> STRICT = List.of("-Xlint:all,-processing", "-Werror");

  private final Path root;
  private final Path src;
  private List<String> paths = List.of();

  Project(Path root) {
    this(root, "src");
  }

  /** A project whose sources are elsewhere below its folder. */
  Project(Path root, String src) {
    this.root = root;
    this.src = root.resolve(src);
    onClassPath();
  }

  Path classes() {
    return root.resolve("classes");
  }

  /** Writes a source file, new or anew. */
  Project with(String path, String text) {
    try {
      Path file = src.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Deletes a source file. */
  Project without(String path) {
    try {
      Files.delete(src.resolve(path));
      return this;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The source files, in the order of their names. */
  List<String> sources() {
    return files(src).stream().map(Path::toString).toList();
  }

  /** Lets compilers use a class path, and the processor on a path of its own. */
  Project onClassPath(Path... more) {
    return onPaths(
        "-classpath", Jars.path(Jars.API, more), "-processorpath", Jars.path(Jars.PROCESSOR));
  }

  /** Lets compilers use paths as options give them. */
  Project onPaths(String... options) {
    paths = List.of(options);
    return this;
  }

  /** Compiles all sources; there must be no error and nothing to be told. */
  Project javac(String... options) {
    return javac(sources(), options);
  }

  /** Compiles some sources; there must be no error and nothing to be told. */
  Project javac(List<String> sources, String... options) {
    assertThat(printedBy("javac", arguments(sources, options))).isEmpty();
    return this;
  }

  /** What javac tells of sources that do not compile. */
  String failingJavac(String... options) {
    StringWriter printed = new StringWriter();
    assertThat(run("javac", printed, arguments(sources(), options))).isNotZero();
    return printed.toString();
  }

  private List<String> arguments(List<String> sources, String... options) {
    List<String> arguments = new ArrayList<>(STRICT);
    arguments.addAll(List.of("-d", classes().toString()));
    if (!paths.contains("-classpath")) {
      // Within this virtual machine it would be that of the tests.
      arguments.addAll(List.of("-classpath", root.toString()));
    }
    arguments.addAll(paths);
    arguments.addAll(List.of(options));
    arguments.addAll(sources);
    return arguments;
  }

  /** Runs a tool of the JDK, which must succeed. */
  static String printedBy(String tool, List<String> arguments) {
    StringWriter printed = new StringWriter();
    int status = run(tool, printed, arguments);
    assertThat(status).as("%s %s%n%s", tool, arguments, printed).isZero();
    return printed.toString();
  }

  private static int run(String tool, StringWriter printed, List<String> arguments) {
    PrintWriter out = new PrintWriter(printed);
    return ToolProvider.findFirst(tool)
        .orElseThrow()
        .run(out, out, arguments.toArray(String[]::new));
  }

  /**
   * All that came out, by its path below {@code classes}; class files as letters of a byte each.
   */
  SortedMap<String, String> output() {
    SortedMap<String, String> output = new TreeMap<>();
    for (Path file : files(classes())) {
      try {
        output.put(
            classes().relativize(file).toString().replace('\\', '/'),
            Files.readString(file, StandardCharsets.ISO_8859_1));
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
    return output;
  }

  /** A generated source. */
  String generated(String path) {
    return output().getOrDefault(path, "there is no " + path);
  }

  /** Deletes what came out. */
  Project clean() {
    files(classes()).forEach(file -> file.toFile().delete());
    return this;
  }

  /** What {@code shop.Use.use()} returns. */
  Object use() {
    return use(classes());
  }

  /** What {@code shop.Use.use()} returns, with classes that are in folders or jars. */
  static Object use(Path... paths) {
    try (URLClassLoader loader = new URLClassLoader(urls(paths), Project.class.getClassLoader())) {
      Method use = loader.loadClass("shop.Use").getDeclaredMethod("use");
      use.setAccessible(true);
      return use.invoke(null);
    } catch (InvocationTargetException thrown) {
      throw new AssertionError("shop.Use.use() failed", thrown.getCause());
    } catch (ReflectiveOperationException | IOException failure) {
      throw new AssertionError("shop.Use.use() could not be called", failure);
    }
  }

  private static URL[] urls(Path... paths) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (Path path : paths) {
      urls.add(path.toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
