package dev.stageflow.processor.write.expression;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.TypeName;
import dev.stageflow.internal.plan.FlowPlan;
import dev.stageflow.internal.value.Bucket;
import dev.stageflow.internal.value.Values;
import dev.stageflow.processor.model.ElementModel;
import dev.stageflow.processor.model.ElementModel.Accumulate.Form;
import dev.stageflow.processor.model.Expression;
import dev.stageflow.processor.model.FlowModel;
import dev.stageflow.processor.model.Guard;
import dev.stageflow.processor.model.Hook;
import dev.stageflow.processor.model.Key;
import dev.stageflow.processor.model.Start;
import dev.stageflow.processor.model.Value;
import dev.stageflow.processor.model.call.MethodModel;
import dev.stageflow.processor.model.call.Unwrapping;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Expressions that call a definition's methods and use their results. */
public final class Calls {
  private final FlowPlan plan;
  private final List<ElementModel> elements;
  private final List<Guard> guards;
  private final boolean isDurable;
  private final FlowNames names;
  private final Variables variables;
  private final MethodCalls methods;

  public Calls(FlowModel model, FlowNames names, Variables variables) {
    this.plan = model.plan();
    this.elements = model.elements();
    this.guards = model.guards();
    this.isDurable = model.isDurable();
    this.names = names;
    this.variables = variables;
    this.methods = new MethodCalls(model, names, variables);
  }

  /**
   * The call of a stage's own method; when a restored run opens a sequence again, that of its
   * {@code resume} method.
   */
  public CodeBlock stage(int element) {
    MethodModel method = Objects.requireNonNull(elements.get(element).method());
    CodeBlock call = methods.call(element, method);
    MethodModel resume = isDurable ? resume(element) : null;
    return resume == null
        ? call
        : CodeBlock.of(
            "$L.resumes()\n? $L\n: $L",
            variables.sequence(element),
            methods.call(element, resume),
            call);
  }

  private @Nullable MethodModel resume(int element) {
    return elements.get(element) instanceof ElementModel.Sequence sequence
        ? sequence.resume()
        : null;
  }

  /** The call of a function, and the use of its result. */
  public ValueCall function(int element) {
    ElementModel.Function function = (ElementModel.Function) elements.get(element);
    return given(
        element,
        variables.value(element),
        function.value().type(),
        stage(element),
        function.unwrapping(),
        stop(function));
  }

  private @Nullable CodeBlock stop(ElementModel.Function function) {
    Expression stop = function.stop();
    return stop == null ? null : names.expression(stop);
  }

  /** The call of a function that was added, and the use of its result. */
  public ValueCall addition(int element) {
    ElementModel.Addition addition = (ElementModel.Addition) elements.get(element);
    CodeBlock call =
        CodeBlock.of(
            "$L.apply($L)", variables.added(element), variables.value(plan.itemOf(element)));
    return ofNullable(element, addition.value(), call, null);
  }

  /** The guarded call of a stage. */
  public CodeBlock made(int element) {
    return CodeBlock.of("$N.call(stack)", names.guarded(element));
  }

  /** The guarded call of a sequence, whose source may fail later. */
  public CodeBlock opened(int element) {
    return CodeBlock.of("$N.open(stack)", names.guarded(element));
  }

  /** The guarded call of a function, and the use of its result. */
  public ValueCall guarded(int element) {
    ElementModel.Function function = (ElementModel.Function) elements.get(element);
    return ofNullable(element, function.value(), made(element), stop(function));
  }

  private ValueCall ofNullable(int element, Value value, CodeBlock call, @Nullable CodeBlock stop) {
    return ValueCall.ofNullable(
        variables.value(element),
        value.type(),
        call,
        stop,
        found(element, value.type().isPrimitive()));
  }

  /** The call of a function, which gives its value or null. */
  public CodeBlock orNull(int element) {
    ElementModel.Function function = (ElementModel.Function) elements.get(element);
    return orNull(function.unwrapping(), stage(element));
  }

  private static CodeBlock orNull(Unwrapping unwrapping, CodeBlock call) {
    return switch (unwrapping) {
      case NONE -> call;
      case OPTIONAL -> CodeBlock.of("$T.orNull($L)", Values.class, call);
      case OPTIONAL_INT -> CodeBlock.of("$T.intOrNull($L)", Values.class, call);
      case OPTIONAL_LONG -> CodeBlock.of("$T.longOrNull($L)", Values.class, call);
      case OPTIONAL_DOUBLE -> CodeBlock.of("$T.doubleOrNull($L)", Values.class, call);
    };
  }

  /** The call that returns the policy of a stage's retry. */
  public CodeBlock policy(int element, Guard.Policy.Method policy) {
    return methods.call(element, policy.method());
  }

