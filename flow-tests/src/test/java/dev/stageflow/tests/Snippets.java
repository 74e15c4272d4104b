package dev.stageflow.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import javax.annotation.processing.Processor;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles what a page shows, with the processor, and runs it; all in memory. */
final class Snippets {
  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

  /** Kept from one example to the next, because it opens each jar of the class path. */
  private static final StandardJavaFileManager FILES =
      COMPILER.getStandardFileManager(null, null, null);

  /**
   * Compiles types and statements without a warning, and runs the statements.
   *
   * @return what they print
   */
  String run(String imports, List<String> types, String statements) throws Exception {
    String source =
        "package manual;\n"
            + imports
            + String.join("\n", types)
            + "\nfinal class Section {\n  public static void run() throws Exception {\n"
            + statements
            + "  }\n}\n";
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Method run = compile(source).loadClass("manual.Section").getDeclaredMethod("run");
    run.setAccessible(true);
    PrintStream before = System.out;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      run.invoke(null);
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  private static ClassLoader compile(String source) {
    StringWriter told = new StringWriter();
    Memory memory = new Memory(FILES);
    JavaCompiler.CompilationTask task =
        COMPILER.getTask(
            told,
            memory,
            null,
            List.of(
                // A section shows in one file what a user would put into several.
                "-Xlint:all,-processing,-path,-auxiliaryclass,-try,-classfile",
                "-Werror",
                "-classpath",
                System.getProperty("java.class.path")),
            null,
            List.of(new Text(source)));
    task.setProcessors(ServiceLoader.load(Processor.class));
    boolean compiled = task.call();
    assertThat(compiled ? told.toString() : "javac failed: " + told).as(source).isEmpty();
    return memory.loader();
  }

  private static final class Text extends SimpleJavaFileObject {
    private final String text;

    Text(String text) {
      super(URI.create("string:///manual/Section.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** What the compiler and the processor write. */
  private static final class Output extends SimpleJavaFileObject {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Output(String name, Kind kind) {
      super(URI.create("memory:///" + name.replace('.', '/') + kind.extension), kind);
    }

    @Override
    public ByteArrayOutputStream openOutputStream() {
      return bytes;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }

  private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, Output> classes = new HashMap<>();

    Memory(JavaFileManager files) {
      super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      Output output = new Output(name, kind);
      if (kind == JavaFileObject.Kind.CLASS) {
        classes.put(name, output);
      }
      return output;
    }

    ClassLoader loader() {
      return new ClassLoader(Snippets.class.getClassLoader()) {
        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
          Output output = classes.get(name);
          if (output == null) {
            throw new ClassNotFoundException(name);
          }
          byte[] code = output.bytes.toByteArray();
          return defineClass(name, code, 0, code.length);
        }
      };
    }
  }
}
