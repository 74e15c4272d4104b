package dev.stageflow.internal.tunnel;

import java.util.concurrent.Executor;

/** Virtual threads, which each JDK from 21 on has. */
final class VirtualThreads {

  private VirtualThreads() {}

  /** Returns what runs each task on a virtual thread of its own. */
  static Executor executor() {
    return Thread::startVirtualThread;
  }
}
