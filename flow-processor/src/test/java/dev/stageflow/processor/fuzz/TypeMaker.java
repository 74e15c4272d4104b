package dev.stageflow.processor.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes classes with type parameters, and types with type arguments, of which some are out of the
 * bounds of those parameters. All are made of few names, so that many are nearly right.
 */
final class TypeMaker {
  private static final List<String> PLAIN =
      List.of("String", "Integer", "Number", "Object", "Runnable", "Color", "Own", "First");
  private static final List<String> INTERFACES =
      List.of("Comparable", "List", "Collection", "Set", "Face", "Closed");
  private static final List<String> CLASSES = List.of("ArrayList", "Enum", "Self", "Base", "Lists");

  /** What all made types may name. */
  static final String LIBRARY =
      """
      enum Color { RED }
      class Self<T extends Self<T>> {}
      final class Own extends Self<Own> {}
      interface Face<T> {}
      class Base<T> implements Face<T> {}
      class Lists<T> extends Base<List<? extends T>> {}
      sealed interface Closed<T> permits First, Second {}
      final class First implements Closed<String> {}
      final class Second<T> extends Base<T> implements Closed<T> {}
      """;

  private final Dice dice;

  /** The generic classes made so far, with as many parameters as each has. */
  private final List<List<String>> made = new ArrayList<>();

  /** The type variables that may be named. */
  private final List<String> variables = new ArrayList<>();

  TypeMaker(Dice dice) {
    this.dice = dice;
  }

  /** The declarations of generic classes. */
  String classes() {
    StringBuilder classes = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      String name = "G" + i;
      String inner = dice.isOneIn(3) ? "In" : null;
      int parameters = 1 + dice.below(2);
      int innerParameters = 1 + dice.below(2);
      int before = variables.size();
      classes.append("class %s%s {".formatted(name, parameters("T", parameters)));
      if (inner != null) {
        classes.append(" class %s%s {}".formatted(inner, parameters("U", innerParameters)));
      }
      classes.append(" }\n");
      variables.subList(before, variables.size()).clear();
      made.add(List.of(name, "" + parameters));
      if (inner != null) {
        made.add(List.of(name, "" + parameters, inner, "" + innerParameters));
      }
    }
    return classes.toString();
  }

  /** Type parameters, which may be named from here on. */
  String parameters(String prefix, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> parameter(prefix + i))
        .collect(Collectors.joining(", ", "<", ">"));
  }

  private String parameter(String name) {
    if (!variables.isEmpty() && dice.isOneIn(6)) {
      String parameter = name + " extends " + dice.oneOf(variables);
      variables.add(name);
      return parameter;
    }
    variables.add(name);
    if (dice.isOneIn(5)) {
      return name;
    }
    int depth = dice.isOneIn(4) ? 2 : 1;
    String bound =
        switch (dice.below(5)) {
          case 0 -> dice.oneOf(List.of("String", "Number", "Runnable", "Own"));
          case 1 -> generic(CLASSES, depth);
          case 2 -> made.isEmpty() ? "Object" : ofMade(depth);
          default -> generic(INTERFACES, depth);
        };
    String first = bound.replaceFirst("<.*", "");
    if (dice.isOneIn(5) && !first.equals("Runnable")) {
      String other = dice.oneOf(INTERFACES);
      if (!other.equals(first)) {
        bound += " & " + generic(List.of(other), 1);
      }
    }
    return name + " extends " + bound;
  }

  /** A type that has type arguments of one of the classes made. */
  String parameterized() {
    return switch (dice.below(6)) {
      case 0 -> ofMade(2) + "[]";
      case 1 -> generic(List.of("List", "Face"), List.of(ofMade(2)));
      case 2 -> generic(List.of("List", "Face"), List.of("? extends " + ofMade(2)));
      default -> ofMade(2);
    };
  }

  private String type(int depth) {
    int kind = dice.below(depth == 0 ? 4 : 10);
    if (kind < 3) {
      return dice.oneOf(PLAIN);
    }
    if (kind == 3 || kind == 4) {
      return variables.isEmpty() ? "Integer" : dice.oneOf(variables);
    }
    return switch (kind) {
      case 5 -> dice.isOneIn(4) ? "int[]" : type(depth - 1) + "[]";
      case 6 -> generic(CLASSES, depth);
      case 7 -> made.isEmpty() ? generic(CLASSES, depth) : ofMade(depth);
      default -> generic(INTERFACES, depth);
    };
  }

  private String ofMade(int depth) {
    List<String> of = dice.oneOf(made);
    String type = of.get(0) + arguments(of.get(1), depth);
    return of.size() == 2 ? type : type + "." + of.get(2) + arguments(of.get(3), depth);
  }

  private String arguments(String count, int depth) {
    return IntStream.range(0, Integer.parseInt(count))
        .mapToObj(i -> argument(depth - 1))
        .collect(Collectors.joining(", ", "<", ">"));
  }

  private String generic(List<String> names, int depth) {
    return generic(names, List.of(argument(depth - 1)));
  }

  private String generic(List<String> names, List<String> arguments) {
    return dice.oneOf(names) + "<" + String.join(", ", arguments) + ">";
  }

  private String argument(int depth) {
    return switch (dice.below(8)) {
      case 0 -> "?";
      case 1, 2 -> "? extends " + type(depth);
      case 3 -> "? super " + type(depth);
      default -> type(depth);
    };
  }
}
