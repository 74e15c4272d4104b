package dev.stageflow.benchmarks;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The threads that benchmarks hand things to. None keeps the program from ending. */
final class Threads {
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
   * Makes a pool of one thread, for the producers of the peers.
   *
   * @return the pool
   */
  static ExecutorService worker() {
    return Executors.newSingleThreadExecutor(task -> daemon(task, "worker"));
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
