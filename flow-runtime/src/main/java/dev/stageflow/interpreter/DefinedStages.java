package dev.stageflow.interpreter;

import dev.stageflow.Flow;
import dev.stageflow.FlowDescription;
import dev.stageflow.FlowIterator;
import dev.stageflow.RetryPolicy;
import dev.stageflow.function.StageBiConsumer;
import dev.stageflow.function.StageBiFunction;
import dev.stageflow.function.StageConsumer;
import dev.stageflow.function.StageFunction;
import dev.stageflow.interpreter.AddedStages.Addition;
import dev.stageflow.plan.Element.Kind;
import dev.stageflow.plan.PlanException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes down the stages of a definition as generated code tells them, one by one and in order, and
 * puts those in between that are added. Each stage is told with the values that it looks at besides
 * its item.
 *
 * <pre>{@code
 * DefinedStages<OrderReport> steps = new DefinedStages<>(added);
 * Value<Customer> customer = steps.input();
 * Value<Order> order = steps.sequence("orders", customer, (it, in) -> in.stages().orders(it));
 * Value<Line> line =
 *     steps.function("line", order, (it, in) -> in.stages().line(it, in.get(customer)), customer);
 * return steps.flow(customer, line);
 * }</pre>
 *
 * @param <D> the definition's type
 */
public final class DefinedStages<D> {
  private final AddedStages added;
  private final List<Stage> stages = new ArrayList<>();

  /** The indices of the added stages, by the name of the one that they come after. */
  private final Map<String, List<Integer>> additions = new LinkedHashMap<>();

  /** What is told of accumulates before their stages. */
  private final Map<Value<?>, DefinedAccumulate.Parts> buckets = new HashMap<>();

  /** What is told of the next stage's failures. */
  private Guard guard = Guard.NONE;

  private final List<Value<?>> guardLooksAt = new ArrayList<>();
  private Stage.@Nullable Label input;
  private int values;

  /** Stands for the item that goes on. */
  private @Nullable Value<?> current;

  /**
   * Starts without a stage.
   *
   * @param added the stages that are put in between
   */
  public DefinedStages(AddedStages added) {
    this.added = added;
  }

  private <T> Value<T> value() {
    return new Value<>(values++);
  }

  /**
   * Tells of the input.
   *
   * @param <I> its type
   * @return stands for it
   */
  public <I> Value<I> input() {
    Value<I> value = value();
    input = Stage.UNNAMED.giving(value);
    current = value;
    return value;
  }

  /**
   * Tells that the first stage takes no item.
   *
   * @return stands for what it gets nevertheless, and does not look at
   */
  public Value<Object> noInput() {
    return value();
  }

  /**
   * Tells when the call of the next stage is made again.
   *
   * @param policy how often, when, and after which failures
   */
  public void retry(RetryPolicy policy) {
    guard = guard.retrying(policy);
  }

  /**
   * Tells what stands in for the next stage.
   *
   * @param failure the type of what it takes
   * @param item stands for the stage's item
   * @param function gives what the stage would have given, or null; in place of a filter the item
   *     itself if that goes on
   * @param looksAt the values that it looks at, and what is gathered
   * @param <T> the item's type
   * @param <E> the failure's type
   * @param <R> the type of what it gives
   */
  public <T, E extends Throwable, R> void recover(
      Class<E> failure, Value<T> item, Recovering<D, T, E, R> function, Value<?>... looksAt) {
    guard = guard.recovering(failure, Untyped.taking(function));
    guardLooksAt.addAll(List.of(looksAt));
  }

  private Guard takeGuard() {
    Guard taken = guard;
    guard = Guard.NONE;
    guardLooksAt.clear();
    return taken;
  }

  /** What a stage looks at, and what stands in for it. */
  private Value<?>[] also(Value<?>... looksAt) {
    return Stream.concat(Stream.of(looksAt), guardLooksAt.stream()).toArray(Value<?>[]::new);
  }

  /**
   * Tells of a function.
   *
   * @param name its name
   * @param item stands for its item
   * @param function gives what goes on, or null
   * @param looksAt the values that it looks at
   * @param <T> the item's type
   * @param <R> the type of what it gives
   * @return stands for what it gives
   */
  public <T, R> Value<R> function(
      String name, Value<T> item, StageBiFunction<T, Scope<D>, R> function, Value<?>... looksAt) {
    return giving(
        name,
        label ->
            new Stage.Single(
                Kind.FUNCTION, label, Call.scoped(function, also(looksAt)), takeGuard()));
  }

  /**
   * Tells of a consumer.
   *
   * @param name its name
   * @param item stands for its item
   * @param consumer takes it
   * @param looksAt the values that it looks at
   * @param <T> the item's type
   * @return stands for what never comes
   */
  public <T> Value<Void> consumer(
      String name, Value<T> item, StageBiConsumer<T, Scope<D>> consumer, Value<?>... looksAt) {
    stages.add(
        new Stage.Single(
            Kind.CONSUMER,
            Stage.Label.of(name),
            Call.scopedConsumer(consumer, also(looksAt)),
            takeGuard()));
    return value();
  }

