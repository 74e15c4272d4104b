package dev.stageflow.processor.write.expression;

import com.squareup.javapoet.TypeName;
import dev.stageflow.processor.model.ElementModel;
import dev.stageflow.processor.model.MethodModel;
import dev.stageflow.processor.model.Unwrapping;
import dev.stageflow.processor.model.Value;
import org.jspecify.annotations.Nullable;

/** Questions that several writers ask of a stage. */
public final class ElementModels {

  private ElementModels() {}

  /** What a stage gives, or null if it gives nothing of its own. */
  public static @Nullable Value valueOf(ElementModel element) {
    if (element instanceof ElementModel.Function function) {
      return function.value();
    }
    if (element instanceof ElementModel.Addition addition) {
      return addition.value();
    }
    if (element instanceof ElementModel.Sequence sequence) {
      return sequence.value();
    }
    if (element instanceof ElementModel.Subflow subflow) {
      return subflow.value();
    }
    if (element instanceof ElementModel.Accumulate accumulate) {
      return accumulate.value();
    }
    return null;
  }

  /** How the value is got out of what is returned. */
  static Unwrapping unwrappingOf(ElementModel element) {
    if (element instanceof ElementModel.Function function) {
      return function.unwrapping();
    }
    if (element instanceof ElementModel.Accumulate accumulate) {
      return accumulate.unwrapping();
    }
    return Unwrapping.NONE;
  }

  /** The stage's own method; null for a context, and for an added function. */
  public static @Nullable MethodModel methodOf(ElementModel element) {
    if (element instanceof ElementModel.Function function) {
      return function.method();
    }
    if (element instanceof ElementModel.Consumer consumer) {
      return consumer.method();
    }
    if (element instanceof ElementModel.Filter filter) {
      return filter.method();
    }
    if (element instanceof ElementModel.Sequence sequence) {
      return sequence.method();
    }
    if (element instanceof ElementModel.Subflow subflow) {
      return subflow.method();
    }
    if (element instanceof ElementModel.Accumulate accumulate) {
      return accumulate.method();
    }
    return null;
  }

  /** Whether a stage's own method, or a function that is added, may pause. */
  public static boolean pauses(ElementModel element) {
    if (element instanceof ElementModel.Addition) {
      return true;
    }
    MethodModel method = methodOf(element);
    return method != null && method.pauses();
  }

  public static boolean isReference(TypeName type) {
    return !type.isPrimitive();
  }
}
