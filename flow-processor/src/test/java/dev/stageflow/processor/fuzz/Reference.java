package dev.stageflow.processor.fuzz;

import dev.stageflow.processor.fuzz.Stage.Form;
import dev.stageflow.processor.fuzz.Stage.Trait;
import dev.stageflow.processor.fuzz.Stage.Upper;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collector;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a definition means: its methods called in nested loops, by reflection. Nothing here is
 * shared with the processor or the engine.
 */
final class Reference {
  private static final int RUN = -1;

  /** No stage. */
  private static final int NONE = -2;

  /** What a fork gives that gives nothing: who takes it drops the item. */
  private static final Object NOTHING = new Object();

  /** A context that is open, by the place of its stage; the run itself is one too. */
  private static final class Context {
    final Map<String, Object> scope;
    final Map<Integer, Object> gathered = new HashMap<>();
    final Set<Integer> emitted = new HashSet<>();

    /** What neighbours have in common that share it. */
    @Nullable Object key;

    Context(Map<String, Object> scope) {
      this.scope = scope;
    }
  }

  /** Items that are walked: of a source, or of the flows of a subflow. */
  private static final class Walk {
    final Stage stage;

    /** What gives them, and how it was returned; null for flows. */
    @Nullable Object source;

    @Nullable Returned returned;
    boolean isBroken;

    Walk(Stage stage) {
      this.stage = stage;
    }

    void from(@Nullable Object source, @Nullable Returned returned) {
      this.source = source;
      this.returned = returned;
    }

    void close() throws ReflectiveOperationException {
      if (source != null && returned == Returned.CLOSED) {
        Methods.invoke(source, "close");
      }
    }
  }

  private final FuzzedDefinition definition;
  private final List<Stage> stages;
  private final Methods methods;
  private final Map<Integer, Context> open = new HashMap<>();

  /** Those under way, innermost first. */
  private final Deque<Walk> walks = new ArrayDeque<>();

  private final List<Object> outputs = new ArrayList<>();
  private final Counts counts = new Counts();

  /** Whether all sources end here: what was taken of them goes all its way. */
  private boolean isDrained;

  private final BiConsumer<String, Object> sinks;

  /**
   * Makes the reference of a definition.
   *
   * @param methods an object of the definition
   * @param sinks takes what goes to a sink beside that of the outputs, with the sink's name
   */
  Reference(FuzzedDefinition definition, Object methods, BiConsumer<String, Object> sinks) {
    this.definition = definition;
    this.sinks = sinks;
    this.methods = new Methods(methods);
    stages = definition.stages();
  }

  List<Object> outputs(@Nullable Object input) throws ReflectiveOperationException {
    open.put(RUN, new Context(after(Map.of(), "input", input)));
    goOn(0, "input", input, Map.of());
    close(RUN);
    return outputs;
  }

  /** What was counted until now. */
  Counts counts() {
    return counts;
  }

  /** Has all sources end, also those that are opened later. */
  void drain() {
    isDrained = true;
  }

  private static Map<String, Object> after(
      Map<String, Object> scope, String name, @Nullable Object item) {
    Map<String, Object> after = new LinkedHashMap<>(scope);
    if (item != null) {
      after.put(name, item);
    }
    return after;
  }

  /** Does all that an item causes; null stands for that of a source. */
  private void goOn(int at, String name, @Nullable Object item, Map<String, Object> scope)
      throws ReflectiveOperationException {
    Stage before = at == 0 ? null : stages.get(at - 1);
    if (before != null && before.has(Trait.OUTPUT) && before.name().equals(name)) {
      sinks.accept(before.sink(), item);
    }
    if (before != null && before.has(Trait.EMITS) && before.name().equals(name)) {
      outputs.add(item);
    }
    if (at == stages.size()) {
      outputs.add(item);
      return;
    }
    Stage stage = stages.get(at);
    Map<String, Object> after = after(scope, name, item);
    boolean groups = stage.has(Trait.GROUPS);
    Object key = groups ? methods.key(stage, item) : null;
    if (stage.has(Trait.CONTEXT) && !(groups && isInOpenGroup(at, key))) {
      if (groups) {
        closeGroup(at);
      }
      Context opened = new Context(after);
      opened.key = key;
      open.put(at, opened);
      if (stage.has(Trait.ON_OPEN)) {
        hook(stage, "Opened", after);
      }
    }
    Optional<Upper> missing =
        awaitedBy(at).filter(it -> scope.get(it.name()) == NOTHING).findFirst();
    if (missing.isEmpty()) {
      goOn(at, name, item, scope, after);
    } else {
      counts.dropped(named(missing.get().name()));
    }
    if (stage.has(Trait.CONTEXT) && !groups) {
      close(at);
    }
  }

