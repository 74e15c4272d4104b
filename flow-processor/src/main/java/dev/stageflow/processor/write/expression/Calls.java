package dev.stageflow.processor.write.expression;

import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.TypeName;
import dev.stageflow.internal.frame.Bucket;
import dev.stageflow.internal.frame.Values;
import dev.stageflow.internal.plan.FlowPlan;
import dev.stageflow.processor.model.ElementModel;
import dev.stageflow.processor.model.ElementModel.Accumulate.Form;
import dev.stageflow.processor.model.Expression;
import dev.stageflow.processor.model.FlowModel;
import dev.stageflow.processor.model.Guard;
import dev.stageflow.processor.model.MethodModel;
import dev.stageflow.processor.model.Start;
import dev.stageflow.processor.model.Unwrapping;
import dev.stageflow.processor.model.Value;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Expressions for what a definition's stages do, and what becomes of their results. */
public final class Calls {
  private final FlowPlan plan;
  private final List<ElementModel> elements;
  private final List<Guard> guards;
  private final FlowNames names;
  private final Scope scope;
  private final MethodCalls methods;

  public Calls(FlowModel model, FlowNames names, Scope scope) {
    this.plan = model.plan();
    this.elements = model.elements();
    this.guards = model.guards();
    this.names = names;
    this.scope = scope;
    this.methods = new MethodCalls(model, names, scope);
  }

  /** The call of a stage's own method. */
  public CodeBlock stage(int element) {
    MethodModel method = Objects.requireNonNull(elements.get(element).method());
    return methods.call(element, method);
  }

  /** The call of a function, and what becomes of its result. */
  public Given function(int element) {
    ElementModel.Function function = (ElementModel.Function) elements.get(element);
    return given(
        element,
        scope.value(element),
        function.value().type(),
        stage(element),
        function.unwrapping(),
        stop(function));
  }

  private @Nullable CodeBlock stop(ElementModel.Function function) {
    Expression stop = function.stop();
    return stop == null ? null : names.expression(stop);
  }

  /** The call of a function that was added, and what becomes of its result. */
  public Given addition(int element) {
    ElementModel.Addition addition = (ElementModel.Addition) elements.get(element);
    TypeName type = addition.value().type();
    CodeBlock call =
        CodeBlock.of("$L.apply($L)", scope.added(element), scope.value(plan.itemOf(element)));
    if (!type.isPrimitive()) {
      return Given.of(scope.value(element), type, call, Unwrapping.NONE, null, CodeBlock.of(""));
    }
    CodeBlock found = CodeBlock.of("$N", names.found(element));
    return new Given(type.box(), found, call, CodeBlock.of("$L == null", found), found);
  }

  /**
   * The call of what stands in for a function, and what becomes of its result.
   *
   * @param element the function
   * @param index which of the methods that stand in for it
   * @param found a variable for what is still to be unwrapped
   * @param failure gets at the failure
   */
  public Given recoverFunction(int element, int index, CodeBlock found, CodeBlock failure) {
    ElementModel.Function function = (ElementModel.Function) elements.get(element);
    Guard.Recover recover = guards.get(element).recovers().get(index);
    TypeName type = function.value().type();
    TypeName returned = recover.method().returns();
    CodeBlock call = recover(element, index, failure);
    CodeBlock value = scope.value(element);
    if (recover.unwrapping().isOfPrimitive()) {
      return Given.of(found, type, call, recover.unwrapping(), stop(function), found);
    }
    if (!type.isPrimitive() || returned.isPrimitive()) {
      return Given.of(value, type, call, recover.unwrapping(), stop(function), found);
    }
    // A box, or an optional of one: there may be nothing that could be unboxed.
    CodeBlock dropped = CodeBlock.of("$L == null", found);
    CodeBlock stop = stop(function);
    return new Given(
        recover.unwrapping() == Unwrapping.NONE ? returned : type.box(),
        found,
        recover.unwrapping() == Unwrapping.NONE
            ? call
            : CodeBlock.of("$T.orNull($L)", Values.class, call),
        stop == null ? dropped : CodeBlock.of("$L || $L", dropped, Given.equal(found, type, stop)),
        found);
  }

  /** The call of what stands in for a stage. */
  public CodeBlock recover(int element, int index, CodeBlock failure) {
    return methods.call(element, guards.get(element).recovers().get(index).method(), failure);
  }

  /** An accumulator's end, whose value is put into the target. */
  public Given finish(int element, CodeBlock target) {
    ElementModel.Accumulate accumulate = (ElementModel.Accumulate) elements.get(element);
    Value value = Objects.requireNonNull(accumulate.value());
    return given(element, target, value.type(), finished(element), accumulate.unwrapping(), null);
  }

  /** What an accumulator comes to: the call of its {@code finish} if it has one. */
  public CodeBlock finished(int element) {
    ElementModel.Accumulate accumulate = (ElementModel.Accumulate) elements.get(element);
    CodeBlock bucket = scope.bucket(element);
    if (accumulate.form() == Form.COLLECTOR) {
      bucket = CodeBlock.of("$L.finish()", bucket);
    }
    MethodModel finish = accumulate.finish();
    return finish == null ? bucket : methods.call(element, finish);
  }

  /** An empty accumulator. */
  public CodeBlock start(int element) {
    ElementModel.Accumulate accumulate = (ElementModel.Accumulate) elements.get(element);
    Start start = accumulate.start();
    if (start instanceof Start.Call method) {
      return methods.call(element, method.method());
    }
    if (start instanceof Expression expression) {
      return names.expression(expression);
    }
    return CodeBlock.of("$T.of($L)", Bucket.class, stage(element));
  }

  /** The statement that adds the item to its accumulator. */
  public CodeBlock add(int element) {
    ElementModel.Accumulate accumulate = (ElementModel.Accumulate) elements.get(element);
    return switch (accumulate.form()) {
      case REPLACE -> CodeBlock.of("$L = $L", scope.bucket(element), stage(element));
      case IN_PLACE -> stage(element);
      case COLLECTOR ->
          CodeBlock.of("$L.add($L)", scope.bucket(element), scope.value(plan.itemOf(element)));
    };
  }

  /** The call of an accumulate's {@code flushWhen}. */
  public CodeBlock flushWhen(int element) {
    ElementModel.Accumulate accumulate = (ElementModel.Accumulate) elements.get(element);
    return methods.call(element, Objects.requireNonNull(accumulate.flushWhen()));
  }

  /**
   * The call of a method that belongs to a stage: {@code onFinish}, {@code onFlush}, {@code
   * onClose}.
   */
  public CodeBlock hook(int element, MethodModel method) {
    return methods.call(element, method);
  }

  private Given given(
      int element,
      CodeBlock target,
      TypeName type,
      CodeBlock call,
      Unwrapping unwrapping,
      @Nullable CodeBlock stop) {
    CodeBlock found =
        unwrapping.isOfPrimitive() ? CodeBlock.of("$N", names.found(element)) : CodeBlock.of("");
    return Given.of(target, type, call, unwrapping, stop, found);
  }
}
