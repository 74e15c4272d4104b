package dev.stageflow.flink;

import dev.stageflow.FlowRun;

/** An element whose outputs have not gone on yet. Not a record: each is equal to itself alone. */
final class ElementRun<I> {
  /** Stands for no timestamp, as it does in Flink's records. */
  static final long NO_TIMESTAMP = Long.MIN_VALUE;

  private final I element;
  private final long timestamp;
  private final FlowRun run;
  private final PassingOrder.Group group;

  ElementRun(I element, long timestamp, FlowRun run, PassingOrder.Group group) {
    this.element = element;
    this.timestamp = timestamp;
    this.run = run;
    this.group = group;
  }

  I element() {
    return element;
  }

  long timestamp() {
    return timestamp;
  }

  FlowRun run() {
    return run;
  }

  PassingOrder.Group group() {
    return group;
  }
}
