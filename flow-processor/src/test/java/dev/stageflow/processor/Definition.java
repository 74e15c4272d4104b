package dev.stageflow.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.stageflow.processor.diagnostic.Rule;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/**
 * A definition that is compiled as a user would compile it, next to a class that uses its flow.
 *
 * <p>Sources are written without a package and imports: they are in package {@code shop}, and see
 * Stageflow's types and those of {@code java.util} and {@code java.util.stream}. A source that
 * starts with {@code package} or {@code import} is taken as it is. The line in which an error is
 * expected is marked with {@code // <- here}; where ecj marks another one, because it knows no
 * places within an array of an annotation, that one with {@code // <- ecj}.
 */
final class Definition {
  private static final String HERE = "// <- here";
  private static final String HERE_IN_ECJ = "// <- ecj";
  private static final String HEADER =
      "package shop; import dev.stageflow.*; import dev.stageflow.annotation.*;"
          + " import java.util.*; import java.util.stream.*; ";
  private static final Pattern TYPE =
      Pattern.compile(
          "\\b(?:class|record|interface|enum)\\s+(\\w+)", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern PACKAGE = Pattern.compile("^package\\s+([\\w.]+);");

  private final List<String> sources = new ArrayList<>();
  private final List<Processor> others = new ArrayList<>();
  private final List<File> classPath = new ArrayList<>();
  private Supplier<Processor> stageflow = FlowProcessor::new;
  private boolean javacAlone;

  private Definition() {
    classPath.addAll(OnDisk.STAGEFLOW);
  }

  /** Starts with a source file. */
  static Definition of(String source) {
    return new Definition().with(source);
  }

  /** Adds a source file. */
  Definition with(String source) {
    sources.add(source);
    return this;
  }

  /** Adds a class that uses the flow: statements, the last of which returns a result. */
  Definition usedBy(String statements) {
    return with(
        "final class Use {\n  static Object use() throws Exception {\n"
            + statements.indent(4)
            + "  }\n}\n");
  }

  /** Leaves out ecj, where many definitions differ in what is the same for each compiler. */
  Definition onJavacAlone() {
    javacAlone = true;
    return this;
  }

  /** Lets another processor take part in the compilation. */
  Definition withProcessor(Processor processor) {
    others.add(processor);
    return this;
  }

  /** Lets another processor take the place of Stageflow's. */
  Definition processedBy(Supplier<Processor> processor) {
    stageflow = processor;
    return this;
  }

  /** Leaves out the runtime, as a user does who has forgotten it. */
  Definition withoutRuntime() {
    classPath.removeIf(it -> it.getPath().contains("flow-runtime"));
    return this;
  }

  /** Adds compiled classes to the class path. */
  Definition withClasses(File directory) {
    classPath.add(directory);
    return this;
  }

  /** Adds the libraries that classes come from to the class path. */
  Definition withLibrariesOf(List<Class<?>> types) {
    types.forEach(type -> classPath.add(OnDisk.homeOf(type)));
    return this;
  }

  /**
   * Checks that there is one error, of a rule, in the marked line, and no other error, and that the
   * page on errors tells it.
   */
  void fails(Rule rule, String message) {
    String text = "[" + rule.tag() + "] " + message;
    ErrorTable.expect(text);
    failsWith(text);
  }

  /** Checks that there is one error in the marked line, and no other error, of either compiler. */
  void failsWith(String message) {
    OnDisk.Outcome<Told> ofJavac = isRejectedByJavac(message);
    String mark = sources.stream().anyMatch(it -> it.contains(HERE_IN_ECJ)) ? HERE_IN_ECJ : HERE;
    OnDisk.Outcome<Told> outcome = compileWithEcj("-warn:none");
    assertThat(errorsOf(outcome)).as("ecj").containsExactly(here(mark) + ": " + message);
    assertThat(outcome.generated()).as("stubs of ecj").isEqualTo(ofJavac.generated());
  }

  /**
   * Checks that there are these errors and no others, of either compiler: the first in the line
   * that is marked with {@code // <- 1}, and so on, in any order.
   */
  void failsWithAll(String... messages) {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < messages.length; i++) {
      expected.add(here("// <- " + (i + 1)) + ": " + messages[i]);
    }
    OnDisk.Outcome<Told> ofJavac =
        compile(OnDisk.javac(classPath), List.of("-Xlint:all", "-Xlint:-processing"));
    assertThat(errorsOf(ofJavac)).as("javac").containsExactlyInAnyOrderElementsOf(expected);
    if (!javacAlone) {
      OnDisk.Outcome<Told> ofEcj = compileWithEcj("-warn:none");
      assertThat(errorsOf(ofEcj)).as("ecj").containsExactlyInAnyOrderElementsOf(expected);
      assertThat(ofEcj.generated()).as("stubs of ecj").isEqualTo(ofJavac.generated());
    }
  }

