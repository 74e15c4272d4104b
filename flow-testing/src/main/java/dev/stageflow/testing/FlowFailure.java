package dev.stageflow.testing;

import dev.stageflow.FlowTrace;
import java.util.List;

/**
 * How a rehearsed flow failed.
 *
 * @param exception what a stage threw, that very exception
 * @param trace where the run was
 * @param <X> the exception's type
 */
public record FlowFailure<X extends Throwable>(X exception, FlowTrace trace) {

  /**
   * Asserts which stage failed: it threw the exception, or it gave the source that did.
   *
   * @param stage the stage's name; {@code sink} for the sink
   * @return this
   * @throws AssertionError if it was another one
   */
  public FlowFailure<X> at(String stage) {
    if (!stage.equals(stage())) {
      throw report("The run failed at another stage.")
          .line("expected", stage)
          .line("but was", stage())
          .place("where it failed", trace)
          .error();
    }
    return this;
  }

  /**
   * Asserts where the run was, on all levels.
   *
   * @param levels as {@link FlowTrace.Level#toString()} shows them, the innermost first, such as
   *     {@code "items #2 = pen, at price"}
   * @return this
   * @throws AssertionError if it was elsewhere
   */
  public FlowFailure<X> within(String... levels) {
    List<String> expected = List.of(levels);
    List<String> actual = Report.levels(trace);
    if (!expected.equals(actual)) {
      throw report("The run failed at another place.")
          .place("expected", String.join("\n", expected))
          .place("but was", String.join("\n", actual))
          .error();
    }
    return this;
  }

  private Report report(String headline) {
    return new Report(headline).cause(exception);
  }

  private String stage() {
    List<FlowTrace.Level> levels = trace.levels();
    if (levels.isEmpty()) {
      return "(the definition's making)";
    }
    FlowTrace.Level innermost = levels.get(levels.size() - 1);
    String at = innermost.at();
    return at == null ? innermost.stage() : at;
  }
}
