package dev.stageflow.tests.large;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.Flow;
import dev.stageflow.FlowBuilder;
import dev.stageflow.tests.scenario.Unchanged;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.CodeSizeEvaluator;

/** Definitions far larger than anybody would write by hand are compiled, fast and right. */
class LargeDefinitionTest {
  /** HotSpot interprets a method that is larger, for ever. */
  private static final int LARGEST_COMPILED_METHOD = 8_000;

  /** In bytes: half of what a thread has by default. */
  private static final long SMALL_STACK = 512 * 1024;

  private static final List<Integer> SIZES = List.of(200, 1_000);

  @TempDir private static Path classes;

  private static List<Integer> sizes(LargeDefinition definition) {
    return switch (definition) {
      // A frame counts the tries of each stage: with more of them its constructor is too large.
      case RETRIED -> List.of(200, 300);
      default -> SIZES;
    };
  }

  /** What is generated must not be nested ever deeper: compilers are recursive. */
  @BeforeAll
  static void compileOnASmallStack() throws Exception {
    FutureTask<Void> compilation =
        new FutureTask<>(
            () -> {
              compile();
              return null;
            });
    new Thread(null, compilation, "compiler", SMALL_STACK).start();
    compilation.get();
  }

  private static void compile() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (LargeDefinition definition : LargeDefinition.values()) {
      for (int size : sizes(definition)) {
        String source = definition.source(size);
        assertThat(LargeDefinition.stagesIn(source)).isEqualTo(size);
        Path file = classes.resolve(definition.className(size) + ".java");
        sources.add(Files.writeString(file, source));
      }
    }
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    String classPath = System.getProperty("java.class.path");
    List<String> options =
        List.of(
            "-Xlint:all,-processing,-path",
            "-Werror",
            "--release",
            "17",
            "-classpath",
            classPath,
            "-processorpath",
            classPath,
            "-d",
            classes.toString());
    try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
      assertThat(
              javac
                  .getTask(
                      null, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                  .call())
          .isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void itsFlowGivesWhatItsStagesSay(LargeDefinition definition) throws Exception {
    for (int size : sizes(definition)) {
      Object input = definition.input(3);
      Number output = (Number) generated(flow(definition.className(size))).single(input);
      assertThat(output.longValue()).isEqualTo(definition.expected(size, 3));
    }
  }

  @ParameterizedTest
  @EnumSource
  void functionsCanBeAddedAfterEachOfItsStages(LargeDefinition definition) throws Exception {
    int size = LargeDefinition.EXTENSIBLE;
    Class<?> flow = flow(definition.className(size));
    Object stages =
        flow.getClassLoader()
            .loadClass("large." + definition.className(size))
            .getConstructor()
            .newInstance();
    Flow<Object, ?> extended = Unchanged.addedTo(generated(flow), stages);
    assertThat(extended.describe().stages()).hasSizeGreaterThanOrEqualTo(2 * size - 1);
    Number output = (Number) extended.single(definition.input(3));
    assertThat(output.longValue()).isEqualTo(definition.expected(size, 3));
  }

  @Test
  void everyGeneratedMethodIsSmallEnoughToBeCompiledByTheVirtualMachine() throws IOException {
    List<String> tooLarge = new ArrayList<>();
    int methods = 0;
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(LargeDefinitionTest::isGenerated).toList()) {
        methods += measure(file, tooLarge);
      }
    }
    assertThat(methods).isPositive();
    assertThat(tooLarge).isEmpty();
  }

  @Test
  void aChainThatIsPutTogetherAtRunTimeMayBeAsLong() throws Exception {
    for (int size : SIZES) {
      FlowBuilder<Integer, Integer> chain = Flow.begin();
      for (int i = 0; i < size; i++) {
        chain = chain.function(n -> n + 1);
      }
      assertThat(chain.build().single(3)).isEqualTo(3 + size);
    }
  }

  private static boolean isGenerated(Path file) {
    return file.getFileName().toString().matches("\\w+Flow(\\$\\w+)?\\.class");
  }

  /** Counts a class's methods, and adds those that are too large. */
  private static int measure(Path file, List<String> tooLarge) throws IOException {
    int[] methods = new int[1];
    ClassVisitor visitor =
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            methods[0]++;
            boolean runsOnce = name.equals("<clinit>");
            return new CodeSizeEvaluator(null) {
              @Override
              public void visitEnd() {
                if (!runsOnce && getMaxSize() > LARGEST_COMPILED_METHOD) {
                  tooLarge.add(file.getFileName() + " " + name + ": " + getMaxSize());
                }
              }
            };
          }
        };
    new ClassReader(Files.readAllBytes(file)).accept(visitor, 0);
    return methods[0];
  }

  /** Loads a generated flow, whose type this test cannot name. */
  @SuppressWarnings("unchecked")
  private static Flow<Object, Object> generated(Class<?> flow) throws Exception {
    return (Flow<Object, Object>) flow.getMethod("create").invoke(null);
  }

  private static Class<?> flow(String definition) throws Exception {
    URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()});
    return loader.loadClass("large." + definition + "Flow");
  }
}