  /**
   * Checks that each compiler rejects the marked line by itself, and that nothing is added to it.
   *
   * @param message what javac says
   */
  void isRejectedByCompilers(String message) {
    isRejectedByJavac(message);
    isRejectedByEcj();
  }

  /** Checks that ecj rejects the marked line by itself, and that nothing is added to it. */
  void isRejectedByEcj() {
    assertThat(errorsOf(compileWithEcj("-warn:none")))
        .as("ecj")
        .singleElement(STRING)
        .startsWith(here(HERE) + ": ")
        .doesNotContain("[Flow/");
  }

  /** Checks that javac rejects the marked line by itself, and that nothing is added to it. */
  OnDisk.Outcome<Told> isRejectedByJavac(String message) {
    OnDisk.Outcome<Told> outcome =
        compile(OnDisk.javac(classPath), List.of("-Xlint:all", "-Xlint:-processing"));
    assertThat(errorsOf(outcome)).containsExactly(here(HERE) + ": " + message);
    return outcome;
  }

  /** Checks that javac says nothing but one error, of a rule, in the marked line. */
  void failsAlone(Rule rule, String message) {
    tellsAlone("[" + rule.tag() + "] " + message);
  }

  /** Checks that javac says nothing but one thing, in the marked line. */
  void tellsAlone(String message) {
    Compilation compilation = compile("-Xlint:all", "-Xlint:-processing");
    assertThat(compilation.diagnostics().stream().map(Definition::told))
        .containsExactly(here(HERE) + ": " + message);
  }

  /** Checks that each compiler says one thing in the marked line, besides what it says itself. */
  void tellsToo(String message) {
    String expected = here(HERE) + ": " + message;
    for (OnDisk.Outcome<Told> outcome :
        List.of(compile(OnDisk.javac(classPath), List.of()), compileWithEcj("-warn:none"))) {
      assertThat(errorsOf(outcome)).hasSizeGreaterThan(1).contains(expected);
    }
  }

  /** Checks that it compiles with one warning, of a rule, in the marked line, and no other. */
  void warns(Rule rule, String message) {
    failsAlone(rule, message);
    assertThat(compile()).succeeded();
    assertThat(warningsOfEcj())
        .as("ecj")
        .filteredOn(it -> it.contains("[Flow/"))
        .containsExactly(here(HERE) + ": [" + rule.tag() + "] " + message);
  }

  /** Checks that neither compiler says anything; ecj is asked with options. */
  void isSilent(String... optionsOfEcj) {
    compilesWithJavac();
    assertThat(warningsOfEcj(optionsOfEcj)).as("ecj").isEmpty();
  }

  /** What ecj warns of, but for what is imported by every source. */
  private List<String> warningsOfEcj(String... options) {
    return toldByEcj(options).stream()
        .map(Told::text)
        .filter(it -> !it.matches(".*: The import \\S+ is never used"))
        .toList();
  }

  /** Checks that javac, with an option, says nothing of a generated source. */
  void tellsNothingOf(String file, String option) {
    assertThat(compile(option).diagnostics())
        .filteredOn(it -> nameOf(it).equals(file))
        .extracting(Definition::told)
        .isEmpty();
  }

  private static List<String> errorsOf(OnDisk.Outcome<Told> outcome) {
    return outcome.told().stream()
        .filter(it -> it.kind() == Diagnostic.Kind.ERROR)
        .map(Told::text)
        .toList();
  }

  private List<Told> toldByEcj(String... options) {
    return compileWithEcj(options).told();
  }

  private OnDisk.Outcome<Told> compileWithEcj(String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(List.of("--release", "17"));
    return compile(OnDisk.ecj(classPath), all);
  }

  private OnDisk.Outcome<Told> compile(OnDisk compiler, List<String> options) {
    return compiler.compile(
        files(), processors(), options, it -> new Told(it.getKind(), nameOf(it), told(it)));
  }

  /** What a compiler told: of which kind, in which file, and the whole with file and line. */
  record Told(Diagnostic.Kind kind, String file, String text) {}

  private static String told(Diagnostic<? extends JavaFileObject> error) {
    return nameOf(error) + ":" + error.getLineNumber() + ": " + error.getMessage(Locale.ROOT);
  }

  private static String nameOf(Diagnostic<? extends JavaFileObject> error) {
    JavaFileObject file = error.getSource();
    return file == null ? "nowhere" : nameOf(file);
  }

  private List<JavaFileObject> files() {
    return sources.stream().map(Definition::file).toList();
  }

  private List<Processor> processors() {
    List<Processor> processors = new ArrayList<>(others);
    processors.add(stageflow.get());
    return processors;
  }

