package dev.stageflow.processor.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.stageflow.Flow;
import dev.stageflow.processor.FlowProcessor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/** Compiles definitions made at random, and runs them. */
final class Fuzzing {
  private static final String VALUES = "fuzz.Values";
  private static final List<Integer> NUMBERS = List.of(1, 2, 3, 8);

  private Fuzzing() {}

  static Compilation compile(List<FuzzedDefinition> definitions) {
    return compile(
        definitions.stream()
            .map(it -> JavaFileObjects.forSourceString(it.fileName(), Source.of(it))));
  }

  /** Compiles a definition whose source was changed, beside a class that uses its flow. */
  static Compilation compile(FuzzedDefinition definition, String source) {
    String use =
        String.format(
            "package %s; class UseOfFlow { static %s java.lang.Object use(%s it) { return %s.of(it); } }",
            definition.packageName(),
            definition.parameters(),
            definition.className().replace("Outer$", "Outer.")
                + (definition.isGeneric() ? "<T>" : ""),
            definition.flowName());
    return compile(
        Stream.of(
            JavaFileObjects.forSourceString(definition.fileName(), source),
            JavaFileObjects.forSourceString(definition.packageName() + ".UseOfFlow", use)));
  }

  private static Compilation compile(Stream<JavaFileObject> files) {
    List<JavaFileObject> all = new ArrayList<>(files.toList());
    all.add(JavaFileObjects.forSourceString(VALUES, Source.VALUES));
    all.add(JavaFileObjects.forSourceString("fuzz.Pair", Source.PAIR));
    return Compiler.javac()
        .withProcessors(new FlowProcessor())
        .withOptions("-Xlint:all", "-Xlint:-processing", "-Werror")
        .compile(all);
  }

  /** What was compiled. */
  static final class Classes extends ClassLoader {
    private final Map<String, JavaFileObject> files = new HashMap<>();

    Classes(Compilation compilation) {
      super(Fuzzing.class.getClassLoader());
      for (JavaFileObject file : compilation.generatedFiles()) {
        if (file.getKind() == JavaFileObject.Kind.CLASS) {
          String path = file.toUri().getPath().replaceFirst("^/CLASS_OUTPUT/", "");
          files.put(path.replaceFirst("\\.class$", "").replace('/', '.'), file);
        }
      }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      JavaFileObject file = files.get(name);
      if (file == null) {
        throw new ClassNotFoundException(name);
      }
      try (var in = file.openInputStream()) {
        byte[] code = in.readAllBytes();
        return defineClass(name, code, 0, code.length);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    /** Runs a definition's flow in several ways, which all must do what the reference does. */
    void runAll(FuzzedDefinition definition) throws Exception {
      for (int number : NUMBERS) {
        Object input = input(definition.input(), number);
        List<Object> expected =
            new Reference(definition.stages(), stages(definition)).outputs(input);
        List<String> calls = calls();
        String what = "of " + number;
        assertThat(told(flow(definition).collect(input))).as(what).isEqualTo(told(expected));
        assertThat(calls()).as(what).isEqualTo(calls);
        pausing(true);
        List<Object> paused =
            flow(definition).on(Runnable::run).timeSlice(Duration.ofNanos(1)).collect(input).join();
        pausing(false);
        assertThat(told(paused)).as(what + ", paused").isEqualTo(told(expected));
        assertThat(calls()).as(what + ", paused").isEqualTo(calls);
      }
    }

    private Object stages(FuzzedDefinition definition) throws ReflectiveOperationException {
      Constructor<?> constructor = loadClass(definition.className()).getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    }

    @SuppressWarnings("unchecked")
    private Flow<Object, Object> flow(FuzzedDefinition definition)
        throws ReflectiveOperationException {
      Object stages = stages(definition);
      Method of = loadClass(definition.flowName()).getDeclaredMethod("of", stages.getClass());
      of.setAccessible(true);
      return (Flow<Object, Object>) of.invoke(null, stages);
    }

    private Object input(Kind kind, int number) throws ReflectiveOperationException {
      return switch (kind) {
        case INT, BOXED_INT -> number;
        case LONG, BOXED_LONG -> (long) number;
        case DOUBLE -> number / 2.0;
        case CHAR -> (char) ('a' + number);
        case BOOLEAN -> number % 2 == 0;
        case STRING, VARIABLE -> "s" + number;
        case LIST -> List.of("l" + number);
        case ARRAY -> new int[] {number};
        case PAIR ->
            loadClass("fuzz.Pair")
                .getConstructor(Object.class, Object.class)
                .newInstance("p" + number, (long) number);
      };
    }

    /** Takes the calls that were noted. */
    @SuppressWarnings("unchecked")
    private List<String> calls() throws ReflectiveOperationException {
      List<String> noted = (List<String>) loadClass(VALUES).getField("CALLS").get(null);
      List<String> taken = List.copyOf(noted);
      noted.clear();
      return taken;
    }

    private void pausing(boolean pausing) throws ReflectiveOperationException {
      loadClass(VALUES).getField("pausing").set(null, pausing);
    }

    /** Arrays are equal only to themselves, but tell what is in them. */
    private static List<String> told(List<Object> outputs) {
      return outputs.stream().map(Classes::told).toList();
    }

    private static String told(@Nullable Object output) {
      return output instanceof int[] array
          ? java.util.Arrays.toString(array)
          : String.valueOf(output);
    }
  }
}
