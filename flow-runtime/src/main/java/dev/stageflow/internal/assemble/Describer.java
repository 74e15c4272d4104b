package dev.stageflow.internal.assemble;

import dev.stageflow.FlowDescription;
import dev.stageflow.FlowKey;
import dev.stageflow.internal.diagram.OptionNotes;
import dev.stageflow.internal.plan.Element;
import dev.stageflow.internal.plan.FlowPlan;
import dev.stageflow.internal.stage.Call;
import dev.stageflow.internal.stage.Chain;
import dev.stageflow.internal.stage.Guard;
import dev.stageflow.internal.stage.Parallel;
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

  /** A sink that takes what takes a failure has no name in a built flow. */
  private static final String REJECTS = "rejects";

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
        stages.add(stage(i, stages.isEmpty()));
      }
    }
    return new FlowDescription(FLOW, input == null ? UNKNOWN : input, stages);
  }

  private FlowDescription.Stage stage(int index, boolean isFirst) {
    Element element = plan.elements().get(index);
    boolean isContext = element.kind() == Element.Kind.CONTEXT;
    return new FlowDescription.Stage(
        element.name(),
        FlowDescription.Kind.valueOf(element.kind().name()),
        output(index),
        isContext || (index > 0 && chain.opensNext(index - 1)),
        gathersIn(index),
        notes(index, isFirst));
  }

  private List<String> notes(int index, boolean isFirst) {
    Stage stage = chain.stages().get(index);
    OptionNotes notes = new OptionNotes();
    if (isFirst) {
      notes.outputsOfInput(plan.elements());
    }
    notes.groups(plan.elements(), index);
    if (stage instanceof Stage.Single single) {
      if (single.ends() != null) {
        notes.ends(single.ends());
      }
      addTunnel(single.call(), notes);
    } else if (stage instanceof Stage.Sequence sequence) {
      addTunnel(sequence.call(), notes);
    } else if (stage instanceof Stage.Accumulate accumulate) {
      notes.batches(plan.elements().get(index), accumulate.flush().after());
    }
    if (stage instanceof Stage.Parallelizable parallelizable) {
      Parallel parallel = parallelizable.parallel();
      if (parallel != null) {
        notes.parallel(parallel.limit(), parallel.ordered(), parallel.key() != null);
      }
    }
    notes.outputs(plan.elements(), index);
    if (stage instanceof Stage.Guarded guarded) {
      addGuard(guarded.guard(), notes);
    }
    return notes.list();
  }

  private static void addTunnel(Call call, OptionNotes notes) {
    if (isTunnelled(call)) {
      notes.tunnel();
    }
  }

  private static void addGuard(Guard guard, OptionNotes notes) {
    if (guard.timeout() != null) {
      notes.timeout(guard.timeout());
    }
    if (guard.retry() != null) {
      notes.retry(guard.retry().times());
    }
    for (Guard.Recovery recover : guard.recoveries()) {
      Stage.Output output = recover.output();
      notes.recovers(
          name(recover.type()),
          output == null ? null : output.sink() == null ? "" : REJECTS,
          isTunnelled(recover.call()));
    }
  }

  private static boolean isTunnelled(Call call) {
    return call.mode() == Call.Mode.TUNNELLED;
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
        : plan.name(context);
  }

  /** Returns a value's type as in source code, if it has a key. */
  private @Nullable String typeOf(int value) {
    FlowKey<?> key = chain.keyOf(value);
    return key == null ? null : name(key.type());
  }

  /** Returns a type's name as in source code, without its package. */
  private static String name(Class<?> type) {
    String name = type.getCanonicalName();
    if (name == null) {
      return type.getSimpleName();
    }
    String packageName = type.getPackageName();
    return name.startsWith(packageName + ".") ? name.substring(packageName.length() + 1) : name;
  }
}
