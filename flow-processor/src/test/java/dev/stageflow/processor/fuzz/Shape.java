package dev.stageflow.processor.fuzz;

/** What a definition is. */
enum Shape {
  CLASS("class"),
  PUBLIC("public class"),
  NESTED("static class"),
  INNER("class"),
  ABSTRACT("abstract class"),
  INTERFACE("interface"),
  RECORD("record"),
  ENUM("enum");

  private final String keywords;

  Shape(String keywords) {
    this.keywords = keywords;
  }

  boolean isWithinAnother() {
    return this == NESTED || this == INNER;
  }

  /** Whether its objects are those of a class that extends it. */
  boolean isExtended() {
    return this == ABSTRACT || this == INTERFACE;
  }

  boolean mayExtendAClass() {
    return this != INTERFACE && this != RECORD && this != ENUM;
  }

  boolean mayBeGeneric() {
    return this != ENUM;
  }

  /** The declaration up to its supertypes. */
  String declares(String nameAndParameters) {
    return keywords + " " + nameAndParameters + (this == RECORD ? "(int component)" : "");
  }

  /** How its supertypes that are interfaces are listed. */
  String inherits() {
    return this == INTERFACE ? " extends " : " implements ";
  }

  /** The class that objects are made of, where it is not the definition itself. */
  String extended(String parameters, String supertype) {
    return switch (this) {
      case ABSTRACT -> "class Made" + parameters + " extends " + supertype + " {}\n";
      case INTERFACE -> "class Made" + parameters + " implements " + supertype + " {}\n";
      default -> "";
    };
  }
}
