package dev.stageflow.processor.model;

import com.squareup.javapoet.TypeName;

/**
 * The value of a stage, or the flow's input.
 *
 * @param id its id in the plan
 * @param name what a reader would call it, such as the name of the parameter that takes it first;
 *     not necessarily unique
 * @param type its type: what is stored, after unwrapping
 */
public record Value(int id, String name, TypeName type) {
  /** The same, with another name. */
  public Value named(String other) {
    return new Value(id, other, type);
  }
}
