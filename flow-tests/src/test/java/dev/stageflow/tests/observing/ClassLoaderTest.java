package dev.stageflow.tests.observing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.Flow;
import dev.stageflow.FlowRun;
import dev.stageflow.PauseFlow;
import dev.stageflow.annotation.Function;
import java.io.File;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A web application that was undeployed leaves nothing of the library on the server's threads. */
class ClassLoaderTest {

  /** Divides, after a while. */
  static class Inverse {
    private boolean waited;

    @Function
    int inverse(int number) throws PauseFlow {
      if (!waited) {
        waited = true;
        throw PauseFlow.after(Duration.ofMillis(1));
      }
      return 1 / number;
    }
  }

  /**
   * Runs flows on a loop, and asks where they are. They are generated ones: where flows are put
   * together, records are compared, and to do so the JDK itself keeps a reference to their classes.
   */
  public static final class Application implements Consumer<Executor> {
    @Override
    public void accept(Executor loop) {
      Flow<Integer, Integer> flow = ClassLoaderTest_InverseFlow.perRun(Inverse::new);
      FlowRun run = flow.on(loop).start(1);
      run.progress();
      run.trace();
      run.completion().toCompletableFuture().join();
      CompletableFuture<Throwable> failure = new CompletableFuture<>();
      flow.on(loop).single(0).whenComplete((output, thrown) -> failure.complete(thrown));
      failure.join();
      CompletableFuture.supplyAsync(() -> flow.on(Runnable::run).single(1), loop).join().join();
      CompletableFuture.supplyAsync(() -> flow.stream(1).toList(), loop).join();
    }
  }

  private static URLClassLoader loader() throws MalformedURLException {
    List<URL> path = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      path.add(Path.of(entry).toUri().toURL());
    }
    return new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  @SuppressWarnings("unchecked")
  private static WeakReference<ClassLoader> deploy(Executor loop) throws Exception {
    try (URLClassLoader loader = loader()) {
      Class<?> type = loader.loadClass(Application.class.getName());
      assertThat(type).isNotSameAs(Application.class);
      ((Consumer<Executor>) type.getConstructor().newInstance()).accept(loop);
      return new WeakReference<>(loader);
    }
  }

  /** A thread remembers for good, up to JDK 23, whose code was there when it was made. */
  private static void startThreads(ExecutorService loop) throws Exception {
    loop.submit(() -> {}).get();
    CompletableFuture<Void> ended = new CompletableFuture<>();
    CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS, Runnable::run)
        .execute(() -> ended.complete(null));
    ended.get();
  }

  @Test
  void nothingOfItIsReachableFromAThreadThatMadeItsSlices() throws Exception {
    ExecutorService loop = Executors.newSingleThreadExecutor();
    try {
      startThreads(loop);
      WeakReference<ClassLoader> loader = deploy(loop);
      // Threads of its own end after two seconds without work.
      for (int i = 0; i < 400 && loader.get() != null; i++) {
        System.gc();
        loop.submit(() -> {}).get();
        Thread.sleep(25);
      }
      assertThat(loader.get()).isNull();
    } finally {
      loop.shutdown();
    }
  }
}
