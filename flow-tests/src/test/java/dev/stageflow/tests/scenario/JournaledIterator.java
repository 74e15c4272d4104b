package dev.stageflow.tests.scenario;

import dev.stageflow.FlowIterator;
import dev.stageflow.PauseFlow;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** An iterator that writes into the journal when it is asked and when it is closed. */
final class JournaledIterator<T> implements FlowIterator<T> {
  private final Journal journal;
  private final Opening opening;
  private final Iterator<T> items;

  JournaledIterator(Journal journal, Opening opening, Iterator<T> items) {
    this.journal = journal;
    this.opening = opening;
    this.items = items;
  }

  @Override
  public @Nullable T next() throws PauseFlow {
    journal.call("next", opening.name());
    return items.hasNext() ? items.next() : null;
  }

  @Override
  public void close() {
    opening.close();
  }
}
