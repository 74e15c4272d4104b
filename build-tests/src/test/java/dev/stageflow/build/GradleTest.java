package dev.stageflow.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.lang.model.element.Element;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the processor tells Gradle about itself is what it does. (That a definition compiled alone
 * gives the same source, which Gradle counts on too, is tested with javac.)
 */
class GradleTest {
  private static final String PROCESSOR = "dev.stageflow.processor.FlowProcessor";

  @TempDir private Path folder;

  @Test
  void theProcessorIsDeclaredAsIsolating() throws Exception {
    String declaration = "META-INF/gradle/incremental.annotation.processors";
    try (InputStream file = processor().getClass().getResourceAsStream("/" + declaration)) {
      assertThat(new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8))
          .isEqualToIgnoringNewLines(PROCESSOR + ",isolating\n");
    }
  }

  @Test
  void theManualTellsGradleWhatItTellsMaven() throws IOException {
    String maven = Manual.block("xml", "annotationProcessorPaths");
    String version = maven.replaceAll("(?s).*flow-runtime</artifactId>\\s*<version>(.*?)<.*", "$1");
    assertThat(Manual.block("groovy", "annotationProcessor"))
        .contains("implementation 'dev.stageflow:flow-runtime:" + version + "'")
        .contains("annotationProcessor 'dev.stageflow:flow-processor:" + version + "'")
        .contains("testAnnotationProcessor 'dev.stageflow:flow-processor:" + version + "'");
  }

  @Test
  void eachFileHasOneOriginatingElementAndIsMadeByTheFiler() throws Exception {
    Project project =
        new Project(folder)
            .with("shop/Lengths.java", Samples.LENGTHS)
            .with("shop/Use.java", Samples.USE)
            .with("shop/Ledger.java", Samples.LEDGER)
            .with(
                "shop/Wrong.java",
                """
                package shop;

                import dev.stageflow.annotation.Filter;

                class Outer {
                  static class Wrong {
                    @Filter int length(String word) { return word.length(); }
                  }
                }
                """);
    List<String> made = new ArrayList<>();
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files =
        javac.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      JavaCompiler.CompilationTask task =
          javac.getTask(
              null,
              files,
              message -> {},
              List.of("-proc:only", "-d", folder.toString(), "-cp", Jars.path(Jars.API)),
              null,
              files.getJavaFileObjectsFromStrings(project.sources()));
      task.setProcessors(List.of(recorded(processor(), made)));
      task.call();
    }
    assertThat(made)
        .containsExactlyInAnyOrder(
            "createSourceFile shop.LengthsFlow of [shop.Lengths]",
            "createSourceFile shop.LedgerFlow of [shop.Ledger]",
            "createResource CLASS_OUTPUT META-INF/stageflow/shop.Ledger.form of [shop.Ledger]",
            "createSourceFile shop.Outer_WrongFlow of [shop.Outer.Wrong]");
  }

  private static Processor processor() throws ReflectiveOperationException {
    return (Processor) Class.forName(PROCESSOR).getConstructor().newInstance();
  }

  /** The processor, with a note of all that it asks of the filer. */
  private static Processor recorded(Processor processor, List<String> made) {
    return proxy(
        Processor.class,
        processor,
        (method, arguments) -> {
          if (method.equals("init")) {
            ProcessingEnvironment real = (ProcessingEnvironment) arguments[0];
            Filer filer =
                proxy(Filer.class, real.getFiler(), (call, given) -> made.add(told(call, given)));
            arguments[0] =
                Proxy.newProxyInstance(
                    GradleTest.class.getClassLoader(),
                    new Class<?>[] {ProcessingEnvironment.class},
                    (self, asked, none) ->
                        asked.getName().equals("getFiler") ? filer : asked.invoke(real, none));
          }
        });
  }

  private static String told(String method, Object[] arguments) {
    Element[] originating = (Element[]) arguments[arguments.length - 1];
    String file =
        Stream.of(arguments)
            .limit(arguments.length - 1)
            .map(Object::toString)
            .filter(it -> !it.isEmpty())
            .collect(Collectors.joining(" "));
    return method + " " + file + " of " + List.of(originating);
  }

  private interface Watcher {
    void called(String method, Object[] arguments) throws IOException;
  }

  private static <T> T proxy(Class<T> type, T target, Watcher watcher) {
    return type.cast(
        Proxy.newProxyInstance(
            GradleTest.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              watcher.called(method.getName(), arguments);
              return method.invoke(target, arguments);
            }));
  }
}
