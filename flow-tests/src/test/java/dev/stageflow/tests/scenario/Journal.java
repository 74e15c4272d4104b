package dev.stageflow.tests.scenario;

import dev.stageflow.FlowIterator;
import dev.stageflow.FlowRun;
import dev.stageflow.FlowTraceException;
import dev.stageflow.PauseFlow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What happened in one run, in order. The stages of a definition write it, and so does whoever
 * takes the outputs; each entry is also a place at which the run can be disturbed.
 *
 * <p>An entry reads like a call, {@code price(3,EUR)}, and holds no spaces.
 */
public final class Journal {
  private final Disturbance disturbance;
  private final List<String> earlier;
  private final List<String> entries = new ArrayList<>();
  private final List<Opening> openings = new ArrayList<>();
  private final List<Integer> survivals = new ArrayList<>();
  private final Set<Throwable> failures = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<String> mended = new HashSet<>();
  private final Set<Throwable> handled = Collections.newSetFromMap(new IdentityHashMap<>());
  private @Nullable FlowRun run;
  private @Nullable String paused;
  private int interruptedAt = -1;

  /**
   * Makes an empty journal.
   *
   * @param disturbance what happens to the run, and when
   */
  Journal(Disturbance disturbance) {
    this(disturbance, List.of());
  }

  /**
   * Makes the empty journal of a run that goes on.
   *
   * @param disturbance what happens to the run, and when
   * @param earlier what was written before it was saved
   */
  Journal(Disturbance disturbance, List<String> earlier) {
    this.disturbance = disturbance;
    this.earlier = earlier;
  }

  /**
   * Writes of a call that may pause. What it pauses must be called again with the same values.
   *
   * @param name what is called
   * @param values what it is called with
   * @throws PauseFlow if the run is to pause here
   */
  public void call(String name, Object... values) throws PauseFlow {
    String entry = entry(name, values);
    try {
      disturbance.before(entries.size());
    } catch (PauseFlow pause) {
      paused = entry;
      throw pause;
    }
    write(entry);
  }

  /**
   * Writes of a call that may not pause.
   *
   * @param name what is called
   * @param values what it is called with
   */
  public void note(String name, Object... values) {
    write(entry(name, values));
  }

  /**
   * Makes a source that writes when it is closed.
   *
   * @param name the source's name
   * @param items its elements
   * @param <T> the elements' type
   * @return the source, open
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  public final <T> JournaledSource<T> source(String name, T... items) {
    return new JournaledSource<>(this, opened(name), Arrays.asList(items));
  }

  /**
   * Makes a source that writes each time that it is asked for an element, which may pause, and when
   * it is closed.
   *
   * @param name the source's name
   * @param items its elements
   * @param <T> the elements' type
   * @return the source, open
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  public final <T> FlowIterator<T> iterator(String name, T... items) {
    return new JournaledIterator<>(this, opened(name), List.of(items).iterator());
  }

  /**
   * Makes a source that writes when it is asked for the first time whether there is another
   * element, for each of them and for the end.
   *
   * @param name the source's name
   * @param items its elements
   * @param <T> the elements' type
   * @return the source
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  public final <T> Iterable<T> asking(String name, T... items) {
    return () -> new AskingIterator<>(this, name, List.of(items).iterator());
  }

  /**
   * Opens something that writes when it is closed.
   *
   * @param name its name
   * @return what closes it
   */
  public Runnable closing(String name) {
    return opened(name)::close;
  }

  /**
   * Announces an exception that a stage is about to throw: the run has to end with this very one.
   *
   * @param failure the exception
   * @param <X> its type
   * @return the exception
   */
  public <X extends Throwable> X failure(X failure) {
    failures.add(failure);
    return failure;
  }

  /**
   * Announces an exception that a stage is about to throw, and about which the flow does something:
   * should the run end with another one because of it, it may be suppressed into that.
   *
   * @param failure the exception
   * @param <X> its type
   * @return the exception
   */
  public <X extends Throwable> X handled(X failure) {
    handled.add(failure);
    mended.add(entries.get(entries.size() - 1));
    return failure;
  }

  /**
   * Returns how often a call was written, also before the run was saved: for stages that fail only
   * a few times.
   *
   * @param name what is called
   * @param values what it is called with
   * @return how often, the call that writes it included
   */
  public int times(String name, Object... values) {
    String entry = entry(name, values);
    return Collections.frequency(earlier, entry) + Collections.frequency(entries, entry);
  }

  /** Returns what has been written so far. */
  public List<String> entries() {
    return List.copyOf(entries);
  }

  /** Tells that a failure of the call that is about to be written is not the run's. */
  void survives() {
    survivals.add(entries.size());
  }

  /** Returns the entries of calls that failed, and about which the flow does something. */
  Set<String> mended() {
    return mended;
  }

  /** Returns the calls whose failure is not the run's. */
  List<Integer> survivals() {
    return List.copyOf(survivals);
  }

  /** Returns the sources in the order in which they were opened. */
  List<Opening> openings() {
    return List.copyOf(openings);
  }

  /** Tells which run this is, where it can be told to pause and to stop. */
  void attach(FlowRun run) {
    this.run = run;
  }

  /** Returns the run that is under way. */
  FlowRun run() {
    return Objects.requireNonNull(run, "only an executor's run can be told what to do");
  }

  /** Tells that an executor's slice has ended. */
  void sliceEnded() {
    disturbance.afterSlice(this);
  }

  /** Lets a run go on that has paused itself. */
  void resume() {
    interruptedAt = entries.size();
    run().resume();
  }

  /** Ends the run from outside. */
  void cancel() {
    interruptedAt = entries.size();
    run().cancel();
  }

  /** Tells that the run is stopped, and calls what has paused no more. */
  void stop() {
    paused = null;
  }

  /** Gives how many entries there were when the run was resumed or cancelled from outside. */
  int interruptedAt() {
    return interruptedAt;
  }

  /** Writes how the run ended. */
  void end(@Nullable Throwable failure) {
    entries.add(failure == null ? "end" : ending(failure));
  }

  private String ending(Throwable failure) {
    if (failure instanceof CancellationException) {
      return "cancelled" + suppressed(failure);
    }
    String type = failure.getClass().getSimpleName();
    return failures.contains(failure)
        ? "failed(" + type + ")" + suppressed(failure)
        : "failed(unknown:" + entry(type, failure.getMessage()) + ")";
  }

  private String suppressed(Throwable failure) {
    return Arrays.stream(failure.getSuppressed())
        .filter(second -> !handled.contains(second))
        .filter(second -> !(second instanceof FlowTraceException))
        .map(second -> "suppressed(" + second.getClass().getSimpleName() + ")")
        .collect(Collectors.joining());
  }

  private Opening opened(String name) {
    Opening opening = new Opening(this, name, entries.size());
    openings.add(opening);
    return opening;
  }

  private void write(String entry) {
    if (paused != null && !paused.equals(entry)) {
      throw new AssertionError("paused at " + paused + ", but went on at " + entry);
    }
    paused = null;
    int index = entries.size();
    entries.add(entry);
    disturbance.after(index, this);
  }

  private static String entry(String name, @Nullable Object... values) {
    return values.length == 0
        ? name
        : Arrays.stream(values)
            .map(value -> String.valueOf(value).replace(" ", ""))
            .collect(Collectors.joining(",", name + "(", ")"));
  }
}
