package dev.stageflow.internal.plan;

import dev.stageflow.internal.position.Waypoint;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The levels of a flow, and what is in scope where. Values are named by the index of the element
 * that gives them; {@link #RUN} stands for the run as a context, and for its input as a value.
 *
 * @param elements the stages and contexts in order
 * @param levels the levels, the run's first, each after its parent
 * @param sites for each element, where it stands
 * @param result the value that is emitted, or {@link #NO_VALUE} if the last stage consumes
 */
public record FlowPlan(List<Element> elements, List<Level> levels, List<Site> sites, int result) {

  /** The run as a context, and its input as a value. */
  public static final int RUN = -1;

  /** Where there is no value: no input, or nothing that goes on. */
  public static final int NO_VALUE = -2;

  /**
   * Copies the lists.
   *
   * @param elements the stages and contexts in order
   * @param levels the levels, the run's first, each after its parent
   * @param sites for each element, where it stands
   * @param result the value that is emitted, or {@link #NO_VALUE} if the last stage consumes
   */
  public FlowPlan {
    elements = List.copyOf(elements);
    levels = List.copyOf(levels);
    sites = List.copyOf(sites);
  }

  /**
   * Where an element stands.
   *
   * @param item the value that arrives, or {@link #NO_VALUE}
   * @param scope the values from further up that are in scope, outermost first, the item not among
   *     them
   * @param context the context in which an accumulate gathers: an element's index or {@link #RUN};
   *     for other elements the innermost open one
   * @param level the level in which the element's step is
   * @param valueLevel the level whose frame holds the element's value; for a context the level that
   *     closes it, which also holds its accumulator; {@link Step#NO_LEVEL} if it goes straight to
   *     the sink
   */
  public record Site(int item, List<Integer> scope, int context, int level, int valueLevel) {}

  /**
   * Returns what an element, or the input, is called.
   *
   * @param value an element's index, or {@link #RUN} for the input
   * @return its name
   */
  public String name(int value) {
    return value == RUN ? Waypoint.INPUT : elements.get(value).name();
  }

  /**
   * Returns what arrives at an element.
   *
   * @param element an element's index
   * @return the value, or {@link #NO_VALUE}
   */
  public int itemOf(int element) {
    return sites.get(element).item();
  }

  /**
   * Returns the value that another one replaces.
   *
   * @param value an element's index, or {@link #RUN} for the input
   * @return the value that it takes the place of; itself if it replaces none
   */
  public int replacedBy(int value) {
    int replaced = value;
    while (replaced >= 0 && elements.get(replaced).has(Element.Trait.REPLACES_ITEM)) {
      replaced = itemOf(replaced);
    }
    return replaced;
  }

  /**
   * Returns the level whose frame holds a value.
   *
   * @param value an element's index, or {@link #RUN} for the input
   * @return the level's index
   */
  public int levelOf(int value) {
    return value == RUN ? 0 : sites.get(value).valueLevel();
  }

  /**
   * Returns the level whose frame holds a value for those that read it in a level: what was given
   * ahead of a parallel stage is held there by the level of that stage's values, and what was in
   * scope where a group was opened by the level of the group.
   *
   * @param value an element's index, or {@link #RUN} for the input
   * @param reader the index of the level that reads it
   * @return the level's index
   */
  public int holderOf(int value, int reader) {
    int holder = reader;
    while (holder != levelOf(value) && !isCarried(value, levels.get(holder))) {
      holder = levels.get(holder).parent();
    }
    return holder;
  }

  /**
   * Returns whether a value is that of a fork, so that those who read it in a level may have to
   * wait for it: what an item has carried through a parallel stage is there.
   *
   * @param value an element's index, or {@link #RUN} for the input
   * @param reader the level in which it is read
   * @return true if it may have to be waited for
   */
  public boolean isFork(int value, Level reader) {
    return value >= 0
        && elements.get(value).kind() == Element.Kind.FORK
        && holderOf(value, reader.index()) == levelOf(value);
  }

  /**
   * Whether a level has a copy of a value: given in a level that runs ahead of a parallel stage's
   * values, or that goes on to its next item while a group is open.
   */
  boolean isCarried(int value, Level level) {
    if (!carries(level)) {
      return false;
    }
    int given = levelOf(value);
    int from = sites.get(level.element()).level();
    while (from != level.parent()) {
      Level outer = levels.get(from);
      if (from == given || isCarried(value, outer)) {
        return true;
      }
      from = outer.parent();
    }
    return false;
  }

  /**
   * Returns whether a level has copies of values that were given further up: of each item that
   * comes out of a parallel stage, or of the first item of a group.
   *
   * @param level the level
   * @return whether it may have some
   */
  public static boolean carries(Level level) {
    return level.kind() == Level.Kind.PARALLEL || level.kind() == Level.Kind.GROUP;
  }

  /**
   * Returns the parallel stages whose windows must be empty before a step: a hook that is called
   * ahead of them must wait for the items that were started before it, and so must the end of a
   * group for its own.
   *
   * @param level the level of the step
   * @param step a step
   * @return the stages, in order; none for a step that is no such hook
   */
  public List<Integer> awaitedBy(Level level, Step step) {
    List<Integer> awaited = new ArrayList<>();
    if (closesGroup(level, step)) {
      awaited.addAll(parallelIn(level.element()));
    }
    if (step.isHook() && step.kind() != Step.Kind.FLUSH) {
      for (int at = level.index(); at != Step.NO_LEVEL; at = levels.get(at).parent()) {
        if (levels.get(at).kind() == Level.Kind.AHEAD) {
          awaited.add(levels.get(at).element());
        }
      }
    }
    return awaited;
  }

  private boolean closesGroup(Level level, Step step) {
    return level.kind() == Level.Kind.GROUP
        && switch (step.kind()) {
          case FLUSH, CLOSE -> step.element() == level.element();
          case FINISH -> sites.get(step.element()).context() == level.element();
          default -> false;
        };
  }

  /** The parallel stages whose windows span the groups that share a context. */
  private List<Integer> parallelIn(int context) {
    return IntStream.range(context + 1, elements.size())
        .filter(stage -> elements.get(stage).has(Element.Trait.PARALLEL))
        .filter(stage -> isAmongGroups(elements, sites, sites.get(stage).context(), context))
        .boxed()
        .toList();
  }

  /** Whether one context is another one, or in it with nothing but groups between them. */
  static boolean isAmongGroups(List<Element> elements, List<Site> sites, int inner, int context) {
    int at = inner;
    while (at > context && elements.get(at).has(Element.Trait.GROUPS)) {
      at = sites.get(at).context();
    }
    return at == context;
  }

  /**
   * Returns the level in which the groups are closed that share a context.
   *
   * @param context the context's index
   * @return the level's index
   */
  public int groupLevel(int context) {
    return sites.get(context).valueLevel();
  }

  /**
   * Returns whether a context is shared by neighbouring items whose keys are equal.
   *
   * @param context an element's index, or {@link #RUN}
   * @return true if so
   */
  public boolean isGroup(int context) {
    return context != RUN && elements.get(context).has(Element.Trait.GROUPS);
  }

  /**
   * Returns the level of a parallel stage's values.
   *
   * @param stage the stage's index
   * @return the level's index
   */
  public int windowLevel(int stage) {
    return sites.get(stage).valueLevel();
  }

  /**
   * Returns the sequences that a filter can end: those whose items come to it, on the same stack.
   *
   * @param filter the filter's index
   * @return the sequences' indices, innermost first
   */
  public List<Integer> endedBy(int filter) {
    List<Integer> sequences = new ArrayList<>();
    int at = sites.get(filter).level();
    while (at != Step.NO_LEVEL && !isWindow(levels.get(at)) && !spansWindow(levels.get(at))) {
      if (levels.get(at).kind() == Level.Kind.SEQUENCE) {
        sequences.add(levels.get(at).element());
      }
      at = levels.get(at).parent();
    }
    return sequences;
  }

  /** Whether a level is one side of a parallel stage: what is outside is on another stack. */
  private static boolean isWindow(Level level) {
    return level.kind() == Level.Kind.AHEAD || level.kind() == Level.Kind.PARALLEL;
  }

  /** Whether a group is closed on the stack that runs ahead of a parallel stage in it. */
  private boolean spansWindow(Level level) {
    if (level.kind() != Level.Kind.GROUP) {
      return false;
    }
    int at = sites.get(level.element()).level();
    while (at != level.parent() && !isWindow(levels.get(at))) {
      at = levels.get(at).parent();
    }
    return at != level.parent();
  }

  /**
   * Returns the levels whose frames are left when a filter ends a sequence.
   *
   * @param filter the filter's index
   * @param sequence one of those that it {@linkplain #endedBy can end}
   * @return the levels' indices, innermost first; that of the sequence is the last
   */
  public List<Integer> leftBy(int filter, int sequence) {
    int last = sites.get(sequence).valueLevel();
    Set<Integer> left = new LinkedHashSet<>();
    addInside(last, sites.get(filter).level(), left);
    left.add(last);
    return List.copyOf(left);
  }

  /**
   * Adds the levels from one outwards, up to one around it, as their frames may stand on the stack:
   * a value that is passed on before its time has the frames below it that it was gathered in, and
   * so has a group that an item of another one has ended.
   */
  private void addInside(int outermost, int from, Set<Integer> inside) {
    for (int at = from; at != outermost && inside.add(at); at = levels.get(at).parent()) {
      Level level = levels.get(at);
      if (level.kind() == Level.Kind.TAIL || level.kind() == Level.Kind.GROUP) {
        addInside(outermost, sites.get(level.element()).level(), inside);
      }
    }
  }

  /**
   * Returns the level whose frame holds an accumulator: the one that closes its context.
   *
   * @param accumulate the accumulate's index
   * @return the level's index
   */
  public int bucketLevel(int accumulate) {
    int context = sites.get(accumulate).context();
    return context == RUN ? 0 : sites.get(context).valueLevel();
  }

  /**
   * Returns a level whose frame is on the stack on which an accumulate gathers, for as long as it
   * may: that of its bucket, unless a parallel stage is in between. What stands before one and has
   * its bucket outside runs ahead of it, and what stands behind one within a group does not close
   * that.
   *
   * @param accumulate the accumulate's index
   * @return the level's index
   */
  public int gatheringLevel(int accumulate) {
    int bucket = bucketLevel(accumulate);
    int parallel = Step.NO_LEVEL;
    int at = sites.get(accumulate).level();
    while (at != Step.NO_LEVEL && at != bucket) {
      Level.Kind kind = levels.get(at).kind();
      if (kind == Level.Kind.AHEAD) {
        return at;
      }
      if (kind == Level.Kind.PARALLEL && parallel == Step.NO_LEVEL) {
        parallel = at;
      }
      at = levels.get(at).parent();
    }
    boolean isGroup = at == Step.NO_LEVEL;
    return isGroup && parallel != Step.NO_LEVEL ? parallel : bucket;
  }

  /**
   * Returns the level that is entered when an accumulate's time is over.
   *
   * @param accumulate the accumulate's index
   * @return the level's index, or {@link Step#NO_LEVEL}
   */
  public int flushLevel(int accumulate) {
    return levels.stream()
        .filter(level -> level.kind() == Level.Kind.FLUSH && level.element() == accumulate)
        .mapToInt(Level::index)
        .findFirst()
        .orElse(Step.NO_LEVEL);
  }

  /**
   * Returns what is in scope where a context is opened, the item that opens it included.
   *
   * @param context an element's index, or {@link #RUN}
   * @param hasInput whether the run has an input
   * @return the values, outermost first
   */
  public List<Integer> openingScope(int context, boolean hasInput) {
    if (context == RUN) {
      return hasInput ? List.of(RUN) : List.of();
    }
    Site site = sites.get(context);
    return with(site.scope(), site.item());
  }

  /**
   * Returns the accumulates that gather in a context, in stage order: at most one, except for the
   * run.
   *
   * @param context an element's index, or {@link #RUN}
   * @return the accumulates' indices
   */
  public List<Integer> accumulatesIn(int context) {
    return IntStream.range(0, elements.size())
        .filter(i -> elements.get(i).kind() == Element.Kind.ACCUMULATE)
        .filter(i -> sites.get(i).context() == context)
        .boxed()
        .toList();
  }

  /**
   * Adds an item to what is in scope.
   *
   * @param scope the values, outermost first
   * @param item the value that arrives, or {@link #NO_VALUE}
   * @return the values with the item, if there is one
   */
  public static List<Integer> with(List<Integer> scope, int item) {
    if (item == NO_VALUE) {
      return scope;
    }
    return Scope.plus(scope, item);
  }
}
