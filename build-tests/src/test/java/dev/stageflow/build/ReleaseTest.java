package dev.stageflow.build;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * A release without the upload: the bundle has all that Maven Central asks for, signed with a key
 * that is thrown away.
 *
 * @see <a href="https://central.sonatype.org/publish/requirements/">Maven Central's
 *     requirements</a>
 */
@EnabledIfSystemProperty(named = "stageflow.large", matches = "true")
@Timeout(600)
class ReleaseTest {
  private static final Path SOURCES = Path.of("..").toAbsolutePath().normalize();
  private static final String SNAPSHOT = "0.1.0-SNAPSHOT";
  private static final String RELEASE = "0.1.0";

  @TempDir private Path folder;
  private Path project;
  private Path keys;

  @BeforeEach
  void createProjectAndKey() throws Exception {
    project = folder.resolve("stageflow");
    copySources();
    keys =
        Files.createDirectory(
            folder.resolve("gpg"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    gpg("--passphrase", "", "--quick-generate-key", "Nobody <nobody@example.org>", "ed25519");
  }

  @Test
  void theBundleForMavenCentralIsCompleteAndSigned() throws Exception {
    new Maven(project, folder, Map.of("GNUPGHOME", keys.toString()))
        .succeeds(
            "deploy",
            "-Drelease",
            "-DskipUpload",
            "-Dmaven.test.skip=true",
            "-Dspotless.check.skip=true");
    Path bundle = project.resolve("target/central-publishing/central-bundle.zip");
    try (FileSystem files =
        FileSystems.newFileSystem(URI.create("jar:" + bundle.toUri()), Map.of())) {
      Path group = files.getPath("dev", "stageflow");
      Set<String> libraries = managedByTheBom(group);
      assertThat(names(group))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(libraries.stream(), Stream.of("flow-bom", "stageflow-parent"))
                  .toList());
      for (String artifact : names(group)) {
        Path version = group.resolve(artifact).resolve(RELEASE);
        String name = artifact + "-" + RELEASE;
        List<String> published = new ArrayList<>(List.of(name + ".pom"));
        if (libraries.contains(artifact)) {
          published.addAll(List.of(name + ".jar", name + "-sources.jar", name + "-javadoc.jar"));
        }
        assertThat(names(version).stream().filter(ReleaseTest::isPublished))
            .containsExactlyInAnyOrderElementsOf(published);
        for (String file : published) {
          verifySignature(version.resolve(file));
          assertThat(names(version)).contains(file + ".md5", file + ".sha1");
        }
        checkPom(group, version.resolve(name + ".pom"));
      }
    }
  }

  private static boolean isPublished(String file) {
    return file.endsWith(".pom") || file.endsWith(".jar");
  }

  private static Set<String> managedByTheBom(Path group) throws Exception {
    Element bom = pom(group.resolve("flow-bom/%1$s/flow-bom-%1$s.pom".formatted(RELEASE)));
    return children(child(child(bom, "dependencyManagement").get(0), "dependencies").get(0))
        .stream()
        .map(managed -> child(managed, "artifactId").get(0).getTextContent())
        .collect(toSet());
  }

  private static void checkPom(Path group, Path file) throws Exception {
    Element pom = pom(file);
    Element parent =
        pom(group.resolve("stageflow-parent/%1$s/stageflow-parent-%1$s.pom".formatted(RELEASE)));
    for (String own : List.of("name", "description")) {
      assertThat(child(pom, own)).as("%s in %s", own, file).hasSize(1);
    }
    for (String inherited : List.of("url", "licenses", "developers", "scm")) {
      boolean there =
          child(pom, inherited).size() == 1
              || child(pom, "parent").size() == 1 && child(parent, inherited).size() == 1;
      assertThat(there).as("%s of %s", inherited, file).isTrue();
    }
    assertThat(Files.readString(file)).doesNotContain("SNAPSHOT");
  }

  private static Element pom(Path file) throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(Files.newInputStream(file));
    return document.getDocumentElement();
  }

  private static List<Element> child(Element parent, String name) {
    return children(parent).stream().filter(child -> child.getTagName().equals(name)).toList();
  }

  private static List<Element> children(Element parent) {
    return IntStream.range(0, parent.getChildNodes().getLength())
        .mapToObj(parent.getChildNodes()::item)
        .filter(Element.class::isInstance)
        .map(Element.class::cast)
        .toList();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString().replace("/", "")).sorted().toList();
    }
  }

  private void verifySignature(Path file) throws Exception {
    Path signed = folder.resolve(file.getFileName().toString());
    Path signature = folder.resolve(signed.getFileName() + ".asc");
    Files.copy(file, signed);
    Files.copy(file.resolveSibling(signature.getFileName().toString()), signature);
    gpg("--verify", signature.toString(), signed.toString());
  }

  /** Copies what is needed to build, as the version to be released. */
  private void copySources() throws IOException {
    Files.walkFileTree(
        SOURCES,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path source, BasicFileAttributes attributes)
              throws IOException {
            String name = source.getFileName().toString();
            if (!source.equals(SOURCES)
                && (name.equals("target") || name.startsWith(".") && !name.equals(".mvn"))) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(copy(source));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path source, BasicFileAttributes attributes)
              throws IOException {
            if (source.endsWith("pom.xml")) {
              String released = Files.readString(source).replace(SNAPSHOT, RELEASE);
              Files.writeString(copy(source), released);
            } else {
              Files.copy(source, copy(source));
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private Path copy(Path source) {
    return project.resolve(SOURCES.relativize(source));
  }

  private void gpg(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("gpg", "--batch", "--quiet", "--pinentry-mode", "loopback"));
    command.addAll(List.of(arguments));
    ProcessBuilder gpg = new ProcessBuilder(command).redirectErrorStream(true);
    gpg.environment().put("GNUPGHOME", keys.toString());
    Process process = gpg.start();
    String printed = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as("%s%n%s", command, printed).isZero();
  }
}
