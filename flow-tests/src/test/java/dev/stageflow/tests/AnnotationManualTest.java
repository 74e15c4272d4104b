package dev.stageflow.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What the annotations' javadoc shows to users is right. */
class AnnotationManualTest {
  private static final Path SOURCES =
      Path.of("..", "flow-annotations", "src", "main", "java", "dev", "stageflow", "annotation");
  private static final Pattern COMMENT_MARGIN = Pattern.compile("(?m)^ \\* ?");
  private static final Pattern EXAMPLE =
      Pattern.compile("<pre>\\{@code\\R(.*?)\\R}</pre>", Pattern.DOTALL);

  @TempDir private Path classes;

  @TestFactory
  Stream<DynamicTest> everyExampleIsADefinitionThatCompilesWithoutAWarning() throws IOException {
    List<Path> pages;
    try (Stream<Path> files = Files.list(SOURCES)) {
      pages = files.sorted().toList();
    }
    assertThat(pages).isNotEmpty();
    return pages.stream()
        .map(page -> DynamicTest.dynamicTest(page.getFileName().toString(), () -> check(page)));
  }

  private void check(Path page) throws IOException {
    String text = COMMENT_MARGIN.matcher(Files.readString(page)).replaceAll("");
    List<String> examples =
        EXAMPLE.matcher(text).results().map(example -> example.group(1)).toList();
    assertThat(examples).isNotEmpty();
    for (String example : examples) {
      assertThat(compile(example)).as(example).isEmpty();
    }
  }

  /** Compiles an example as a user would, with the processor, and returns what javac prints. */
  private String compile(String example) throws IOException {
    Path output = Files.createTempDirectory(classes, "example");
    String classPath = System.getProperty("java.class.path");
    StringWriter printed = new StringWriter();
    boolean compiled =
        ToolProvider.getSystemJavaCompiler()
            .getTask(
                printed,
                null,
                null,
                List.of(
                    // An example shows in one file what a user would put into several.
                    "-Xlint:all,-processing,-path,-auxiliaryclass",
                    "-Werror",
                    "-classpath",
                    classPath,
                    "-processorpath",
                    classPath,
                    "-d",
                    output.toString()),
                null,
                List.of(new Example(example)))
            .call();
    return compiled ? printed.toString() : "javac failed: " + printed;
  }

  private static final class Example extends SimpleJavaFileObject {
    private final String text;

    Example(String text) {
      super(URI.create("string:///manual/" + nameOfFirstType(text) + ".java"), Kind.SOURCE);
      this.text = "package manual;\n" + text;
    }

    private static String nameOfFirstType(String text) {
      Matcher type = Pattern.compile("(?m)^(?:abstract )?class (\\w+)").matcher(text);
      assertThat(type.find()).as("a class in %s", text).isTrue();
      return type.group(1);
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
