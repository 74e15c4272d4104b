package dev.stageflow.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.Flow;
import dev.stageflow.SourceFlow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/**
 * One case of the semantics: a definition whose stages write a journal, the flows that are made of
 * it, an input, and what the journal must then hold, however the flow is run.
 *
 * <pre>{@code
 * Scenario.of(Doubled::new)
 *     .generated(DoubledFlow::of)
 *     .built(d -> Flow.<Integer>begin().sequence(d::numbers).function(d::twice).build())
 *     .given(2)
 *     .tells("numbers(2)  twice(1) out(2)  twice(2) out(4)  end");
 * }</pre>
 *
 * @param <D> the definition's type
 * @param <I> the flows' input type
 * @param <O> the flows' output type
 */
public final class Scenario<D, I, O> {
  private final Function<Journal, D> definition;
  private final List<Candidate<D, Flow<I, O>>> candidates;

  private Scenario(Function<Journal, D> definition, List<Candidate<D, Flow<I, O>>> candidates) {
    this.definition = definition;
    this.candidates = candidates;
  }

  /**
   * Starts a scenario.
   *
   * @param definition makes a definition, a new one for each run
   * @param <D> the definition's type
   * @return its beginning
   */
  public static <D> Beginning<D> of(Function<Journal, D> definition) {
    return new Beginning<>(definition);
  }

  /**
   * Makes a journal for tests that run flows in ways of their own.
   *
   * @return an empty journal
   */
  public static Journal undisturbed() {
    return new Journal(Disturbance.NONE);
  }

  /**
   * A definition, and no flow of it yet.
   *
   * @param definition makes a definition
   * @param <D> the definition's type
   */
  public record Beginning<D>(Function<Journal, D> definition) {

    /** Adds the flow that the processor generated, and the same with stages that change nothing. */
    public <I, O> Scenario<D, I, O> generated(FlowMaker<D, I, O> maker) {
      return new Scenario<D, I, O>(definition, List.of()).generated(maker);
    }

    /** Adds the flow that the processor generated, with functions added. */
    public <I, O> Scenario<D, I, O> extended(FlowMaker<D, I, O> maker) {
      return new Scenario<D, I, O>(definition, List.of()).with("extended", maker);
    }

    /** Adds the same flow, put together at run time. */
    public <I, O> Scenario<D, I, O> built(FlowMaker<D, I, O> maker) {
      return new Scenario<D, I, O>(definition, List.of()).built(maker);
    }

    /**
     * Takes the flow that the processor generated, of a definition whose first stage takes nothing.
     */
    public <O> Expectation<D, O> generatedSource(Function<D, ? extends SourceFlow<O>> maker) {
      List<Candidate<D, Subject<O>>> candidates = new ArrayList<>();
      candidates.add(new Candidate<>("generated", d -> Subject.of(maker.apply(d))));
      candidates.add(
          new Candidate<>("extended", d -> Subject.of(Unchanged.addedTo(maker.apply(d), d))));
      return new Expectation<>(definition, List.copyOf(candidates));
    }
  }

  /** Adds the flow that the processor generated, and the same with stages that change nothing. */
  public Scenario<D, I, O> generated(FlowMaker<D, I, O> maker) {
    return with("generated", maker).with("extended", d -> Unchanged.addedTo(maker.of(d), d));
  }

  /** Adds the same flow, put together at run time. */
  public Scenario<D, I, O> built(FlowMaker<D, I, O> maker) {
    return with("built", maker);
  }

  private Scenario<D, I, O> with(String name, FlowMaker<D, I, O> maker) {
    List<Candidate<D, Flow<I, O>>> all = new ArrayList<>(candidates);
    all.add(new Candidate<>(name, maker::of));
    return new Scenario<>(definition, List.copyOf(all));
  }

  /**
   * Sets the input.
   *
   * @param input the input of each run
   * @return what can then be expected
   */
  public Expectation<D, O> given(I input) {
    return new Expectation<>(
        definition,
        candidates.stream()
            .map(
                candidate ->
                    new Candidate<D, Subject<O>>(
                        candidate.name(), d -> Subject.of(candidate.make().apply(d), input)))
            .toList());
  }

  /** A named way to make something of a definition. */
  record Candidate<D, F>(String name, Function<D, F> make) {
    boolean isGenerated() {
      return !name.equals("built");
    }
  }

  /**
   * All that a scenario needs but what it tells.
   *
   * @param <D> the definition's type
   * @param <O> the flows' output type
   */
  public static final class Expectation<D, O> {
    private final Function<Journal, D> definition;
    private final List<Candidate<D, Subject<O>>> candidates;
    private final @Nullable String whyNotSaved;

    /** The names of what is written as sequences are walked. */
    private final Set<String> walking;

    private Expectation(
        Function<Journal, D> definition, List<Candidate<D, Subject<O>>> candidates) {
      this(definition, candidates, null, Set.of("next", "ask"));
    }

    private Expectation(
        Function<Journal, D> definition,
        List<Candidate<D, Subject<O>>> candidates,
        @Nullable String whyNotSaved,
        Set<String> walking) {
      this.definition = definition;
      this.candidates = candidates;
      this.whyNotSaved = whyNotSaved;
      this.walking = walking;
    }

    /**
     * Tells that runs of the generated flow cannot be saved. Without it the definition must be
     * durable, and each run is saved after each of its steps as well.
     *
     * @param reason why not
     * @return the same of a definition that is not durable
     */
    public Expectation<D, O> notSaved(String reason) {
      return new Expectation<>(definition, candidates, reason, walking);
    }

    /**
     * Declares what sequences write as they are walked, besides {@code next} and {@code ask}: a
     * saved run writes it again for what it passes over.
     *
     * @param names the entries' names
     * @return the same with these entries
     */
    public Expectation<D, O> walking(String... names) {
      Set<String> all = new HashSet<>(walking);
      all.addAll(List.of(names));
      return new Expectation<>(definition, candidates, whyNotSaved, all);
    }

    /**
     * Expects a journal.
     *
     * @param entries the journal's entries, with white space in between; the last one is {@code
     *     end} or the failure
     * @return tests of every way to run each flow, and of everything that may come in between
     */
    public Stream<DynamicNode> tells(String entries) {
      List<String> expected = List.of(entries.strip().split("\\s+"));
      return candidates.stream()
          .flatMap(
              candidate ->
                  Stream.concat(
                      new Rehearsal<>(definition, candidate, expected).tests(),
                      candidate.isGenerated() ? saved(candidate, expected) : Stream.empty()));
    }

    private Stream<DynamicNode> saved(Candidate<D, Subject<O>> candidate, List<String> expected) {
      if (whyNotSaved == null) {
        return Stream.of(
            DynamicContainer.dynamicContainer(
                candidate.name() + ", saved",
                SavedRehearsal.tests(definition, candidate, expected, walking)));
      }
      return Stream.of(
          DynamicTest.dynamicTest(
              candidate.name() + ", not saved: " + whyNotSaved,
              () ->
                  assertThat(candidate.make().apply(definition.apply(undisturbed())).durable())
                      .isEmpty()));
    }
  }
}
