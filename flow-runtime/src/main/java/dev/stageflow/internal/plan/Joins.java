package dev.stageflow.internal.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which forks a step waits for: those whose values it reads, and that no step before it has waited
 * for on each way to it.
 *
 * <p>A forward analysis in one pass over the steps, which only ever go forward.
 */
public final class Joins {
  private final FlowPlan plan;
  private final Lifetimes lifetimes;

  /**
   * Makes the analysis of a plan.
   *
   * @param plan the plan
   * @param reads gives the values that a step itself reads
   */
  public Joins(FlowPlan plan, Function<Step, Set<Integer>> reads) {
    this.plan = plan;
    lifetimes = new Lifetimes(plan, reads);
  }

  /**
   * Finds the forks that the steps of a level wait for.
   *
   * @param level the level
   * @param steps its steps, those left out that do nothing
   * @return for each step the indices of the forks, in order
   */
  public List<Set<Integer>> of(Level level, List<Step> steps) {
    if (plan.elements().stream().noneMatch(it -> it.kind() == Element.Kind.FORK)) {
      return Collections.nCopies(steps.size(), Set.of());
    }
    List<Set<Integer>> waits = new ArrayList<>();
    joined(level, steps, waits);
    return waits;
  }

  /**
   * Finds the forks whose values the steps of a level read: where a run may go on at any step, each
   * has to wait itself.
   *
   * @param level the level
   * @param steps its steps, those left out that do nothing
   * @return for each step the indices of the forks, in order
   */
  public List<Set<Integer>> read(Level level, List<Step> steps) {
    return steps.stream().map(step -> readBy(step, level)).toList();
  }

  /**
   * Finds the forks that have been waited for at each step, and notes those that it waits for.
   *
   * @return for each step, and for the end of the way, the forks that were waited for before
   */
  private List<Set<Integer>> joined(Level level, List<Step> steps, List<Set<Integer>> waits) {
    List<@Nullable Set<Integer>> before = new ArrayList<>();
    for (int i = 0; i <= steps.size(); i++) {
      before.add(null);
    }
    before.set(0, joinedOutside(level));
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      Set<Integer> here = before.get(i) == null ? Set.of() : before.get(i);
      Set<Integer> awaited = readBy(step, level);
      awaited.removeAll(here);
      waits.add(awaited);
      Set<Integer> after = new HashSet<>(here);
      after.addAll(awaited);
      meet(before, i + 1, after);
      meet(before, step.end(), here);
    }
    List<Set<Integer>> known = new ArrayList<>();
    before.forEach(set -> known.add(set == null ? Set.of() : set));
    return known;
  }

  private static void meet(List<@Nullable Set<Integer>> before, int step, Set<Integer> joined) {
    Set<Integer> known = before.get(step);
    Set<Integer> both = new HashSet<>(joined);
    if (known != null) {
      both.retainAll(known);
    }
    before.set(step, both);
  }

  /** What has been waited for where a level is entered; nothing where several steps enter it. */
  private Set<Integer> joinedOutside(Level level) {
    switch (level.kind()) {
      case SEQUENCE, SUBFLOW, AHEAD -> {
        Level outer = plan.levels().get(level.parent());
        List<Set<Integer>> waits = new ArrayList<>();
        List<Set<Integer>> before = joined(outer, outer.steps(), waits);
        for (int i = 0; i < outer.steps().size(); i++) {
          if (outer.steps().get(i).level() == level.index()) {
            Set<Integer> joined = new HashSet<>(before.get(i));
            joined.addAll(waits.get(i));
            return joined;
          }
        }
        return Set.of();
      }
      case RUN, TAIL, PARALLEL, FLUSH, GROUP -> {
        return Set.of();
      }
    }
    throw new AssertionError(level.kind());
  }

  /** The forks whose values a step reads, or keeps for later. */
  private Set<Integer> readBy(Step step, Level level) {
    Set<Integer> read = new TreeSet<>(lifetimes.readBy(step));
    read.removeIf(value -> !plan.isFork(value, level));
    return read;
  }
}
