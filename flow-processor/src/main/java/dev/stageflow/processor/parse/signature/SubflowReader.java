package dev.stageflow.processor.parse.signature;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.ParameterizedTypeName;
import com.squareup.javapoet.TypeName;
import com.squareup.javapoet.WildcardTypeName;
import dev.stageflow.DurableFlow;
import dev.stageflow.Flow;
import dev.stageflow.SourceFlow;
import dev.stageflow.processor.check.signature.NotStorable;
import dev.stageflow.processor.declaration.SourceTypes;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.message.ItemMessage;
import dev.stageflow.processor.parse.member.FlowSignature;
import dev.stageflow.processor.parse.member.GeneratedFlows;
import dev.stageflow.processor.parse.member.ParseContext;
import java.util.List;
import java.util.Optional;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Reads the types of the flows that a subflow stage returns. */
public final class SubflowReader {
  /**
   * The result of a subflow stage.
   *
   * @param several whether it is a list of flows
   * @param declared the type of a variable for it
   * @param flow the type of a flow
   * @param takes the type of its input, a wildcard if it accepts none
   * @param gives the type of its outputs
   * @param isDurable whether a run of the flow can be saved
   */
  public record Read(
      boolean several,
      TypeName declared,
      TypeMirror flow,
      TypeMirror takes,
      TypeMirror gives,
      boolean isDurable) {

    public boolean canTake(TypeMirror item, TypeTool tool) {
      return takes.getKind() != TypeKind.WILDCARD && tool.assignable(item, takes);
    }
  }

  private final TypeTool tool;
  private final GeneratedFlows generated;

  public SubflowReader(ParseContext context) {
    this.tool = context.tool();
    this.generated = context.generated();
  }

  public Read read(StageMethod stage) throws DefinitionError {
    TypeMirror returns = stage.method().returns();
    TypeMirror flow = flow(returns);
    boolean several = flow != returns;
    Optional<FlowSignature> unknown = generated.find(flow, stage);
    if (unknown.isPresent()) {
      return read(stage, several, flow, unknown.get());
    }
    Optional<DeclaredType> known =
        tool.supertype(flow, Flow.class).filter(type -> !tool.isRaw(type));
    if (known.isEmpty()) {
      throw noFlow(stage);
    }
    List<? extends TypeMirror> arguments = known.get().getTypeArguments();
    TypeMirror takes = tool.lowerBound(arguments.get(0));
    return new Read(
        several,
        SourceTypes.name(returns),
        flow,
        takes == null ? arguments.get(0) : takes,
        tool.upperBound(arguments.get(1)),
        tool.isSubclass(flow, DurableFlow.class));
  }

  private Read read(StageMethod stage, boolean several, TypeMirror flow, FlowSignature unknown)
      throws DefinitionError {
    if (unknown.takes() == null) {
      throw noFlow(stage);
    }
    if (unknown.gives() == null) {
      throw new DefinitionError(
          ItemMessage.OUTPUT_UNKNOWN, stage.place(), stage.name(), tool.format(flow));
    }
    TypeName declared =
        several
            ? ParameterizedTypeName.get(
                ClassName.get(List.class), WildcardTypeName.subtypeOf(unknown.name()))
            : unknown.name();
    return new Read(several, declared, flow, unknown.takes(), unknown.gives(), unknown.isDurable());
  }

  private DefinitionError noFlow(StageMethod stage) {
    TypeMirror flow = flow(stage.method().returns());
    boolean takesNothing =
        tool.isSubclass(flow, SourceFlow.class)
            || generated.find(flow, stage).filter(it -> it.takes() == null).isPresent();
    return new DefinitionError(
        takesNothing ? ItemMessage.SOURCE_FLOW_AS_SUBFLOW : ItemMessage.NOT_A_FLOW,
        stage.place(),
        stage.name(),
        tool.format(stage.method().returns()));
  }

  /** Checks that a stage of a durable definition returns flows whose runs can be saved. */
  public void checkDurable(Read read, StageMethod stage) throws DefinitionError {
    if (!read.isDurable()) {
      throw NotStorable.subflow(stage, read.flow(), tool);
    }
  }

  /** The type of the outputs, if the flow's type is known. */
  public Optional<TypeMirror> givesIfAny(StageMethod stage) {
    TypeMirror flow = flow(stage.method().returns());
    if (generated.isOwn(flow, stage)) {
      return Optional.empty();
    }
    return tool.supertype(flow, Flow.class)
        .or(() -> tool.supertype(flow, SourceFlow.class))
        .map(DeclaredType::getTypeArguments)
        .filter(arguments -> !arguments.isEmpty())
        .map(arguments -> tool.upperBound(arguments.get(arguments.size() - 1)));
  }

  /**
   * Adds the exceptions of the flow's runs; those of the definition's own flow are known already.
   */
  public void addThrown(Read read, StageMethod stage, Thrown thrown) {
    if (generated.isOwn(read.flow(), stage)) {
      return;
    }
    if (tool.isUnknown(read.flow())) {
      thrown.addAny();
    } else {
      thrown.addFlow(read.flow());
    }
  }

  /** The type of a list's elements; the type itself if it is not a list. */
  private TypeMirror flow(TypeMirror returns) {
    return tool.supertype(returns, List.class)
        .filter(list -> !tool.isRaw(list))
        .map(list -> tool.upperBound(list.getTypeArguments().get(0)))
        .orElse(returns);
  }
}
