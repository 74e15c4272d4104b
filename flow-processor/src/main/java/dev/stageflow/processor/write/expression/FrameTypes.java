package dev.stageflow.processor.write.expression;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.ParameterizedTypeName;
import com.squareup.javapoet.TypeName;
import com.squareup.javapoet.WildcardTypeName;
import dev.stageflow.Flow;
import dev.stageflow.internal.parallel.Window;
import dev.stageflow.processor.model.ElementModel;
import dev.stageflow.processor.model.FlowModel;
import dev.stageflow.processor.model.Key;
import java.util.List;
import java.util.Objects;

/** The types that frames use. */
public final class FrameTypes {
  private final FlowModel model;
  private final FlowNames names;
  private final ShellTypes shell;

  public FrameTypes(FlowModel model, FlowNames names) {
    this.model = model;
    this.names = names;
    this.shell = new ShellTypes(model.header());
  }

  public TypeName definition() {
    return shell.definition();
  }

  public TypeName frame(int level) {
    return shell.parameterized(model.header().flow().nestedClass(names.frameClass(level)));
  }

  /** The class of the items that are in a parallel stage, or that a fork is started for. */
  public TypeName inFlight(int element) {
    return shell.parameterized(model.header().flow().nestedClass(names.inFlightClass(element)));
  }

  /** The window of a parallel stage. */
  public TypeName window(int element) {
    return ParameterizedTypeName.get(ClassName.get(Window.class), inFlight(element));
  }

  public TypeName sink() {
    return shell.sink();
  }

  /** The type that hands over the accumulator of a keyed flow's run. */
  public TypeName kept() {
    return shell.kept();
  }

  public TypeName outputs() {
    return shell.bound();
  }

  public TypeName additions() {
    return shell.additions();
  }

  /** The type of a function that may be added. */
  public TypeName added(int element) {
    ElementModel.Addition addition = (ElementModel.Addition) model.elements().get(element);
    return ShellTypes.added(addition.value().type().box());
  }

  /** The type of a group's key: its own only if it is primitive or saved, else {@code Object}. */
  public TypeName groupKey(int context) {
    Key key = ((ElementModel.Context) model.elements().get(context)).by();
    TypeName type =
        key instanceof Key.Called called
            ? called.method().returns()
            : ((Key.OfItem) Objects.requireNonNull(key)).type();
    return type.isPrimitive() || model.isDurable() ? type : ClassName.OBJECT;
  }

  public TypeName bucket(int accumulate) {
    return ((ElementModel.Accumulate) model.elements().get(accumulate)).bucket().type();
  }

  /**
   * The type of a subflow's result. A recovery may return another type of flow than the stage, or a
   * list of flows.
   */
  public TypeName flows(int subflow) {
    ElementModel.Subflow stage = (ElementModel.Subflow) model.elements().get(subflow);
    if (model.guards().get(subflow).recoveries().isEmpty()) {
      return stage.method().returns();
    }
    TypeName flow =
        ParameterizedTypeName.get(
            ClassName.get(Flow.class),
            WildcardTypeName.supertypeOf(model.value(model.plan().itemOf(subflow)).type().box()),
            WildcardTypeName.subtypeOf(stage.value().type().box()));
    return model.givesFlows(subflow)
        ? ParameterizedTypeName.get(ClassName.get(List.class), WildcardTypeName.subtypeOf(flow))
        : flow;
  }
}
