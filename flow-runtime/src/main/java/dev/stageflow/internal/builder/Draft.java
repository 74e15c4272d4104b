package dev.stageflow.internal.builder;

import dev.stageflow.FlowKey;
import dev.stageflow.internal.plan.FlowPlan;
import dev.stageflow.internal.plan.Upstream;
import dev.stageflow.internal.stage.CallSite;
import dev.stageflow.internal.stage.Chain;
import dev.stageflow.internal.stage.Stage;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The stages that were added to a builder so far: the last one, and those before it. Builders are
 * immutable and share them.
 */
final class Draft {
  private final Stage.Label input;
  private final CallSite site;
  private final @Nullable Draft before;
  private final @Nullable Stage last;
  private final int size;

  /** What the next stage finds. */
  private final Upstream found;

  /** The values that the keys of the input and of the stages name, in scope or not. */
  private final @Nullable Keys keys;

  private Draft(Stage.Label input, CallSite site) {
    this.input = input;
    this.site = site;
    before = null;
    last = null;
    size = 0;
    found = Upstream.first(true);
    keys = plus(null, input, FlowPlan.RUN);
  }

  private Draft(Draft before, Stage last) {
    input = before.input;
    site = before.site;
    this.before = before;
    this.last = last;
    size = before.size + 1;
    found = before.found.after(before.size, last.kind(), last.traits());
    keys = plus(before.keys, last.label(), before.size);
  }

  private static @Nullable Keys plus(@Nullable Keys keys, Stage.Label label, int value) {
    FlowKey<?> key = label.key();
    return key == null ? keys : Keys.plus(keys, key, value);
  }

  /** A flow without a stage, which the caller's caller begins. */
  static Draft empty(Stage.Label input) {
    return new Draft(input, CallSite.ofCaller());
  }

  Draft plus(Stage stage) {
    return new Draft(this, stage);
  }

  Stage last() {
    return Objects.requireNonNull(last);
  }

  Draft withLast(Stage stage) {
    return new Draft(Objects.requireNonNull(before), stage);
  }

  Draft named(Stage.Label label) {
    return withLast(((Stage.Named) last()).labelled(label));
  }

  Chain chain() {
    Stage[] stages = new Stage[size];
    for (Draft draft = this; draft.before != null; draft = draft.before) {
      stages[draft.size - 1] = draft.last;
    }
    return new Chain(input, Arrays.asList(stages), site);
  }

  /**
   * Checks that the next stage can have the value that its key names.
   *
   * @throws IllegalArgumentException if it cannot
   */
  Draft requireInScope(FlowKey<?> key) {
    int value = Keys.find(keys, key);
    if (!found.scope().contains(value)) {
      throw new IllegalArgumentException(
          "no value "
              + Chain.text(key)
              + " is in scope here"
              + (value == found.item() ? ": it is the stage's own item" : ""));
    }
    return this;
  }
}
