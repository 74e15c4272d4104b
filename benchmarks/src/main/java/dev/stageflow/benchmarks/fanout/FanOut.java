package dev.stageflow.benchmarks.fanout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Offers are made of the answers of three services, 16 at once. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class FanOut {
  /** How many articles there are. */
  @Param("20000")
  public int articles = 20_000;

  private final Services services = new Services();

  /** Threads that block: virtual ones on JDK 21 and later, those of a pool before. */
  @Benchmark
  public List<String> handLoop() throws Exception {
    return by(new ThreadOfferer());
  }

  /** A generated flow with one flow for each article, on the calling thread. */
  @Benchmark
  public List<String> generatedFlow() throws Exception {
    return by(new FlowOfferer());
  }

  /** Reactor. */
  @Benchmark
  public List<String> reactor() throws Exception {
    return by(new ReactorOfferer());
  }

  private List<String> by(Offers offers) throws Exception {
    services.reset();
    List<String> made = new ArrayList<>(offers.make(articles, services));
    Collections.sort(made);
    return made;
  }

  /** Ends the services' timer. */
  @TearDown
  public void close() {
    services.close();
  }
}
