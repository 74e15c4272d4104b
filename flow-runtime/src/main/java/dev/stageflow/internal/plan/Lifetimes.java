package dev.stageflow.internal.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * How long a level's frame has to keep its values: each up to the last step that reads it. What an
 * inner level reads is read by the step that enters the level.
 *
 * <p>A liveness analysis in two passes over the steps, which only ever go forward.
 */
public final class Lifetimes {
  private final FlowPlan plan;
  private final Function<Step, Set<Integer>> reads;

  /**
   * Makes the analysis of a plan.
   *
   * @param plan the plan
   * @param reads gives the values that a step itself reads
   */
  public Lifetimes(FlowPlan plan, Function<Step, Set<Integer>> reads) {
    this.plan = plan;
    this.reads = reads;
  }

  /**
   * Finds out when the values of a level are read for the last time.
   *
   * @param level the level
   * @param steps its steps, those left out that do nothing
   * @return for each step, and for the end of the way, the values that may have been given before
   *     and that neither this step nor a later one reads
   */
  public List<Set<Integer>> unread(Level level, List<Step> steps) {
    List<Set<Integer>> live = new ArrayList<>();
    for (int i = 0; i <= steps.size(); i++) {
      live.add(new HashSet<>());
    }
    for (int i = steps.size() - 1; i >= 0; i--) {
      Step step = steps.get(i);
      live.get(i).addAll(live.get(i + 1));
      live.get(i).addAll(live.get(step.end()));
      addReads(step, live.get(i), new HashSet<>());
      addEarlyReads(step, bucket -> bucket == level.index(), live.get(i), new HashSet<>());
    }
    List<Set<Integer>> given = new ArrayList<>();
    for (int i = 0; i <= steps.size(); i++) {
      given.add(new TreeSet<>());
    }
    if (level.kind() != Level.Kind.FLUSH && level.kind() != Level.Kind.GROUP) {
      given.get(0).add(level.element());
    }
    given.get(0).addAll(carried(level));
    List<Set<Integer>> unread = new ArrayList<>();
    for (int i = 0; i <= steps.size(); i++) {
      Set<Integer> dead = new TreeSet<>(given.get(i));
      dead.removeAll(live.get(i));
      unread.add(dead);
      if (i < steps.size()) {
        Set<Integer> after = new HashSet<>(given.get(i));
        after.removeAll(dead);
        if (gives(steps.get(i))) {
          after.add(steps.get(i).element());
        }
        given.get(i + 1).addAll(after);
        given.get(steps.get(i).end()).addAll(after);
      }
    }
    return unread;
  }

  /**
   * Finds the values that each item carries through a parallel stage, or that are kept of the first
   * item of a group: those given further up that this level, or one that it enters, reads.
   *
   * @param level the level of a parallel stage's values, or of a group; others have none
   * @return the values, in order
   */
  public Set<Integer> carried(Level level) {
    if (!FlowPlan.carries(level)) {
      return Set.of();
    }
    Set<Integer> read = new TreeSet<>();
    level.steps().forEach(step -> addReads(step, read, new HashSet<>()));
    if (level.kind() == Level.Kind.GROUP) {
      for (Level other : plan.levels()) {
        other.steps().stream()
            .filter(step -> passesEarly(step, level.element()))
            .forEach(step -> read.addAll(reads.apply(step)));
      }
    }
    read.removeIf(value -> !plan.isCarried(value, level));
    return read;
  }

  /**
   * Adds the values that a step, or one of a level that it enters, reads to pass on early what is
   * gathered. They are read in the frame that gathers, which {@link #readBy} leaves out where that
   * frame has kept them.
   *
   * @param step the step
   * @param ofBucket whether to add those that are read in the frame of a level, by its index
   * @param values what the values are added to
   * @param entered the levels that were looked at before
   */
  private void addEarlyReads(
      Step step, IntPredicate ofBucket, Set<Integer> values, Set<Integer> entered) {
    if (passesEarly(step) && ofBucket.test(plan.bucketLevel(step.element()))) {
      values.addAll(reads.apply(step));
    }
    if (step.entersLevel() && entered.add(step.level())) {
      plan.levels()
          .get(step.level())
          .steps()
          .forEach(it -> addEarlyReads(it, ofBucket, values, entered));
    }
  }

  /** Whether a step passes on what is gathered in a context, while that is open. */
  private boolean passesEarly(Step step, int context) {
    return passesEarly(step) && plan.sites().get(step.element()).context() == context;
  }

  private static boolean passesEarly(Step step) {
    return step.kind() == Step.Kind.FULL || step.kind() == Step.Kind.PASS;
  }

  /**
   * Finds the values that a step reads, for itself or to keep them for later.
   *
   * @param step the step
   * @return the values; none that the step reads where a group has kept it
   */
  public Set<Integer> readBy(Step step) {
    Set<Integer> read = new TreeSet<>(reads.apply(step));
    if (passesEarly(step)) {
      Level bucket = plan.levels().get(plan.bucketLevel(step.element()));
      read.removeIf(value -> plan.isCarried(value, bucket));
    } else if (step.kind() == Step.Kind.START) {
      read.addAll(carried(plan.levels().get(step.level())));
    } else if (step.kind() == Step.Kind.OPEN && plan.isGroup(step.element())) {
      read.addAll(carried(plan.levels().get(plan.groupLevel(step.element()))));
    }
    return read;
  }

  /**
   * Finds the values that only the step itself reads, of those that nothing reads after it: they
   * need not be kept while the level that it enters goes on.
   *
   * @param step the step
   * @param unread the values that are not read after the step
   * @return the values
   */
  public Set<Integer> readToEnter(Step step, Set<Integer> unread) {
    Set<Integer> within = new HashSet<>();
    Set<Integer> entered = new HashSet<>(Set.of(step.level()));
    plan.levels().get(step.level()).steps().forEach(it -> addReads(it, within, entered));
    addEarlyReads(step, bucket -> true, within, new HashSet<>());
    Set<Integer> read = readBy(step);
    read.retainAll(unread);
    read.removeAll(within);
    return read;
  }

  private boolean gives(Step step) {
    return switch (step.kind()) {
      case CALL, FORK -> true;
      case FINISH -> !step.entersLevel() && plan.elements().get(step.element()).givesValue();
      case KEY,
          BREAK,
          OPEN,
          OPENED,
          RELEASE,
          CONSUME,
          FILTER,
          ENTER,
          SUBFLOW,
          AHEAD,
          START,
          FINISHED,
          ADD,
          FULL,
          PASS,
          FLUSH,
          CLOSE,
          OUTPUT,
          EMIT ->
          false;
    };
  }

  private void addReads(Step step, Set<Integer> values, Set<Integer> entered) {
    values.addAll(readBy(step));
    if (!step.entersLevel() || !entered.add(step.level())) {
      return;
    }
    Level inner = plan.levels().get(step.level());
    if (inner.kind() != Level.Kind.GROUP) {
      inner.steps().forEach(it -> addReads(it, values, entered));
      return;
    }
    // The values that it has kept itself are read where it is opened.
    Set<Integer> read = new HashSet<>();
    Set<Integer> enteredInGroup = new HashSet<>(entered);
    inner.steps().forEach(it -> addReads(it, read, enteredInGroup));
    read.removeIf(value -> plan.isCarried(value, inner));
    values.addAll(read);
  }
}
