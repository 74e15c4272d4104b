package dev.stageflow.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.stageflow.engine.Bucket;
import dev.stageflow.engine.FlowIterators;
import dev.stageflow.engine.Values;
import dev.stageflow.plan.FlowPlan;
import dev.stageflow.processor.model.Argument;
import dev.stageflow.processor.model.Calling;
import dev.stageflow.processor.model.ElementModel;
import dev.stageflow.processor.model.ElementModel.Accumulate.Form;
import dev.stageflow.processor.model.FlowModel;
import dev.stageflow.processor.model.Guard;
import dev.stageflow.processor.model.MethodModel;
import dev.stageflow.processor.model.Start;
import dev.stageflow.processor.model.Unwrapping;
import dev.stageflow.processor.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Expressions that call the definition's methods, with their arguments out of a scope. */
final class Calls {
  private final FlowPlan plan;
  private final List<ElementModel> elements;
  private final List<Guard> guards;
  private final String definition;
  private final FlowNames names;
  private final Scope scope;

  Calls(FlowModel model, FlowNames names, Scope scope) {
    this.plan = model.plan();
    this.elements = model.elements();
    this.guards = model.guards();
    this.definition = String.join(".", model.header().definition().simpleNames());
    this.names = names;
    this.scope = scope;
  }

  /**
   * A call that gives a value, or none.
   *
   * @param type the type of what the call returns, as it is kept
   * @param kept the variable that keeps it: the value's own, unless it is unwrapped later
   * @param call the call
   * @param dropped true if there is no value; null if there always is one
   * @param unwrapped the value, once it is known that there is one; null if it is what is kept
   */
  record Given(
      TypeName type,
      CodeBlock kept,
      CodeBlock call,
      @Nullable CodeBlock dropped,
      @Nullable CodeBlock unwrapped) {}

  /** The call of a stage's own method. */
  CodeBlock stage(int element) {
    MethodModel method = Objects.requireNonNull(ElementModels.methodOf(elements.get(element)));
    return call(element, method);
  }

  /** The call of a function, and what becomes of its result. */
  Given function(int element) {
    ElementModel.Function function = (ElementModel.Function) elements.get(element);
    return given(
        element,
        scope.value(element),
        function.value().type(),
        stage(element),
        function.unwrapping(),
        function.stop());
  }

  /**
   * The call of what stands in for a function, and what becomes of its result.
   *
   * @param element the function
   * @param index which of the methods that stand in for it
   * @param found a variable for what is still to be unwrapped
   * @param failure gets at the failure
   */
  Given recoverFunction(int element, int index, CodeBlock found, CodeBlock failure) {
    ElementModel.Function function = (ElementModel.Function) elements.get(element);
    Guard.Recover recover = guards.get(element).recovers().get(index);
    TypeName type = function.value().type();
    TypeName returned = recover.method().returns();
    CodeBlock call = recover(element, index, failure);
    CodeBlock value = scope.value(element);
    if (recover.unwrapping().isOfPrimitive()) {
      return given(found, type, call, recover.unwrapping(), function.stop(), found);
    }
    if (!type.isPrimitive() || returned.isPrimitive()) {
      return given(value, type, call, recover.unwrapping(), function.stop(), found);
    }
    // A box, or an optional of one: there may be nothing that could be unboxed.
    CodeBlock dropped = CodeBlock.of("$L == null", found);
    CodeBlock stop = function.stop();
    return new Given(
        recover.unwrapping() == Unwrapping.NONE ? returned : type.box(),
        found,
        recover.unwrapping() == Unwrapping.NONE
            ? call
            : CodeBlock.of("$T.orNull($L)", Values.class, call),
        stop == null ? dropped : CodeBlock.of("$L || $L", dropped, equal(found, type, stop)),
        found);
  }

  /** The call of what stands in for a stage. */
  CodeBlock recover(int element, int index, CodeBlock failure) {
    return call(element, guards.get(element).recovers().get(index).method(), failure);
  }

  /** An accumulator's end, whose value is put into the target. */
  Given finish(int element, CodeBlock target) {
    ElementModel.Accumulate accumulate = (ElementModel.Accumulate) elements.get(element);
    Value value = Objects.requireNonNull(accumulate.value());
    return given(element, target, value.type(), finished(element), accumulate.unwrapping(), null);
  }

  /** What an accumulator comes to: the call of its {@code finish} if it has one. */
  CodeBlock finished(int element) {
    ElementModel.Accumulate accumulate = (ElementModel.Accumulate) elements.get(element);
    CodeBlock bucket = scope.bucket(element);
    if (accumulate.form() == Form.COLLECTOR) {
      bucket = CodeBlock.of("$L.finish()", bucket);
    }
    MethodModel finish = accumulate.finish();
    return finish == null ? bucket : call(element, finish);
  }

  /** An empty accumulator. */
  CodeBlock start(int element) {
    ElementModel.Accumulate accumulate = (ElementModel.Accumulate) elements.get(element);
    Start start = accumulate.start();
    if (start instanceof Start.Call method) {
      return call(element, method.method());
    }
    if (start instanceof Start.Expression expression) {
      return expression.code();
    }
    return CodeBlock.of("$T.of($L)", Bucket.class, stage(element));
  }

  /** The statement that adds the item to its accumulator. */
  CodeBlock add(int element) {
    ElementModel.Accumulate accumulate = (ElementModel.Accumulate) elements.get(element);
    return switch (accumulate.form()) {
      case REPLACE -> CodeBlock.of("$L = $L", scope.bucket(element), stage(element));
      case IN_PLACE -> stage(element);
      case COLLECTOR ->
          CodeBlock.of(
              "$L.add($L)", scope.bucket(element), scope.value(plan.sites().get(element).item()));
    };
  }

