package dev.stageflow.interpreter;

import static dev.stageflow.plan.FlowPlan.NO_VALUE;
import static dev.stageflow.plan.FlowPlan.RUN;

import dev.stageflow.FlowKey;
import dev.stageflow.plan.Element.Kind;
import dev.stageflow.plan.FlowPlan;
import dev.stageflow.plan.Step;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The places of values in a run: first that of what is not there, then the input's, the stages'
 * values', and the accumulators'. A value that no later step asks for by its key is never put in
 * its place: it goes from step to step.
 */
final class Places {
  private final Chain chain;
  private final FlowPlan plan;

  /** The indices of the stages that accumulate. */
  private final List<Integer> accumulates;

  private final BitSet read = new BitSet();
  private final List<Program.View> views = new ArrayList<>();

  /** The place of the one view that shows nothing, once it is there. */
  private int blank = Program.NOWHERE;

  /** The places of what steps hand over. */
  private final Map<Step, Integer> handed = new HashMap<>();

  private final Map<Integer, Integer> addingViews = new HashMap<>();
  private final Map<Integer, Integer> openingViews = new HashMap<>();

  /**
   * Finds out which values are asked for.
   *
   * @throws IllegalStateException if a key names no value in scope
   */
  Places(Chain chain, FlowPlan plan) {
    this.chain = chain;
    this.plan = plan;
    accumulates =
        IntStream.range(0, chain.stages().size())
            .filter(i -> chain.stages().get(i).kind() == Kind.ACCUMULATE)
            .boxed()
            .toList();
    plan.levels().stream()
        .flatMap(level -> level.steps().stream())
        .forEach(step -> handed.put(step, find(step)));
    handed.values().forEach(read::set);
    for (int accumulate : accumulates) {
      if (chain.stages().get(accumulate) instanceof DefinedAccumulate defined) {
        FlowPlan.Site site = plan.sites().get(accumulate);
        // What stands in for its adding may look at what is gathered.
        addingViews.put(accumulate, view(defined.looksAt(), site.scope(), List.of(accumulate)));
        openingViews.put(
            accumulate,
            view(
                defined.looksAtFromOutside(),
                plan.openingScope(site.context(), chain.hasInput()),
                List.of()));
      }
    }
  }

  /** Gives the stages that accumulate, in order. */
  List<Integer> accumulates() {
    return accumulates;
  }

  /** Gives what the stages of a definition can get at. */
  List<Program.View> views() {
    return views;
  }

  /** Gives the place of what an accumulate of a definition can get at as it adds an item. */
  int viewOfAdding(int accumulate) {
    return Objects.requireNonNull(addingViews.get(accumulate));
  }

  /** Gives the place of what it can get at where its context was opened. */
  int viewOfOpening(int accumulate) {
    return Objects.requireNonNull(openingViews.get(accumulate));
  }

  /** Gives the number of places. */
  int count() {
    return bucket(accumulates.size()) + views.size();
  }

  /** Gives a value's place: that of no value is {@link Program#NOWHERE}, the input's is next. */
  static int of(int value) {
    return value - NO_VALUE + Program.NOWHERE;
  }

  /** Gives the place of what an accumulate gathers. */
  int ofBucket(int accumulate) {
    return bucket(accumulates.indexOf(accumulate));
  }

  private int bucket(int index) {
    return of(chain.stages().size()) + index;
  }

  /** Tells whether a step asks for a value after it has passed by. */
  boolean isKept(int value) {
    return read.get(of(value));
  }

  /** Gives the places of all values that are of no use once a level has ended. */
  int[] owned(int level) {
    IntStream values =
        IntStream.range(RUN, chain.stages().size())
            .filter(this::isKept)
            .filter(value -> plan.levelOf(value) == level)
            .map(Places::of);
    IntStream buckets =
        accumulates.stream()
            .filter(accumulate -> plan.bucketLevel(accumulate) == level)
            .mapToInt(this::ofBucket);
    return IntStream.concat(values, buckets).toArray();
  }

  /** Gives the place of what a step's call takes besides its item. */
  int handedTo(Step step) {
    return Objects.requireNonNull(handed.get(step));
  }

  private int find(Step step) {
    Call call = Call.of(step, chain.stages());
    List<Value<?>> looksAt = call.looksAt();
    return looksAt == null ? keyed(step, call.key()) : view(step, looksAt);
  }

  private int view(Step step, List<Value<?>> looksAt) {
    int element = step.element();
    FlowPlan.Site site = plan.sites().get(element);
    return switch (step.kind()) {
      case FINISHED -> view(looksAt, FlowPlan.with(site.scope(), site.item()), List.of());
      case FLUSH ->
          view(looksAt, plan.openingScope(element, chain.hasInput()), plan.accumulatesIn(element));
      case CLOSE -> view(looksAt, plan.openingScope(element, chain.hasInput()), List.of());
      default -> view(looksAt, site.scope(), List.of());
    };
  }

  /**
   * Gives the place of a view.
   *
   * @param looksAt the values that it is to show
   * @param scope those among which they are, outermost first
   * @param gathering the accumulates whose buckets it may show too
   */
  private int view(List<Value<?>> looksAt, List<Integer> scope, List<Integer> gathering) {
    if (looksAt.isEmpty() && blank != Program.NOWHERE) {
      return blank;
    }
    int[] shown = new int[looksAt.stream().mapToInt(Value::index).max().orElse(-1) + 1];
    for (Value<?> wanted : looksAt) {
      int value = chain.find(wanted, scope);
      shown[wanted.index()] = of(value);
      for (int accumulate : gathering) {
        if (((DefinedAccumulate) chain.stages().get(accumulate)).bucket().equals(wanted)) {
          shown[wanted.index()] = ofBucket(accumulate);
        }
      }
      read.set(shown[wanted.index()]);
    }
    int place = bucket(accumulates.size()) + views.size();
    views.add(new Program.View(place, shown));
    if (looksAt.isEmpty()) {
      blank = place;
    }
    return place;
  }

  private int keyed(Step step, @Nullable FlowKey<?> key) {
    int element = step.element();
    return switch (step.kind()) {
      case CALL, FILTER, CONSUME, ENTER, SUBFLOW ->
          find(key, plan.sites().get(element).scope(), "function", element);
      case FLUSH -> flushed(key, element);
      case CLOSE -> find(key, plan.openingScope(element, true), "onClose", element);
      case OPEN, FINISHED, ADD, PASS, FINISH, EMIT -> Program.NOWHERE;
    };
  }

  /** Finds what an onFlush takes: the bucket that its context's accumulate fills, or a value. */
  private int flushed(@Nullable FlowKey<?> key, int context) {
    for (int accumulate : plan.accumulatesIn(context)) {
      FlowKey<?> bucket = ((Stage.Accumulate) chain.stages().get(accumulate)).bucket();
      if (bucket != null && bucket.equals(key)) {
        return ofBucket(accumulate);
      }
    }
    return find(key, plan.openingScope(context, true), "onFlush", context);
  }

  private int find(@Nullable FlowKey<?> key, List<Integer> scope, String user, int element) {
    if (key == null) {
      return Program.NOWHERE;
    }
    int value = chain.find(key, scope);
    if (value == NO_VALUE) {
      throw new IllegalStateException(
          "the "
              + user
              + " of "
              + (chain.stages().get(element) instanceof Stage.Context ? "the context of " : "")
              + "stage '"
              + plan.elements().get(element).name()
              + "' uses "
              + Chain.text(key)
              + ", which names no value in scope there");
    }
    return of(value);
  }
}
