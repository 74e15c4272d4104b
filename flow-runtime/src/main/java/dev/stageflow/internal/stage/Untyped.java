package dev.stageflow.internal.stage;

import dev.stageflow.Flow;
import dev.stageflow.Sink;
import dev.stageflow.function.StageBiConsumer;
import dev.stageflow.function.StageBiFunction;
import dev.stageflow.function.StageConsumer;
import dev.stageflow.function.StageFunction;
import dev.stageflow.function.StagePredicate;
import dev.stageflow.function.StageSupplier;
import dev.stageflow.function.StageTriFunction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one place where types are given up. A chain of stages is a list, and a list cannot say that
 * each of its members takes what the one before gives. The builders' signatures say so instead:
 * they let a stage be added only where it fits, and a {@link dev.stageflow.FlowKey} carries the
 * type of the value that it names. So a value never reaches a function of another type.
 */
@SuppressWarnings("unchecked")
public final class Untyped {

  private Untyped() {}

  public static StageFunction<@Nullable Object, Object> function(StageFunction<?, ?> function) {
    return (StageFunction<@Nullable Object, Object>) function;
  }

  public static StageBiFunction<@Nullable Object, @Nullable Object, Object> function(
      StageBiFunction<?, ?, ?> function) {
    return (StageBiFunction<@Nullable Object, @Nullable Object, Object>) function;
  }

  public static StageTriFunction<@Nullable Object, @Nullable Object, @Nullable Object, Object>
      function(StageTriFunction<?, ?, ?, ?> function) {
    return (StageTriFunction<@Nullable Object, @Nullable Object, @Nullable Object, Object>)
        function;
  }

  public static StagePredicate<@Nullable Object> predicate(StagePredicate<?> predicate) {
    return (StagePredicate<@Nullable Object>) predicate;
  }

  public static StageConsumer<@Nullable Object> consumer(StageConsumer<?> consumer) {
    return (StageConsumer<@Nullable Object>) consumer;
  }

  public static StageBiConsumer<@Nullable Object, @Nullable Object> consumer(
      StageBiConsumer<?, ?> consumer) {
    return (StageBiConsumer<@Nullable Object, @Nullable Object>) consumer;
  }

  public static StageSupplier<@Nullable Object> supplier(StageSupplier<?> supplier) {
    return (StageSupplier<@Nullable Object>) supplier;
  }

  public static Flow<@Nullable Object, @Nullable Object> flow(Object flow) {
    return (Flow<@Nullable Object, @Nullable Object>) flow;
  }

  public static List<? extends @Nullable Flow<@Nullable Object, @Nullable Object>> flows(
      Object flows) {
    return (List<? extends @Nullable Flow<@Nullable Object, @Nullable Object>>) flows;
  }

  /** A flow that gives what it takes does so for any type. */
  public static <T> Flow<T, T> passingOn(Flow<?, ?> identity) {
    return (Flow<T, T>) identity;
  }

  public static Sink<@Nullable Object> sink(Sink<?> sink) {
    return (Sink<@Nullable Object>) sink;
  }
}
