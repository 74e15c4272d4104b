package dev.stageflow.processor.fuzz;

import dev.stageflow.processor.fuzz.Stage.Trait;
import org.jspecify.annotations.Nullable;

/** Writes down what the methods of a stage do. */
final class BodySource {
  private final Stage stage;
  private final StringBuilder text;

  BodySource(Stage stage, StringBuilder text) {
    this.stage = stage;
    this.text = text;
  }

  /**
   * Writes the statements of the stage's own method, or of the one that stands in for it.
   *
   * @param called the expression that notes the call, and gives a number
   * @param returned how the method returns what it gives; null where the form alone tells
   * @param fails whether what it returns may fail
   */
  void write(String called, @Nullable Returned returned, boolean fails) {
    switch (stage.form()) {
      case CONSUMER -> line(called + ";");
      case FILTER -> line("return " + called + " % 3 != 0;");
      case SUM -> line("return gathered + " + called + " % 10;");
      case GATHER -> line("gathered.add(\"g\" + " + called + " % 10);");
      case COLLECTOR -> line("return java.util.stream.Collectors.counting();");
      case FUNCTION -> {
        line("int h = " + called + ";");
        failLater(returned, fails, "h");
        line(stage.gives().source + " made = " + stage.gives().made + ";");
        line(returned.returning(stage.gives()));
      }
      case SEQUENCE -> {
        numberUnlessNull(called);
        failLater(returned, fails, "number");
        String made =
            fails && !returned.isPublisher()
                ? "fuzz.Faults.breaking(number, %s, %d, %s)"
                    .formatted(stage.has(Trait.RECOVER), stage.mostFailures(), listed())
                : listed();
        line("java.util.List<%s> made = %s;".formatted(stage.gives().boxed(), made));
        line(returned.returning(stage.gives()));
      }
      case SUBFLOW -> {
        numberUnlessNull(called);
        line(
            "dev.stageflow.%s<java.lang.Object, %s> part = fuzz.Values.%s(this::%s);"
                .formatted(
                    returned.isDurable() ? "DurableFlow" : "Flow",
                    stage.gives().boxed(),
                    returned.isDurable() ? "durablePart" : "part",
                    stage.partsName()));
        line(returned.returning(stage.gives()));
      }
      case AROUND -> throw new AssertionError(stage);
    }
  }

  /** Writes what a sequence gives after the last item that was taken. */
  void writeRest(String called) {
    line("int number = " + called + ";");
    String rest =
        stage.has(Trait.RECOVER) && !stage.returned().isPublisher()
            ? "fuzz.Faults.breakingAfter(last, number, %d, %s)"
                .formatted(stage.mostFailures(), listed())
            : "fuzz.Values.after(last, %s)".formatted(listed());
    line("java.util.List<%s> made = %s;".formatted(stage.gives().boxed(), rest));
    line(stage.returned().returning(stage.gives()));
  }

  private void numberUnlessNull(String called) {
    line("int number = " + called + ";");
    line("if (number % 6 == 0) {");
    line("  return null;");
    line("}");
  }

  /** Lets what is waited for fail where it is made. */
  private void failLater(Returned returned, boolean fails, String number) {
    if (fails && returned.isLater()) {
      line("if (fuzz.Faults.fails(%s / 7, %d)) {".formatted(number, stage.mostFailures()));
      line("  return fuzz.Faults.failingLater();");
      line("}");
    }
  }

  /** A list of what the stage gives, of as many elements as the number says. */
  String listed() {
    String all = "fuzz.Values.list(number, h -> " + stage.gives().made + ")";
    return stage.has(Trait.RESUME) ? "fuzz.Values.distinct(" + all + ")" : all;
  }

  private void line(String line) {
    text.append("    ").append(line).append('\n');
  }
}
