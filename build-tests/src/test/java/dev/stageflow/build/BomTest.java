package dev.stageflow.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The manual lists the libraries that the BOM has, and shows how to import it. */
class BomTest {
  private static final Pattern MANAGED =
      Pattern.compile("<dependency>\\s*<groupId>.*?</groupId>\\s*<artifactId>(.*?)</artifactId>");
  private static final Pattern LISTED = Pattern.compile("(?m)^\\| `(flow-[a-z0-9-]+)`");

  @Test
  void theTableHasEachOfItsLibraries() throws IOException {
    List<String> listed = names(LISTED, Path.of("..", "docs", "build-tools.md"));
    assertThat(listed)
        .containsAll(names(MANAGED, Path.of("..", "flow-bom", "pom.xml")))
        .contains("flow-bom")
        .doesNotHaveDuplicates();
    assertThat(listed).allSatisfy(name -> assertThat(Path.of("..", name, "pom.xml")).exists());
  }

  @Test
  void itIsImportedInTheVersionOfTheOthers() throws IOException {
    String setUp = Manual.block("xml", "annotationProcessorPaths");
    String version = setUp.replaceAll("(?s).*flow-runtime</artifactId>\\s*<version>(.*?)<.*", "$1");
    assertThat(Manual.block("xml", "flow-bom"))
        .contains("<version>" + version + "</version>")
        .contains("<scope>import</scope>");
  }

  private static List<String> names(Pattern pattern, Path file) throws IOException {
    return pattern.matcher(Files.readString(file)).results().map(found -> found.group(1)).toList();
  }
}
