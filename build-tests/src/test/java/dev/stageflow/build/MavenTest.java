package dev.stageflow.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.shared.invoker.DefaultInvocationRequest;
import org.apache.maven.shared.invoker.DefaultInvoker;
import org.apache.maven.shared.invoker.InvocationRequest;
import org.apache.maven.shared.invoker.InvocationResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Builds with Maven, set up as the manual shows. The libraries come from a repository that this
 * module's build fills; all else from what Maven has downloaded for this build, if it is there.
 */
@Timeout(300)
class MavenTest {
  @TempDir private Path folder;
  private Project main;
  private Project test;

  @BeforeEach
  void createProject() throws IOException {
    Files.writeString(folder.resolve("pom.xml"), pom());
    Files.writeString(folder.resolve("settings.xml"), settings());
    main = new Project(folder, "src/main/java");
    test = new Project(folder, "src/test/java");
  }

  @Test
  void definitionsInMainAndTestSourcesAreChangedAndRemovedWithoutACleanBuild() throws Exception {
    main.with("shop/Lengths.java", Samples.LENGTHS)
        .with("shop/Use.java", Samples.USE)
        .with("shop/Gone.java", Samples.LENGTHS.replace("Lengths", "Gone"));
    test.with("shop/Tested.java", Samples.LENGTHS.replace("Lengths", "Tested"));
    build();
    assertThat(Project.use(classes())).isEqualTo(List.of(7));
    assertThat(classes().resolve("shop/GoneFlow.class")).exists();
    assertThat(folder.resolve("target/test-classes/shop/TestedFlow.class")).exists();

    main.with("shop/Lengths.java", Samples.LENGTHS.replace("word.length()", "2 * word.length()"))
        .without("shop/Gone.java");
    build();
    assertThat(Project.use(classes())).isEqualTo(List.of(14));
    assertThat(classes().resolve("shop/Gone.class")).doesNotExist();
    assertThat(classes().resolve("shop/GoneFlow.class")).doesNotExist();
  }

  private Path classes() {
    return folder.resolve("target/classes");
  }

  /** Compiles main and test sources; there must be no warning of a source. */
  private void build() throws Exception {
    List<String> told = new ArrayList<>();
    InvocationRequest request = new DefaultInvocationRequest();
    request.setMavenHome(new File(System.getProperty("maven.home")));
    request.setJavaHome(new File(System.getProperty("java.home")));
    request.setBaseDirectory(folder.toFile());
    request.setUserSettingsFile(folder.resolve("settings.xml").toFile());
    request.setLocalRepositoryDirectory(new File(System.getProperty("stageflow.repository")));
    request.setBatchMode(true);
    request.addArgs(List.of("compiler:compile", "compiler:testCompile"));
    request.setOutputHandler(told::add);
    InvocationResult result = new DefaultInvoker().execute(request);
    assertThat(result.getExitCode()).as(() -> String.join("\n", told)).isZero();
    assertThat(told).noneMatch(line -> line.contains(".java:["));
  }

  /** The manual's snippet, and around it what a project has anyway. */
  private static String pom() throws IOException {
    String shown = Manual.block("xml", "annotationProcessorPaths");
    assertThat(shown)
        .contains("<version>%s</version>".formatted(System.getProperty("stageflow.compiler")));
    return """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>shop</groupId>
          <artifactId>shop</artifactId>
          <version>1</version>
          <properties>
            <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
          </properties>
        %s
        </project>
        """
        .formatted(shown);
  }

  private static String settings() {
    String downloaded =
        """
        <id>downloaded</id>
        <url>%s</url>
        <releases><checksumPolicy>ignore</checksumPolicy></releases>
        <snapshots><enabled>false</enabled></snapshots>
        """
            .formatted(Path.of(System.getProperty("stageflow.repository.downloaded")).toUri());
    return """
        <settings>
          <profiles>
            <profile>
              <id>downloaded</id>
              <repositories><repository>%1$s</repository></repositories>
              <pluginRepositories><pluginRepository>%1$s</pluginRepository></pluginRepositories>
            </profile>
          </profiles>
          <activeProfiles><activeProfile>downloaded</activeProfile></activeProfiles>
        </settings>
        """
        .formatted(downloaded);
  }
}
