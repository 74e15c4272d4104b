package dev.stageflow.processor.model;

import dev.stageflow.internal.plan.FlowPlan;
import dev.stageflow.internal.plan.Lifetimes;
import dev.stageflow.internal.plan.Step;
import dev.stageflow.processor.model.call.Argument;
import dev.stageflow.processor.model.call.MethodModel;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds out which values a step reads. */
public final class ValueReads {
  private final FlowModel model;
  private final FlowPlan plan;

  public ValueReads(FlowModel model) {
    this.model = model;
    this.plan = model.plan();
  }

  /** How long values are needed. */
  public Lifetimes lifetimes() {
    return new Lifetimes(plan, this::of);
  }

  /** The values that any step reads. */
  public Set<Integer> all() {
    Set<Integer> values = new TreeSet<>();
    plan.levels().forEach(level -> level.steps().forEach(step -> values.addAll(of(step))));
    return values;
  }

  public Set<Integer> of(Step step) {
    Set<Integer> values = new TreeSet<>();
    int element = step.element();
    switch (step.kind()) {
      case OPEN -> plan.accumulatesIn(element).forEach(it -> start(it, values));
      case CALL, FORK, CONSUME, FILTER, ENTER, SUBFLOW, ADD -> {
        values.add(plan.itemOf(element));
        // The method of a collector is called where its bucket is started, not for each item.
        if (step.kind() != Step.Kind.ADD || !isCollector(accumulate(element))) {
          method(element, model.elements().get(element).method(), values);
        }
        model
            .guards()
            .get(element)
            .recoveries()
            .forEach(it -> method(element, it.method(), values));
      }
      case RELEASE, AHEAD, BREAK -> {}
      case KEY -> {
        values.add(plan.itemOf(element));
        key(element, model.groupKey(element), values);
      }
      case START -> {
        values.add(plan.itemOf(element));
        method(element, model.elements().get(element).method(), values);
        key(element, model.parallel(element).key(), values);
        model
            .guards()
            .get(element)
            .recoveries()
            .forEach(it -> method(element, it.method(), values));
      }
      case OPENED, FINISHED, FLUSH, CLOSE -> method(element, model.hook(step).method(), values);
      case FULL -> method(element, accumulate(element).flush().when(), values);
      case PASS -> {
        method(element, accumulate(element).finish(), values);
        start(element, values);
      }
      case FINISH -> method(element, accumulate(element).finish(), values);
      case OUTPUT -> values.add(plan.itemOf(element));
      case EMIT -> values.add(element);
    }
    return values;
  }

  private ElementModel.Accumulate accumulate(int element) {
    return (ElementModel.Accumulate) model.elements().get(element);
  }

  private static boolean isCollector(ElementModel.Accumulate accumulate) {
    return accumulate.form() == ElementModel.Accumulate.Form.COLLECTOR;
  }

  private void start(int element, Set<Integer> values) {
    ElementModel.Accumulate accumulate = accumulate(element);
    if (accumulate.bucket().start() instanceof Start.Call call) {
      method(element, call.method(), values);
    } else if (isCollector(accumulate)) {
      method(element, accumulate.method(), values);
    }
  }

  private void key(int element, @Nullable Key key, Set<Integer> values) {
    if (key instanceof Key.Called called) {
      method(element, called.method(), values);
    }
  }

  private void method(int element, @Nullable MethodModel method, Set<Integer> values) {
    if (method == null) {
      return;
    }
    for (Argument argument : method.arguments()) {
      if (argument instanceof Argument.Upstream upstream) {
        values.add(upstream.value());
      } else if (argument instanceof Argument.Item) {
        values.add(plan.itemOf(element));
      }
    }
  }
}
