package dev.stageflow.examples.flink;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** The groups of a part of the table. */
final class Groups {
  private final Map<String, Totals> totals = new TreeMap<>();

  void add(Totals more) {
    totals.merge(more.group(), more, Totals::plus);
  }

  Collection<Totals> all() {
    return totals.values();
  }
}
