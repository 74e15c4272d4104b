package dev.stageflow.processor.parse.outline;

import dev.stageflow.internal.plan.FlowPlan;
import dev.stageflow.internal.plan.FlowPlan.Site;
import dev.stageflow.processor.model.call.Argument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** The types of a definition's values, as far as its stages have been read. */
public final class ValueTypes {
  private final Outline outline;
  private final Map<Integer, TypeMirror> types = new HashMap<>();
  private final Map<Integer, TypeMirror> accumulators = new HashMap<>();
  private final Map<Integer, TypeMirror> keys = new HashMap<>();

  public ValueTypes(Outline outline) {
    this.outline = outline;
    TypeMirror input = outline.input();
    if (input != null) {
      types.put(FlowPlan.RUN, input);
    }
  }

  public void put(int value, TypeMirror type) {
    types.put(value, type);
  }

  public void putAccumulator(int accumulate, TypeMirror type) {
    accumulators.put(accumulate, type);
  }

  /** The type of an accumulator, or null if it was not read, or is that of a collector. */
  public @Nullable TypeMirror accumulatorIfAny(int accumulate) {
    return accumulators.get(accumulate);
  }

  public void putKey(int element, TypeMirror type) {
    keys.put(element, type);
  }

  /** The type of the key by which an element compares items, or null if it has none. */
  public @Nullable TypeMirror keyIfAny(int element) {
    return keys.get(element);
  }

  /** The type of a value that was read. */
  public TypeMirror type(int value) {
    return Objects.requireNonNull(types.get(value));
  }

  /** The type of a value, or null if there is none, or if it was not read yet. */
  public @Nullable TypeMirror typeIfAny(int value) {
    return types.get(value);
  }

  /** The types of all values that were read. */
  public Collection<TypeMirror> types() {
    return types.values();
  }

  /** The item that arrives at a stage; empty for the first stage of a source flow. */
  public List<Arguments.TypedArgument> items(Site site) {
    return site.item() == FlowPlan.NO_VALUE
        ? List.of()
        : List.of(new Arguments.TypedArgument(type(site.item()), new Argument.Item()));
  }

  /** The candidates for {@code @Upstream} at a stage, and the stage's own item, which is none. */
  public List<Arguments.Candidate> candidates(Site site) {
    List<Arguments.Candidate> candidates = candidates(site.scope());
    if (site.item() != FlowPlan.NO_VALUE) {
      Arguments.Candidate item = candidates(List.of(site.item())).get(0);
      candidates.add(new Arguments.Candidate(item.name(), item.type(), new Argument.Item()));
    }
    return candidates;
  }

  /** Values as candidates for {@code @Upstream}. */
  public List<Arguments.Candidate> candidates(List<Integer> values) {
    List<Arguments.Candidate> candidates = new ArrayList<>();
    for (int value : values) {
      int named = outline.plan().replacedBy(value);
      String name = named == FlowPlan.RUN ? "input" : outline.stages().get(named).name();
      candidates.add(new Arguments.Candidate(name, type(value), new Argument.Upstream(value)));
    }
    return candidates;
  }
}
