package dev.stageflow.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.stageflow.plan.FlowPlan;
import dev.stageflow.processor.model.ElementModel;
import dev.stageflow.processor.model.ElementModel.Accumulate;
import dev.stageflow.processor.model.ElementModel.Accumulate.Form;
import dev.stageflow.processor.model.FlowModel;
import dev.stageflow.processor.model.Guard;

/** Writes what is done when a stage fails, which is told before the stage. */
final class SteppedGuards {
  private final FlowModel model;
  private final StepNames names;
  private final StageLambdas lambdas;

  SteppedGuards(FlowModel model, StepNames names, StageLambdas lambdas) {
    this.model = model;
    this.names = names;
    this.lambdas = lambdas;
  }

  /** The statements for one stage; none if its failures end the run. */
  CodeBlock of(int index) {
    CodeBlock.Builder code = CodeBlock.builder();
    Guard guard = model.guards().get(index);
    Guard.Retry retry = guard.retry();
    if (retry != null) {
      CodeBlock on =
          retry.on().stream()
              .map(type -> CodeBlock.of("$T.class", type))
              .collect(CodeBlock.joining(", "));
      code.addStatement("steps.retry($L.on($L))", GuardWriter.policy(retry), on);
    }
    for (int i = 0; i < guard.recovers().size(); i++) {
      Guard.Recover recover = guard.recovers().get(i);
      code.addStatement(
          "steps.<$T, $T, $T>recover($T.class, $N,$W$L)",
          names.type(model.plan().itemOf(index)).box(),
          recover.failure(),
          given(index, recover),
          recover.failure(),
          names.value(model.plan().itemOf(index)),
          Lambda.arguments(lambda(index, i, recover)));
    }
    return code.build();
  }

  /** The type of what is given in a stage's place. */
  private TypeName given(int index, Guard.Recover recover) {
    ElementModel element = model.elements().get(index);
    if (element instanceof ElementModel.Function) {
      return names.type(index).box();
    }
    if (element instanceof ElementModel.Filter) {
      return names.type(model.plan().itemOf(index)).box();
    }
    if (element instanceof Accumulate) {
      return names.bucketType(index).box();
    }
    return element instanceof ElementModel.Consumer
        ? TypeName.get(Void.class)
        : recover.method().returns();
  }

  private Lambda lambda(int index, int number, Guard.Recover recover) {
    // An accumulate's own bucket is no parameter, and is looked up like others.
    boolean isAccumulate = model.elements().get(index) instanceof Accumulate;
    LambdaScope scope =
        lambdas.scope(model.plan().itemOf(index), isAccumulate ? FlowPlan.NO_VALUE : index);
    return lambdas.onFailure(scope, calls -> body(index, number, recover, calls, scope));
  }

  private CodeBlock body(
      int index, int number, Guard.Recover recover, Calls calls, LambdaScope scope) {
    ElementModel element = model.elements().get(index);
    CodeBlock failure = CodeBlock.of(LambdaScope.FAILURE);
    CodeBlock call = calls.recover(index, number, failure);
    if (element instanceof ElementModel.Function function) {
      CodeBlock variable = CodeBlock.of(LambdaScope.GIVEN);
      return LambdaBody.givenAs(
          function.value().type(), calls.recoverFunction(index, number, variable, failure));
    }
    if (element instanceof ElementModel.Filter) {
      return CodeBlock.of("$L ? $L : null", call, LambdaScope.ITEM);
    }
    if (element instanceof ElementModel.Consumer) {
      return LambdaBody.done(call, CodeBlock.of("null"));
    }
    if (element instanceof Accumulate accumulate) {
      return accumulate.form() == Form.IN_PLACE
          ? LambdaBody.done(call, scope.bucket(index))
          : LambdaBody.givenAs(names.bucketType(index), bucket(recover, call));
    }
    return call;
  }

  private static Given bucket(Guard.Recover recover, CodeBlock call) {
    TypeName returns = recover.method().returns();
    CodeBlock variable = CodeBlock.of(LambdaScope.GIVEN);
    CodeBlock dropped = returns.isPrimitive() ? null : CodeBlock.of("$L == null", variable);
    return new Given(returns, variable, call, dropped, variable);
  }
}
