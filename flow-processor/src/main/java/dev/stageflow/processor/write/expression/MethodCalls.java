package dev.stageflow.processor.write.expression;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.TypeName;
import dev.stageflow.internal.plan.FlowPlan;
import dev.stageflow.internal.source.FlowIterators;
import dev.stageflow.processor.model.FlowModel;
import dev.stageflow.processor.model.call.Argument;
import dev.stageflow.processor.model.call.Calling;
import dev.stageflow.processor.model.call.Conversion;
import dev.stageflow.processor.model.call.MethodModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Expressions that call the definition's methods, with variables as their arguments: directly, on a
 * worker, or awaiting the result.
 */
final class MethodCalls {
  private final FlowPlan plan;
  private final String definition;
  private final FlowNames names;
  private final Variables variables;

  MethodCalls(FlowModel model, FlowNames names, Variables variables) {
    this.plan = model.plan();
    this.definition = String.join(".", model.header().definition().name().simpleNames());
    this.names = names;
    this.variables = variables;
  }

  /** The call of one of a stage's methods, which takes no failure. */
  CodeBlock call(int element, MethodModel method) {
    return call(element, method, CodeBlock.of(""));
  }

  /**
   * The call of one of an accumulate's methods, which sees the scope in which its context opened.
   */
  CodeBlock callOfBucket(int accumulate, MethodModel method) {
    return call(
        accumulate, method, CodeBlock.of(""), value -> variables.atOpening(value, accumulate));
  }

  /**
   * The call of one of a stage's methods. Only the variables that the call takes are requested,
   * because requested ones are declared.
   *
   * @param failure the argument for the failure, if the method takes one
   */
  CodeBlock call(int element, MethodModel method, CodeBlock failure) {
    return call(element, method, failure, variables::value);
  }

  private CodeBlock call(
      int element, MethodModel method, CodeBlock failure, IntFunction<CodeBlock> upstreams) {
    List<CodeBlock> arguments = new ArrayList<>();
    for (Argument argument : method.arguments()) {
      if (argument instanceof Argument.Upstream upstream) {
        arguments.add(upstreams.apply(upstream.value()));
      } else if (argument instanceof Argument.BucketOf bucket) {
        arguments.add(variables.bucket(bucket.accumulate()));
      } else if (argument instanceof Argument.LastTaken) {
        arguments.add(CodeBlock.of("$L.$L", variables.sequence(element), FlowNames.LAST_TAKEN));
      } else if (argument instanceof Argument.Failure) {
        arguments.add(failure);
      } else if (argument instanceof Argument.Item) {
        arguments.add(variables.value(plan.itemOf(element)));
      } else {
        arguments.add(variables.bucket(element));
      }
    }
    ClassName owner = method.staticOwner();
    CodeBlock target = owner == null ? variables.stages() : names.type(owner);
    return called(
        method, CodeBlock.of("$L.$N($L)", target, method.name(), CodeBlock.join(arguments, ", ")));
  }

  /** A pending call is kept by the stack; the frame comes back to this expression. */
  private CodeBlock called(MethodModel method, CodeBlock call) {
    Calling calling = method.calling();
    List<Calling.Opener> openers = calling.openers();
    String name = definition + "." + method.name();
    switch (calling.kind()) {
      case DIRECT -> {
        return opened(openers, call);
      }
      case AWAITED -> {
        return opened(
            openers,
            CodeBlock.of("stack.await(() -> $L$L)", call, converted(calling.conversion())));
      }
      case TUNNELLED -> {
        if (calling.buffer() > 0) {
          return CodeBlock.of(
              "stack.tunnel($S, $L,$W() -> $L)", name, calling.buffer(), opened(openers, call));
        }
        return CodeBlock.of(
            method.returns().equals(TypeName.VOID)
                ? "stack.tunnelAction($S,$W() -> $L)"
                : "stack.tunnel($S,$W() -> $L)",
            name,
            call);
      }
    }
    throw new AssertionError(calling.kind());
  }

  private CodeBlock opened(List<Calling.Opener> openers, CodeBlock source) {
    CodeBlock opened = source;
    for (int i = openers.size() - 1; i >= 0; i--) {
      Calling.Opener opener = openers.get(i);
      opened =
          CodeBlock.of(
              "$T.$N($L$L)",
              FlowIterators.class,
              opener.method(),
              opened,
              converted(opener.conversion()));
    }
    return opened;
  }

  /** A second argument that converts the result of the first, if it is to be converted. */
  private CodeBlock converted(@Nullable Conversion conversion) {
    return conversion == null
        ? CodeBlock.of("")
        : CodeBlock.of(",$W$L", names.conversion(conversion));
  }
}
