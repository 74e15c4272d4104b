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
  BYTE("byte", "(byte) (h % 100)", "byte", "short", "int", "float", "java.lang.Byte"),
  SHORT("short", "(short) (h % 100)", "short", "long", "java.lang.Short", "java.lang.Number"),
  FLOAT("float", "h % 100 / 4f", "float", "double", "java.lang.Float", "java.lang.Object"),
  BOXED_INT(
      "java.lang.Integer",
      "h % 5 == 0 ? null : java.lang.Integer.valueOf(h % 100)",
      "java.lang.Integer",
      "int",
      "double",
      "java.lang.Number",
      "java.lang.Comparable<java.lang.Integer>",
      "java.lang.Object"),
  BOXED_LONG(
      "java.lang.Long",
      "h % 5 == 0 ? null : java.lang.Long.valueOf(h % 100)",
      "java.lang.Long",
      "long",
      "float",
      "java.lang.Number"),
  STRING(
      "java.lang.String",
      "h % 5 == 0 ? null : \"s\" + h % 100",
      "java.lang.String",
      "java.lang.CharSequence",
      "java.lang.Comparable<java.lang.String>",
      "java.lang.Object"),
  CONSTANT(
      "java.util.concurrent.TimeUnit",
      "java.util.concurrent.TimeUnit.values()[h % 7]",
      "java.util.concurrent.TimeUnit",
      "java.lang.Enum<java.util.concurrent.TimeUnit>",
      "java.lang.Enum<?>"),
  LIST(
      "java.util.List<java.lang.String>",
      "h % 7 == 0 ? null : java.util.List.of(\"l\" + h % 10)",
      "java.util.List<java.lang.String>",
      "java.util.Collection<? extends java.lang.CharSequence>",
      "java.lang.Iterable<?>",
      "java.util.List<? super java.lang.String>",
      "java.lang.Object"),
  WILDCARDS(
      "java.util.List<? extends java.lang.Number>",
      "h % 7 == 0 ? null : java.util.List.of(h % 10, 2L)",
      "java.util.List<? extends java.lang.Number>",
      "java.util.List<?>",
      "java.util.Collection<? extends java.lang.Object>"),
  DEEP(
      "java.util.Map<java.lang.String, java.util.List<? super java.lang.Integer>>",
      "java.util.Map.of(\"k\" + h % 10, java.util.List.of(h % 10))",
      "java.util.Map<java.lang.String, java.util.List<? super java.lang.Integer>>",
      "java.util.Map<java.lang.String, ? extends java.util.Collection<?>>",
      "java.util.Map<?, ?>"),
  ARRAY("int[]", "h % 7 == 0 ? null : new int[] {h % 3, h % 4}", "int[]", "java.lang.Object"),
  TABLE(
      "java.lang.String[][]",
      "new java.lang.String[][] {{\"t\" + h % 3}, {}}",
      "java.lang.String[][]",
      "java.lang.Object[]",
      "java.lang.CharSequence[][]"),
  PAIR(
      "fuzz.Pair<java.lang.String, java.lang.Long>",
      "new fuzz.Pair<>(\"p\" + h % 10, (long) (h % 10))",
      "fuzz.Pair<java.lang.String, java.lang.Long>",
      "fuzz.Pair<? extends java.lang.CharSequence, ?>",
      "java.lang.Record"),
  INNER(
      "fuzz.Box<java.lang.String>.Cell<java.lang.Long>",
      "new fuzz.Box<java.lang.String>(\"b\" + h % 10).new Cell<java.lang.Long>((long) (h % 10))",
      "fuzz.Box<java.lang.String>.Cell<java.lang.Long>",
      "fuzz.Box<? extends java.lang.CharSequence>.Cell<?>",
      "java.lang.Object"),
  ENTRY(
      "java.util.Map.Entry<java.lang.Integer, java.lang.String>",
      "h % 7 == 0 ? null : java.util.Map.entry(h % 10, \"e\" + h % 100)",
      "java.util.Map.Entry<java.lang.Integer, java.lang.String>",
      "java.util.Map.Entry<? extends java.lang.Number, ?>",
      "java.lang.Object"),
  /** The definition's own type parameter, of which nothing new can be made. */
  VARIABLE("T", "fuzz.Values.same(given)", "T", "java.lang.CharSequence", "java.lang.Object");

  /** What the type parameter stands for when the flow runs. */
  private static final String VARIABLES_VALUE = "(java.lang.Object) (\"s\" + h)";

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
      case BYTE -> "java.lang.Byte";
      case SHORT -> "java.lang.Short";
      case FLOAT -> "java.lang.Float";
      default -> source;
    };
  }

  /** Makes an input of a number, as source. */
  String input() {
    return this == VARIABLE ? VARIABLES_VALUE : made;
  }

  /** Those of which a method can make a value. */
  static List<Kind> made() {
    return made(false);
  }

  /** Those of which a method can make a value, or only those that are objects. */
  static List<Kind> made(boolean isObject) {
    return Stream.of(values())
        .filter(kind -> kind != VARIABLE && !(isObject && kind.isPrimitive()))
        .toList();
  }

  boolean isPrimitive() {
    return ordinal() <= FLOAT.ordinal();
  }

  /** Whether its values can be saved without a codec. */
  boolean isStorable() {
    return this != WILDCARDS && this != DEEP && this != INNER && this != VARIABLE;
  }

  /** Whether there are streams and optionals of it without boxes. */
  boolean isStreamed() {
    return this == INT || this == LONG || this == DOUBLE;
  }

  /** Whether an array of it can be made without a warning. */
  boolean isReified() {
    return this != VARIABLE && !source.contains("<");
  }

  /** A value that drops an item, as an annotation names it; empty where none can be named. */
  String stop() {
    return switch (this) {
      case INT, LONG, BYTE, SHORT, BOXED_INT, BOXED_LONG -> "7";
      case STRING -> "\\\"s7\\\"";
      case CHAR -> "'c'";
      case BOOLEAN -> "true";
      default -> "";
    };
  }
}
