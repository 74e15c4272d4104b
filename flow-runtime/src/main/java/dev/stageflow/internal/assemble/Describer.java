package dev.stageflow.internal.assemble;

import dev.stageflow.FlowDescription;
import dev.stageflow.FlowKey;
import dev.stageflow.internal.plan.Element;
import dev.stageflow.internal.plan.FlowPlan;
import dev.stageflow.internal.stage.Chain;
import dev.stageflow.internal.stage.Stage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Describes a flow that was built at run time: its types are known only where keys tell. */
final class Describer {

  /** A built flow has no name of its own. */
  private static final String FLOW = "flow";

  /** The type of an input that has no key; null instead means that there is no input. */
  private static final String UNKNOWN = "?";

  private final Chain chain;
  private final FlowPlan plan;

  private Describer(Chain chain, FlowPlan plan) {
    this.chain = chain;
    this.plan = plan;
  }

  static FlowDescription describe(Chain chain, FlowPlan plan) {
    return new Describer(chain, plan).description();
  }

  private FlowDescription description() {
    String input = typeOf(FlowPlan.RUN);
    List<FlowDescription.Stage> stages = new ArrayList<>();
    for (int i = 0; i < chain.stages().size(); i++) {
      if (!chain.opensNext(i) && !(chain.stages().get(i) instanceof Stage.Output)) {
        stages.add(stage(i));
      }
    }
    return new FlowDescription(FLOW, input == null ? UNKNOWN : input, stages);
  }

  private FlowDescription.Stage stage(int index) {
    Element element = plan.elements().get(index);
    boolean isContext = element.kind() == Element.Kind.CONTEXT;
    return new FlowDescription.Stage(
        element.name(),
        FlowDescription.Kind.valueOf(element.kind().name()),
        output(index),
        isContext || (index > 0 && chain.opensNext(index - 1)),
        gathersIn(index));
  }

  private @Nullable String output(int index) {
    return switch (plan.elements().get(index).kind()) {
      case CONSUMER -> "void";
      case FILTER, CONTEXT, OUTPUT -> typeOf(plan.itemOf(index));
      case FUNCTION, FORK, SEQUENCE, SUBFLOW, ACCUMULATE -> typeOf(index);
    };
  }

  private @Nullable String gathersIn(int index) {
    int context = plan.sites().get(index).context();
    return plan.elements().get(index).kind() != Element.Kind.ACCUMULATE || context == FlowPlan.RUN
        ? null
        : plan.elements().get(context).name();
  }

  /** Returns a value's type as in source code, without its package, if it has a key. */
  private @Nullable String typeOf(int value) {
    FlowKey<?> key = chain.keyOf(value);
    if (key == null) {
      return null;
    }
    Class<?> type = key.type();
    String name = type.getCanonicalName();
    if (name == null) {
      return type.getSimpleName();
    }
    String packageName = type.getPackageName();
    return name.startsWith(packageName + ".") ? name.substring(packageName.length() + 1) : name;
  }
}
