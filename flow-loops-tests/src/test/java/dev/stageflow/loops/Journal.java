package dev.stageflow.loops;

import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** What was called, in order, and on which thread. */
final class Journal {
  private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();

  /** A call. */
  record Entry(String name, Thread thread) {}

  /** Notes that something is being called on this thread. */
  void note(String name) {
    entries.add(new Entry(name, Thread.currentThread()));
  }

  List<String> names() {
    return entries.stream().map(Entry::name).toList();
  }

  /** Returns the names of all that was called on a thread. */
  Set<String> namesOn(Thread thread) {
    return entries.stream()
        .filter(entry -> entry.thread() == thread)
        .map(Entry::name)
        .collect(Collectors.toSet());
  }

  /** Returns the names of all that was called on any other thread. */
  Set<String> namesOff(Thread thread) {
    return entries.stream()
        .filter(entry -> entry.thread() != thread)
        .map(Entry::name)
        .collect(Collectors.toSet());
  }
}