  /**
   * Tells of a filter.
   *
   * @param name its name
   * @param item stands for its item
   * @param predicate whether that goes on
   * @param looksAt the values that it looks at
   * @param <T> the item's type
   */
  public <T> void filter(
      String name,
      Value<T> item,
      StageBiFunction<T, Scope<D>, Boolean> predicate,
      Value<?>... looksAt) {
    stages.add(
        new Stage.Single(
            Kind.FILTER,
            Stage.Label.of(name),
            Call.scopedPredicate(predicate, also(looksAt)),
            takeGuard()));
    addTo(name);
  }

  /**
   * Tells of a sequence.
   *
   * @param name its name
   * @param item stands for its item
   * @param function gives its elements, or null
   * @param looksAt the values that it looks at
   * @param <T> the item's type
   * @param <R> the elements' type
   * @return stands for an element
   */
  public <T, R> Value<R> sequence(
      String name,
      Value<T> item,
      StageBiFunction<T, Scope<D>, Iterable<? extends R>> function,
      Value<?>... looksAt) {
    return sequence(name, Call.scoped(function, also(looksAt)), false);
  }

  /**
   * Tells of a sequence that may pause, or that returns something else than an iterable.
   *
   * @param name its name
   * @param item stands for its item
   * @param function gives its elements, or null
   * @param looksAt the values that it looks at
   * @param <T> the item's type
   * @param <R> the elements' type
   * @return stands for an element
   */
  public <T, R> Value<R> sequenceFrom(
      String name,
      Value<T> item,
      StageBiFunction<T, Scope<D>, FlowIterator<? extends R>> function,
      Value<?>... looksAt) {
    return sequence(name, Call.scoped(function, also(looksAt)), true);
  }

  private <R> Value<R> sequence(String name, Call call, boolean mayPause) {
    return giving(
        name, label -> Stage.Sequence.of(call, mayPause).guarded(takeGuard()).labelled(label));
  }

  /**
   * Tells what the sequence told last calls at its end.
   *
   * @param action what it calls
   * @param looksAt the values that it looks at
   */
  public void onFinish(StageConsumer<Scope<D>> action, Value<?>... looksAt) {
    change(Stage.Sequence.class, stage -> stage.finishedBy(Call.scopedAction(action, looksAt)));
  }

  /**
   * Tells of a subflow.
   *
   * @param name its name
   * @param item stands for its item
   * @param function gives the flow, or null
   * @param looksAt the values that it looks at
   * @param <T> the item's type
   * @param <R> the outputs' type
   * @return stands for an output
   */
  public <T, R> Value<R> subflow(
      String name,
      Value<T> item,
      StageBiFunction<T, Scope<D>, Flow<? super T, ? extends R>> function,
      Value<?>... looksAt) {
    return giving(
        name,
        label ->
            Stage.Subflow.of(Call.scoped(function, also(looksAt)))
                .guarded(takeGuard())
                .labelled(label));
  }

  /**
   * Tells of a subflow that gives several flows.
   *
   * @param name its name
   * @param item stands for its item
   * @param function gives the flows, or null
   * @param looksAt the values that it looks at
   * @param <T> the item's type
   * @param <R> the outputs' type
   * @return stands for an output
   */
  public <T, R> Value<R> subflows(
      String name,
      Value<T> item,
      StageBiFunction<T, Scope<D>, List<? extends Flow<? super T, ? extends R>>> function,
      Value<?>... looksAt) {
    return giving(
        name,
        label ->
            Stage.Subflow.of(Call.scoped(function, also(looksAt)))
                .guarded(takeGuard())
                .labelled(label));
  }

  /** Tells that the next stage opens a context. */
  public void context() {
    stages.add(new Stage.Context(Call.NONE, Call.NONE));
  }

  /**
   * Tells what the context told last calls before its accumulated value goes on.
   *
   * @param action what it calls
   * @param looksAt the values, and what is gathered, that it looks at
   */
  public void onFlush(StageConsumer<Scope<D>> action, Value<?>... looksAt) {
    change(Stage.Context.class, context -> context.flushedBy(Call.scopedAction(action, looksAt)));
  }

  /**
   * Tells what the context told last calls at its end.
   *
   * @param action what it calls
   * @param looksAt the values that it looks at
   */
  public void onClose(StageConsumer<Scope<D>> action, Value<?>... looksAt) {
    change(Stage.Context.class, context -> context.closedBy(Call.scopedAction(action, looksAt)));
  }

  /**
   * Tells where a later accumulate starts: before the context in which it gathers.
   *
   * @param start gives an empty accumulator
   * @param looksAt the values that it looks at
   * @param <A> the accumulator's type
   * @return stands for what is gathered
   */
  public <A> Value<A> bucket(StageFunction<Scope<D>, A> start, Value<?>... looksAt) {
    Value<A> bucket = value();
    buckets.put(bucket, new DefinedAccumulate.Parts(start, null, false, List.of(looksAt)));
    return bucket;
  }

