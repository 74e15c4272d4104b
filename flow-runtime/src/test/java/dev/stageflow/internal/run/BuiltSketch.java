package dev.stageflow.internal.run;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.stageflow.AccumulateBuilder;
import dev.stageflow.ContextBuilder;
import dev.stageflow.Flow;
import dev.stageflow.FlowBuilder;
import dev.stageflow.FlowKey;
import dev.stageflow.SequenceBuilder;
import dev.stageflow.internal.run.Sketch.Kind;
import dev.stageflow.internal.run.Sketch.Part;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collector;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Builds the flow that a sketch describes. */
final class BuiltSketch {
  private final Sketch sketch;
  private final Behaviour stages;

  private BuiltSketch(Sketch sketch, Behaviour stages) {
    this.sketch = sketch;
    this.stages = stages;
  }

  static Flow<Integer, ?> build(Sketch sketch, Behaviour stages) {
    return new BuiltSketch(sketch, stages).build();
  }

  static boolean hasBucket(Sketch sketch, int accumulate) {
    return sketch.part(accumulate).style() == Behaviour.PLAIN;
  }

  private Flow<Integer, ?> build() {
    FlowBuilder<Integer, Integer> builder = Flow.begin(key(Sketch.INPUT));
    for (int i = 0; i < sketch.size(); i++) {
      int index = i;
      if (sketch.kind(i) == Kind.CONSUMER) {
        return builder.consume(item -> stages.consume(index, item)).build();
      }
      builder = add(builder, i);
    }
    return builder.build();
  }

  private FlowBuilder<Integer, Integer> add(FlowBuilder<Integer, Integer> builder, int index) {
    Part part = sketch.part(index);
    return switch (part.kind()) {
      case CONTEXT -> context(builder, index, part);
      case FUNCTION -> function(builder, index, part);
      case FILTER -> builder.filter(item -> stages.filter(index, item)).named("filter" + index);
      case SEQUENCE -> sequence(builder, index, part);
      case ACCUMULATE -> accumulate(builder, index, part);
      case CONSUMER -> throw new AssertionError("only as the last");
    };
  }

  private FlowBuilder<Integer, Integer> function(
      FlowBuilder<Integer, Integer> builder, int index, Part part) {
    if (part.style() == Behaviour.OPTIONAL) {
      return builder
          .functionOptional(item -> Optional.ofNullable(stages.function(index, item, 0)))
          .named(key(index));
    }
    int value = Behaviour.valueNamed(part, index);
    if (part.style() == Behaviour.KEYED) {
      if (sketch.inScope(value, index)) {
        return builder
            .function(key(value), (item, v) -> stages.function(index, item, v))
            .named(key(index));
      }
      refuses(() -> builder.function(key(value), Integer::sum));
    }
    return builder.function(item -> stages.function(index, item, 0)).named(key(index));
  }

  private FlowBuilder<Integer, Integer> sequence(
      FlowBuilder<Integer, Integer> builder, int index, Part part) {
    SequenceBuilder<Integer, Integer, Integer> sequence = sequenceOfStyle(builder, index, part);
    return (part.hasHook(0) ? sequence.onFinish(() -> stages.onFinish(index)) : sequence)
        .named(key(index));
  }

  private SequenceBuilder<Integer, Integer, Integer> sequenceOfStyle(
      FlowBuilder<Integer, Integer> builder, int index, Part part) {
    if (part.style() == Behaviour.CLOSEABLE) {
      return builder.sequence(
          item -> {
            List<Integer> elements = stages.sequence(index, item, 0);
            return elements == null ? null : stages.new CloseableElements(index, elements);
          });
    }
    if (part.style() == Behaviour.FLOW_ITERATOR) {
      return builder.sequenceFrom(
          item -> {
            List<Integer> elements = stages.sequence(index, item, 0);
            return elements == null ? null : stages.new PausingElements(index, elements);
          });
    }
    int value = Behaviour.valueNamed(part, index);
    if (part.style() == Behaviour.KEYED) {
      if (sketch.inScope(value, index)) {
        return builder.sequence(key(value), (item, v) -> stages.sequence(index, item, v));
      }
      refuses(() -> builder.sequence(key(value), (item, v) -> List.of(item, v)));
    }
    return builder.sequence(item -> stages.sequence(index, item, 0));
  }

