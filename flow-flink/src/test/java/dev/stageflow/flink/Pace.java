package dev.stageflow.flink;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.functions.MapFunction;

/** Lets a stream flow slowly until what a test waits for has happened: it must not end before. */
final class Pace implements MapFunction<Long, Long> {
  private static final long serialVersionUID = 1L;

  static final AtomicBoolean IS_FREE = new AtomicBoolean();

  /** How many elements each instance lets through before. */
  private static final int FIRST = 200;

  private int passed;

  @Override
  public Long map(Long element) throws InterruptedException {
    if (++passed > FIRST && !IS_FREE.get()) {
      Thread.sleep(20);
    }
    return element;
  }
}
