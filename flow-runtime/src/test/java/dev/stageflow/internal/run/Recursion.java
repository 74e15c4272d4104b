package dev.stageflow.internal.run;

import dev.stageflow.PauseFlow;
import dev.stageflow.internal.run.Sketch.Kind;
import dev.stageflow.internal.run.Sketch.Part;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a sketch means, told by plain recursion on the program's stack: it cannot pause. */
final class Recursion {
  private final Sketch sketch;
  private final Behaviour stages;
  private final Context run = new Context(null, Map.of());
  private long dropped;

  Recursion(Sketch sketch, Behaviour stages) {
    this.sketch = sketch;
    this.stages = stages;
  }

  void run(int input) throws PauseFlow {
    List<Integer> accumulates =
        IntStream.range(0, sketch.size())
            .filter(i -> sketch.kind(i) == Kind.ACCUMULATE && sketch.opening(i) == Sketch.NONE)
            .boxed()
            .toList();
    run.scope = Map.of(Sketch.INPUT, input);
    for (int accumulate : accumulates) {
      run.start(accumulate);
    }
    way(0, input, run, run.scope);
    for (int accumulate : accumulates) {
      run.finish(accumulate);
    }
  }

  /** Returns how many items its stages have dropped. */
  long dropped() {
    return dropped;
  }

  /**
   * Follows an item to the end of its way.
   *
   * @param index the stage that it arrives at
   * @param item the item
   * @param context the innermost open context
   * @param scope the values by the stages that gave them, the item among them
   */
  private void way(int index, int item, Context context, Map<Integer, Integer> scope)
      throws PauseFlow {
    if (index == sketch.size()) {
      stages.emit(item);
      return;
    }
    Part part = sketch.part(index);
    switch (part.kind()) {
      case CONTEXT -> context(index, item, context, scope);
      case FUNCTION -> {
        Integer result = stages.function(index, item, named(part, index, scope));
        if (result != null) {
          way(index + 1, result, context, with(scope, index, result));
        } else {
          dropped++;
        }
      }
      case FILTER -> {
        if (stages.filter(index, item)) {
          way(index + 1, item, context, scope);
        } else {
          dropped++;
        }
      }
      case SEQUENCE -> sequence(index, item, context, scope);
      case ACCUMULATE -> context.add(index, item);
      case CONSUMER -> stages.consume(index, item);
    }
  }

  private int named(Part part, int index, Map<Integer, Integer> scope) {
    int value = Behaviour.valueNamed(part, index);
    return part.style() == Behaviour.KEYED && sketch.inScope(value, index) ? scope.get(value) : 0;
  }

  private void context(int index, int item, Context outer, Map<Integer, Integer> scope)
      throws PauseFlow {
    Context context = new Context(outer, scope);
    int accumulate = sketch.closing(index);
    if (accumulate != Sketch.NONE) {
      context.start(accumulate);
    }
    way(index + 1, item, context, scope);
    Part part = sketch.part(index);
    int value = Behaviour.valueNamed(part, index);
    if (part.hasHook(0)) {
      if (part.hasHook(1)
          && accumulate != Sketch.NONE
          && BuiltSketch.hasBucket(sketch, accumulate)) {
        stages.onFlush(index, context.gathered.get(accumulate));
      } else {
        stages.onFlush(
            index, part.hasHook(2) && sketch.reaches(value, index) ? scope.get(value) : 0);
      }
    }
    if (accumulate != Sketch.NONE) {
      context.finish(accumulate);
    }
    if (part.hasHook(3)) {
      stages.onClose(index, part.hasHook(4) && sketch.reaches(value, index) ? scope.get(value) : 0);
    }
  }

  private void sequence(int index, int item, Context context, Map<Integer, Integer> scope)
      throws PauseFlow {
    Part part = sketch.part(index);
    List<@Nullable Integer> elements = stages.sequence(index, item, named(part, index, scope));
    if (elements == null) {
      dropped++;
      return;
    }
    try {
      for (Integer element : elements) {
        if (element != null) {
          if (part.style() == Behaviour.FLOW_ITERATOR) {
            stages.next(index);
          }
          way(index + 1, element, context, with(scope, index, element));
        }
      }
      if (part.style() == Behaviour.FLOW_ITERATOR) {
        stages.next(index);
      }
    } finally {
      if (part.style() == Behaviour.FLOW_ITERATOR || part.style() == Behaviour.CLOSEABLE) {
        stages.close(index);
      }
    }
    if (part.hasHook(0)) {
      stages.onFinish(index);
    }
  }

  private static Map<Integer, Integer> with(Map<Integer, Integer> scope, int giver, int value) {
    Map<Integer, Integer> more = new HashMap<>(scope);
    more.put(giver, value);
    return more;
  }

  /** An open context, or the run. */
  private final class Context {
    private final @Nullable Context outer;
    private Map<Integer, Integer> scope;
    private final Map<Integer, Integer> gathered = new HashMap<>();
    private final Map<Integer, Boolean> filled = new HashMap<>();
    private final Map<Integer, Boolean> passed = new HashMap<>();

    Context(@Nullable Context outer, Map<Integer, Integer> scope) {
      this.outer = outer;
      this.scope = scope;
    }

    void start(int accumulate) {
      gathered.put(accumulate, stages.start(accumulate));
      filled.put(accumulate, false);
    }

    void add(int accumulate, int item) throws PauseFlow {
      gathered.put(accumulate, stages.add(accumulate, gathered.get(accumulate), item));
      filled.put(accumulate, true);
      if (sketch.flushesEarly(accumulate)
          && stages.flushWhen(accumulate, gathered.get(accumulate))) {
        Integer value = stages.finish(accumulate, gathered.get(accumulate));
        start(accumulate);
        passed.put(accumulate, true);
        goOn(accumulate, value);
      }
    }

    void finish(int accumulate) throws PauseFlow {
      boolean emitEmpty = sketch.part(accumulate).hasHook(1) && !passed.containsKey(accumulate);
      if (filled.get(accumulate) || emitEmpty) {
        goOn(accumulate, stages.finish(accumulate, gathered.get(accumulate)));
      }
    }

    private void goOn(int accumulate, @Nullable Integer value) throws PauseFlow {
      if (value != null) {
        // The run's accumulates are side by side: there is nothing further out.
        Context further = outer == null ? this : outer;
        way(accumulate + 1, value, further, with(scope, accumulate, value));
      }
    }
  }
}
