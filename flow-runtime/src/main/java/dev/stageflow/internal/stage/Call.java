package dev.stageflow.internal.stage;

import dev.stageflow.FlowIterator;
import dev.stageflow.FlowKey;
import dev.stageflow.function.StageAction;
import dev.stageflow.function.StageBiConsumer;
import dev.stageflow.function.StageBiFunction;
import dev.stageflow.function.StageConsumer;
import dev.stageflow.function.StageFunction;
import dev.stageflow.function.StagePredicate;
import dev.stageflow.function.StageSupplier;
import dev.stageflow.function.StageTriFunction;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.plan.Step;
import dev.stageflow.internal.source.FlowIterators;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What a user gave to be called, in the one shape that frames know: it takes the item and a value
 * from further up, either of which it may not want, and returns null to drop the item. What wants
 * two values takes them as {@link Both}.
 *
 * @param function what is called
 * @param keys name the values from further up: none, one or two
 * @param mode where it is called, and whether its result is awaited
 * @param buffer how many items a tunnelled sequence may be ahead; 0 for what is no such sequence
 */
public record Call(
    StageBiFunction<@Nullable Object, @Nullable Object, Object> function,
    List<FlowKey<?>> keys,
    Mode mode,
    int buffer) {

  /** Where a function is called, and whether its result is awaited. */
  public enum Mode {
    /** On the run's own thread. */
    DIRECT,
    /** On the run's own thread; it returns a {@link CompletionStage}. */
    AWAITED,
    /** On a worker thread. */
    TUNNELLED
  }

  public Call(
      StageBiFunction<@Nullable Object, @Nullable Object, Object> function, FlowKey<?>... keys) {
    this(function, List.of(keys), Mode.DIRECT, 0);
  }

  /** Calls a function that takes the item alone. */
  private record OfItem(StageFunction<@Nullable Object, Object> function)
      implements StageBiFunction<@Nullable Object, @Nullable Object, Object> {

    @Override
    @SuppressWarnings("NullAway") // which sees no nullness in type arguments
    public Object apply(@Nullable Object item, @Nullable Object value) throws Exception {
      return function.apply(item);
    }
  }

  /** Stands where nothing is called. */
  public static final Call NONE = new Call((item, value) -> null);

  /** Returns what a step calls of a chain's stages, or {@link #NONE}. */
  public static Call of(Step step, List<Stage> stages) {
    return switch (step.kind()) {
      case CALL, FORK, FILTER, CONSUME -> ((Stage.Single) stages.get(step.element())).call();
      case ENTER -> ((Stage.Sequence) stages.get(step.element())).call();
      case SUBFLOW -> ((Stage.Subflow) stages.get(step.element())).call();
      case START -> ofParallel(stages.get(step.element()));
      case OPENED, FINISHED, FLUSH, CLOSE -> Stage.Hook.of(step, stages).call();
      case KEY, BREAK, OPEN, RELEASE, AHEAD, ADD, FULL, PASS, FINISH, OUTPUT, EMIT -> NONE;
    };
  }

  private static Call ofParallel(Stage stage) {
    return stage instanceof Stage.Subflow subflow ? subflow.call() : ((Stage.Single) stage).call();
  }

  public static Call function(StageFunction<?, ?> function) {
    Objects.requireNonNull(function, "function");
    StageFunction<@Nullable Object, Object> untyped = Untyped.function(function);
    return new Call(new OfItem(untyped));
  }

  public static Call async(StageFunction<?, ? extends @Nullable CompletionStage<?>> function) {
    return new Call(function(function).function, List.of(), Mode.AWAITED, 0);
  }

  /**
   * Has it called on a worker thread.
   *
   * @throws IllegalStateException if that is settled already
   */
  public Call tunnelled() {
    requireDirect();
    return new Call(function, keys, Mode.TUNNELLED, 0);
  }

  /**
   * Has it called on a worker thread, and what it returns read there.
   *
   * @throws IllegalArgumentException if the buffer holds nothing
   * @throws IllegalStateException if it is tunnelled already
   */
  public Call tunnelled(int buffer) {
    requireDirect();
    if (buffer < 1) {
      throw new IllegalArgumentException("a buffer must hold at least 1 item, not " + buffer);
    }
    return new Call(opening(function), keys, Mode.TUNNELLED, buffer);
  }

  private void requireDirect() {
    if (mode != Mode.DIRECT) {
      throw new IllegalStateException(
          mode == Mode.AWAITED
              ? "the stage is awaited without a worker thread: leave out tunnel(..)"
              : "the stage is tunnelled already");
    }
  }

  /** Has what a sequence gives walked by an iterator that may pause. */
  public static StageBiFunction<@Nullable Object, @Nullable Object, Object> opening(
      StageBiFunction<@Nullable Object, @Nullable Object, Object> function) {
    return (item, value) -> opened(function.apply(item, value));
  }

  /** The same call, of what gives an iterator that may pause. */
  public Call opened() {
    return new Call(opening(function), keys, mode, buffer);
  }

  public static @Nullable Object opened(@Nullable Object source) {
    boolean isOpen = source instanceof FlowIterator<?>;
    return !isOpen && source instanceof Iterable<?> iterable
        ? FlowIterators.ofIterable(iterable)
        : source;
  }

  /**
   * Returns what {@link #make} comes to where that is no more than a function of the item, called
   * on the run's own thread; else null. A step that knows it makes one call through an interface
   * instead of two.
   */
  public @Nullable StageFunction<@Nullable Object, Object> direct() {
    return mode == Mode.DIRECT && function instanceof OfItem one ? one.function : null;
  }

  /** Calls it; a call that waits is made again until there is a result. */
  @SuppressWarnings("NullAway") // which sees no nullness in type arguments
  public @Nullable Object make(
      FlowStack stack, String stage, @Nullable Object item, @Nullable Object value)
      throws Exception {
    switch (mode) {
      case DIRECT -> {
        return function.apply(item, value);
      }
      case AWAITED -> {
        return stack.await(() -> (CompletionStage<?>) function.apply(item, value));
      }
      case TUNNELLED -> {
        return buffer == 0
            ? stack.tunnel(stage, () -> function.apply(item, value))
            : stack.tunnel(stage, buffer, () -> (FlowIterator<?>) function.apply(item, value));
      }
    }
    throw new AssertionError(mode);
  }

  public static Call function(FlowKey<?> key, StageBiFunction<?, ?, ?> function) {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(function, "function");
    return new Call(Untyped.function(function), key);
  }

  public static Call function(
      FlowKey<?> first, FlowKey<?> second, StageTriFunction<?, ?, ?, ?> function) {
    return taking(first, second, Untyped.function(Objects.requireNonNull(function, "function")));
  }

  private static Call taking(
      FlowKey<?> first,
      FlowKey<?> second,
      StageTriFunction<@Nullable Object, @Nullable Object, @Nullable Object, Object> untyped) {
    Objects.requireNonNull(first, "first");
    Objects.requireNonNull(second, "second");
    return new Call(
        (item, values) -> {
          Both both = (Both) Objects.requireNonNull(values);
          return untyped.apply(item, both.first(), both.second());
        },
        first,
        second);
  }

  public static Call optional(StageFunction<?, ? extends Optional<?>> function) {
    Objects.requireNonNull(function, "function");
    StageFunction<@Nullable Object, Object> untyped = Untyped.function(function);
    return new Call(
        (item, value) ->
            untyped.apply(item) instanceof Optional<?> some ? some.orElse(null) : null);
  }

  public static Call predicate(StagePredicate<?> predicate) {
    Objects.requireNonNull(predicate, "predicate");
    StagePredicate<@Nullable Object> untyped = Untyped.predicate(predicate);
    return new Call(new OfItem(item -> untyped.test(item) ? item : null));
  }

  public static Call consumer(StageConsumer<?> consumer) {
    Objects.requireNonNull(consumer, "consumer");
    StageConsumer<@Nullable Object> untyped = Untyped.consumer(consumer);
    return new Call(
        (item, value) -> {
          untyped.accept(item);
          return null;
        });
  }

  /** Calls what gives something. */
  public static Call giving(StageSupplier<?> supplier) {
    StageSupplier<@Nullable Object> untyped =
        Untyped.supplier(Objects.requireNonNull(supplier, "supplier"));
    return new Call((item, value) -> untyped.get());
  }

  /** Calls what takes a value from further up and gives something. */
  public static Call giving(FlowKey<?> key, StageFunction<?, ?> function) {
    Objects.requireNonNull(key, "key");
    StageFunction<@Nullable Object, Object> untyped =
        Untyped.function(Objects.requireNonNull(function, "function"));
    return new Call((item, value) -> untyped.apply(value), key);
  }

  /** Calls what takes two values from further up and gives something. */
  public static Call giving(
      FlowKey<?> first, FlowKey<?> second, StageBiFunction<?, ?, ?> function) {
    StageBiFunction<@Nullable Object, @Nullable Object, Object> untyped =
        Untyped.function(Objects.requireNonNull(function, "function"));
    return taking(first, second, (item, one, other) -> untyped.apply(one, other));
  }

  public static Call action(StageAction action) {
    Objects.requireNonNull(action, "action");
    return new Call(
        (item, value) -> {
          action.run();
          return null;
        });
  }

  public static Call action(FlowKey<?> key, StageConsumer<?> action) {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(action, "action");
    StageConsumer<@Nullable Object> untyped = Untyped.consumer(action);
    return new Call(
        (item, value) -> {
          untyped.accept(value);
          return null;
        },
        key);
  }

  public static Call action(FlowKey<?> first, FlowKey<?> second, StageBiConsumer<?, ?> action) {
    StageBiConsumer<@Nullable Object, @Nullable Object> untyped =
        Untyped.consumer(Objects.requireNonNull(action, "action"));
    return taking(
        first,
        second,
        (item, one, other) -> {
          untyped.accept(one, other);
          return null;
        });
  }
}
