package dev.stageflow.processor.fuzz;

import java.util.List;
import java.util.stream.Stream;

/** A type of items: how sources name it, what may take it, and what makes one out of a number. */
enum Kind {
  INT("int", "h % 100", "int", "long", "double", "java.lang.Integer", "java.lang.Object"),
  LONG("long", "(long) (h % 100)", "long", "double", "java.lang.Long", "java.lang.Number"),
  DOUBLE("double", "h / 4.0", "double", "java.lang.Double", "java.lang.Object"),
  CHAR("char", "(char) ('a' + h % 20)", "char", "int", "java.lang.Character"),
  BOOLEAN("boolean", "h % 2 == 0", "boolean", "java.lang.Boolean", "java.lang.Object"),
  BOXED_INT(
      "java.lang.Integer",
      "h % 5 == 0 ? null : java.lang.Integer.valueOf(h % 100)",
      "java.lang.Integer",
      "java.lang.Number",
      "java.lang.Comparable<java.lang.Integer>",
      "java.lang.Object"),
  BOXED_LONG(
      "java.lang.Long",
      "h % 5 == 0 ? null : java.lang.Long.valueOf(h % 100)",
      "java.lang.Long",
      "long",
      "java.lang.Number"),
  STRING(
      "java.lang.String",
      "h % 5 == 0 ? null : \"s\" + h % 100",
      "java.lang.String",
      "java.lang.CharSequence",
      "java.lang.Comparable<java.lang.String>",
      "java.lang.Object"),
  LIST(
      "java.util.List<java.lang.String>",
      "h % 7 == 0 ? null : java.util.List.of(\"l\" + h % 10)",
      "java.util.List<java.lang.String>",
      "java.util.Collection<? extends java.lang.CharSequence>",
      "java.lang.Iterable<?>",
      "java.lang.Object"),
  ARRAY("int[]", "h % 7 == 0 ? null : new int[] {h % 3, h % 4}", "int[]", "java.lang.Object"),
  /** The definition's own type parameter, of which nothing new can be made. */
  VARIABLE("T", "", "T", "java.lang.CharSequence", "java.lang.Object"),
  PAIR(
      "fuzz.Pair<java.lang.String, java.lang.Long>",
      "new fuzz.Pair<>(\"p\" + h % 10, (long) (h % 10))",
      "fuzz.Pair<java.lang.String, java.lang.Long>",
      "fuzz.Pair<? extends java.lang.CharSequence, ?>",
      "java.lang.Record");

  final String source;
  final String made;
  final List<String> takers;

  Kind(String source, String made, String... takers) {
    this.source = source;
    this.made = made;
    this.takers = List.of(takers);
  }

  /** The type where only objects can be, such as type arguments. */
  String boxed() {
    return switch (this) {
      case INT -> "java.lang.Integer";
      case LONG -> "java.lang.Long";
      case DOUBLE -> "java.lang.Double";
      case CHAR -> "java.lang.Character";
      case BOOLEAN -> "java.lang.Boolean";
      default -> source;
    };
  }

  /** Those of which a method can make a value. */
  static List<Kind> made() {
    return Stream.of(values()).filter(kind -> kind != VARIABLE).toList();
  }

  boolean isPrimitive() {
    return ordinal() <= BOOLEAN.ordinal();
  }
}
