package dev.stageflow.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds with Eclipse's compiler, by itself. */
class EcjTest {
  @TempDir private Path folder;
  private Project project;

  @BeforeEach
  void createProject() {
    project =
        new Project(folder)
            .with("shop/Lengths.java", Samples.LENGTHS)
            .with("shop/Use.java", Samples.USE)
            .with("shop/Ledger.java", Samples.LEDGER);
  }

  @Test
  void aBuildOnTheClassPath() throws IOException {
    ecj("-17 -d %1$s -s %1$s -classpath %2$s -processorpath %3$s", Jars.path(Jars.API));
    assertThat(project.use()).isEqualTo(List.of(7));
  }

  @Test
  void theSameSourceAsFromJavac() throws IOException {
    ecj("-17 -d %1$s -s %1$s -classpath %2$s -processorpath %3$s", Jars.path(Jars.API));
    String fromEcj = project.generated("shop/LengthsFlow.java");
    String formFromEcj = project.generated("META-INF/stageflow/shop.Ledger.form");
    project.clean().javac();
    assertThat(fromEcj).isEqualTo(project.generated("shop/LengthsFlow.java"));
    assertThat(formFromEcj)
        .startsWith("flow shop.Ledger\n")
        .isEqualTo(project.generated("META-INF/stageflow/shop.Ledger.form"));
  }

  /** Compiles all sources with all warnings of the compiler's default; there must be none. */
  private void ecj(String options, String api) throws IOException {
    String command =
        options.formatted(project.classes(), api, Jars.path(Jars.PROCESSOR))
            + " "
            + String.join(" ", project.sources());
    // It would not make the folder of the generated sources.
    Files.createDirectories(project.classes());
    StringWriter printed = new StringWriter();
    PrintWriter out = new PrintWriter(printed);
    boolean compiled = BatchCompiler.compile(command, out, out, null);
    assertThat(printed.toString()).isEmpty();
    assertThat(compiled).isTrue();
  }
}
