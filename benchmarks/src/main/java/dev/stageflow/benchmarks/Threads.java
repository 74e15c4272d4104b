package dev.stageflow.benchmarks;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads that benchmarks hand things to. None keeps the program from ending. */
public final class Threads {
  private Threads() {}

  /**
   * Makes a single-threaded loop.
   *
   * @return what runs tasks one after the other
   */
  static ExecutorService loop() {
    return Executors.newSingleThreadExecutor(task -> daemon(task, "loop"));
  }

  /**
   * Makes a loop of several threads, which drops what comes after its end.
   *
   * @param threads how many
   * @return what runs tasks in their order, several at once
   */
  static ExecutorService loop(int threads) {
    return new ThreadPoolExecutor(
        threads,
        threads,
        0,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        task -> daemon(task, "loop"),
        new ThreadPoolExecutor.DiscardPolicy());
  }

  /**
   * Makes a pool of one thread, for the producers of the peers.
   *
   * @return the pool
   */
  static ExecutorService worker() {
    return Executors.newSingleThreadExecutor(task -> daemon(task, "worker"));
  }

  /**
   * Makes an executor that starts a virtual thread for each task.
   *
   * @return the executor
   * @throws UnsupportedOperationException if the JDK has no virtual threads
   */
  static ExecutorService virtual() {
    try {
      return (ExecutorService)
          MethodHandles.publicLookup()
              .findStatic(
                  Executors.class,
                  "newVirtualThreadPerTaskExecutor",
                  MethodType.methodType(ExecutorService.class))
              .invokeExact();
    } catch (NoSuchMethodException e) {
      throw new UnsupportedOperationException(
          "virtual threads need JDK 21 or later, this is " + Runtime.version().feature(), e);
    } catch (Throwable e) {
      throw new IllegalStateException("no virtual threads", e);
    }
  }

  /**
   * Makes an executor for tasks that block: a thread for each, a virtual one where the JDK has
   * them.
   *
   * @return the executor
   */
  public static ExecutorService blocking() {
    return Runtime.version().feature() >= 21
        ? virtual()
        : Executors.newCachedThreadPool(task -> daemon(task, "blocking"));
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
