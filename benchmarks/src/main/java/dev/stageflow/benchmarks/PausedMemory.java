package dev.stageflow.benchmarks;

import dev.stageflow.FlowRunner;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Single;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kotlinx.coroutines.CoroutineScope;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Measures what 100,000 runs take that are paused in the middle of a sequence, by {@code start} and
 * by {@code collect}, as many subscriptions, streams of Pekko and coroutines that do the same, and
 * parked virtual threads where the JDK has them: heap after garbage collection, all told. The
 * signal that each waits for and the list that it is in are the user's, and not counted.
 */
public final class PausedMemory {
  private static final int COUNT = 100_000;
  private static final int WARM_UP = 1_000;
  private static final int COLLECTIONS = 3;

  /** Starts what waits for a signal; returns what keeps it alive. */
  private interface Starter<R> {
    R start(List<CompletableFuture<Long>> signals) throws Throwable;
  }

  private PausedMemory() {}

  /**
   * Prints, as rows of a table, how many bytes one of each takes.
   *
   * @param arguments none
   * @throws Throwable if one cannot be started
   */
  public static void main(String[] arguments) throws Throwable {
    ExecutorService loop = Threads.loop();
    FlowRunner<List<CompletableFuture<Long>>, Long> flow = WaitingFlow.of(new Waiting()).on(loop);
    print("flow, by start", flow::start);
    print("flow, by collect", flow::collect);
    print("RxJava", PausedMemory::subscribeRxJava);
    print("Reactor", PausedMemory::subscribeReactor);
    print("Mutiny", PausedMemory::subscribeMutiny);
    print("Pekko", PausedMemory::runPekko);
    CoroutineScope scope = KotlinFlows.scopeOf(loop);
    print("coroutine", signals -> KotlinFlows.startWaiting(scope, signals));
    if (Runtime.version().feature() >= 21) {
      print("virtual thread", PausedMemory::startVirtualThread);
    }
  }

  private static Object subscribeRxJava(List<CompletableFuture<Long>> signals) {
    return Flowable.fromIterable(signals)
        .concatMapSingle(Single::fromCompletionStage)
        .reduce(0L, Long::sum)
        .subscribe();
  }

  private static Object subscribeReactor(List<CompletableFuture<Long>> signals) {
    return Flux.fromIterable(signals).concatMap(Mono::fromFuture).reduce(0L, Long::sum).subscribe();
  }

  private static Object subscribeMutiny(List<CompletableFuture<Long>> signals) {
    return Multi.createFrom()
        .iterable(signals)
        .onItem()
        .transformToUniAndConcatenate(Uni.createFrom()::completionStage)
        .collect()
        .with(Collectors.reducing(0L, Long::sum))
        .subscribe()
        .with(sum -> {});
  }

  private static Object runPekko(List<CompletableFuture<Long>> signals) {
    return Source.from(signals).mapAsync(1, signal -> signal).runFold(0L, Long::sum, Actors.SYSTEM);
  }

  private static Object startVirtualThread(List<CompletableFuture<Long>> signals) throws Throwable {
    return MethodHandles.publicLookup()
        .findStatic(
            Thread.class, "startVirtualThread", MethodType.methodType(Thread.class, Runnable.class))
        .invoke((Runnable) () -> signals.forEach(CompletableFuture::join));
  }

  private static <R> void print(String what, Starter<R> starter) throws Throwable {
    // Classes, compiled code and pools are there from the first time on.
    bytes(starter, WARM_UP);
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %.0f |%n",
        System.getProperty("java.version"),
        what,
        (double) bytes(starter, COUNT) / COUNT);
  }

  private static long bytes(Starter<?> starter, int count) throws Throwable {
    List<List<CompletableFuture<Long>>> signals =
        Stream.generate(() -> List.of(new CompletableFuture<Long>())).limit(count).toList();
    @Nullable Object[] alive = new Object[count];
    long before = usedBytes();
    for (int index = 0; index < count; index++) {
      alive[index] = starter.start(signals.get(index));
    }
    // Something depends on each signal from when it is waited for.
    for (List<CompletableFuture<Long>> signal : signals) {
      while (signal.get(0).getNumberOfDependents() == 0) {
        Thread.onSpinWait();
      }
    }
    long bytes = usedBytes() - before;
    signals.forEach(signal -> signal.get(0).complete(1L));
    return bytes;
  }

  private static long usedBytes() throws InterruptedException {
    for (int collection = 0; collection < COLLECTIONS; collection++) {
      System.gc();
      // What the last task of the loop still holds is let go of meanwhile.
      Thread.sleep(50);
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
