package dev.stageflow.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What users can call is what {@code api.txt} of each library records, as javap prints it: a change
 * is seen by whoever reviews it. Run it with {@code -Dstageflow.golden.write=true} to record it.
 */
class PublicApiTest {
  private static final boolean WRITE = Boolean.getBoolean("stageflow.golden.write");

  @ParameterizedTest
  @CsvSource({
    "flow-annotations, dev.stageflow.annotation.Function",
    "flow-runtime, dev.stageflow.Flow",
    "flow-jdbc, dev.stageflow.jdbc.QuerySequence",
    "flow-testing, dev.stageflow.testing.FlowRehearsal",
    "flow-micrometer, dev.stageflow.micrometer.MetricsListener",
    "flow-slf4j, dev.stageflow.slf4j.LoggingListener",
    "flow-resilience4j, dev.stageflow.resilience4j.Gate"
  })
  void thePublicTypesAreThoseOnRecord(String library, Class<?> type) throws Exception {
    Path record = Path.of("..", library, "api.txt");
    String api = api(type);
    if (WRITE) {
      Files.writeString(record, api);
    }
    assertThat(record).hasContent(api);
  }

  private static String api(Class<?> type) throws Exception {
    Path home = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> command = new ArrayList<>(List.of("-protected", "-classpath", home.toString()));
    command.addAll(publicTypes(home));
    StringWriter printed = new StringWriter();
    PrintWriter out = new PrintWriter(printed);
    int status =
        ToolProvider.findFirst("javap").orElseThrow().run(out, out, command.toArray(String[]::new));
    assertThat(status).as("%s", printed).isZero();
    return printed
        .toString()
        .lines()
        .filter(line -> !line.startsWith("Compiled from"))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static List<String> publicTypes(Path home) throws IOException {
    ModuleReference module = ModuleFinder.of(home).findAll().iterator().next();
    Set<String> packages =
        module.descriptor().exports().stream()
            .filter(exports -> !exports.isQualified())
            .map(Exports::source)
            .filter(name -> !name.contains(".internal"))
            .collect(Collectors.toSet());
    try (ModuleReader files = module.open();
        var names = files.list()) {
      return names
          .filter(name -> name.endsWith(".class") && name.contains("/"))
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
          .filter(name -> packages.contains(name.substring(0, name.lastIndexOf('.'))))
          .filter(PublicApiTest::isPublic)
          .sorted()
          .toList();
    }
  }

  private static boolean isPublic(String name) {
    try {
      Class<?> type = Class.forName(name, false, PublicApiTest.class.getClassLoader());
      while (type != null && (type.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0) {
        type = type.getEnclosingClass();
      }
      return type == null;
    } catch (ClassNotFoundException failure) {
      throw new AssertionError(failure);
    }
  }
}
