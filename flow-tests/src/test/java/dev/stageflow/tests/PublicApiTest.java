package dev.stageflow.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleFinder;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;

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
    "flow-resilience4j, dev.stageflow.resilience4j.Gate",
    "flow-flink, dev.stageflow.flink.FlowOperators"
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

  /** Reads the class files, because the library that some of the types extend may not be here. */
  private static List<String> publicTypes(Path home) throws IOException {
    Predicate<String> exported = exported(home);
    if (Files.isDirectory(home)) {
      return publicTypes(home, exported);
    }
    try (FileSystem jar = FileSystems.newFileSystem(home)) {
      return publicTypes(jar.getPath("/"), exported);
    }
  }

  private static List<String> publicTypes(Path root, Predicate<String> exported)
      throws IOException {
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".class")).toList()) {
        ClassReader type = new ClassReader(Files.readAllBytes(file));
        String name = type.getClassName().replace('/', '.');
        if (name.contains(".")
            && exported.test(name.substring(0, name.lastIndexOf('.')))
            && isPublic(type)) {
          names.add(name);
        }
      }
    }
    Collections.sort(names);
    return names;
  }

  /** A library that is no module, because what it binds is none, exports all its packages. */
  private static Predicate<String> exported(Path home) {
    Set<String> packages =
        ModuleFinder.of(home).findAll().stream()
            .flatMap(module -> module.descriptor().exports().stream())
            .filter(exports -> !exports.isQualified())
            .map(Exports::source)
            .filter(name -> !name.contains(".internal"))
            .collect(Collectors.toSet());
    return packages.isEmpty() ? name -> true : packages::contains;
  }

  /** Returns whether a type is, and all that it is nested in. */
  private static boolean isPublic(ClassReader type) {
    AtomicBoolean visible = new AtomicBoolean((type.getAccess() & Opcodes.ACC_PUBLIC) != 0);
    type.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public void visitInnerClass(String name, String outer, String simple, int access) {
            boolean own = (type.getClassName() + '$').startsWith(name + '$');
            if (own && (access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) == 0) {
              visible.set(false);
            }
          }
        },
        ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return visible.get();
  }
}
