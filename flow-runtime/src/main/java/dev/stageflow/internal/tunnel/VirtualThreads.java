package dev.stageflow.internal.tunnel;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Virtual threads, which a JDK before 21 does not have. On later ones the class of the same name
 * counts that the jar has for them, from {@code src/java21}.
 */
final class VirtualThreads {

  private VirtualThreads() {}

  /** Returns what runs each task on a virtual thread of its own; null if there are none. */
  static @Nullable Executor executor() {
    return null;
  }
}