  /**
   * Tells when an accumulator is passed on before its time.
   *
   * @param bucket stands for what is gathered
   * @param condition whether it is passed on
   * @param looksAt the values that it looks at
   * @param <A> the accumulator's type
   */
  public <A> void flushWhen(
      Value<A> bucket, StageBiFunction<A, Scope<D>, Boolean> condition, Value<?>... looksAt) {
    buckets.computeIfPresent(bucket, (key, parts) -> parts.flushedWhen(condition, looksAt));
  }

  /**
   * Tells that an accumulator is passed on even if nothing came.
   *
   * @param bucket stands for what is gathered
   */
  public void emitEmpty(Value<?> bucket) {
    buckets.computeIfPresent(bucket, (key, parts) -> parts.emittingEmpty());
  }

  /**
   * Tells of an accumulate.
   *
   * @param name its name
   * @param item stands for its item
   * @param bucket stands for what it gathers
   * @param add adds an item
   * @param finish gives what goes on, or null
   * @param looksAt the values that both look at
   * @param <T> the item's type
   * @param <A> the accumulator's type
   * @param <R> the type of what goes on
   * @return stands for what goes on
   */
  public <T, A, R> Value<R> accumulate(
      String name,
      Value<T> item,
      Value<A> bucket,
      Adding<D, A, T> add,
      StageBiFunction<A, Scope<D>, R> finish,
      Value<?>... looksAt) {
    return giving(
        name,
        label ->
            new DefinedAccumulate(
                label,
                bucket,
                parts(bucket),
                add,
                finish,
                false,
                List.of(also(looksAt)),
                takeGuard()));
  }

  /**
   * Tells of an accumulate after which nothing goes on.
   *
   * @param name its name
   * @param item stands for its item
   * @param bucket stands for what it gathers
   * @param add adds an item
   * @param finish takes what was gathered
   * @param looksAt the values that both look at
   * @param <T> the item's type
   * @param <A> the accumulator's type
   * @return stands for what never comes
   */
  public <T, A> Value<Void> accumulateLast(
      String name,
      Value<T> item,
      Value<A> bucket,
      Adding<D, A, T> add,
      StageBiConsumer<A, Scope<D>> finish,
      Value<?>... looksAt) {
    StageBiFunction<A, Scope<D>, Object> finishing =
        (gathered, scope) -> {
          finish.accept(gathered, scope);
          return null;
        };
    stages.add(
        new DefinedAccumulate(
            Stage.Label.of(name),
            bucket,
            parts(bucket),
            add,
            finishing,
            true,
            List.of(also(looksAt)),
            takeGuard()));
    return value();
  }

  private DefinedAccumulate.Parts parts(Value<?> bucket) {
    DefinedAccumulate.Parts parts = buckets.get(bucket);
    if (parts == null) {
      throw new IllegalArgumentException("a bucket of other stages");
    }
    return parts;
  }

  private <R> Value<R> giving(String name, Function<Stage.Label, Stage> stage) {
    Value<R> value = value();
    stages.add(stage.apply(Stage.Label.of(name).giving(value)));
    current = value;
    addTo(name);
    return value;
  }

  /** Puts down the stages that are added after one: their value is the one that they take, anew. */
  private void addTo(String name) {
    for (Addition addition : added.after(name)) {
      additions.computeIfAbsent(name, first -> new ArrayList<>()).add(stages.size());
      stages.add(stage(addition, Stage.UNNAMED.giving(current)));
    }
  }

  private static Stage stage(Addition addition, Stage.Label label) {
    if (addition instanceof Addition.ByFunction function) {
      return new Stage.Single(Kind.FUNCTION, label, Call.function(function.function()), Guard.NONE);
    }
    Flow<?, ?> flow = ((Addition.ByFlow) addition).flow();
    return Stage.Subflow.of(Call.function(item -> flow)).labelled(label);
  }

  /** Changes the last stage of a kind. */
  private <S extends Stage> void change(Class<S> kind, UnaryOperator<S> change) {
    int last = stages.size() - 1;
    while (!kind.isInstance(stages.get(last))) {
      last--;
    }
    stages.set(last, change.apply(kind.cast(stages.get(last))));
  }

  /**
   * Puts the flow together.
   *
   * @param input stands for the input
   * @param output stands for what goes on after the last stage
   * @param <I> the input's type
   * @param <O> the outputs' type
   * @return the flow
   */
  public <I, O> SteppedFlow<D, I, O> flow(Value<I> input, Value<O> output) {
    Map<String, List<FlowDescription.Stage>> described = new HashMap<>();
    new AddedNames(stages, additions)
        .forEach(
            (after, index, name) -> {
              Stage.Named stage = (Stage.Named) stages.get(index);
              stages.set(index, stage.labelled(stage.label().called(name)));
              described
                  .computeIfAbsent(after, first -> new ArrayList<>())
                  .add(SteppedFlow.described(name, stage.kind()));
            });
    Chain chain = new Chain(this.input, stages, CallSite.NONE);
    try {
      return new SteppedFlow<>(Assembler.assemble(chain, chain.plan()), described);
    } catch (PlanException misfit) {
      throw new IllegalStateException(misfit.getMessage(), misfit);
    }
  }
}
