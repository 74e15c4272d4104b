package dev.stageflow.processor.write;

import com.palantir.javapoet.CodeBlock;
import dev.stageflow.plan.FlowPlan;
import dev.stageflow.processor.model.FlowModel;
import java.util.function.Function;

/** Makes the lambdas of a definition's stages. Each has a scope of its own, in which it calls. */
final class StageLambdas {
  private final FlowModel model;
  private final FlowNames flowNames;
  private final StepNames names;

  StageLambdas(FlowModel model, FlowNames flowNames, StepNames names) {
    this.model = model;
    this.flowNames = flowNames;
    this.names = names;
  }

  /** A lambda on the stage's item. */
  Lambda onItem(int index, Function<Calls, CodeBlock> body) {
    return lambda(
        scope(model.plan().itemOf(index), index),
        "($L, $L)",
        body,
        LambdaScope.ITEM,
        LambdaScope.SCOPE);
  }

  /** A lambda on the stage's bucket. */
  Lambda onBucket(int index, Function<Calls, CodeBlock> body) {
    return lambda(
        scope(FlowPlan.NO_VALUE, index), "($L, $L)", body, LambdaScope.BUCKET, LambdaScope.SCOPE);
  }

  /** A lambda on the stage's bucket and an item. */
  Lambda onBucketAndItem(int index, Function<Calls, CodeBlock> body) {
    return lambda(
        scope(model.plan().itemOf(index), index),
        "($L, $L, $L)",
        body,
        LambdaScope.BUCKET,
        LambdaScope.ITEM,
        LambdaScope.SCOPE);
  }

  /** A lambda that only looks up. */
  Lambda onNothing(int index, Function<Calls, CodeBlock> body) {
    return lambda(scope(FlowPlan.NO_VALUE, index), "$L", body, LambdaScope.SCOPE);
  }

  /** A lambda on the stage's item and its failure, in the scope that is given. */
  Lambda onFailure(LambdaScope scope, Function<Calls, CodeBlock> body) {
    return lambda(
        scope, "($L, $L, $L)", body, LambdaScope.ITEM, LambdaScope.FAILURE, LambdaScope.SCOPE);
  }

  /** The scope in which a stage's item is a parameter, and its bucket if it has one. */
  LambdaScope scope(int item, int index) {
    return new LambdaScope(names, item, index);
  }

  private Lambda lambda(
      LambdaScope scope, String parameters, Function<Calls, CodeBlock> body, Object... named) {
    CodeBlock called = body.apply(new Calls(model, flowNames, scope));
    return new Lambda(
        CodeBlock.of("$L -> $L", CodeBlock.of(parameters, named), called), scope.looksAt());
  }
}
