package dev.stageflow.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.annotation.Function;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A build that is compared with a release fails if the release had more in its public packages. */
@Timeout(300)
class ApiGuardTest {
  private static final String RELEASE = "0.0.1";

  @TempDir private Path folder;

  @Test
  void aTypeThatAReleaseHadMustNotBeGone() throws IOException {
    release("dev.stageflow.annotation.Gone", "dev.stageflow.internal.Hidden");
    assertThat(compare())
        .anyMatch(
            line -> line.contains("dev.stageflow.annotation.Gone") && line.contains("REMOVED"))
        .noneMatch(line -> line.contains("Hidden"));
  }

  private List<String> compare() {
    return new Maven(Path.of("..", "flow-annotations"), folder, Map.of())
        .fails("japicmp:cmp@api", "-Dstageflow.baseline=" + RELEASE);
  }

  /** Puts a release into the repository: today's annotations, and more types. */
  private void release(String... types) throws IOException {
    Project more = new Project(folder.resolve("more"));
    for (String type : types) {
      int dot = type.lastIndexOf('.');
      String name = type.substring(dot + 1);
      more.with(
          name + ".java",
          "package %s; public interface %s {}".formatted(type.substring(0, dot), name));
    }
    more.javac();
    String name = "flow-annotations-" + RELEASE;
    Path place =
        Files.createDirectories(
            Maven.REPOSITORY.resolve("dev/stageflow/flow-annotations").resolve(RELEASE));
    Files.writeString(
        place.resolve(name + ".pom"),
        """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>dev.stageflow</groupId>
          <artifactId>flow-annotations</artifactId>
          <version>%s</version>
        </project>
        """
            .formatted(RELEASE));
    Path jar = folder.resolve(name + ".jar");
    Files.copy(Jars.of(Function.class), jar);
    try (FileSystem entries =
        FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of())) {
      for (String type : types) {
        Path entry = entries.getPath(type.replace('.', '/') + ".class");
        Files.createDirectories(entry.getParent());
        Files.copy(more.classes().resolve(entry.toString()), entry);
      }
    }
    Files.move(jar, place.resolve(name + ".jar"), StandardCopyOption.REPLACE_EXISTING);
  }
}
