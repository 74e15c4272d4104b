package dev.stageflow.internal.source;

import dev.stageflow.FlowIterator;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Merges sorted sources. It holds one item of each, the smallest of which comes next. */
public final class MergeIterator<T> extends CombinedIterator<T> {
  private final List<FlowIterator<? extends T>> sources;
  private final PriorityQueue<Head<T>> heads;

  /** The sources whose next item is not known yet. */
  private final Queue<Head<T>> unknown = new ArrayDeque<>();

  private MergeIterator(Comparator<? super T> comparator, List<FlowIterator<? extends T>> sources) {
    super(sources);
    this.sources = sources;
    heads = new PriorityQueue<>(Head.comparing(comparator));
    for (FlowIterator<? extends T> source : sources) {
      unknown.add(new Head<T>(source, unknown.size()));
    }
  }

  /** Merges sources; nulls are skipped. */
  public static <T> FlowIterator<T> of(
      Comparator<? super T> comparator, Collection<? extends FlowIterator<? extends T>> sources) {
    return new MergeIterator<T>(comparator, present(sources));
  }

  @Override
  public @Nullable T next() throws Exception {
    for (Head<T> head = unknown.peek(); head != null; head = unknown.peek()) {
      head.item = ask(head.source);
      unknown.remove();
      if (head.item != null) {
        heads.add(head);
      }
    }
    Head<T> smallest = heads.poll();
    if (smallest == null) {
      return null;
    }
    T item = smallest.item;
    smallest.item = null;
    unknown.add(smallest);
    return item;
  }

  @Override
  public long size() {
    return all().size();
  }

  @Override
  public long position() {
    return all().position();
  }

  private Extent all() {
    Extent all = new Extent();
    sources.forEach(all::add);
    return all;
  }

  /** A source and the item that comes next of it. */
  private static final class Head<T> {
    private final FlowIterator<? extends T> source;
    private final int number;
    private @Nullable T item;

    Head(FlowIterator<? extends T> source, int number) {
      this.source = source;
      this.number = number;
    }

    /** Of equal items, that of the earlier source is the smaller one. */
    static <T> Comparator<Head<T>> comparing(Comparator<? super T> comparator) {
      return Comparator.<Head<T>, T>comparing(head -> head.item, comparator)
          .thenComparingInt(head -> head.number);
    }
  }
}
