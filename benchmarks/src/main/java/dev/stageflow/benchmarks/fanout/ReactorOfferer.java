package dev.stageflow.benchmarks.fanout;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** The offers with Reactor. */
final class ReactorOfferer implements Offers {
  @Override
  public List<String> make(int count, Services services) {
    return Flux.range(0, count)
        .flatMap(article -> offer(article, services), 16)
        .collectList()
        .blockOptional()
        .orElseThrow();
  }

  private static Mono<String> offer(int article, Services services) {
    return Mono.zip(
            asked(() -> services.price(article)),
            asked(() -> services.stock(article)),
            asked(() -> services.maker(article)).onErrorReturn(TimeoutException.class, "unknown"))
        .map(all -> Services.offer(article, all.getT1(), all.getT2(), all.getT3()));
  }

  private static <T> Mono<T> asked(Supplier<CompletableFuture<T>> call) {
    return Mono.fromFuture(call)
        .timeout(Duration.ofSeconds(2))
        .retryWhen(Retry.backoff(1, Duration.ofMillis(2)).filter(Busy.class::isInstance));
  }
}