  /** The call of an accumulate's {@code flushWhen}. */
  CodeBlock flushWhen(int element) {
    ElementModel.Accumulate accumulate = (ElementModel.Accumulate) elements.get(element);
    return call(element, Objects.requireNonNull(accumulate.flushWhen()));
  }

  /**
   * The call of a method that belongs to a stage: {@code onFinish}, {@code onFlush}, {@code
   * onClose}.
   */
  CodeBlock hook(int element, MethodModel method) {
    return call(element, method);
  }

  private CodeBlock call(int element, MethodModel method) {
    return call(element, method, CodeBlock.of(""));
  }

  /** A scope is asked only for what a call takes: it notes what it was asked for. */
  private CodeBlock call(int element, MethodModel method, CodeBlock failure) {
    List<CodeBlock> arguments = new ArrayList<>();
    for (Argument argument : method.arguments()) {
      if (argument instanceof Argument.Upstream upstream) {
        arguments.add(scope.value(upstream.value()));
      } else if (argument instanceof Argument.BucketOf bucket) {
        arguments.add(scope.bucket(bucket.accumulate()));
      } else if (argument instanceof Argument.Failure) {
        arguments.add(failure);
      } else if (argument instanceof Argument.Item) {
        arguments.add(scope.value(plan.sites().get(element).item()));
      } else {
        arguments.add(scope.bucket(element));
      }
    }
    ClassName owner = method.staticOwner();
    CodeBlock target = owner == null ? scope.stages() : typeOf(owner);
    return called(
        element,
        method,
        CodeBlock.of("$L.$N($L)", target, method.name(), CodeBlock.join(arguments, ", ")));
  }

  private CodeBlock typeOf(ClassName owner) {
    String outermost = owner.simpleNames().get(0);
    return names.isVariable(outermost) || scope.isVariable(outermost)
        ? CodeBlock.of("$L", owner.canonicalName())
        : CodeBlock.of("$T", owner);
  }

  /** While it waits for what was called, the stack holds it; the frame comes back to this call. */
  private CodeBlock called(int element, MethodModel method, CodeBlock call) {
    Calling calling = method.calling();
    List<String> openers = calling.openers();
    String stage = definition + "." + plan.elements().get(element).name();
    switch (calling.kind()) {
      case DIRECT -> {
        return opened(openers, call);
      }
      case AWAITED -> {
        return opened(openers, CodeBlock.of("$L.await(() -> $L)", scope.stack(), call));
      }
      case TUNNELLED -> {
        if (calling.buffer() > 0) {
          return CodeBlock.of(
              "$L.tunnel($S, $L,$W() -> $L)",
              scope.stack(),
              stage,
              calling.buffer(),
              opened(openers, call));
        }
        return CodeBlock.of(
            method.returns().equals(TypeName.VOID)
                ? "$L.tunnelAction($S,$W() -> $L)"
                : "$L.tunnel($S,$W() -> $L)",
            scope.stack(),
            stage,
            call);
      }
    }
    throw new AssertionError(calling.kind());
  }

  private static CodeBlock opened(List<String> openers, CodeBlock source) {
    CodeBlock opened = source;
    for (int i = openers.size() - 1; i >= 0; i--) {
      opened = CodeBlock.of("$T.$N($L)", FlowIterators.class, openers.get(i), opened);
    }
    return opened;
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
    return given(target, type, call, unwrapping, stop, found);
  }

  private static Given given(
      CodeBlock target,
      TypeName type,
      CodeBlock call,
      Unwrapping unwrapping,
      @Nullable CodeBlock stop,
      CodeBlock found) {
    return switch (unwrapping) {
      case NONE -> new Given(type, target, call, dropped(target, type, stop), null);
      case OPTIONAL ->
          new Given(
              type,
              target,
              CodeBlock.of("$T.orNull($L)", Values.class, call),
              dropped(target, type, stop),
              null);
      case OPTIONAL_INT -> primitive(found, type, call, OptionalInt.class, "getAsInt", stop);
      case OPTIONAL_LONG -> primitive(found, type, call, OptionalLong.class, "getAsLong", stop);
      case OPTIONAL_DOUBLE ->
          primitive(found, type, call, OptionalDouble.class, "getAsDouble", stop);
    };
  }

  private static Given primitive(
      CodeBlock found,
      TypeName type,
      CodeBlock call,
      Class<?> optional,
      String get,
      @Nullable CodeBlock stop) {
    CodeBlock value = CodeBlock.of("$L.$N()", found, get);
    CodeBlock dropped = CodeBlock.of("$L == null || $L.isEmpty()", found, found);
    if (stop != null) {
      dropped = CodeBlock.of("$L || $L", dropped, equal(value, type, stop));
    }
    return new Given(TypeName.get(optional), found, call, dropped, value);
  }

  private static @Nullable CodeBlock dropped(
      CodeBlock target, TypeName type, @Nullable CodeBlock stop) {
    if (type.isPrimitive()) {
      return stop == null ? null : equal(target, type, stop);
    }
    CodeBlock isNull = CodeBlock.of("$L == null", target);
    return stop == null ? isNull : CodeBlock.of("$L || $L", isNull, equal(target, type, stop));
  }

  private static CodeBlock equal(CodeBlock value, TypeName type, CodeBlock stop) {
    if (!type.isPrimitive()) {
      return CodeBlock.of("$L.equals($L)", value, stop);
    }
    if (type.equals(TypeName.DOUBLE) || type.equals(TypeName.FLOAT)) {
      return CodeBlock.of("$T.compare($L, $L) == 0", type.box(), value, stop);
    }
    return CodeBlock.of("$L == $L", value, stop);
  }
}
