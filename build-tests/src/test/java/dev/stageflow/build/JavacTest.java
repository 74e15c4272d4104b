package dev.stageflow.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Builds with javac. */
class JavacTest {
  @TempDir private Path folder;
  private Project project;

  @BeforeEach
  void createProject() {
    project = new Project(folder);
  }

  static IntStream releases() {
    return IntStream.of(17, 21, 25).filter(release -> release <= Runtime.version().feature());
  }

  @ParameterizedTest
  @MethodSource("releases")
  void everyReleaseThatTheJdkCompilesFor(int release) {
    project
        .with("shop/Lengths.java", Samples.LENGTHS)
        .with("shop/Use.java", Samples.USE)
        .javac("--release", String.valueOf(release));
    assertThat(project.use()).isEqualTo(List.of(7));
  }

  /** A source that escapes a character may be read in an encoding that has none for it. */
  @ParameterizedTest
  @ValueSource(strings = {"US-ASCII", "UTF-8"})
  void namesThatTheEncodingOfSourcesLacks(String encoding) {
    project
        .with(
            "shop/Lengths.java",
            """
            package shop;

            import dev.stageflow.annotation.Function;

            public class Lengths {
              @Function(stop = "\\"gr\\u00f6\\u00dfte\\"")
              public String gr\\u00f6\\u00dfe(String gr\\u00f6\\u00dfe) { return gr\\u00f6\\u00dfe; }
            }
            """)
        .with(
            "shop/Use.java",
            """
            package shop;

            public class Use {
              public static Object use() {
                return LengthsFlow.create().collect("gr\\u00f6\\u00df").size()
                    + LengthsFlow.create().collect("gr\\u00f6\\u00dfte").size();
              }
            }
            """)
        .javac("-encoding", encoding);
    assertThat(project.use()).isEqualTo(1);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void theCommandOfTheManual() throws Exception {
    project.with("shop/Lengths.java", Samples.LENGTHS).with("shop/Use.java", Samples.USE);
    Path lib = Files.createDirectory(folder.resolve("lib"));
    for (Path jar : Jars.ALL) {
      Files.copy(jar, lib.resolve(jar.getFileName()));
    }
    Path printed = folder.resolve("printed");
    ProcessBuilder shell =
        new ProcessBuilder("sh", "-ec", Manual.block("sh", "javac -d"))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile());
    shell
        .environment()
        .merge("PATH", System.getProperty("java.home") + "/bin", (old, bin) -> bin + ":" + old);
    Process process = shell.start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(printed).hasContent("");
    assertThat(process.exitValue()).isZero();
    assertThat(project.use()).isEqualTo(List.of(7));
  }

  @Test
  void twoDefinitionsInOneFile() {
    project
        .with(
            "shop/Both.java",
            """
            package shop;

            import dev.stageflow.annotation.Function;

            public class Both {
              @Function int twice(int number) { return number * 2; }

              static class Nested {
                @Function int next(int number) { return number + 1; }
              }
            }

            class Other {
              @Function int square(int number) { return number * number; }
            }
            """)
        .with(
            "shop/Use.java",
            """
            package shop;

            class Use {
              static int use() throws Exception {
                return BothFlow.create()
                    .then(Both_NestedFlow.create())
                    .then(OtherFlow.create())
                    .single(3);
              }
            }
            """)
        // Not to be suppressed in signatures: javac warns of uses of Other outside its file.
        .javac("-Xlint:-auxiliaryclass");
    assertThat(project.use()).isEqualTo(49);
  }

  @Test
  void definitionsInTestSourcesExtendThoseOfTheMainOnes() {
    Project main = new Project(folder.resolve("main"));
    main.with("shop/Lengths.java", Samples.LENGTHS).javac();
    Project test = new Project(folder.resolve("test"));
    test.with(
            "shop/LengthsInHtml.java",
            """
            package shop;

            import dev.stageflow.annotation.Function;

            class LengthsInHtml extends Lengths {
              @Function String html(int sum) { return "<b>" + sum + "</b>"; }
            }
            """)
        .with(
            "shop/Use.java",
            """
            package shop;

            class Use {
              static String use() { return LengthsInHtmlFlow.create().single("one  four"); }
            }
            """)
        .onClassPath(main.classes())
        .javac();
    assertThat(Project.use(test.classes(), main.classes())).isEqualTo("<b>7</b>");
  }

