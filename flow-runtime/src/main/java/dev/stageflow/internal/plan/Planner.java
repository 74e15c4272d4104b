package dev.stageflow.internal.plan;

import static dev.stageflow.internal.plan.FlowPlan.NO_VALUE;
import static dev.stageflow.internal.plan.FlowPlan.RUN;

import dev.stageflow.internal.plan.Element.Trait;
import dev.stageflow.internal.plan.FlowPlan.Site;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns a list of stages into levels.
 *
 * <p>It works in two passes. The first walks the stages once, matches accumulates with contexts
 * like brackets, and notes what is in scope. The second lays out each level's steps as a
 * hand-written loop would be nested: what comes after an accumulate is executed where its context
 * was opened, as that context closes.
 */
public final class Planner {
  private final List<Element> elements;
  private final Site[] sites;

  /** The accumulate that closes each context; the run's are apart, as there may be several. */
  private final Map<Integer, Integer> closedBy = new TreeMap<>();

  private final List<Integer> closedByRun = new ArrayList<>();
  private final List<LevelDraft> levels = new ArrayList<>();

  /** The levels in which the groups that share a context are closed. */
  private final Map<Integer, LevelDraft> groups = new TreeMap<>();

  /** The levels that run ahead of parallel stages. */
  private final Map<Integer, LevelDraft> aheadOf = new TreeMap<>();

  /** The levels of what parallel stages give. */
  private final Map<Integer, LevelDraft> valuesOf = new TreeMap<>();

  /** The tails' levels, which are made after the steps that enter them before their time. */
  private final Map<Integer, Integer> tailOf = new TreeMap<>();

  private int result;

  private Planner(List<Element> elements) {
    this.elements = elements;
    this.sites = new Site[elements.size()];
  }

  /**
   * Makes the plan of a flow.
   *
   * @param elements its stages, each context right before the stage that opens it
   * @param hasInput whether the first stage takes an item
   * @return the plan
   * @throws PlanException if a stage cannot stand where it is
   */
  public static FlowPlan plan(List<Element> elements, boolean hasInput) throws PlanException {
    Planner planner = new Planner(elements);
    planner.findScopes(hasInput);
    planner.layOut();
    planner.checkContexts();
    return new FlowPlan(
        elements,
        planner.levels.stream().map(LevelDraft::done).toList(),
        List.of(planner.sites),
        planner.result);
  }

  private void findScopes(boolean hasInput) throws PlanException {
    Upstream found = Upstream.first(hasInput);
    boolean consumed = false;
    for (int i = 0; i < elements.size(); i++) {
      Element element = elements.get(i);
      if (consumed) {
        throw new PlanException(
            PlanException.Problem.AFTER_CONSUMER,
            i,
            "stage '" + element.name() + "' stands after a stage that gives nothing");
      }
      List<Integer> scope =
          element.has(Trait.GROUPS) ? found.outlivingItem().scope() : found.scope();
      sites[i] = new Site(found.item(), scope, found.context(), 0, 0);
      if (element.kind() == Element.Kind.ACCUMULATE) {
        if (found.context() == RUN) {
          closedByRun.add(i);
        } else {
          closedBy.put(found.context(), i);
        }
      }
      consumed = element.kind() == Element.Kind.CONSUMER || element.has(Trait.CONSUMES);
      found = found.after(i, element.kind(), element.traits());
    }
    result = consumed ? NO_VALUE : found.item();
  }

  private void layOut() throws PlanException {
    LevelDraft run = newLevel(Level.Kind.RUN, RUN, Step.NO_LEVEL);
    if (!closedByRun.isEmpty()) {
      run.add(Step.Kind.OPEN, RUN, new Label());
    }
    Label end = new Label();
    LevelDraft first = mayEmitAhead() ? aheadOfAll(parallelAfter(RUN, RUN, run), run, end) : run;
    Label firstEnd = first == run ? end : new Label();
    way(0, first, firstEnd);
    first.mark(firstEnd);
    run.mark(end);
    closeGroupsAfter(first, run);
    for (int accumulate : closedByRun) {
      finish(accumulate, aheadOfReader(accumulate, run));
    }
  }

