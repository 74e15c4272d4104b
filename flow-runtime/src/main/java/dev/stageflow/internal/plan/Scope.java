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
 *
 * <p>A value is found in a number of steps that grows with the logarithm of the scope's size: each
 * scope also refers to one further out, as in Eugene W. Myers, "An Applicative Random-Access
 * Stack", Information Processing Letters 17 (1983).
 */
final class Scope extends AbstractList<Integer> {
  private final @Nullable Scope outer;

  /**
   * A scope further out by a number of values that grows with the size; itself if there is none.
   */
  private final Scope far;

  private final int innermost;
  private final int size;

  private Scope(@Nullable Scope outer, int innermost) {
    this.outer = outer;
    this.innermost = innermost;
    size = outer == null ? 1 : outer.size + 1;
    far = outer == null ? this : far(outer);
  }

  private static Scope far(Scope outer) {
    Scope far = outer.far;
    return outer.size - far.size == far.size - far.far.size ? far.far : outer;
  }

  /**
   * Returns the same values and one more. It has the greatest number, but for an item that forks
   * were started for, whose values are in scope before it is.
   */
  static List<Integer> plus(List<Integer> values, int added) {
    return plus(values instanceof Scope scope ? scope : null, added);
  }

  private static Scope plus(@Nullable Scope values, int added) {
    return values == null || values.innermost < added
        ? new Scope(values, added)
        : new Scope(plus(values.outer, added), values.innermost);
  }

  @Override
  public Integer get(int index) {
    Objects.checkIndex(index, size);
    Scope scope = this;
    while (scope.size > index + 1) {
      scope = scope.far.size > index ? scope.far : Objects.requireNonNull(scope.outer);
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
      scope = scope.size == 1 || scope.far.innermost < sought ? scope.outer : scope.far;
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