  @Test
  void theSameBytesInAnyOrderOfTheFilesAndHoweverOften() {
    withManyDefinitions();
    List<String> sources = project.sources();
    SortedMap<String, String> first = project.javac(sources).output();
    assertThat(first)
        .containsKeys(
            "shop/LengthsFlow.java",
            "shop/Outer_InnerFlow.java",
            "META-INF/stageflow/shop.Ledger.form");

    // What an earlier build left is on the class path, as incremental builds have it.
    project.onClassPath(project.classes()).javac(sources);
    assertSame(project.output(), first);

    for (int seed = 0; seed < 4; seed++) {
      List<String> shuffled = new ArrayList<>(sources);
      Collections.shuffle(shuffled, new Random(seed));
      project.clean().onClassPath().javac(shuffled);
      assertSame(project.output(), first);
    }
  }

  /** What Gradle counts on: it compiles a changed definition alone, beside the others' classes. */
  @Test
  void theSameSourceForADefinitionThatIsCompiledAlone() {
    withManyDefinitions();
    SortedMap<String, String> first = project.javac().output();
    for (String source : project.sources()) {
      project.onClassPath(project.classes()).javac(List.of(source));
      assertSame(project.output(), first);
    }
  }

  private static void assertSame(Map<String, String> output, Map<String, String> expected) {
    assertThat(output).containsOnlyKeys(expected.keySet());
    assertThat(output).allSatisfy((path, text) -> assertThat(text).isEqualTo(expected.get(path)));
  }

  private void withManyDefinitions() {
    project
        .with("shop/Lengths.java", Samples.LENGTHS)
        .with("shop/Use.java", Samples.USE)
        .with("shop/Ledger.java", Samples.LEDGER)
        .with(
            "shop/Base.java",
            """
            package shop;

            import dev.stageflow.annotation.Filter;
            import dev.stageflow.annotation.FlowDefinition;
            import dev.stageflow.annotation.Sequence;
            import java.util.Collection;

            @FlowDefinition(generate = false)
            abstract class Base<T extends Comparable<T>> {
              @Sequence(onFinish = "done") Collection<T> items(Collection<T> all) { return all; }
              @Filter boolean known(T item) { return true; }
              void done() {}
            }
            """)
        .with(
            "shop/Derived.java",
            """
            package shop;

            import dev.stageflow.annotation.Accumulate;
            import dev.stageflow.annotation.Function;
            import java.util.stream.Collector;
            import java.util.stream.Collectors;

            class Derived extends Base<String> {
              @Function int[] letters(String word) { return word.chars().toArray(); }
              @Accumulate Collector<Object, ?, Long> count() { return Collectors.counting(); }
            }
            """)
        .with(
            "shop/Outer.java",
            """
            package shop;

            import dev.stageflow.PauseFlow;
            import dev.stageflow.annotation.Function;
            import dev.stageflow.annotation.Sequence;
            import dev.stageflow.annotation.Tunnel;
            import java.util.stream.IntStream;

            class Outer {
              record Inner(int count) {
                @Tunnel @Sequence IntStream numbers() { return IntStream.range(0, count); }
                @Function long twice(int number) throws PauseFlow { return number * 2L; }
              }
              static class Empty {
                @Function void none(Object any) {}
              }
            }
            """);
  }

  @Test
  void aMistakeIsToldByTheCommandLineCompiler() {
    project.with(
        "shop/Wrong.java",
        """
        package shop;

        import dev.stageflow.annotation.Filter;

        class Wrong {
          @Filter int length(String word) { return word.length(); }
        }
        """);
    assertThat(project.failingJavac())
        .contains("Wrong.java:6: error: [Flow/NotBoolean]")
        .endsWith("1 error" + System.lineSeparator());
  }

  @Test
  void theJavadocOfAFlowHasNothingToComplainOf() {
    project.with("shop/Lengths.java", Samples.LENGTHS).with("shop/Use.java", Samples.USE).javac();
    List<String> arguments =
        List.of(
            "-Xdoclint:all,-missing",
            "-Werror",
            "-quiet",
            "-classpath",
            Jars.path(Jars.API, project.classes()),
            "-d",
            folder.resolve("pages").toString(),
            project.classes().resolve("shop/LengthsFlow.java").toString());
    assertThat(Project.printedBy("javadoc", arguments)).isEmpty();
    assertThat(folder.resolve("pages/shop/LengthsFlow.html"))
        .content()
        .contains("gives any number of", "flowchart TD");
  }
}
