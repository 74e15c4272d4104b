package dev.stageflow.processor.model;

import com.squareup.javapoet.TypeName;
import dev.stageflow.processor.model.call.Argument;
import dev.stageflow.processor.model.call.MethodModel;

/** What gives the key of an item, by which items are told apart. */
public sealed interface Key {

  /**
   * A method of the definition; here {@link Argument.Item} is the item.
   *
   * @param method the method
   */
  record Called(MethodModel method) implements Key {}

  /**
   * A method of the item, which takes nothing.
   *
   * @param method its name
   * @param type what it gives
   */
  record OfItem(String method, TypeName type) implements Key {}
}
