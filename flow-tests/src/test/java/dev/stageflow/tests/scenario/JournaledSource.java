package dev.stageflow.tests.scenario;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A source that writes into the journal when it is closed.
 *
 * @param <T> the elements' type
 */
public final class JournaledSource<T> implements Iterable<T>, Closeable {
  private final Journal journal;
  private final Opening opening;
  private final List<T> items;
  private @Nullable IOException closeFailure;
  private @Nullable Exception failure;

  JournaledSource(Journal journal, Opening opening, List<T> items) {
    this.journal = journal;
    this.opening = opening;
    this.items = items;
  }

  /**
   * Makes closing fail.
   *
   * @param failure what it throws
   * @return this source
   */
  public JournaledSource<T> failingToClose(IOException failure) {
    closeFailure = journal.failure(failure);
    return this;
  }

  /**
   * Makes it fail where it would end.
   *
   * @param instead what it throws when it is asked whether there is another element
   * @return this source
   */
  public JournaledSource<T> failingAtItsEnd(Exception instead) {
    failure = journal.handled(instead);
    return this;
  }

  @Override
  public Iterator<T> iterator() {
    return failure == null ? items.iterator() : new FailingIterator<>(items.iterator(), failure);
  }

  @Override
  public void close() throws IOException {
    if (failure != null) {
      journal.survives();
    }
    opening.close();
    if (closeFailure != null) {
      throw closeFailure;
    }
  }
}
