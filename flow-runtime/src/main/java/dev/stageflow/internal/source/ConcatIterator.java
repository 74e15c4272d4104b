package dev.stageflow.internal.source;

import dev.stageflow.FlowIterator;
import dev.stageflow.PauseFlow;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks one source after the other. It pauses where one ends: all of them may be empty. */
public final class ConcatIterator<T> extends CombinedIterator<T> {
  private final FlowIterator<? extends FlowIterator<? extends T>> sources;

  /** Whether a source is open only from when it is taken. */
  private final boolean opening;

  /** The source that is walked; null between two. */
  private @Nullable FlowIterator<? extends T> walked;

  /** How many items it has given. */
  private long given;

  /** What the sources had that have ended. */
  private final Extent ended = new Extent();

  private ConcatIterator(
      Collection<? extends FlowIterator<?>> open,
      FlowIterator<? extends FlowIterator<? extends T>> sources,
      boolean opening) {
    super(open);
    this.sources = sources;
    this.opening = opening;
  }

  /** Walks what an iterable gives: sources that are open if it is a collection. */
  public static <T, S extends FlowIterator<? extends T>> FlowIterator<T> of(Iterable<S> sources) {
    if (sources instanceof Collection<S> collection) {
      List<S> open = present(collection);
      return new ConcatIterator<>(open, FlowIterator.of(open), false);
    }
    return ofEach(FlowIterator.of(sources));
  }

  /** Walks sources that are opened as they are taken. */
  public static <T> FlowIterator<T> ofEach(
      FlowIterator<? extends FlowIterator<? extends T>> sources) {
    return new ConcatIterator<>(List.of(sources), sources, true);
  }

  @Override
  public @Nullable T next() throws Exception {
    FlowIterator<? extends T> source = walked;
    if (source == null) {
      source = ask(sources);
      if (source == null) {
        return null;
      }
      walked = source;
      if (opening) {
        open.add(source);
      }
    }
    T item = ask(source);
    if (item != null) {
      given++;
      return item;
    }
    ended.addEnded(source, given);
    given = 0;
    walked = null;
    open.remove(source);
    Sources.close(source);
    throw PauseFlow.until(Sources.SKIPPED);
  }

  /** Sources that are opened as they are taken are not known before. */
  @Override
  public long size() {
    return opening ? -1 : all().size();
  }

  @Override
  public long position() {
    return opening ? -1 : all().position();
  }

  private Extent all() {
    Extent all = ended.copy();
    open.forEach(all::add);
    return all;
  }
}
