package dev.stageflow.internal.plan;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;

/**
 * The values that are in scope of a stage, outermost first. The scopes of stages that follow one
 * another share one array, of which each sees its own beginning: copies would take memory that
 * grows with the square of the number of stages. For one thread alone, as long as plans are made of
 * it.
 */
final class Scope extends AbstractList<Integer> implements RandomAccess {
  private final List<Integer> shared;
  private final int size;

  private Scope(List<Integer> shared) {
    this.shared = shared;
    this.size = shared.size();
  }

  /** Returns the same values and one more, without a change of the former. */
  static Scope plus(List<Integer> values, int added) {
    boolean isLongest = values instanceof Scope scope && scope.shared.size() == scope.size;
    List<Integer> all = isLongest ? ((Scope) values).shared : new ArrayList<>(values);
    all.add(added);
    return new Scope(all);
  }

  /** Returns values that nobody can change. */
  static List<Integer> copyOf(List<Integer> values) {
    return values instanceof Scope ? values : List.copyOf(values);
  }

  @Override
  public Integer get(int index) {
    if (index >= size) {
      throw new IndexOutOfBoundsException(index);
    }
    return shared.get(index);
  }

  @Override
  public int size() {
    return size;
  }
}
