package dev.stageflow.internal.flow;

import dev.stageflow.FlowDescription;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** A flow that consists of others, one after the other; the parts may be such flows again. */
public interface Composition extends Described {

  /** What stands for a flow in the description of itself. */
  String ITSELF = "itself";

  /** Returns the parts, in order; one part where the flow stands for another one. */
  List<Described> parts();

  /**
   * Describes all parts; a context that one of them leaves open holds the stages of those after it.
   * Long chains of flows are no recursion here, nor is a flow that has itself as a part.
   */
  @Override
  default FlowDescription describe() {
    List<String> names = new ArrayList<>();
    List<FlowDescription.Stage> stages = new ArrayList<>();
    String input = null;
    Set<Described> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Described> rest = new ArrayDeque<>();
    rest.push(this);
    while (!rest.isEmpty()) {
      Described part = rest.pop();
      if (part instanceof RecursiveFlow<?, ?> self
          && (!seen.add(self) || self.parts().get(0) == this)) {
        names.add(ITSELF);
      } else if (part instanceof Composition composed) {
        List<Described> parts = composed.parts();
        for (int i = parts.size() - 1; i >= 0; i--) {
          rest.push(parts.get(i));
        }
      } else {
        FlowDescription described = part.describe();
        input = names.isEmpty() ? described.input() : input;
        names.add(described.name());
        stages.addAll(described.stages());
      }
    }
    return new FlowDescription(String.join(" then ", names), input, stages);
  }
}
