package dev.stageflow.processor.write.expression;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.ParameterizedTypeName;
import com.squareup.javapoet.TypeName;
import com.squareup.javapoet.WildcardTypeName;
import dev.stageflow.internal.flow.Subflows;
import dev.stageflow.processor.model.ElementModel;
import dev.stageflow.processor.model.FlowModel;
import dev.stageflow.processor.model.Guard;
import dev.stageflow.processor.model.call.MethodModel;
import java.util.Objects;

/**
 * What a guarded call needs of its stage: the type of its result, and the code that calls the stage
 * and its recoveries. A subclass says how that differs for a kind of stage.
 */
public class GuardedStage {
  final int element;
  final Guard guard;
  final Calls calls;
  private final TypeName result;
  private final String dropped;

  private GuardedStage(int element, FlowModel model, Calls calls, TypeName result, String dropped) {
    this.element = element;
    this.guard = model.guards().get(element);
    this.calls = calls;
    this.result = result;
    this.dropped = dropped;
  }

  /** Returns the guarded stage of an element. */
  public static GuardedStage of(
      int element, FlowModel model, FlowNames names, Variables variables) {
    ElementModel stage = model.elements().get(element);
    MethodModel method = Objects.requireNonNull(stage.method());
    Calls calls = new Calls(model, names, variables);
    return switch (model.plan().elements().get(element).kind()) {
      case FUNCTION, FORK -> new GuardedFunction(element, model, calls);
      case CONSUMER -> new GuardedConsumer(element, model, calls);
      case FILTER -> new GuardedStage(element, model, calls, ClassName.get(Boolean.class), "false");
      case ACCUMULATE -> new GuardedAccumulate(element, model, calls, variables.bucket(element));
      case SEQUENCE -> new GuardedStage(element, model, calls, method.returns(), "null");
      case SUBFLOW ->
          new GuardedSubflow(element, model, calls, new FrameTypes(model, names).flows(element));
      case CONTEXT, OUTPUT -> throw new IllegalArgumentException("no stage");
    };
  }

  /** The type of the call's result. */
  public TypeName result() {
    return result;
  }

  /** The result where the item is dropped. */
  public String dropped() {
    return dropped;
  }

  /** Calls the stage: an expression, or a block that returns. */
  public CodeBlock call() {
    return calls.stage(element);
  }

  /** Calls a recovery, in the same way. */
  public CodeBlock recovery(int index) {
    return calls.recover(element, index);
  }

  final TypeName returned(int recovery) {
    return guard.recoveries().get(recovery).method().returns();
  }

  static CodeBlock block(CodeBlock statement, String result) {
    return CodeBlock.of("{$>\n$L;\nreturn $L;$<\n}", statement, result);
  }

  /** Gives its value, boxed. */
  private static final class GuardedFunction extends GuardedStage {
    private final TypeName value;

    GuardedFunction(int element, FlowModel model, Calls calls) {
      super(element, model, calls, model.value(element).type().box(), "null");
      this.value = model.value(element).type();
    }

    @Override
    public CodeBlock call() {
      return calls.orNull(element);
    }

    /** Only its own type converts to the box of a primitive value. */
    @Override
    public CodeBlock recovery(int index) {
      CodeBlock call = super.recovery(index);
      TypeName given = given(index);
      if (!value.isPrimitive() || given.box().equals(value.box())) {
        return call;
      }
      return given.isPrimitive()
          ? CodeBlock.of("{$>\n$T widened = $L;\nreturn widened;$<\n}", value, call)
          : CodeBlock.of(
              "{$>\n$T recovered = $L;\nif (recovered == null) {$>\nreturn null;$<\n}\n$T widened = recovered;\nreturn widened;$<\n}",
              given,
              call,
              value);
    }

    /** The type of a recovery's value, once it is unwrapped. */
    private TypeName given(int index) {
      TypeName returned = returned(index);
      return switch (guard.recoveries().get(index).unwrapping()) {
        case NONE -> returned;
        case OPTIONAL -> {
          TypeName given = ((ParameterizedTypeName) returned).typeArguments.get(0);
          yield given instanceof WildcardTypeName wildcard ? wildcard.upperBounds.get(0) : given;
        }
        case OPTIONAL_INT -> TypeName.INT.box();
        case OPTIONAL_LONG -> TypeName.LONG.box();
        case OPTIONAL_DOUBLE -> TypeName.DOUBLE.box();
      };
    }
  }

  /** Gives null. */
  private static final class GuardedConsumer extends GuardedStage {
    GuardedConsumer(int element, FlowModel model, Calls calls) {
      super(element, model, calls, ClassName.get(Void.class), "null");
    }

    @Override
    public CodeBlock call() {
      return block(super.call(), "null");
    }

    @Override
    public CodeBlock recovery(int index) {
      return block(super.recovery(index), "null");
    }
  }

  /** Gives whether it has added the item. */
  private static final class GuardedAccumulate extends GuardedStage {
    private final CodeBlock bucket;

    GuardedAccumulate(int element, FlowModel model, Calls calls, CodeBlock bucket) {
      super(element, model, calls, ClassName.get(Boolean.class), "false");
      this.bucket = bucket;
    }

    @Override
    public CodeBlock call() {
      return block(calls.add(element), "true");
    }

    @Override
    public CodeBlock recovery(int index) {
      CodeBlock call = super.recovery(index);
      TypeName returned = returned(index);
      if (returned.equals(TypeName.VOID)) {
        return block(call, "true");
      } else if (returned.isPrimitive()) {
        return block(CodeBlock.of("$L = $L", bucket, call), "true");
      }
      return CodeBlock.of(
          "{$>\n$T recovered = $L;\nif (recovered == null) {$>\nreturn false;$<\n}\n$L = recovered;\nreturn true;$<\n}",
          returned,
          call,
          bucket);
    }
  }

  /** Gives a flow, or a list of flows if the stage or one of its recoveries does. */
  private static final class GuardedSubflow extends GuardedStage {
    private final boolean isSeveral;
    private final boolean isList;

    GuardedSubflow(int element, FlowModel model, Calls calls, TypeName result) {
      super(element, model, calls, result, "null");
      this.isSeveral = ((ElementModel.Subflow) model.elements().get(element)).several();
      this.isList = model.givesFlows(element);
    }

    @Override
    public CodeBlock call() {
      return flows(super.call(), isSeveral);
    }

    @Override
    public CodeBlock recovery(int index) {
      return flows(super.recovery(index), guard.recoveries().get(index).several());
    }

    private CodeBlock flows(CodeBlock call, boolean several) {
      return isList && !several ? CodeBlock.of("$T.each($L)", Subflows.class, call) : call;
    }
  }
}