  /**
   * Whether the run may pass something on to a parallel stage though its input was dropped: the
   * stage's window must then be open before that can be.
   */
  private boolean mayEmitAhead() {
    for (int accumulate : closedByRun) {
      if (elements.get(accumulate).has(Trait.EMIT_EMPTY)) {
        for (int i = accumulate + 1; i < elements.size(); i++) {
          if (elements.get(i).has(Trait.PARALLEL) && outside(sites[i].context()) == RUN) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Lays out the steps of an item from an element on, to the last one. */
  private void way(int from, LevelDraft level, Label end) throws PlanException {
    for (int i = from; i < elements.size(); i++) {
      Element element = elements.get(i);
      place(i, level.index, level.index);
      switch (element.kind()) {
        case FUNCTION -> {
          if (element.has(Trait.PARALLEL)) {
            parallel(i, level, end);
            return;
          }
          level.add(Step.Kind.CALL, i, end);
        }
        case FORK -> {
          if (!level.hasFork) {
            forked(i, level);
            return;
          }
          level.add(Step.Kind.FORK, i, end);
        }
        case FILTER -> level.add(Step.Kind.FILTER, i, end);
        case OUTPUT -> level.add(Step.Kind.OUTPUT, i, end);
        case CONSUMER -> {
          if (element.has(Trait.PARALLEL)) {
            parallel(i, level, end);
          } else {
            level.add(Step.Kind.CONSUME, i, end);
          }
          return;
        }
        case CONTEXT -> {
          if (element.has(Trait.GROUPS)) {
            group(i, level, end);
          } else {
            LevelDraft opening = aheadOfAll(parallelAfter(i, level), level, end);
            place(i, opening.index, opening.index);
            context(i, opening);
            closeGroupsAfter(opening, level);
          }
          return;
        }
        case SEQUENCE, SUBFLOW -> {
          if (element.has(Trait.PARALLEL)) {
            parallel(i, level, end);
          } else {
            enter(i, level, end);
          }
          return;
        }
        case ACCUMULATE -> {
          add(i, level, end);
          return;
        }
      }
    }
    level.add(Step.Kind.EMIT, result, end);
  }

  /** Lays out an item's other steps from its first fork on: all forks end with the item. */
  private void forked(int fork, LevelDraft level) throws PlanException {
    Label released = new Label();
    level.hasFork = true;
    way(fork, level, released);
    level.hasFork = false;
    level.mark(released);
    level.add(Step.Kind.RELEASE, fork, released);
  }

  private void context(int context, LevelDraft level) throws PlanException {
    Label flush = new Label();
    Label closed = new Label();
    level.add(Step.Kind.OPEN, context, closed);
    Element element = elements.get(context);
    if (element.has(Trait.ON_OPEN)) {
      level.add(Step.Kind.OPENED, context, flush);
    }
    way(context + 1, level, flush);
    level.mark(flush);
    close(context, level);
    level.mark(closed);
  }

  private void close(int context, LevelDraft level) throws PlanException {
    Element element = elements.get(context);
    // Hooks drop nothing: their end is never gone to.
    Label here = new Label();
    level.mark(here);
    if (element.has(Trait.ON_FLUSH)) {
      level.add(Step.Kind.FLUSH, context, here);
    }
    Integer accumulate = closedBy.get(context);
    if (accumulate != null) {
      finish(accumulate, level);
    }
    if (element.has(Trait.ON_CLOSE)) {
      level.add(Step.Kind.CLOSE, context, here);
    }
  }

  /**
   * Lays out a context that neighbouring items share: each looks whether it belongs to the open
   * group, and if not closes that and opens the next one.
   */
  private void group(int context, LevelDraft level, Label end) throws PlanException {
    Element element = elements.get(context);
    int outside = outside(sites[context].context());
    if (withoutWindows(level).index == openedIn(outside)) {
      throw new PlanException(
          PlanException.Problem.GROUP_WITHOUT_SEQUENCE,
          context,
          "the context of stage '"
              + element.name()
              + "' has no sequence before it in the context around it: each group would be one"
              + " item");
    }
    LevelDraft among = among(level, openedIn(outside));
    if (comesFromSeveral(among)) {
      throw new PlanException(
          PlanException.Problem.GROUP_AFTER_PARALLEL,
          context,
          "the items of several sequences come out of the parallel stage '"
              + elements.get(among.element).name()
              + "' one after the other, so the context of stage '"
              + element.name()
              + "' cannot close where one of them ends: put it on the parallel stage, or on a stage"
              + " before it");
    }
    LevelDraft closing = newLevel(Level.Kind.GROUP, context, scopeOfGroup(context, among));
    groups.put(context, closing);
    place(context, level.index, closing.index);
    among.openGroups.add(context);
    int nested = among.openGroups.size();
    Label inside = new Label();
    Label closed = new Label();
    level.add(Step.Kind.KEY, context, inside);
    level.enter(Step.Kind.BREAK, context, closed, closing.index);
    level.mark(closed);
    level.add(Step.Kind.OPEN, context, inside);
    if (element.has(Trait.ON_OPEN)) {
      level.add(Step.Kind.OPENED, context, inside);
    }
    level.mark(inside);
    way(context + 1, level, end);
    closeGroups(among, nested, closing);
    close(context, closing);
  }

  /**
   * The level among whose items those of a level are neighbours: what an accumulate passes on early
   * comes where its context was opened, unless the context around is opened there too.
   */
  private LevelDraft among(LevelDraft level, int outermost) {
    LevelDraft among = level;
    while (among.kind == Level.Kind.TAIL) {
      int context = sites[among.element].context();
      LevelDraft group = groups.get(context);
      LevelDraft opening =
          group != null
              ? group
              : withoutWindows(levels.get(context == RUN ? 0 : sites[context].level()));
      if (opening.index == outermost) {
        return among;
      }
      among = opening;
    }
    return among;
  }

  /** Whether a level's items are those of several sequences, which came through one window. */
  private boolean comesFromSeveral(LevelDraft level) {
    if (level.kind != Level.Kind.PARALLEL) {
      return false;
    }
    LevelDraft before = levels.get(sites[level.element].level());
    return comesFromSeveral(before) || levels.get(before.parent) != aheadOf.get(level.element);
  }

  /** Closes the groups that were open among the items of a level, outermost first. */
  private void closeGroups(LevelDraft among, int from, LevelDraft level) {
    if (among.openGroups.size() > from) {
      int context = among.openGroups.get(from);
      LevelDraft closing = Objects.requireNonNull(groups.get(context));
      Label closed = new Label();
      level.enter(Step.Kind.BREAK, context, closed, closing.index);
      level.mark(closed);
      closeGroups(closing, 0, level);
    }
  }

  /** Closes the groups among what came out of the windows between two levels. */
  private void closeGroupsAfter(LevelDraft ahead, LevelDraft level) {
    LevelDraft at = ahead;
    while (at != level) {
      LevelDraft outer = levels.get(at.parent);
      LevelDraft values = valuesOf.get(at.element);
      if (values != null) {
        closeGroups(values, 0, outer);
      }
      at = outer;
    }
  }

  /**
   * The level in whose scope a group is closed: the one around its items, or further out the one
   * that opens the windows of the parallel stages in it.
   */
  private int scopeOfGroup(int context, LevelDraft level) {
    for (int i = elements.size() - 1; i > context; i--) {
      LevelDraft ahead = aheadOf.get(i);
      if (ahead != null
          && FlowPlan.isAmongGroups(elements, Arrays.asList(sites), sites[i].context(), context)) {
        return ahead.parent;
      }
    }
    return level.parent;
  }

  private LevelDraft withoutWindows(LevelDraft level) {
    LevelDraft at = level;
    while (at.kind == Level.Kind.AHEAD) {
      at = levels.get(at.parent);
    }
    return at;
  }

  private void enter(int element, LevelDraft level, Label end) throws PlanException {
    LevelDraft inner = aheadOfAll(parallelAfter(element, level), level, end);
    Label innerEnd = inner == level ? end : new Label();
    if (elements.get(element).kind() == Element.Kind.SEQUENCE) {
      sequence(element, inner, innerEnd);
    } else {
      subflow(element, inner, innerEnd);
    }
    if (inner != level) {
      inner.mark(innerEnd);
      closeGroupsAfter(inner, level);
    }
  }

  /**
   * Opens windows for parallel stages, each of which lasts as long as the context.
   *
   * @return the level in which the next element comes, ahead of all of them; the given one if there
   *     are none
   */
  private LevelDraft aheadOfAll(List<Integer> stages, LevelDraft level, Label end) {
    LevelDraft inner = level;
    for (int stage : stages) {
      LevelDraft before = newLevel(Level.Kind.AHEAD, stage, inner.index);
      inner.enter(Step.Kind.AHEAD, stage, inner == level ? end : new Label(), before.index);
      aheadOf.put(stage, before);
      inner = before;
    }
    return inner;
  }

  /**
   * Returns the parallel stages after an element, and in the same context, that need a window here,
   * the last one first. A window spans the groups of its items.
   */
  private List<Integer> parallelAfter(int element, LevelDraft level) {
    return parallelAfter(element, outside(sites[element].context()), level);
  }

  private List<Integer> parallelAfter(int element, int context, LevelDraft level) {
    List<Integer> stages = new ArrayList<>();
    if (level.index == openedIn(context)) {
      for (int i = elements.size() - 1; i > element; i--) {
        if (elements.get(i).has(Trait.PARALLEL)
            && outside(sites[i].context()) == context
            && !aheadOf.containsKey(i)) {
          stages.add(i);
        }
      }
    }
    return stages;
  }

  private int openedIn(int context) {
    return context == RUN ? 0 : sites[context].level();
  }

  /** The innermost context that is not one of groups: a context itself, or one around it. */
  private int outside(int context) {
    int at = context;
    while (at != RUN && elements.get(at).has(Trait.GROUPS)) {
      at = sites[at].context();
    }
    return at;
  }

  /**
   * Returns the level in which an accumulate of the run finishes: ahead of what takes its value.
   */
  private LevelDraft aheadOfReader(int accumulate, LevelDraft run) {
    for (int i = accumulate + 1; i < elements.size(); i++) {
      LevelDraft ahead = outside(sites[i].context()) == RUN ? aheadOf.get(i) : null;
      if (ahead != null) {
        return ahead;
      }
    }
    return run;
  }

  private void parallel(int stage, LevelDraft level, Label end) throws PlanException {
    LevelDraft ahead = aheadOf.get(stage);
    if (ahead == null || ahead == level) {
      throw new PlanException(
          PlanException.Problem.PARALLEL_WITHOUT_SEQUENCE,
          stage,
          "the parallel stage '"
              + elements.get(stage).name()
              + "' has no sequence before it in its context: it would have one item at a time");
    }
    LevelDraft values = newLevel(Level.Kind.PARALLEL, stage, ahead.parent);
    valuesOf.put(stage, values);
    place(stage, level.index, values.index);
    level.enter(Step.Kind.START, stage, end, values.index);
    if (elements.get(stage).kind() != Element.Kind.CONSUMER) {
      Label next = new Label();
      way(stage + 1, values, next);
      values.mark(next);
    }
  }

  private void sequence(int sequence, LevelDraft level, Label end) throws PlanException {
    LevelDraft inner = newLevel(Level.Kind.SEQUENCE, sequence, level.index);
    place(sequence, level.index, inner.index);
    Label none = new Label();
    level.enter(Step.Kind.ENTER, sequence, none, inner.index);
    Label next = new Label();
    way(sequence + 1, inner, next);
    inner.mark(next);
    if (elements.get(sequence).has(Trait.ON_FINISH)) {
      closeGroups(inner, 0, level);
      level.add(Step.Kind.FINISHED, sequence, end);
    }
    closeGroupsEvenIfNone(none, inner, level);
  }

  private void subflow(int subflow, LevelDraft level, Label end) throws PlanException {
    if (subflow == elements.size() - 1) {
      // Its outputs are those of the flow: each level that passed them on would cost a step again.
      place(subflow, level.index, Step.NO_LEVEL);
      level.add(Step.Kind.SUBFLOW, subflow, end);
      return;
    }
    LevelDraft inner = newLevel(Level.Kind.SUBFLOW, subflow, level.index);
    place(subflow, level.index, inner.index);
    Label none = new Label();
    level.enter(Step.Kind.SUBFLOW, subflow, none, inner.index);
    Label next = new Label();
    way(subflow + 1, inner, next);
    inner.mark(next);
    closeGroupsEvenIfNone(none, inner, level);
  }

  /**
   * Closes the groups among the items of a level, and goes on there where its stage gives nothing:
   * that may be what stands in for the rest of one that failed, after its first items.
   */
  private void closeGroupsEvenIfNone(Label none, LevelDraft among, LevelDraft level) {
    level.mark(none);
    closeGroups(among, 0, level);
  }

  private void add(int accumulate, LevelDraft level, Label end) {
    level.add(Step.Kind.ADD, accumulate, end);
    if (elements.get(accumulate).has(Trait.FLUSH_WHEN)) {
      level.add(Step.Kind.FULL, accumulate, end);
      level.enterTail(Step.Kind.PASS, accumulate, end);
    }
  }

  /** Lays out an accumulator's end, and the way of its value, as its context closes. */
  private void finish(int accumulate, LevelDraft level) throws PlanException {
    Label end = new Label();
    @Nullable LevelDraft early = null;
    Element element = elements.get(accumulate);
    int addedIn = sites[accumulate].level();
    if (element.has(Trait.CONSUMES)) {
      level.add(Step.Kind.FINISH, accumulate, end);
    } else if (element.passesEarly()) {
      LevelDraft tail = newLevel(Level.Kind.TAIL, accumulate, level.index);
      place(accumulate, addedIn, tail.index);
      tailOf.put(accumulate, tail.index);
      level.enter(Step.Kind.FINISH, accumulate, end, tail.index);
      Label tailEnd = new Label();
      way(accumulate + 1, tail, tailEnd);
      tail.mark(tailEnd);
      early = tail;
    } else {
      place(accumulate, addedIn, level.index);
      level.add(Step.Kind.FINISH, accumulate, end);
      way(accumulate + 1, level, end);
    }
    level.mark(end);
    if (early != null) {
      closeGroups(early, 0, level);
    }
    if (element.has(Trait.FLUSH_AFTER)) {
      int context = sites[accumulate].context();
      int bucket = context == RUN ? 0 : sites[context].valueLevel();
      LevelDraft flush = newLevel(Level.Kind.FLUSH, accumulate, bucket);
      Label flushed = new Label();
      flush.enterTail(Step.Kind.PASS, accumulate, flushed);
      flush.mark(flushed);
    }
  }

  private LevelDraft newLevel(Level.Kind kind, int element, int parent) {
    LevelDraft level = new LevelDraft(levels.size(), kind, element, parent);
    levels.add(level);
    return level;
  }

  private void place(int element, int level, int valueLevel) {
    Site site = sites[element];
    sites[element] = new Site(site.item(), site.scope(), site.context(), level, valueLevel);
  }

  /** An accumulate that adds in the very level that opened its context sees one item at most. */
  private void checkContexts() throws PlanException {
    for (Map.Entry<Integer, Integer> pair : closedBy.entrySet()) {
      int context = pair.getKey();
      int accumulate = pair.getValue();
      if (!elements.get(context).has(Trait.GROUPS)
          && sites[context].level() == sites[accumulate].level()) {
        throw new PlanException(
            PlanException.Problem.CONTEXT_WITHOUT_SEQUENCE,
            context,
            "the context of stage '"
                + elements.get(context).name()
                + "' has no sequence before its accumulate '"
                + elements.get(accumulate).name()
                + "': it would gather one item at most");
      }
    }
  }

  /** A place in a level's steps that is known only later. */
  private static final class Label {
    private int position;
  }

  private record StepDraft(Step.Kind kind, int element, Label end, int level, boolean tail) {}

  private final class LevelDraft {
    private final int index;
    private final Level.Kind kind;
    private final int element;
    private final int parent;
    private final List<StepDraft> steps = new ArrayList<>();

    /** The contexts of groups that are open among the level's items, each in the one before. */
    private final List<Integer> openGroups = new ArrayList<>();

    /** Whether a fork may be under way at the step that is added next. */
    private boolean hasFork;

    LevelDraft(int index, Level.Kind kind, int element, int parent) {
      this.index = index;
      this.kind = kind;
      this.element = element;
      this.parent = parent;
    }

    void add(Step.Kind step, int of, Label end) {
      steps.add(new StepDraft(step, of, end, Step.NO_LEVEL, false));
    }

    void enter(Step.Kind step, int of, Label end, int level) {
      steps.add(new StepDraft(step, of, end, level, false));
    }

    void enterTail(Step.Kind step, int of, Label end) {
      steps.add(new StepDraft(step, of, end, Step.NO_LEVEL, true));
    }

    void mark(Label label) {
      label.position = steps.size();
    }

    Level done() {
      List<Step> done = new ArrayList<>();
      for (StepDraft step : steps) {
        int level = step.tail ? tailOf.getOrDefault(step.element, Step.NO_LEVEL) : step.level;
        done.add(new Step(step.kind, step.element, step.end.position, level));
      }
      return new Level(index, kind, element, parent, done);
    }
  }
}
