package dev.stageflow.processor.fuzz;

import dev.stageflow.processor.fuzz.Stage.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a definition down. Types have their packages: a class may be called String. */
final class Source {

  /** What all definitions use: they note each call, and make what they return of it. */
  static final String VALUES =
      """
      package fuzz;

      public final class Values {
        public static final java.util.List<String> CALLS = new java.util.ArrayList<>();
        public static boolean pausing;
        private static int asked;

        private Values() {}

        public static boolean pauses() {
          return pausing && asked++ % 2 == 0;
        }

        public static int called(String name, Object... arguments) {
          String call = name + java.util.Arrays.deepToString(arguments);
          CALLS.add(call);
          return call.hashCode() & 0xffffff;
        }

        public static int mixed(int number, int index) {
          return (number + 31 * index) * 7 & 0xffffff;
        }

        public static <T> java.util.List<T> list(
            int number, java.util.function.IntFunction<T> making) {
          java.util.List<T> list = new java.util.ArrayList<>();
          for (int index = 0; index < number % 4; index++) {
            list.add(making.apply(mixed(number, index)));
          }
          return list;
        }
      }
      """;

  /** A record of two types. */
  static final String PAIR =
      """
      package fuzz;

      public record Pair<A, B>(A first, B second) {}
      """;

  /** What is only a risk, and done here on purpose. */
  private static final String SUPPRESSED = "@java.lang.SuppressWarnings(\"Flow/IdleContext\")\n";

  private final FuzzedDefinition definition;
  private final StringBuilder text = new StringBuilder();

  private Source(FuzzedDefinition definition) {
    this.definition = definition;
  }

  static String of(FuzzedDefinition definition) {
    return new Source(definition).write();
  }

  private String write() {
    List<Stage> stages = definition.stages();
    text.append("package ").append(definition.packageName()).append(";\n\n");
    if (definition.inherited() > 0) {
      text.append("@dev.stageflow.annotation.FlowDefinition(generate = false)\n");
      text.append(SUPPRESSED).append("class Above").append(definition.parameters()).append(" {\n");
      stages.subList(0, definition.inherited()).forEach(this::stage);
      text.append("}\n\n");
    }
    if (definition.nested()) {
      text.append("class Outer {\n");
    }
    text.append(SUPPRESSED)
        .append(definition.nested() ? "static class " : "class ")
        .append(definition.name());
    text.append(definition.parameters());
    if (definition.inherited() > 0) {
      text.append(" extends Above").append(definition.isGeneric() ? "<T>" : "");
    }
    text.append(" {\n");
    stages.subList(definition.inherited(), stages.size()).forEach(this::stage);
    text.append(definition.nested() ? "}\n}\n" : "}\n");
    return text.toString();
  }

  private void stage(Stage stage) {
    annotations(stage);
    List<String> parameters = new ArrayList<>();
    List<String> arguments = new ArrayList<>();
    switch (stage.form()) {
      case SUM -> add(parameters, arguments, "long", "gathered");
      case GATHER -> add(parameters, arguments, "java.util.List<java.lang.String>", "gathered");
      default -> {}
    }
    if (stage.form() != Form.COLLECTOR) {
      add(parameters, arguments, stage.takes(), "given");
    }
    for (int index = 0; index < stage.upstream().size(); index++) {
      String annotation =
          "@dev.stageflow.annotation.Upstream(\"" + stage.upstream().get(index) + "\") ";
      add(parameters, arguments, annotation + stage.upstreamTypes().get(index), "upper" + index);
    }
    text.append("  ").append(stage.modifiers()).append(result(stage)).append(' ');
    text.append(stage.name()).append('(').append(String.join(", ", parameters)).append(')');
    text.append(stage.pauses() ? " throws dev.stageflow.PauseFlow {\n" : " {\n");
    if (stage.pauses()) {
      line("if (fuzz.Values.pauses()) {");
      line("  throw dev.stageflow.PauseFlow.after(java.time.Duration.ZERO);");
      line("}");
    }
    String called =
        arguments.stream()
            .map(it -> ", " + it)
            .collect(Collectors.joining("", "fuzz.Values.called(\"" + stage.name() + "\"", ")"));
    body(stage, called);
    text.append("  }\n");
    helpers(stage);
  }

  private static void add(
      List<String> parameters, List<String> arguments, String type, String name) {
    parameters.add(type + " " + name);
    arguments.add(name);
  }

