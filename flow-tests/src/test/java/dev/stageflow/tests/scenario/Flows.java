package dev.stageflow.tests.scenario;

import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/** The flows that are made of one definition, for tests that run them in ways of their own. */
public final class Flows {

  private Flows() {}

  /**
   * Names them for the test report. A third one is generated, with functions added that change
   * nothing.
   *
   * @param generated makes the flow that the processor generated
   * @param built makes the same flow, put together at run time
   * @param <D> the definition's type
   * @param <I> the flows' input type
   * @param <O> the flows' output type
   * @return the arguments of a parameterized test
   */
  public static <D, I, O> Stream<Named<FlowMaker<D, I, O>>> of(
      FlowMaker<D, I, O> generated, FlowMaker<D, I, O> built) {
    return Stream.of(
        Named.of("generated", generated),
        Named.of("built", built),
        Named.of("added", d -> Unchanged.addedTo(generated.of(d), d)));
  }
}
