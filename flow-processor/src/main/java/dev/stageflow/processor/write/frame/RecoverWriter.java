package dev.stageflow.processor.write.frame;

import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.TypeName;
import dev.stageflow.internal.frame.Recovery;
import dev.stageflow.internal.plan.Step;
import dev.stageflow.processor.model.Guard;
import dev.stageflow.processor.write.expression.Calls;
import dev.stageflow.processor.write.expression.FlowNames;
import dev.stageflow.processor.write.expression.FrameScope;
import dev.stageflow.processor.write.expression.Given;

/**
 * Writes the steps that call what stands in for a stage, and go on as if the stage had returned
 * what that does.
 */
final class RecoverWriter {

  /** The local variable that takes what is returned where it is no value yet. */
  private static final String RECOVERED = "recovered";

  private final Layout layout;
  private final FlowNames names;
  private final FrameScope scope;
  private final Calls calls;
  private final StepsWriter steps;
  private final AccumulateSteps accumulates;

  RecoverWriter(
      Layout layout,
      FlowNames names,
      FrameScope scope,
      Calls calls,
      StepsWriter steps,
      AccumulateSteps accumulates) {
    this.layout = layout;
    this.names = names;
    this.scope = scope;
    this.calls = calls;
    this.steps = steps;
    this.accumulates = accumulates;
  }

  /** Writes what a step does whose stage has failed. */
  void body(int index, int recover, CodeBlock.Builder code) {
    Step step = layout.steps().get(index);
    String next = layout.name(index + 1);
    String end = layout.name(step.end());
    int element = step.element();
    Guard.Recover taking = layout.guard(index).recovers().get(recover);
    CodeBlock call =
        calls.recover(element, recover, CodeBlock.of("$N", names.failure(element, recover)));
    TypeName returned = taking.method().returns();
    String failure = names.failure(element, recover);
    CodeBlock drop = CodeBlock.builder().addStatement("$N = null", failure).build();
    switch (step.kind()) {
      case CALL -> function(element, recover, next, end, drop, code);
      case CONSUME -> {
        standIn(call, failure, code);
        code.add(drop).addStatement("step = $N", end);
      }
      case FILTER -> {
        declare(TypeName.BOOLEAN, RECOVERED, call, failure, code);
        code.add(drop).addStatement("step = $L ? $N : $N", RECOVERED, next, end);
      }
      case ENTER -> enter(step, returned, call, failure, next, end, code);
      case SUBFLOW -> {
        String flow = taking.several() ? "flows" : "flow";
        declare(returned, flow, call, failure, code);
        code.add(drop);
        steps.enterFlow(step, flow, taking.several(), next, end, code);
      }
      case ADD -> add(step, returned, call, failure, next, end, code);
      case OPEN, FINISHED, FULL, PASS, FLUSH, FINISH, CLOSE, EMIT ->
          throw new IllegalStateException("nothing stands in for " + step);
    }
  }

  /** Calls the method; what it throws ends the run, and tells what it was called for. */
  private static void standIn(CodeBlock statement, String failure, CodeBlock.Builder code) {
    code.beginControlFlow("try")
        .addStatement(statement)
        .nextControlFlow("catch ($T thrown)", Throwable.class)
        .addStatement("$T.suppress($N, thrown)", Recovery.class, failure)
        .addStatement("throw thrown")
        .endControlFlow();
  }

  private static void declare(
      TypeName type, String variable, CodeBlock call, String failure, CodeBlock.Builder code) {
    code.addStatement("$T $L", type, variable);
    standIn(CodeBlock.of("$L = $L", variable, call), failure, code);
  }

  private void function(
      int element, int recover, String next, String end, CodeBlock drop, CodeBlock.Builder code) {
    Given given =
        calls.recoverFunction(
            element,
            recover,
            CodeBlock.of(RECOVERED),
            CodeBlock.of("$N", names.failure(element, recover)));
    if (given.unwrapped() != null) {
      code.addStatement("$T $L", given.type(), given.kept());
    }
    standIn(
        CodeBlock.of("$L = $L", given.kept(), given.call()), names.failure(element, recover), code);
    code.add(drop);
    StepsWriter.decide(given, scope.value(element), next, end, code);
  }

  /** The source that is entered knows what it stands in for: should it fail too, it tells that. */
  private void enter(
      Step step,
      TypeName type,
      CodeBlock call,
      String failure,
      String next,
      String end,
      CodeBlock.Builder code) {
    declare(type, "source", call, failure, code);
    CodeBlock frame = scope.innerFrame(step.level());
    StepsWriter.goOnUnlessNull("source", next, end, code);
    code.beginControlFlow("if (source != null)")
        .addStatement("$L.enter(stack, source)", frame)
        .addStatement("$L.replaced = $N", frame, failure)
        .addStatement("$N = null", failure)
        .addStatement("return true")
        .endControlFlow()
        .addStatement("$N = null", failure);
  }

  private void add(
      Step step,
      TypeName returned,
      CodeBlock call,
      String failure,
      String next,
      String end,
      CodeBlock.Builder code) {
    if (returned.equals(TypeName.VOID)) {
      standIn(call, failure, code);
      code.addStatement("$N = null", failure);
      accumulates.added(step, next, end, code);
      return;
    }
    declare(returned, RECOVERED, call, failure, code);
    code.addStatement("$N = null", failure);
    CodeBlock bucket = scope.bucket(step.element());
    if (returned.isPrimitive()) {
      code.addStatement("$L = $L", bucket, RECOVERED);
      accumulates.added(step, next, end, code);
    } else {
      code.beginControlFlow("if ($L == null)", RECOVERED)
          .addStatement("step = $N", end)
          .nextControlFlow("else")
          .addStatement("$L = $L", bucket, RECOVERED);
      accumulates.added(step, next, end, code);
      code.endControlFlow();
    }
  }
}
