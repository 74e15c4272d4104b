package dev.stageflow.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.testing.compile.JavaFileObjects;
import dev.stageflow.processor.diagnostic.Rule;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong in a round is one error at the definition. */
class FailingRoundsTest {

  @ParameterizedTest
  @ValueSource(
      classes = {
        IllegalStateException.class,
        StackOverflowError.class,
        NoClassDefFoundError.class,
        AssertionError.class
      })
  void whatIsThrownIsToldAtTheDefinition(Class<? extends Throwable> type) throws Exception {
    Throwable failure = type.getConstructor().newInstance();
    failure.setStackTrace(
        new StackTraceElement[] {new StackTraceElement("Some", "method", "Some.java", 7)});
    Definition.of(
            """
            class Report { // <- here
              @Sequence List<?> items(String text) { return List.of(); }
            }
            """)
        .with("class Other { @Function String same(String text) { return text; } }")
        .with("class Users { OtherFlow other = OtherFlow.create(); }")
        .processedBy(() -> new Failing(failure))
        .failsWith(
            "[Flow/InternalError] Stageflow could not process this class. Please report it, with"
                + " the class, at https://github.com/stageflow/stageflow/issues: "
                + failure
                + " at Some.method(Some.java:7)");
  }

  @Test
  void whatTheCompilerDoesNotKnowIsToldByItAlone() {
    Definition.of(
            """
            class Report extends Bse { // <- here
              @Sequence List<?> items(String text) { return List.of(); }
            }
            """)
        .processedBy(() -> new Failing(new StackOverflowError()))
        .isRejectedByJavac("cannot find symbol\n  symbol: class Bse");
  }

  @Test
  void theRuntimeIsMissing() {
    Definition.of(
            """
            import dev.stageflow.annotation.*;
            class Report { // <- here
              @Function String same(String text) { return text; }
            }
            """)
        .with(
            "import dev.stageflow.annotation.*;"
                + " class Second { @Function String same(String text) { return text; } }")
        .withoutRuntime()
        .fails(
            Rule.RUNTIME_MISSING,
            "Generated flows use Stageflow's runtime, which is not on the class path. Add"
                + " dev.stageflow:flow-runtime beside flow-annotations.");
  }

  @Test
  void aCompactSourceFileHasNoClassToName() {
    assumeTrue(Runtime.version().feature() >= 25);
    String source =
        """
        import dev.stageflow.annotation.*;
        @Function String first(String text) { return text; }
        void main() {}
        """;
    List<String> told =
        OnDisk.javac(OnDisk.STAGEFLOW)
            .compile(
                List.of(JavaFileObjects.forSourceString("Compact", source)),
                List.of(new FlowProcessor()),
                List.of(),
                it -> it.getLineNumber() + ": " + it.getMessage(Locale.ROOT))
            .told();
    assertThat(told)
        .containsExactly(
            "2: [Flow/DefinitionPlace] The class of a compact source file has no name by which the"
                + " generated flow could call its stages. Declare a class for them.");
  }

  /** Stageflow's, on a compiler that fails when it is asked for what a wildcard stands for. */
  private static final class Failing extends AbstractProcessor {
    private final Processor processor = new FlowProcessor();
    private final Throwable failure;

    Failing(Throwable failure) {
      this.failure = failure;
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
      Types types =
          (Types)
              Proxy.newProxyInstance(
                  Types.class.getClassLoader(),
                  new Class<?>[] {Types.class},
                  (proxy, method, arguments) -> {
                    if (method.getName().equals("capture")) {
                      throw failure;
                    }
                    return invoke(method, environment.getTypeUtils(), arguments);
                  });
      processor.init(
          (ProcessingEnvironment)
              Proxy.newProxyInstance(
                  Types.class.getClassLoader(),
                  new Class<?>[] {ProcessingEnvironment.class},
                  (proxy, method, arguments) ->
                      method.getName().equals("getTypeUtils")
                          ? types
                          : invoke(method, environment, arguments)));
    }

    private static Object invoke(
        java.lang.reflect.Method method, Object receiver, Object[] arguments) throws Throwable {
      try {
        return method.invoke(receiver, arguments);
      } catch (InvocationTargetException failure) {
        throw failure.getCause();
      }
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return processor.getSupportedAnnotationTypes();
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return processor.getSupportedSourceVersion();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      return processor.process(annotations, round);
    }
  }
}
