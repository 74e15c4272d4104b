package dev.stageflow.interpreter;

import dev.stageflow.FlowKey;
import dev.stageflow.function.StageAction;
import dev.stageflow.function.StageBiFunction;
import dev.stageflow.function.StageConsumer;
import dev.stageflow.function.StageFunction;
import dev.stageflow.function.StagePredicate;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a user gave to be called, in the one shape that frames know: it takes the item and one value
 * from further up, either of which it may not want, and gives null where the item's way ends.
 *
 * @param function what is called
 * @param key names the value from further up, or null if it wants none
 */
record Call(
    StageBiFunction<@Nullable Object, @Nullable Object, Object> function,
    @Nullable FlowKey<?> key) {

  /** Stands where nothing is called. */
  static final Call NONE = new Call((item, value) -> null, null);

  static Call function(StageFunction<?, ?> function) {
    Objects.requireNonNull(function, "function");
    StageFunction<@Nullable Object, Object> untyped = Untyped.function(function);
    return new Call((item, value) -> untyped.apply(item), null);
  }

  static Call function(FlowKey<?> key, StageBiFunction<?, ?, ?> function) {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(function, "function");
    return new Call(Untyped.function(function), key);
  }

  static Call optional(StageFunction<?, ? extends Optional<?>> function) {
    Objects.requireNonNull(function, "function");
    StageFunction<@Nullable Object, Object> untyped = Untyped.function(function);
    return new Call(
        (item, value) -> untyped.apply(item) instanceof Optional<?> some ? some.orElse(null) : null,
        null);
  }

  static Call predicate(StagePredicate<?> predicate) {
    Objects.requireNonNull(predicate, "predicate");
    StagePredicate<@Nullable Object> untyped = Untyped.predicate(predicate);
    return new Call((item, value) -> untyped.test(item) ? item : null, null);
  }

  static Call consumer(StageConsumer<?> consumer) {
    Objects.requireNonNull(consumer, "consumer");
    StageConsumer<@Nullable Object> untyped = Untyped.consumer(consumer);
    return new Call(
        (item, value) -> {
          untyped.accept(item);
          return null;
        },
        null);
  }

  static Call action(StageAction action) {
    Objects.requireNonNull(action, "action");
    return new Call(
        (item, value) -> {
          action.run();
          return null;
        },
        null);
  }

  static Call action(FlowKey<?> key, StageConsumer<?> action) {
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
}
