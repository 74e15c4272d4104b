package dev.stageflow.tests.scenario;

import java.util.Iterator;

/** An iterator that writes into the journal how far it was asked. */
final class AskingIterator<T> implements Iterator<T> {
  private final Journal journal;
  private final String name;
  private final Iterator<T> items;
  private boolean asked;

  AskingIterator(Journal journal, String name, Iterator<T> items) {
    this.journal = journal;
    this.name = name;
    this.items = items;
  }

  @Override
  public boolean hasNext() {
    ask();
    return items.hasNext();
  }

  @Override
  public T next() {
    ask();
    asked = false;
    return items.next();
  }

  private void ask() {
    if (!asked) {
      asked = true;
      journal.note("ask", name);
    }
  }
}
