package dev.stageflow.benchmarks.fanout;

import dev.stageflow.benchmarks.Threads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** The offers by a thread for each of them and for each call, which blocks. */
final class ThreadOfferer implements Offers {
  @Override
  public List<String> make(int count, Services services) throws Exception {
    Semaphore room = new Semaphore(16);
    List<Future<String>> offers = new ArrayList<>();
    ExecutorService threads = Threads.blocking();
    try {
      for (int article = 0; article < count; article++) {
        int next = article;
        room.acquire();
        offers.add(
            threads.submit(
                () -> {
                  try {
                    return offer(next, services, threads);
                  } finally {
                    room.release();
                  }
                }));
      }
      List<String> all = new ArrayList<>();
      for (Future<String> offer : offers) {
        all.add(offer.get());
      }
      return all;
    } finally {
      threads.shutdownNow();
    }
  }

  private static String offer(int article, Services services, ExecutorService threads)
      throws Exception {
    Future<Integer> price = threads.submit(() -> asked(() -> services.price(article)));
    Future<Integer> stock = threads.submit(() -> asked(() -> services.stock(article)));
    String maker;
    try {
      maker = asked(() -> services.maker(article));
    } catch (TimeoutException failure) {
      maker = "unknown";
    }
    return Services.offer(article, price.get(), stock.get(), maker);
  }

  private static <T> T asked(Supplier<CompletableFuture<T>> call) throws Exception {
    for (int tries = 1; ; tries++) {
      CompletableFuture<T> answer = call.get();
      try {
        return answer.get(2, TimeUnit.SECONDS);
      } catch (TimeoutException failure) {
        answer.cancel(true);
        throw failure;
      } catch (ExecutionException failure) {
        if (!(failure.getCause() instanceof Busy) || tries == 2) {
          throw failure;
        }
        Thread.sleep(2);
      }
    }
  }
}
