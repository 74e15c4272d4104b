package dev.stageflow.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Builds with Maven, set up as the manual shows. */
@Timeout(300)
class MavenTest {
  @TempDir private Path folder;
  private Maven maven;
  private Project main;
  private Project test;

  @BeforeEach
  void createProject() throws IOException {
    Files.writeString(folder.resolve("pom.xml"), pom());
    maven = new Maven(folder, folder, Map.of());
    main = new Project(folder, "src/main/java");
    test = new Project(folder, "src/test/java");
  }

  @Test
  void definitionsInMainAndTestSourcesAreChangedAndRemovedWithoutACleanBuild() throws Exception {
    main.with("shop/Lengths.java", Samples.LENGTHS)
        .with("shop/Use.java", Samples.USE)
        .with("shop/Gone.java", Samples.LENGTHS.replace("Lengths", "Gone"))
        .with("shop/Ledger.java", Samples.LEDGER);
    test.with("shop/Tested.java", Samples.LENGTHS.replace("Lengths", "Tested"));
    build();
    assertThat(Project.use(classes())).isEqualTo(List.of(7));
    assertThat(classes().resolve("shop/GoneFlow.class")).exists();
    assertThat(folder.resolve("target/test-classes/shop/TestedFlow.class")).exists();
    assertThat(form()).content().contains("record shop.Ledger.Sale(long cents)");

    main.with("shop/Lengths.java", Samples.LENGTHS.replace("word.length()", "2 * word.length()"))
        .with("shop/Ledger.java", Samples.LEDGER.replace("long cents", "int cents"))
        .without("shop/Gone.java");
    build();
    assertThat(Project.use(classes())).isEqualTo(List.of(14));
    assertThat(classes().resolve("shop/Gone.class")).doesNotExist();
    assertThat(classes().resolve("shop/GoneFlow.class")).doesNotExist();
    assertThat(form()).content().contains("record shop.Ledger.Sale(int cents)");

    main.without("shop/Ledger.java");
    build();
    assertThat(form()).doesNotExist();
  }

  private Path form() {
    return classes().resolve("META-INF/stageflow/shop.Ledger.form");
  }

  private Path classes() {
    return folder.resolve("target/classes");
  }

  /** Compiles main and test sources; there must be no warning of a source. */
  private void build() {
    assertThat(maven.succeeds("compiler:compile", "compiler:testCompile"))
        .noneMatch(line -> line.contains(".java:["));
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
}