  /**
   * Checks that everything compiles without a warning; with ecj, without one on generated sources.
   */
  Compiled compiles() {
    Compiled compiled = compilesWithJavac();
    if (javacAlone) {
      return compiled;
    }
    List<String> written = files().stream().map(Definition::nameOf).toList();
    OnDisk.Outcome<Told> outcome = compileWithEcj();
    assertThat(outcome.told())
        .filteredOn(it -> it.kind() == Diagnostic.Kind.ERROR || !written.contains(it.file()))
        .extracting(Told::text)
        .as("ecj")
        .isEmpty();
    assertThat(outcome.generated()).as("ecj").allSatisfy(Definition::isNoStub);
    assertThat(outcome.generated()).as("ecj").isEqualTo(compiled.generated());
    return compiled;
  }

  /** What is generated for a definition with a mistake compiles too, but does nothing. */
  private static void isNoStub(String file, String source) {
    assertThat(source).as(file).doesNotContain(" has errors\"");
  }

  private Compiled compilesWithJavac() {
    return compilesWithJavac("-Xlint:all", "-Xlint:-processing", "-Werror");
  }

  /** Checks that javac compiles everything without a warning, with options. */
  Compiled compilesWithJavac(String... options) {
    Compilation compilation = compile(options);
    if (compilation.status() == Compilation.Status.FAILURE) {
      StringBuilder told = new StringBuilder();
      compilation.diagnostics().forEach(it -> told.append(it).append('\n'));
      compilation.generatedSourceFiles().forEach(it -> told.append(text(it)).append('\n'));
      fail(told.toString());
    }
    assertThat(compilation).succeededWithoutWarnings();
    return new Compiled(compilation);
  }

  /** Checks that everything compiles without a warning, and what the using class returns. */
  void gives(Object expected) {
    assertThat(compiles().use()).isEqualTo(expected);
  }

  private Compilation compile(String... options) {
    return Compiler.javac()
        .withProcessors(processors())
        .withClasspath(classPath)
        .withOptions((Object[]) options)
        .compile(files());
  }

  private static JavaFileObject file(String source) {
    if (source.startsWith("import ")) {
      return JavaFileObjects.forSourceString(typeOf(source), source);
    }
    Matcher declared = PACKAGE.matcher(source);
    if (declared.find()) {
      return JavaFileObjects.forSourceString(declared.group(1) + "." + typeOf(source), source);
    }
    return JavaFileObjects.forSourceString("shop." + typeOf(source), HEADER + source);
  }

  private static String typeOf(String source) {
    Matcher type = TYPE.matcher(source);
    assertThat(type.find()).as("a type in %s", source).isTrue();
    return type.group(1);
  }

  /** The file and line of the mark. */
  private String here(String here) {
    for (String source : sources) {
      int mark = source.indexOf(here);
      if (mark >= 0) {
        long line = source.substring(0, mark).lines().count();
        return nameOf(file(source)) + ":" + line;
      }
    }
    return fail("no line is marked with '%s'", here);
  }

  private static String nameOf(JavaFileObject file) {
    return file.toUri().getPath().replaceFirst(".*/", "");
  }

  static String text(JavaFileObject file) {
    try {
      return file.getCharContent(true).toString();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** What came out of the compiler. */
  static final class Compiled {
    private final Compilation compilation;

    private Compiled(Compilation compilation) {
      this.compilation = compilation;
    }

    /** What the using class returns. */
    Object use() {
      try {
        Method use = new Loader(compilation).loadClass("shop.Use").getDeclaredMethod("use");
        use.setAccessible(true);
        return use.invoke(null);
      } catch (ReflectiveOperationException failure) {
        throw new AssertionError("the class Use could not be run", failure.getCause());
      }
    }

    /** The sources and saved forms that processors made, by their files' names. */
    Map<String, String> generated() {
      return OnDisk.generatedBy(compilation);
    }

    /** A generated source. */
    String generated(String type) {
      return text(compilation.generatedSourceFile(type).orElseThrow());
    }

    /** The classes, by their names. */
    Map<String, byte[]> classes() {
      return new Loader(compilation).classes;
    }
  }

  private static final class Loader extends ClassLoader {
    private final Map<String, byte[]> classes = new HashMap<>();

    Loader(Compilation compilation) {
      super(Definition.class.getClassLoader());
      for (JavaFileObject file : compilation.generatedFiles()) {
        if (file.getKind() == JavaFileObject.Kind.CLASS) {
          String path = file.toUri().getPath().replaceFirst("^/CLASS_OUTPUT/", "");
          classes.put(path.replaceFirst("\\.class$", "").replace('/', '.'), bytes(file));
        }
      }
    }

    private static byte[] bytes(JavaFileObject file) {
      try (var in = file.openInputStream()) {
        return in.readAllBytes();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] code = classes.get(name);
      if (code == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, code, 0, code.length);
    }
  }
}
