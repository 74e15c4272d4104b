package dev.stageflow.benchmarks;

import dev.stageflow.Flow;
import dev.stageflow.FlowRunner;
import dev.stageflow.annotation.Function;
import io.reactivex.rxjava3.core.Single;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import reactor.core.publisher.Mono;

/**
 * One item through four functions, on this thread and on an executor that runs each task at once:
 * what a run costs that is over as soon as it has begun.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(5)
@Warmup(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class ShortFlow {

  /** Four functions, each of which gives another object. */
  static class Steps {

    @Function
    Integer number(String text) {
      return text.length();
    }

    @Function
    Sale sale(Integer number) {
      return new Sale(number, 2, 100, 10, false);
    }

    @Function
    Charge charge(Sale sale) {
      return new Charge(sale.product(), sale.quantity() * sale.cents());
    }

    @Function
    String line(Charge charge) {
      return charge.cents() > 100 ? "much" : "little";
    }
  }

  static final String TEXT = "an item";

  /** What comes of it. */
  static final String LINE = "much";

  private final Steps steps = new Steps();
  private String text = TEXT;

  private final Flow<String, String> generated = ShortFlow_StepsFlow.of(steps);
  private final Flow<String, String> built = build(steps);
  private final FlowRunner<String, String> inline = generated.on(Runnable::run);

  static String plain(Steps steps, String text) {
    return steps.line(steps.charge(steps.sale(steps.number(text))));
  }

  static Flow<String, String> build(Steps steps) {
    return Flow.<String>begin()
        .function(steps::number)
        .function(steps::sale)
        .function(steps::charge)
        .function(steps::line)
        .build();
  }

  static String mutiny(Steps steps, String text) {
    return Uni.createFrom()
        .item(text)
        .map(steps::number)
        .map(steps::sale)
        .map(steps::charge)
        .map(steps::line)
        .await()
        .indefinitely();
  }

  static String pekko(Steps steps, String text) {
    return Source.single(text)
        .map(steps::number)
        .map(steps::sale)
        .map(steps::charge)
        .map(steps::line)
        .runWith(Sink.head(), Actors.SYSTEM)
        .toCompletableFuture()
        .join();
  }

  static String reactor(Steps steps, String text) {
    return Mono.just(text)
        .map(steps::number)
        .map(steps::sale)
        .map(steps::charge)
        .map(steps::line)
        .blockOptional()
        .orElseThrow();
  }

  static String rxJava(Steps steps, String text) {
    return Single.just(text)
        .map(steps::number)
        .map(steps::sale)
        .map(steps::charge)
        .map(steps::line)
        .blockingGet();
  }

  @Benchmark
  public String handLoop() {
    return plain(steps, text);
  }

  @Benchmark
  public String generatedFlow() throws Exception {
    return generated.single(text);
  }

  @Benchmark
  public String generatedFlowOnExecutor() {
    return inline.single(text).join();
  }

  @Benchmark
  public String builtFlow() throws Exception {
    return built.single(text);
  }

  @Benchmark
  public String completableFuture() {
    return CompletableFuture.completedFuture(text)
        .thenApply(steps::number)
        .thenApply(steps::sale)
        .thenApply(steps::charge)
        .thenApply(steps::line)
        .join();
  }

  @Benchmark
  public String kotlinFlow() {
    return KotlinFlows.line(steps, text);
  }

  @Benchmark
  public String mutiny() {
    return mutiny(steps, text);
  }

  @Benchmark
  public String pekko() {
    return pekko(steps, text);
  }

  @Benchmark
  public String reactor() {
    return reactor(steps, text);
  }

  @Benchmark
  public String rxJava() {
    return rxJava(steps, text);
  }
}
