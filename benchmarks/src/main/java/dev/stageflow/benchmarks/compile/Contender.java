package dev.stageflow.benchmarks.compile;

import java.util.List;
import java.util.stream.IntStream;
import javax.annotation.processing.Processor;

/** A processor, and the classes that it is given. */
enum Contender {
  /** Definitions of six stages. */
  STAGEFLOW(
      "Stageflow",
      "dev.stageflow.processor.FlowProcessor",
      """
      package compiled;

      import dev.stageflow.annotation.Accumulate;
      import dev.stageflow.annotation.Context;
      import dev.stageflow.annotation.Filter;
      import dev.stageflow.annotation.Function;
      import dev.stageflow.annotation.Sequence;
      import dev.stageflow.annotation.Upstream;
      import java.util.List;

      public class Class%1$d {
        public record Customer(String name, List<Order> orders) {}
        public record Order(long number, boolean open, List<String> products) {}

        @Sequence
        public List<Order> orders(Customer customer) { return customer.orders(); }

        @Filter
        public boolean open(Order order) { return order.open(); }

        @Context
        @Sequence
        public List<String> products(Order order) { return order.products(); }

        @Function
        public long price(String product, @Upstream Customer customer) {
          return product.length() + customer.name().length();
        }

        @Accumulate
        public long sum(long sum, long price) { return sum + price; }

        @Function
        public String line(long sum, @Upstream Order order) { return order.number() + ": " + sum; }
      }
      """,
      "compiled.Class%dFlow"),

  /** Values of six properties, without a builder. */
  AUTO_VALUE(
      "AutoValue",
      "com.google.auto.value.processor.AutoValueProcessor",
      """
      package compiled;

      import com.google.auto.value.AutoValue;
      import java.util.List;
      import java.util.Optional;

      @AutoValue
      public abstract class Class%1$d {
        public abstract String name();
        public abstract long number();
        public abstract boolean open();
        public abstract int count();
        public abstract Optional<String> note();
        public abstract List<String> products();
      }
      """,
      "compiled.AutoValue_Class%d"),

  /** Values of six properties, in Immutables' default style, which has a builder. */
  IMMUTABLES(
      "Immutables",
      "org.immutables.processor.ProxyProcessor",
      """
      package compiled;

      import java.util.List;
      import java.util.Optional;
      import org.immutables.value.Value;

      @Value.Immutable
      public interface Class%1$d {
        String name();
        long number();
        boolean open();
        int count();
        Optional<String> note();
        List<String> products();
      }
      """,
      "compiled.ImmutableClass%d");

  private final String title;
  private final String processor;
  private final String source;
  private final String generated;

  Contender(String title, String processor, String source, String generated) {
    this.title = title;
    this.processor = processor;
    this.source = source;
    this.generated = generated;
  }

  /** The library's name. */
  String title() {
    return title;
  }

  /** A new processor, as each compilation needs its own. */
  Processor processor() {
    try {
      return Class.forName(processor).asSubclass(Processor.class).getConstructor().newInstance();
    } catch (ReflectiveOperationException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** Source files of classes that differ in nothing but their name. */
  List<MemoryFile> sources(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> MemoryFile.source("compiled.Class" + i, source.formatted(i)))
        .toList();
  }

  /** The name of what is generated for one of the classes. */
  String generated(int index) {
    return generated.formatted(index);
  }
}
