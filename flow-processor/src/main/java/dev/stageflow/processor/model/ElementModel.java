package dev.stageflow.processor.model;

import com.squareup.javapoet.TypeName;
import dev.stageflow.processor.model.call.Argument;
import dev.stageflow.processor.model.call.MethodModel;
import dev.stageflow.processor.model.call.Unwrapping;
import org.jspecify.annotations.Nullable;

/** A stage, or a context; one for each element of the plan, at the same index. */
public sealed interface ElementModel {

  /** The stage's own method; null for a context, and for a function that is added. */
  default @Nullable MethodModel method() {
    return null;
  }

  /** Its value; null if it has none of its own. */
  default @Nullable Value value() {
    return null;
  }

  /** How the value is unwrapped from the method's result. */
  default Unwrapping unwrapping() {
    return Unwrapping.NONE;
  }

  /** Whether its own method, or the function that is added, may pause. */
  default boolean pauses() {
    MethodModel method = method();
    return method != null && method.pauses();
  }

  /** The same, with another name for its value. */
  default ElementModel named(String value) {
    return this;
  }

  /**
   * A context.
   *
   * @param onOpen called as it opens
   * @param onFlush called as it closes, before the accumulated value goes on
   * @param onClose called once that value has been processed
   * @param by gives the key of an item, where neighbouring items of equal keys share the context
   */
  record Context(
      @Nullable Hook onOpen, @Nullable Hook onFlush, @Nullable Hook onClose, @Nullable Key by)
      implements ElementModel {}

  /**
   * One in, at most one out.
   *
   * @param method the stage
   * @param unwrapping how its result becomes the value
   * @param stop a value equal to it drops the item
   * @param value what goes on
   */
  record Function(MethodModel method, Unwrapping unwrapping, @Nullable Expression stop, Value value)
      implements ElementModel {
    @Override
    public Function named(String name) {
      return new Function(method, unwrapping, stop, value.named(name));
    }
  }

  /**
   * A function that may be added: one in, at most one out, of the same type.
   *
   * @param name the name of its place, such as {@code afterOrders}
   * @param value what goes on: what the function gives, or the item where none is added
   */
  record Addition(String name, Value value) implements ElementModel {
    @Override
    public boolean pauses() {
      return true;
    }
  }

  /**
   * One in, none out.
   *
   * @param method the stage
   */
  record Consumer(MethodModel method) implements ElementModel {}

  /**
   * The item goes on or is dropped.
   *
   * @param method the stage
   * @param ends the sequence that ends where an item is dropped; {@link
   *     dev.stageflow.internal.plan.FlowPlan#NO_VALUE} for none
   */
  record Filter(MethodModel method, int ends) implements ElementModel {}

  /**
   * One in, many out.
   *
   * @param method the stage
   * @param source how its result is iterated
   * @param value what goes on: an element
   * @param onFinish called once the last element has been processed; here {@link Argument.Item} is
   *     the item that the stage took
   * @param resume returns the rest of the elements in a restored run
   */
  record Sequence(
      MethodModel method,
      Source source,
      Value value,
      @Nullable Hook onFinish,
      @Nullable MethodModel resume)
      implements ElementModel {
    @Override
    public Sequence named(String name) {
      return new Sequence(method, source, value.named(name), onFinish, resume);
    }
  }

  /**
   * The item is run through another flow, whose outputs go on.
   *
   * @param method the stage
   * @param several whether it gives a list of flows
   * @param value what goes on: an output
   */
  record Subflow(MethodModel method, boolean several, Value value) implements ElementModel {
    @Override
    public Subflow named(String name) {
      return new Subflow(method, several, value.named(name));
    }
  }

  /**
   * The item goes to a sink, and then on.
   *
   * @param name the sink's name; empty for the flow's own
   */
  record Output(String name) implements ElementModel {}

  /**
   * Many in, one out.
   *
   * @param method the stage; for {@link Form#COLLECTOR} the one that gives the collector
   * @param form what the method does
   * @param bucket what the items are gathered in
   * @param finish turns {@link Argument.Accumulator} into what goes on
   * @param unwrapping how what {@code finish} returns becomes the value
   * @param flush when the value goes on before the context closes
   * @param value what goes on; null if {@code finish} consumes
   */
  record Accumulate(
      MethodModel method,
      Form form,
      BucketModel bucket,
      @Nullable MethodModel finish,
      Unwrapping unwrapping,
      Flush flush,
      @Nullable Value value)
      implements ElementModel {
    @Override
    public Accumulate named(String name) {
      Value named = value == null ? null : value.named(name);
      return new Accumulate(method, form, bucket, finish, unwrapping, flush, named);
    }

    /**
     * The accumulator of a context.
     *
     * @param name its name in the definition
     * @param type its type in a frame
     * @param start where an empty one comes from; null for {@link Form#COLLECTOR}
     */
    public record BucketModel(String name, TypeName type, @Nullable Start start) {}

    /**
     * When a value goes on before the context closes.
     *
     * @param when asks that of {@link Argument.Accumulator}; null for never
     * @param afterMillis how long after the first item; 0 for never
     */
    public record Flush(@Nullable MethodModel when, long afterMillis) {}

    /** What the method does. */
    public enum Form {
      /** {@code A add(A, T)}. */
      REPLACE,
      /** {@code void add(A, T)}. */
      IN_PLACE,
      /** {@code Collector<T, ?, R> collect()}. */
      COLLECTOR
    }
  }
}