  /** The field that holds the policy of a stage's retry. */
  public CodeBlock policy(Guard.Policy.Field policy) {
    ClassName owner = policy.staticOwner();
    return CodeBlock.of(
        "$L.$N", owner == null ? variables.stages() : names.type(owner), policy.name());
  }

  /** The call that returns how long to wait before a retry. */
  public CodeBlock delay(int element, Guard.Delay delay) {
    return methods.call(element, delay.method(), CodeBlock.of("failure"));
  }

  /** The call of a recovery method. */
  public CodeBlock recover(int element, int index) {
    Guard.Recovery recover = guards.get(element).recoveries().get(index);
    CodeBlock call = methods.call(element, recover.method(), CodeBlock.of("failure"));
    return orNull(recover.unwrapping(), call);
  }

  /** The call that returns the key of the item that arrives at an element. */
  public CodeBlock key(int element, Key key) {
    return key instanceof Key.Called called
        ? methods.call(element, called.method())
        : CodeBlock.of(
            "$L.$N()", variables.value(plan.itemOf(element)), ((Key.OfItem) key).method());
  }

  /** The end of an accumulator, whose value is assigned to the target. */
  public ValueCall finish(int element, CodeBlock target) {
    ElementModel.Accumulate accumulate = (ElementModel.Accumulate) elements.get(element);
    Value value = Objects.requireNonNull(accumulate.value());
    return given(element, target, value.type(), finished(element), accumulate.unwrapping(), null);
  }

  /** The value of an accumulator: the call of its {@code finish} if it has one. */
  public CodeBlock finished(int element) {
    ElementModel.Accumulate accumulate = (ElementModel.Accumulate) elements.get(element);
    CodeBlock bucket = variables.bucket(element);
    if (accumulate.form() == Form.COLLECTOR) {
      bucket = CodeBlock.of("$L.finish()", bucket);
    }
    MethodModel finish = accumulate.finish();
    return finish == null ? bucket : methods.callOfBucket(element, finish);
  }

  /** An empty accumulator, where its context opens. */
  public CodeBlock start(int element) {
    return start(element, method -> methods.call(element, method));
  }

  /** An empty accumulator, where one was flushed while its context is open. */
  public CodeBlock startAnew(int element) {
    return start(element, method -> methods.callOfBucket(element, method));
  }

  private CodeBlock start(int element, Function<MethodModel, CodeBlock> called) {
    ElementModel.Accumulate accumulate = (ElementModel.Accumulate) elements.get(element);
    Start start = accumulate.bucket().start();
    if (start instanceof Start.Call method) {
      return called.apply(method.method());
    }
    if (start instanceof Expression expression) {
      return names.expression(expression);
    }
    return CodeBlock.of("$T.of($L)", Bucket.class, called.apply(accumulate.method()));
  }

  /** The statement that adds the item to its accumulator. */
  public CodeBlock add(int element) {
    ElementModel.Accumulate accumulate = (ElementModel.Accumulate) elements.get(element);
    return switch (accumulate.form()) {
      case REPLACE -> CodeBlock.of("$L = $L", variables.bucket(element), stage(element));
      case IN_PLACE -> stage(element);
      case COLLECTOR ->
          CodeBlock.of(
              "$L.add($L)", variables.bucket(element), variables.value(plan.itemOf(element)));
    };
  }

  /** The call of an accumulate's {@code flushWhen}. */
  public CodeBlock flushWhen(int element) {
    ElementModel.Accumulate accumulate = (ElementModel.Accumulate) elements.get(element);
    return methods.callOfBucket(element, Objects.requireNonNull(accumulate.flush().when()));
  }

  /** The call of a hook, which gives its output, or null, if it has outputs. */
  public CodeBlock hook(int element, Hook hook) {
    return orNull(hook.unwrapping(), methods.call(element, hook.method()));
  }

  /** The sink of a name; empty for that of the flow's outputs. */
  public CodeBlock sink(String output) {
    return output.isEmpty() ? variables.sink() : variables.output(names.output(output));
  }

  private ValueCall given(
      int element,
      CodeBlock target,
      TypeName type,
      CodeBlock call,
      Unwrapping unwrapping,
      @Nullable CodeBlock stop) {
    return ValueCall.of(
        target, type, call, unwrapping, stop, found(element, unwrapping.isOfPrimitive()));
  }

  /** The variable that holds a result until it is known to be a value, if one is needed. */
  private CodeBlock found(int element, boolean isNeeded) {
    return isNeeded ? CodeBlock.of("$N", names.found(element)) : CodeBlock.of("");
  }
}
