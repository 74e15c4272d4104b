package dev.stageflow.internal.run;

import java.util.Iterator;
import java.util.List;

/** What a sequence may return, telling when it is closed. */
record TrackedSource<T>(String name, List<T> items, List<String> log)
    implements Iterable<T>, AutoCloseable {

  @Override
  public Iterator<T> iterator() {
    return items.iterator();
  }

  @Override
  public void close() {
    log.add("close " + name);
  }
}
