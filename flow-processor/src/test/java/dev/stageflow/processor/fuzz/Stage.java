package dev.stageflow.processor.fuzz;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stage of a definition.
 *
 * @param form what it is
 * @param name of its method
 * @param takes the type of its item parameter, as sources name it
 * @param gives the type of what goes on; null for a consumer
 * @param wrapping what the method returns it in: {@code %s} is the type
 * @param making makes what the method returns, of {@code h}, a number
 * @param upstream names of stages whose values it takes besides
 * @param upstreamTypes the types of these
 * @param context whether each of its items opens a context
 * @param tunnel whether it runs on a worker thread
 * @param hooks whether it has an {@code onFinish}, or its context an {@code onClose}
 * @param emitEmpty whether an accumulate emits though nothing came
 * @param batches whether an accumulate flushes in between
 * @param pauses whether it pauses before each call that counts
 * @param modifiers of its method, each followed by a space
 */
record Stage(
    Form form,
    String name,
    String takes,
    @Nullable Kind gives,
    String wrapping,
    String making,
    List<String> upstream,
    List<String> upstreamTypes,
    boolean context,
    boolean tunnel,
    boolean hooks,
    boolean emitEmpty,
    boolean batches,
    boolean pauses,
    String modifiers) {

  /** What a stage is. */
  enum Form {
    FUNCTION,
    FILTER,
    SEQUENCE,
    SUM,
    GATHER,
    COLLECTOR,
    CONSUMER;

    boolean isAccumulate() {
      return this == SUM || this == GATHER || this == COLLECTOR;
    }
  }
}
