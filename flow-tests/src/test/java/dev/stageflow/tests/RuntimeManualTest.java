package dev.stageflow.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What the javadoc of the types that users import shows is right. */
class RuntimeManualTest {
  private static final Path SOURCES =
      Path.of("..", "flow-runtime", "src", "main", "java", "dev", "stageflow");
  private static final Pattern COMMENT_MARGIN = Pattern.compile("(?m)^ *\\* ?");
  private static final Pattern EXAMPLE =
      Pattern.compile("<pre>\\{@code\\R(.*?)\\R}</pre>", Pattern.DOTALL);

  /** What the examples take for granted. */
  private static final String SURROUNDINGS =
      """
      package manual;

      import dev.stageflow.DurableFlow;
      import dev.stageflow.DurableSink;
      import dev.stageflow.Flow;
      import dev.stageflow.FlowIterator;
      import dev.stageflow.FlowKey;
      import dev.stageflow.FlowListener;
      import dev.stageflow.FlowOptions;
      import dev.stageflow.FlowProgress;
      import dev.stageflow.FlowRun;
      import dev.stageflow.FlowStore;
      import dev.stageflow.KeyedFlow;
      import dev.stageflow.PauseFlow;
      import dev.stageflow.RetryPolicy;
      import dev.stageflow.SavedRun;
      import dev.stageflow.ThreadContext;
      import dev.stageflow.ValueCodec;
      import dev.stageflow.annotation.FlowDefinition;
      import dev.stageflow.annotation.Function;
      import java.io.IOException;
      import java.nio.charset.StandardCharsets;
      import java.nio.file.Path;
      import java.sql.Connection;
      import java.time.Duration;
      import java.util.Comparator;
      import java.util.List;
      import java.util.Map;
      import java.util.concurrent.Executor;
      import java.util.concurrent.Semaphore;
      import java.util.stream.IntStream;

      abstract class Example {
        record Order(int number) {}

        record Line(String text) {}

        record Customer(List<Order> orders) {
          Line priced(Order order) {
            return new Line("order " + order.number());
          }
        }

        record Link(String address) {}

        record Page(String text) {}

        interface Cache {
          Page page(Link link);
        }

        interface Response {
          void write(Line line) throws Exception;
        }

        static final ThreadLocal<String> CURRENT_USER = new ThreadLocal<>();

        record Basket(String article) {}

        static class BasketCodec implements ValueCodec<Basket> {
          @Override
          public byte[] encode(Basket basket) {
            return basket.article().getBytes(StandardCharsets.UTF_8);
          }

          @Override
          public Basket decode(byte[] bytes) {
            return new Basket(new String(bytes, StandardCharsets.UTF_8));
          }
        }

        abstract void insert(Line line, Connection connection);

        abstract void insertAll(List<Line> lines, Connection connection);

        abstract void write(List<Line> lines, byte[] saved);

        DurableFlow<Customer, Line> ledger;
        KeyedFlow<Order, Long, Line> revenue;
        Map<String, Long> kept;
        String region;
        Order order;
        FlowStore<Connection> store;
        Flow<Customer, Line> report;
        Customer customer;
        FlowRun run;
        Path file;
        List<Customer> customers;
        List<Line> lines;
        FlowIterator<Order> fromShop;
        FlowIterator<Order> fromPhone;
        Executor eventLoop;
        Response response;
        Semaphore quota;
        Cache cache;

      %s
      }
      """;

  @TempDir private Path classes;

  @TestFactory
  Stream<DynamicTest> everyExampleCompilesWithoutAWarning() throws IOException {
    List<Path> pages;
    try (Stream<Path> files = Files.list(SOURCES)) {
      pages = files.filter(page -> page.toString().endsWith(".java")).sorted().toList();
    }
    return pages.stream()
        .flatMap(
            page ->
                examples(page)
                    .map(
                        example ->
                            DynamicTest.dynamicTest(
                                page.getFileName().toString(),
                                () -> assertThat(compile(example)).isEmpty())));
  }

  @Test
  void thePagesThatShouldHaveAnExampleHaveOne() {
    assertThat(
            Stream.of(
                "Flow",
                "FlowBuilder",
                "FlowKey",
                "FlowListener",
                "FlowRunner",
                "PauseFlow",
                "ThreadContext"))
        .allSatisfy(page -> assertThat(examples(SOURCES.resolve(page + ".java"))).isNotEmpty());
  }

  private static Stream<String> examples(Path page) {
    String text;
    try {
      text = COMMENT_MARGIN.matcher(Files.readString(page)).replaceAll("");
    } catch (IOException failure) {
      throw new AssertionError(page.toString(), failure);
    }
    return EXAMPLE.matcher(text).results().map(example -> example.group(1)).toList().stream();
  }

  /** Compiles an example in its surroundings, and returns what javac prints. */
  private String compile(String example) throws IOException {
    boolean isMember = example.startsWith("@");
    String member = isMember ? example : "void example() throws Exception {\n" + example + "\n}";
    StringWriter printed = new StringWriter();
    boolean compiled =
        ToolProvider.getSystemJavaCompiler()
            .getTask(
                printed,
                null,
                null,
                List.of(
                    "-Xlint:all,-path",
                    "-Werror",
                    "-proc:none",
                    "-classpath",
                    System.getProperty("java.class.path"),
                    "-d",
                    Files.createTempDirectory(classes, "example").toString()),
                null,
                List.of(new Source(SURROUNDINGS.formatted(member))))
            .call();
    return compiled ? printed.toString() : "javac failed: " + printed;
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(URI.create("string:///manual/Example.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