  /**
   * The values that a stage waits for: those that it takes, and if it is parallel those that stages
   * after it take of the item in flight.
   */
  private Stream<Upper> awaitedBy(int at) {
    List<Upper> awaited = new ArrayList<>(stages.get(at).upstream());
    int inner = 0;
    for (int next = at + 1;
        stages.get(at).has(Trait.PARALLEL) && next < stages.size() && inner >= 0;
        next++) {
      Stage stage = stages.get(next);
      awaited.addAll(stage.upstream());
      if (stage.has(Trait.CONTEXT)) {
        inner++;
      }
      if (stage.form().isAccumulate()) {
        inner--;
      }
    }
    return awaited.stream();
  }

  private Stage named(String name) {
    return stages.stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  private boolean isInOpenGroup(int at, @Nullable Object key) {
    Context group = open.get(at);
    return group != null && Objects.equals(group.key, key);
  }

  private void closeGroup(int at) throws ReflectiveOperationException {
    if (open.containsKey(at)) {
      close(at);
    }
  }

  /**
   * Closes the groups whose items come out of one place: a sequence or subflow, or an accumulate
   * that passes values on early.
   */
  private void closeGroups(int place) throws ReflectiveOperationException {
    for (int at = place + 1; at < stages.size(); at++) {
      if (stages.get(at).has(Trait.GROUPS) && itemsOf(at) == place) {
        closeGroup(at);
      }
    }
  }

  /**
   * The stage that gives the items, several at a time, that come to another one in the context
   * around that; none if it is not in that context.
   */
  private int itemsOf(int stage) {
    int around = definition.openerOf(stage);
    while (around != RUN && stages.get(around).has(Trait.GROUPS)) {
      around = definition.openerOf(around);
    }
    return itemsOf(stage, around);
  }

  private int itemsOf(int stage, int around) {
    int at = stage - 1;
    while (at >= around && at >= 0) {
      Stage before = stages.get(at);
      if (before.form().isMany()) {
        return at;
      }
      if (before.form().isAccumulate()) {
        // Its value comes where its context was opened.
        int opener = definition.openerOf(at);
        boolean isEarly = before.has(Trait.FLUSH_WHEN) || before.has(Trait.FLUSH_AFTER);
        if (isEarly && (opener == RUN || itemsOf(opener, around) == NONE)) {
          return at;
        }
        at = opener;
      }
      at--;
    }
    return NONE;
  }

  private void goOn(
      int at,
      String name,
      @Nullable Object item,
      Map<String, Object> scope,
      Map<String, Object> after)
      throws ReflectiveOperationException {
    Stage stage = stages.get(at);
    switch (stage.form()) {
      case FUNCTION -> {
        Object result = Results.unwrapped(attempt(stage, scope, item).result());
        boolean isGiven = result != null && !isStop(stage, result);
        if (stage.has(Trait.FORK)) {
          goOn(at + 1, name, item, after(scope, stage.name(), isGiven ? result : NOTHING));
        } else if (isGiven) {
          goOn(at + 1, stage.name(), result, after);
        } else {
          counts.dropped(stage);
        }
      }
      case FILTER -> {
        if ((boolean) attempt(stage, scope, item).result()) {
          goOn(at + 1, name, item, scope);
        } else {
          counts.dropped(stage);
          if (stage.breaks() != null) {
            end(stage.breaks());
          }
        }
      }
      case CONSUMER -> attempt(stage, scope, item).result();
      case AROUND -> goOn(at + 1, name, item, scope);
      case SEQUENCE -> walk(at, item, scope, after);
      case SUBFLOW -> pass(at, item, attempt(stage, scope, item).result(), after);
      case SUM, GATHER, COLLECTOR -> gather(at, scope, item);
    }
  }

  private static boolean isStop(Stage stage, Object result) {
    return stage.has(Trait.STOP)
        && stage.gives().stop().replaceAll("[\\\\\"']", "").equals(result.toString());
  }

  /** A source that fails before it has given anything is asked for anew, if the stage says so. */
  private void walk(
      int at, @Nullable Object item, Map<String, Object> scope, Map<String, Object> after)
      throws ReflectiveOperationException {
    Stage stage = stages.get(at);
    Attempt attempt = attempt(stage, scope, item);
    Walk walk = new Walk(stage);
    walk.from(attempt.result(), attempt.returned());
    Results.Walked walked = Results.walked(walk.source);
    while (!isDrained
        && walked.hasGivenNothing()
        && walked.failure() != null
        && attempt.takesRetry()) {
      walk.close();
      walk.from(attempt.result(), attempt.returned());
      walked = Results.walked(walk.source);
    }
    if (walk.source == null) {
      counts.dropped(stage);
    }
    walks.push(walk);
    goOnWithAll(at, walk, walked.elements(), after);
    if (walked.failure() != null && !walk.isBroken && !isDrained) {
      walk.close();
      Object instead = attempt.instead(walked.failure());
      walk.from(instead, attempt.returned());
      if (walk.source == null) {
        counts.dropped(stage);
      }
      goOnWithAll(at, walk, Results.elements(instead), after);
    }
    if (!walk.isBroken) {
      walk.close();
    }
    walks.pop();
    closeGroups(at);
    if (walk.source != null && stage.has(Trait.ON_FINISH)) {
      hook(stage, "Done", after);
    }
  }

  private void goOnWithAll(int at, Walk walk, List<Object> elements, Map<String, Object> scope)
      throws ReflectiveOperationException {
    for (Object element : elements) {
      if (walk.isBroken || isDrained) {
        return;
      }
      goOn(at + 1, walk.stage.name(), element, scope);
    }
  }

  /** Closes a sequence and all inside it, none of which goes on. */
  private void end(String sequence) throws ReflectiveOperationException {
    for (Walk walk : walks) {
      if (!walk.isBroken) {
        walk.isBroken = true;
        walk.close();
      }
      if (walk.stage.name().equals(sequence)) {
        return;
      }
    }
    throw new AssertionError(sequence);
  }

  private Attempt attempt(Stage stage, Map<String, Object> scope, @Nullable Object... first) {
    return new Attempt(methods, counts, stage, scope, first);
  }

  /** Has each flow pass its parts on, all of which are of one and the same method. */
  private void pass(int at, Object item, @Nullable Object flows, Map<String, Object> scope)
      throws ReflectiveOperationException {
    Stage stage = stages.get(at);
    Walk walk = new Walk(stage);
    if (flows == null) {
      counts.dropped(stage);
    }
    walks.push(walk);
    for (Object flow : flows instanceof List<?> list ? list : Collections.singletonList(flows)) {
      if (flow != null && !walk.isBroken) {
        goOnWithAll(at, walk, Results.elements(methods.parts(stage, item)), scope);
      }
    }
    walks.pop();
    closeGroups(at);
  }

  private void gather(int at, Map<String, Object> scope, Object item)
      throws ReflectiveOperationException {
    Stage stage = stages.get(at);
    int opener = definition.openerOf(at);
    Context context = open.get(opener);
    Object gathered = context.gathered.get(at);
    if (gathered == null) {
      gathered = start(stage, context);
    }
    if (stage.form() == Form.COLLECTOR) {
      collector(stage, context).accumulator().accept(gathered, item);
      context.gathered.put(at, gathered);
      return;
    }
    Object changed = attempt(stage, scope, gathered, item).result();
    if (stage.form() == Form.SUM) {
      if (changed == null) {
        // What stands in drops the item, as if it had never come.
        counts.dropped(stage);
        return;
      }
      gathered = changed;
    }
    context.gathered.put(at, gathered);
    if (stage.has(Trait.FLUSH_WHEN)
        && (boolean) methods.help(stage, "Full", context.scope, gathered)) {
      emit(at, opener);
    }
  }

  private Object start(Stage stage, Context context) throws ReflectiveOperationException {
    if (stage.has(Trait.START)) {
      return methods.help(stage, "Start", context.scope);
    }
    return switch (stage.form()) {
      case SUM -> 0L;
      case GATHER -> new ArrayList<>();
      default -> collector(stage, context).supplier().get();
    };
  }

  @SuppressWarnings("unchecked")
  private Collector<Object, Object, Object> collector(Stage stage, Context context)
      throws ReflectiveOperationException {
    return (Collector<Object, Object, Object>) methods.call(stage, context.scope);
  }

  /** Passes on what a context has gathered. */
  private void emit(int at, int opener) throws ReflectiveOperationException {
    Stage stage = stages.get(at);
    Context context = open.get(opener);
    Object gathered = gathered(at, context);
    context.gathered.remove(at);
    context.emitted.add(at);
    Object result = gathered;
    if (stage.form() == Form.COLLECTOR) {
      result = collector(stage, context).finisher().apply(gathered);
    } else if (stage.has(Trait.FINISH)) {
      result = methods.help(stage, "Told", context.scope, gathered);
    }
    goOn(at + 1, stage.name(), result, context.scope);
  }

  /** What was gathered, or with nothing gathered the start. */
  private Object gathered(int at, Context context) throws ReflectiveOperationException {
    Object gathered = context.gathered.get(at);
    return gathered == null ? start(stages.get(at), context) : gathered;
  }

  private void close(int opener) throws ReflectiveOperationException {
    closeGroupsWithin(opener);
    Context context = open.get(opener);
    if (opener != RUN && stages.get(opener).has(Trait.ON_FLUSH)) {
      Stage gathering = definition.bucketOf(opener);
      Object[] bucket =
          gathering == null
              ? new Object[0]
              : new Object[] {gathered(stages.indexOf(gathering), context)};
      hook(stages.get(opener), "Flushed", context.scope, bucket);
    }
    for (int at = opener + 1; at < stages.size(); at++) {
      Stage stage = stages.get(at);
      if (stage.form().isAccumulate()
          && definition.openerOf(at) == opener
          && (context.gathered.containsKey(at)
              || (stage.has(Trait.EMIT_EMPTY) && !context.emitted.contains(at)))) {
        emit(at, opener);
      }
      if (stage.form().isAccumulate() && definition.openerOf(at) == opener) {
        closeGroups(at);
      }
    }
    if (opener != RUN && stages.get(opener).has(Trait.ON_CLOSE)) {
      hook(stages.get(opener), "Closed", context.scope);
    }
    open.remove(opener);
  }

  /** Closes the groups in a context that are open still: of the same items as its own. */
  private void closeGroupsWithin(int opener) throws ReflectiveOperationException {
    for (int at = opener + 1; at < stages.size(); at++) {
      if (stages.get(at).has(Trait.GROUPS) && isWithin(at, opener)) {
        closeGroup(at);
      }
    }
  }

  private boolean isWithin(int context, int outer) {
    int at = definition.openerOf(context);
    while (at > outer) {
      at = definition.openerOf(at);
    }
    return at == outer;
  }

  private void hook(Stage stage, String suffix, Map<String, Object> scope, Object... first)
      throws ReflectiveOperationException {
    Object given = methods.help(stage, suffix, scope, first);
    if (stage.has(Trait.HOOKS_EMIT)) {
      outputs.add(given);
    }
  }
}
