package dev.stageflow.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The guide's examples compile with the imports that it names, and print what it says. */
class GuideTest {
  private static final Path GUIDE = Path.of("..", "docs", "guide.md");
  private static final Pattern BLOCK =
      Pattern.compile("```(?<kind>java|text)\\R(?<text>.*?)```", Pattern.DOTALL);
  private static final Pattern TYPE = Pattern.compile("^(?:class|record|interface) ");

  @TempDir private Path classes;

  /** What a section shows: types, statements, and what these print. */
  private record Section(String title, List<String> types, String statements, String prints) {

    static Section of(String text) {
      List<String> types = new ArrayList<>();
      StringBuilder statements = new StringBuilder();
      StringBuilder prints = new StringBuilder();
      for (MatchResult block : BLOCK.matcher(text).results().toList()) {
        String code = block.group(2);
        if (block.group(1).equals("text")) {
          prints.append(code);
        } else if (TYPE.matcher(code).find()) {
          types.add(code);
        } else {
          statements.append(code);
        }
      }
      String title = text.lines().findFirst().orElseThrow();
      return new Section(title, types, statements.toString(), prints.toString());
    }
  }

  @TestFactory
  Stream<DynamicTest> everySectionPrintsWhatItSays() throws IOException {
    List<String> parts = List.of(Files.readString(GUIDE).split("\n## "));
    String imports = Section.of(parts.get(0)).prints();
    assertThat(imports).startsWith("import ");
    return parts.stream()
        .skip(1)
        .map(Section::of)
        .map(
            section ->
                DynamicTest.dynamicTest(
                    section.title(),
                    () -> {
                      assertThat(section.prints()).isNotEmpty();
                      assertThat(run(imports, section)).isEqualTo(section.prints());
                    }));
  }

  private String run(String imports, Section section) throws Exception {
    Path output = Files.createTempDirectory(classes, "section");
    String source =
        "package guide;\n"
            + imports
            + String.join("\n", section.types())
            + "\nfinal class Section {\n  public static void run() throws Exception {\n"
            + section.statements()
            + "  }\n}\n";
    assertThat(compile(source, output)).as(source).isEmpty();
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream before = System.out;
    try (URLClassLoader loader = new URLClassLoader(new URL[] {output.toUri().toURL()})) {
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      var run = loader.loadClass("guide.Section").getDeclaredMethod("run");
      run.setAccessible(true);
      run.invoke(null);
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  private static String compile(String source, Path output) {
    String classPath = System.getProperty("java.class.path");
    StringWriter told = new StringWriter();
    boolean compiled =
        ToolProvider.getSystemJavaCompiler()
            .getTask(
                told,
                null,
                null,
                List.of(
                    // A section shows in one file what a user would put into several.
                    "-Xlint:all,-processing,-path,-auxiliaryclass,-try",
                    "-Werror",
                    "-classpath",
                    classPath,
                    "-processorpath",
                    classPath,
                    "-d",
                    output.toString()),
                null,
                List.of(
                    new SimpleJavaFileObject(
                        URI.create("string:///guide/Section.java"),
                        SimpleJavaFileObject.Kind.SOURCE) {
                      @Override
                      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                      }
                    }))
            .call();
    return compiled ? told.toString() : "javac failed: " + told;
  }
}