  /**
   * A key out of scope is refused at once, unless there is no scope as the flow is wrong so far.
   */
  private void refuses(ThrowingCallable keyed) {
    if (sketch.isValid()) {
      assertThatIllegalArgumentException().isThrownBy(keyed);
    }
  }

  private FlowBuilder<Integer, Integer> accumulate(
      FlowBuilder<Integer, Integer> builder, int index, Part part) {
    if (part.style() == Behaviour.COLLECTOR) {
      var collecting = builder.accumulate(collector(index));
      return (part.hasHook(1) ? collecting.emitEmpty() : collecting).named(key(index));
    }
    if (part.style() == Behaviour.IN_PLACE) {
      var filling =
          builder
              .accumulateInto(
                  () -> new int[] {stages.start(index)},
                  (gathered, item) -> gathered[0] = stages.add(index, gathered[0], item))
              .finish(gathered -> stages.finish(index, gathered[0]));
      return emitting(
              part.hasHook(0)
                  ? filling.flushWhen(gathered -> stages.flushWhen(index, gathered[0]))
                  : filling,
              part)
          .named(key(index));
    }
    var folding =
        builder
            .accumulate(
                () -> stages.start(index), (gathered, item) -> stages.add(index, gathered, item))
            .finish(gathered -> stages.finish(index, gathered))
            .bucket(bucket(index));
    return emitting(
            part.hasHook(0)
                ? folding.flushWhen(gathered -> stages.flushWhen(index, gathered))
                : folding,
            part)
        .named(key(index));
  }

  private static <A> AccumulateBuilder<Integer, Integer, A, Integer> emitting(
      AccumulateBuilder<Integer, Integer, A, Integer> builder, Part part) {
    return part.hasHook(1) ? builder.emitEmpty() : builder;
  }

  private Collector<Integer, int[], Integer> collector(int index) {
    return Collector.of(
        () -> new int[] {stages.start(index)},
        (gathered, item) -> gathered[0] = unpaused(() -> stages.add(index, gathered[0], item)),
        (one, other) -> {
          throw new AssertionError("nothing is gathered in parallel");
        },
        gathered -> unpaused(() -> stages.finish(index, gathered[0])));
  }

  private static <T> T unpaused(Callable<T> call) {
    try {
      return call.call();
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Exception pause) {
      throw new AssertionError("a collector cannot pause", pause);
    }
  }

  private FlowBuilder<Integer, Integer> context(
      FlowBuilder<Integer, Integer> builder, int index, Part part) {
    ContextBuilder<Integer, Integer> context =
        part.hasHook(0) ? builder.context(() -> stages.onFlush(index, 0)) : builder.context();
    int accumulate = sketch.closing(index);
    int value = Behaviour.valueNamed(part, index);
    boolean reaches = sketch.reaches(value, index);
    if (part.hasHook(0)) {
      if (part.hasHook(1) && accumulate != Sketch.NONE && hasBucket(sketch, accumulate)) {
        context = context.onFlush(bucket(accumulate), v -> stages.onFlush(index, v));
      } else if (part.hasHook(2) && reaches) {
        context = context.onFlush(key(value), v -> stages.onFlush(index, v));
      }
    }
    if (part.hasHook(3)) {
      context =
          part.hasHook(4) && reaches
              ? context.onClose(key(value), v -> stages.onClose(index, v))
              : context.onClose(() -> stages.onClose(index, 0));
    }
    return context;
  }

  private static FlowKey<Integer> key(int index) {
    return FlowKey.of("value" + index, Integer.class);
  }

  private static FlowKey<Integer> bucket(int index) {
    return FlowKey.of("bucket" + index, Integer.class);
  }
}
