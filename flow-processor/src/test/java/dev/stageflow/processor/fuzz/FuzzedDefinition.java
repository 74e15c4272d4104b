package dev.stageflow.processor.fuzz;

import java.util.List;

/**
 * A definition made at random, valid unless something is changed.
 *
 * @param seed what it was made from
 * @param name of its class
 * @param nested whether the class is in another one
 * @param inherited how many of the stages its superclass declares
 * @param input the type of its input
 * @param stages in order, at least one
 */
record FuzzedDefinition(
    long seed, String name, boolean nested, int inherited, Kind input, List<Stage> stages) {

  String packageName() {
    return "fuzz.p" + Long.toUnsignedString(seed, Character.MAX_RADIX);
  }

  /** The qualified name of the class, as reflection wants it. */
  String className() {
    return packageName() + "." + (nested ? "Outer$" : "") + name;
  }

  boolean isGeneric() {
    return input == Kind.VARIABLE;
  }

  /** Its type parameters, as it declares them. */
  String parameters() {
    return isGeneric() ? "<T extends java.lang.CharSequence>" : "";
  }

  /** The class's file, without its ending. */
  String fileName() {
    return nested ? packageName() + ".Outer" : className();
  }

  String flowName() {
    return packageName() + "." + (nested ? "Outer_" : "") + name + "Flow";
  }
}
