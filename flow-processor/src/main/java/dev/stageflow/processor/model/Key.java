package dev.stageflow.processor.model;

import com.squareup.javapoet.TypeName;
import dev.stageflow.processor.model.call.Argument;
import dev.stageflow.processor.model.call.MethodModel;

/** How the key of an item is determined, by which items are compared. */
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
   * @param type the type of its result
   */
  record OfItem(String method, TypeName type) implements Key {}
}