  private void annotations(Stage stage) {
    List<String> values = new ArrayList<>();
    if (stage.form() == Form.SEQUENCE && stage.hooks()) {
      values.add("onFinish = \"" + stage.name() + "Done\"");
    }
    if (stage.form() == Form.SUM && stage.hooks()) {
      values.add("finish = \"" + stage.name() + "Told\"");
    }
    if (stage.batches()) {
      values.add("flushWhen = \"" + stage.name() + "Full\"");
    }
    if (stage.emitEmpty()) {
      values.add("emitEmpty = true");
    }
    String annotation =
        switch (stage.form()) {
          case FUNCTION, CONSUMER -> "Function";
          case FILTER -> "Filter";
          case SEQUENCE -> "Sequence";
          case SUM, GATHER, COLLECTOR -> "Accumulate";
        };
    if (stage.context()) {
      text.append("  @dev.stageflow.annotation.Context");
      text.append(stage.hooks() ? "(onClose = \"" + stage.name() + "Closed\")\n" : "\n");
    }
    if (stage.tunnel()) {
      text.append("  @dev.stageflow.annotation.Tunnel\n");
    }
    text.append("  @dev.stageflow.annotation.").append(annotation);
    text.append(values.isEmpty() ? "\n" : "(" + String.join(", ", values) + ")\n");
  }

  private static String result(Stage stage) {
    return switch (stage.form()) {
      case FILTER -> "boolean";
      case SUM -> "long";
      case GATHER, CONSUMER -> "void";
      case COLLECTOR -> "java.util.stream.Collector<" + stage.takes() + ", ?, java.lang.Long>";
      case FUNCTION, SEQUENCE -> String.format(stage.wrapping(), stage.gives().source);
    };
  }

  private void body(Stage stage, String called) {
    switch (stage.form()) {
      case CONSUMER -> line(called + ";");
      case FILTER -> line("return " + called + " % 3 != 0;");
      case SUM -> line("return gathered + " + called + " % 10;");
      case GATHER -> line("gathered.add(\"g\" + " + called + " % 10);");
      case COLLECTOR -> line("return java.util.stream.Collectors.counting();");
      case FUNCTION -> {
        line("int h = " + called + ";");
        if (stage.wrapping().equals("%s")) {
          line("return " + stage.making() + ";");
        } else {
          line(stage.gives().source + " made = " + stage.making() + ";");
          line(
              stage.wrapping().contains("Optional")
                  ? "return java.util.Optional.ofNullable(made);"
                  : "return java.util.concurrent.CompletableFuture.completedFuture(made);");
        }
      }
      case SEQUENCE -> sequence(stage, called);
    }
  }

  private void sequence(Stage stage, String called) {
    line("int number = " + called + ";");
    line("if (number % 6 == 0) {");
    line("  return null;");
    line("}");
    if (stage.wrapping().equals("%s[]")) {
      String type = stage.gives().source;
      line(type + "[] made = new " + type + "[number % 4];");
      line("for (int index = 0; index < made.length; index++) {");
      line("  int h = fuzz.Values.mixed(number, index);");
      line("  made[index] = " + stage.making() + ";");
      line("}");
      line("return made;");
      return;
    }
    line(
        "java.util.List<"
            + stage.gives().source
            + "> made = fuzz.Values.list(number, h -> "
            + stage.making()
            + ");");
    String wrapping = stage.wrapping();
    line(
        wrapping.contains("Iterator") && !wrapping.contains("Flow")
            ? "return made.iterator();"
            : wrapping.contains("FlowIterator")
                ? "return dev.stageflow.FlowIterator.of(made);"
                : wrapping.contains("Stream")
                    ? "return made.stream();"
                    : wrapping.contains("Optional")
                        ? "return made.isEmpty() ? java.util.Optional.empty() :"
                            + " java.util.Optional.ofNullable(made.get(0));"
                        : wrapping.contains("Set")
                            ? "return new java.util.LinkedHashSet<>(made);"
                            : "return made;");
  }

  private void helpers(Stage stage) {
    if (stage.form() == Form.SEQUENCE && stage.hooks()) {
      helper(stage, "void", "Done", "", "");
    }
    if (stage.context() && stage.hooks()) {
      helper(stage, "void", "Closed", "", "");
    }
    if (stage.form() == Form.SUM && stage.hooks()) {
      helper(stage, "java.lang.String", "Told", "long gathered", "return \"t\" + gathered;");
    }
    if (stage.batches()) {
      helper(
          stage,
          "boolean",
          "Full",
          "java.util.List<java.lang.String> gathered",
          "return gathered.size() > 1;");
    }
  }

  private void helper(Stage stage, String result, String suffix, String parameter, String last) {
    String name = stage.name() + suffix;
    text.append("  ").append(result).append(' ').append(name).append('(').append(parameter);
    text.append(") {\n");
    line("fuzz.Values.called(\"" + name + (parameter.isEmpty() ? "\");" : "\", gathered);"));
    line(last);
    text.append("  }\n");
  }

  private void line(String line) {
    if (!line.isEmpty()) {
      text.append("    ").append(line).append('\n');
    }
  }
}
