package shop;

import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Sequence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The largest of many, of whatever type they are. */
public class Largest<T extends Comparable<? super T>> {
  @Sequence
  Iterable<? extends T> all(Collection<? extends T> items) {
    return items;
  }

  @Accumulate(finish = "largest")
  void gather(List<T> gathered, T item) {
    gathered.add(item);
  }

  Optional<T> largest(List<T> gathered) {
    List<T> sorted = new ArrayList<>(gathered);
    sorted.sort(Collections.reverseOrder());
    return Optional.of(sorted.get(0));
  }
}
