package dev.stageflow.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What pages name is there. */
class LinksTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path DECISIONS = ROOT.resolve("docs/decisions");
  private static final Pattern CODE = Pattern.compile("```.*?```", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)]*)\\)");
  private static final Pattern CLASS = Pattern.compile("`([A-Z]\\w*[a-z]\\w*)`");
  private static final Pattern PACKAGE = Pattern.compile("internal\\.(\\w+)");
  private static final Pattern MODULES = Pattern.compile("-pl (\\S+)");

  static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            boolean ours = !name.startsWith(".") || name.equals(".github") || folder.equals(ROOT);
            return ours && !name.equals("target") && !name.equals("src")
                ? FileVisitResult.CONTINUE
                : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".md")) {
              pages.add(ROOT.relativize(file));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return pages;
  }

  @ParameterizedTest
  @MethodSource("pages")
  void aLinkLeadsToAFileOrAHeading(Path page) {
    assertThat(LINK.matcher(CODE.matcher(text(page)).replaceAll("")).results())
        .extracting(link -> link.group(1))
        .filteredOn(link -> !link.startsWith("http"))
        .allMatch(link -> leadsSomewhere(page, link));
  }

  private static boolean leadsSomewhere(Path page, String link) {
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
    return Files.exists(ROOT.resolve(target))
        && (parts.length == 1 || anchors(text(target)).anyMatch(parts[1]::equals));
  }

  /** The names that GitHub gives to headings. */
  private static Stream<String> anchors(String page) {
    return page.lines()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\w\\- ]", "").replace(' ', '-'));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void aCommandNamesModulesThatThereAre(Path page) {
    assertThat(MODULES.matcher(text(page)).results())
        .flatExtracting(modules -> List.of(modules.group(1).split(",")))
        .allMatch(module -> Files.exists(ROOT.resolve(module + "/pom.xml")));
  }

  @Test
  void theMapNamesClassesAndPackagesThatThereAre() throws IOException {
    String map = text(Path.of("ARCHITECTURE.md"));
    Set<String> classes = new HashSet<>(Set.of("OrdersFrame", "CompletionStage"));
    try (Stream<Path> files = Files.walk(ROOT)) {
      files
          .filter(file -> file.toString().contains("main") && file.toString().endsWith(".java"))
          .forEach(file -> classes.add(file.getFileName().toString().replace(".java", "")));
    }
    assertThat(CLASS.matcher(map).results().map(named -> named.group(1))).isSubsetOf(classes);
    assertThat(PACKAGE.matcher(map).results().map(named -> named.group(1)))
        .allMatch(
            name ->
                Files.isDirectory(
                    ROOT.resolve("flow-runtime/src/main/java/dev/stageflow/internal/" + name)));
  }

  @Test
  void theIndexOfDecisionsNamesEachWithItsTitle() throws IOException {
    List<String> decisions = new ArrayList<>();
    try (Stream<Path> files = Files.list(DECISIONS)) {
      for (Path file : files.filter(it -> !it.endsWith("README.md")).sorted().toList()) {
        String name = file.getFileName().toString();
        String decision = Files.readString(file);
        assertThat(name).matches("\\d{4}-[a-z0-9-]+\\.md");
        assertThat(decision)
            .as(name)
            .matches(
                Pattern.compile(
                    "# .+\n\n- \\*\\*Choice:\\*\\* .+\n- \\*\\*Why:\\*\\* .+\n- \\*\\*Given up:\\*\\* .+\n"
                        + "(- \\*\\*Measured:\\*\\* .+\n)?"));
        String title = decision.lines().findFirst().orElseThrow().substring("# ".length());
        decisions.add("- [%s](%s) %s".formatted(name.substring(0, 4), name, title));
      }
    }
    assertThat(text(Path.of("docs/decisions/README.md")).lines().filter(it -> it.startsWith("- ")))
        .containsExactlyInAnyOrderElementsOf(decisions);
  }

  private static String text(Path page) {
    try {
      return Files.readString(ROOT.resolve(page));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
