package dev.stageflow.tests.scenario;

/** That a source was opened, and closed: each at which entry of the journal. */
final class Opening {
  private static final int STILL_OPEN = Integer.MAX_VALUE;

  private final Journal journal;
  private final String name;
  private final int openedAt;
  private int closedAt = STILL_OPEN;

  Opening(Journal journal, String name, int openedAt) {
    this.journal = journal;
    this.name = name;
    this.openedAt = openedAt;
  }

  /** Writes of it, as often as it is called: nothing may be closed twice. */
  void close() {
    closedAt = journal.entries().size();
    journal.note("close", name);
  }

  String name() {
    return name;
  }

  boolean isOpen() {
    return closedAt == STILL_OPEN;
  }

  /** Returns whether the source was open just before an entry was written. */
  boolean isOpenBefore(int entry) {
    return openedAt <= entry && closedAt >= entry;
  }
}
