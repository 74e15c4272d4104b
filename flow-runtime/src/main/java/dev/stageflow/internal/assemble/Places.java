package dev.stageflow.internal.assemble;

import static dev.stageflow.internal.plan.FlowPlan.NO_VALUE;
import static dev.stageflow.internal.plan.FlowPlan.RUN;

import dev.stageflow.FlowKey;
import dev.stageflow.internal.interpreter.Carried;
import dev.stageflow.internal.interpreter.Handed;
import dev.stageflow.internal.interpreter.Program;
import dev.stageflow.internal.plan.Element;
import dev.stageflow.internal.plan.FlowPlan;
import dev.stageflow.internal.plan.Level;
import dev.stageflow.internal.plan.Step;
import dev.stageflow.internal.stage.Call;
import dev.stageflow.internal.stage.Chain;
import dev.stageflow.internal.stage.Stage;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The places of values in a run: first that of what is not there, then the input's, the stages'
 * values', and the accumulators'. A value that no later step asks for by its key is never put in
 * its place: it goes from step to step.
 */
final class Places {
  private final Chain chain;
  private final FlowPlan plan;
  private final Map<FlowKey<?>, Integer> keys;

  /** The indices of the stages that accumulate. */
  private final List<Integer> accumulates;

  private final BitSet read = new BitSet();

  /** The places of values that items carry through parallel stages, by level and value. */
  private final Map<Integer, Map<Integer, Integer>> carriedTo = new HashMap<>();

  /** The places of the keys of open groups, by their contexts; that of the next one's follows. */
  private final Map<Integer, Integer> groupKeys = new HashMap<>();

  private int furtherCount;

  /**
   * Finds out which values are asked for.
   *
   * @throws IllegalStateException if a key names no value in scope
   */
  Places(Chain chain, FlowPlan plan) {
    this.chain = chain;
    this.plan = plan;
    keys = chain.keys();
    accumulates =
        IntStream.range(0, chain.stages().size())
            .filter(i -> chain.stages().get(i).kind() == Element.Kind.ACCUMULATE)
            .boxed()
            .toList();
    plan.levels().forEach(level -> level.steps().forEach(step -> handed(step).forEach(read::set)));
  }

  /** Gives each value a place of its own that is carried to a level. */
  void carry(Level level, Set<Integer> values) {
    Map<Integer, Integer> carried = new TreeMap<>();
    for (int value : values) {
      carried.put(value, further(1));
    }
    carriedTo.put(level.index(), carried);
    if (level.kind() == Level.Kind.GROUP) {
      groupKeys.put(level.element(), further(2));
    }
  }

  private int further(int count) {
    int place = bucket(accumulates.size()) + furtherCount;
    furtherCount += count;
    return place;
  }

  /** Returns the place of the key of the open group; the one after it is for the next group's. */
  int ofKey(int context) {
    return Objects.requireNonNull(groupKeys.get(context));
  }

  /** Returns the places from which, and to which, values are carried to a level. */
  Carried carried(Level level) {
    Map<Integer, Integer> carried = Objects.requireNonNull(carriedTo.get(level.index()));
    int started = plan.sites().get(level.element()).level();
    return new Carried(
        carried.keySet().stream().mapToInt(value -> in(value, started)).toArray(),
        carried.values().stream().mapToInt(place -> place).toArray());
  }

  /** Returns the place of a value, as a level finds it. */
  int in(int value, int level) {
    int holder = plan.holderOf(value, level);
    Map<Integer, Integer> carried = carriedTo.get(holder);
    return carried != null && carried.containsKey(value) ? carried.get(value) : of(value);
  }

  /** Returns the stages that accumulate, in order. */
  List<Integer> accumulates() {
    return accumulates;
  }

  /** Returns the number of places. */
  int count() {
    return bucket(accumulates.size()) + furtherCount;
  }

  /** Returns a value's place: that of no value is {@link Program#NOWHERE}, the input's is next. */
  static int of(int value) {
    return value - NO_VALUE + Program.NOWHERE;
  }

