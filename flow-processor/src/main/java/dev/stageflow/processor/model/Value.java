package dev.stageflow.processor.model;

import com.squareup.javapoet.TypeName;

/**
 * What a stage gives, or the flow's input.
 *
 * @param id its id in the plan
 * @param name what a reader would call it, such as the name of the parameter that takes it first;
 *     not necessarily unique
 * @param type its type: what is stored, after unwrapping
 */
public record Value(int id, String name, TypeName type) {
  /** The same, called in another way. */
  public Value named(String other) {
    return new Value(id, other, type);
  }
}
