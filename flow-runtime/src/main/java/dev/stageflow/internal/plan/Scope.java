package dev.stageflow.internal.plan;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The values that are in scope of a stage, outermost first. The scopes of stages that follow one
 * another share their beginning: copies would take memory that grows with the square of the number
 * of stages. Values are numbered in their order, so that a later one is greater.
 */
final class Scope extends AbstractList<Integer> {
  private final @Nullable Scope outer;
  private final int innermost;
  private final int size;

  private Scope(@Nullable Scope outer, int innermost) {
    this.outer = outer;
    this.innermost = innermost;
    size = outer == null ? 1 : outer.size + 1;
  }

  /** Returns the same values and one more. */
  static List<Integer> plus(List<Integer> values, int added) {
    return new Scope(values instanceof Scope scope ? scope : null, added);
  }

  @Override
  public Integer get(int index) {
    Objects.checkIndex(index, size);
    Scope scope = this;
    while (scope.size > index + 1) {
      scope = Objects.requireNonNull(scope.outer);
    }
    return scope.innermost;
  }

  @Override
  public boolean contains(Object value) {
    if (!(value instanceof Integer sought)) {
      return false;
    }
    Scope scope = this;
    while (scope != null && scope.innermost > sought) {
      scope = scope.outer;
    }
    return scope != null && scope.innermost == sought;
  }

  @Override
  public Iterator<Integer> iterator() {
    Integer[] values = new Integer[size];
    for (Scope scope = this; scope != null; scope = scope.outer) {
      values[scope.size - 1] = scope.innermost;
    }
    return Arrays.asList(values).iterator();
  }

  @Override
  public int size() {
    return size;
  }
}
