package dev.stageflow.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Definitions in modules, several of which are compiled together. */
class ModuleSourcesTest {
  private static final String REPORT =
      """
      package shop;
      import dev.stageflow.annotation.*;
      class Report {
        @Function String same(String text) { return text; }
        static Object use() { return ReportFlow.create(); }
      }
      """;

  @TempDir Path folder;

  @Test
  void classesOfTwoModulesMayHaveOneName() {
    for (String module : List.of("one", "two")) {
      write(module, "module-info", "module %s { requires dev.stageflow; }".formatted(module));
      write(module, "shop/Report", REPORT);
    }
    write("two", "shop/Other", REPORT.replace("Report", "Other"));
    assertThat(compile("one,two")).isEmpty();
    assertThat(folder.resolve("classes/one/shop/ReportFlow.class")).exists();
    assertThat(folder.resolve("classes/two/shop/ReportFlow.class")).exists();
    assertThat(folder.resolve("classes/two/shop/OtherFlow.class")).exists();
  }

  @Test
  void aModuleThatDoesNotReadTheRuntimeIsTold() {
    write("one", "module-info", "module one { requires dev.stageflow.annotation; }");
    write("one", "shop/Report", REPORT);
    write("one", "shop/Other", REPORT.replace("Report", "Other"));
    assertThat(compile("one"))
        .filteredOn(it -> it.contains("[Flow/"))
        .containsExactly(
            "Other.java:3: [Flow/RuntimeMissing] Generated flows use Stageflow's runtime, which"
                + " module one does not read. Add 'requires dev.stageflow;' to its module-info,"
                + " and dev.stageflow:flow-runtime to the module path.");
  }

  @Test
  void aFlowOfAnExportedPackageIsNotMarkedWithWhatUsersDoNotSee() {
    write(
        "one",
        "module-info",
        "module one { requires transitive dev.stageflow; requires static java.compiler;"
            + " exports shop; }");
    write("one", "shop/Report", REPORT.replace("class Report", "public class Report"));
    assertThat(compile("one")).noneMatch(it -> it.contains("ReportFlow.java"));
    assertThat(folder.resolve("classes/one/shop/ReportFlow.class")).exists();
  }

  @Test
  void theSavedFormOfADurableDefinitionIsInItsModule() {
    for (String module : List.of("one", "two")) {
      write(module, "module-info", "module %s { requires dev.stageflow; }".formatted(module));
      write(
          module,
          "shop/Report",
          REPORT.replace("class Report", "@FlowDefinition(durable = true) class Report"));
    }
    assertThat(compile("one")).isEmpty();
    assertThat(folder.resolve("classes/one/META-INF/stageflow/shop.Report.form"))
        .content()
        .startsWith("flow shop.Report\n");
    assertThat(compile("one,two")).isEmpty();
    assertThat(folder.resolve("classes/two/META-INF/stageflow/shop.Report.form")).exists();
  }

  private static final String BASE =
      """
      package lib;
      import dev.stageflow.annotation.*;
      import java.util.List;
      @FlowDefinition(generate = false)
      public abstract class Base {
        @Sequence public List<lib.hidden.Row> rows(String text) { return List.of(); }
        @Function public String text(lib.hidden.Row row) { return ""; }
      }
      """;

  @Test
  void aTypeOfAPackageThatItsModuleDoesNotExportIsTold() {
    write("lib", "module-info", "module lib { requires transitive dev.stageflow; exports lib; }");
    write("lib", "lib/Base", BASE);
    write("lib", "lib/hidden/Row", "package lib.hidden; public class Row {}");
    write("one", "module-info", "module one { requires lib; }");
    write(
        "one",
        "shop/Report",
        "package shop; @dev.stageflow.annotation.FlowDefinition class Report extends lib.Base {}");
    assertThat(compile("one,lib"))
        .filteredOn(it -> it.startsWith("Report"))
        .containsExactly(
            "Report.java:1: [Flow/Inaccessible] 'rows' returns Row of module lib, which does not"
                + " export its package to one, so the generated flow cannot name it. Export the"
                + " package, or use another type.");
  }

  @Test
  void aTypeOfAModuleThatIsNotReadIsTold() {
    write("rows", "module-info", "module rows { exports lib.hidden; }");
    write("rows", "lib/hidden/Row", "package lib.hidden; public class Row {}");
    write(
        "lib",
        "module-info",
        "module lib { requires transitive dev.stageflow; requires rows; exports lib; }");
    write("lib", "lib/Base", BASE);
    write("one", "module-info", "module one { requires lib; }");
    write(
        "one",
        "shop/Report",
        "package shop; @dev.stageflow.annotation.FlowDefinition class Report extends lib.Base {}");
    assertThat(compile("one,lib,rows"))
        .filteredOn(it -> it.startsWith("Report"))
        .containsExactly(
            "Report.java:1: [Flow/Inaccessible] 'rows' returns Row of module rows, which module one"
                + " does not read, so the generated flow cannot name it. Add 'requires rows;' to"
                + " its module-info.");
  }

  private void write(String module, String name, String source) {
    Path file = folder.resolve("src").resolve(module).resolve(name + ".java");
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, source);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Compiles modules, with every warning that javac has, and gives what it tells. */
  private List<String> compile(String modules) {
    List<String> options =
        new ArrayList<>(
            List.of("-Xlint:all", "-Xlint:-processing", "--release", "17", "--module", modules));
    options.addAll(List.of("--module-source-path", folder.resolve("src").toString()));
    options.addAll(
        List.of(
            "--module-path",
            OnDisk.STAGEFLOW.stream()
                .map(File::getPath)
                .collect(Collectors.joining(File.pathSeparator))));
    options.addAll(List.of("-d", folder.resolve("classes").toString()));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> told = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(told, Locale.ROOT, StandardCharsets.UTF_8)) {
      JavaCompiler.CompilationTask task =
          compiler.getTask(Writer.nullWriter(), files, told, options, null, null);
      task.setProcessors(List.of(new FlowProcessor()));
      task.call();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return told.getDiagnostics().stream()
        .map(
            it ->
                (it.getSource() == null ? "" : Path.of(it.getSource().getName()).getFileName())
                    + ":"
                    + it.getLineNumber()
                    + ": "
                    + it.getMessage(Locale.ROOT))
        .toList();
  }
}