  /** Returns the place of what an accumulate gathers. */
  int ofBucket(int accumulate) {
    return bucket(accumulates.indexOf(accumulate));
  }

  private int bucket(int index) {
    return of(chain.stages().size()) + index;
  }

  /** Returns whether a step asks for a value after it has passed by. */
  boolean isKept(int value) {
    return read.get(of(value));
  }

  /** Returns the places of all values that are of no use once a level has ended. */
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
    IntStream carried =
        carriedTo.getOrDefault(level, Map.of()).values().stream().mapToInt(place -> place);
    IntStream keys =
        groupKeys.entrySet().stream()
            .filter(group -> plan.groupLevel(group.getKey()) == level)
            .mapToInt(Map.Entry::getValue);
    return Stream.of(values, buckets, carried, keys).flatMapToInt(places -> places).toArray();
  }

  /** Returns the places of what a step's call takes besides its item, as its level finds it. */
  Handed handedTo(Step step, int level) {
    int[] places =
        handed(step).stream()
            .mapToInt(place -> isOfValue(place) ? in(valueAt(place), level) : place)
            .toArray();
    return new Handed(
        places.length < 1 ? Program.NOWHERE : places[0],
        places.length < 2 ? Program.NOWHERE : places[1]);
  }

  /** Returns the values that a step takes besides its item, but for what is gathered. */
  Set<Integer> read(Step step) {
    return handed(step).stream()
        .filter(this::isOfValue)
        .map(Places::valueAt)
        .collect(Collectors.toSet());
  }

  private boolean isOfValue(int place) {
    return place < bucket(0);
  }

  private static int valueAt(int place) {
    return place + NO_VALUE - Program.NOWHERE;
  }

  /** Returns the places of what a step hands over besides its item: none, one or two. */
  private List<Integer> handed(Step step) {
    return Call.of(step, chain.stages()).keys().stream().map(key -> find(key, step)).toList();
  }

  private int find(FlowKey<?> key, Step step) {
    int element = step.element();
    return switch (step.kind()) {
      case CALL, FORK, FILTER, CONSUME, ENTER, SUBFLOW, START ->
          find(key, plan.sites().get(element).scope(), "function", element);
      case FLUSH -> flushed(key, element);
      case OPENED -> find(key, plan.openingScope(element, true), "onOpen", element);
      case CLOSE -> find(key, plan.openingScope(element, true), "onClose", element);
      case KEY, BREAK, OPEN, RELEASE, AHEAD, FINISHED, ADD, FULL, PASS, FINISH, OUTPUT, EMIT ->
          throw new IllegalArgumentException(step.kind().name());
    };
  }

  /** Finds what an onFlush takes: the bucket that its context's accumulate fills, or a value. */
  private int flushed(FlowKey<?> key, int context) {
    for (int accumulate : plan.accumulatesIn(context)) {
      FlowKey<?> bucket = ((Stage.Accumulate) chain.stages().get(accumulate)).bucket();
      if (bucket != null && bucket.equals(key)) {
        return ofBucket(accumulate);
      }
      if (keys.getOrDefault(key, NO_VALUE) == accumulate) {
        throw unknown(
            key,
            "onFlush",
            context,
            "what its accumulate gives after it;"
                + " bucket(..) of that accumulate names what it has gathered");
      }
    }
    return find(key, plan.openingScope(context, true), "onFlush", context);
  }

  private int find(FlowKey<?> key, List<Integer> scope, String user, int element) {
    int value = keys.getOrDefault(key, NO_VALUE);
    if (!scope.contains(value)) {
      throw unknown(key, user, element, "no value in scope there");
    }
    return of(value);
  }

  private IllegalStateException unknown(FlowKey<?> key, String user, int element, String named) {
    return new IllegalStateException(
        "the "
            + user
            + " of "
            + (chain.stages().get(element) instanceof Stage.Context ? "the context of " : "")
            + "stage '"
            + plan.name(element)
            + "' uses "
            + Chain.text(key)
            + ", which names "
            + named);
  }
}
