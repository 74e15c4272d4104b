package dev.stageflow.processor.diagnostic.message;

import dev.stageflow.processor.diagnostic.Message;
import dev.stageflow.processor.diagnostic.Rule;

/**
 * Messages about why an accumulator cannot be kept from run to run. The placeholders are those of
 * {@link java.util.Formatter}.
 */
public enum KeyedMessage implements Message {
  /** Class. */
  NO_ACCUMULATE(
      "'%s' is keyed, but no accumulate gathers in its run: there is nothing to keep. Remove keyed ="
          + " true, or add one to which no context is left."),
  /** Stage, stage. */
  SECOND_ACCUMULATE(
      "'%s' gathers in the run, as '%s' does, but a keyed flow keeps one accumulator. Open a context"
          + " for one of them."),
  /** Class. */
  NO_INPUT(
      "'%s' is keyed, but its first stage takes no item of which there could be a key. Remove keyed"
          + " = true, or let it take one."),
  /** Stage. */
  COLLECTOR(
      "'%s' gathers in a Collector, and what that holds cannot be kept from run to run. Take an"
          + " accumulator: A add(A accumulator, T item)."),
  /** Stage. */
  EMPTY(
      "'%s' passes on an empty accumulator if nothing came, but where nothing came a keyed flow keeps"
          + " nothing to pass on. Remove emitEmpty."),
  /** Stage. */
  TIMED(
      "'%s' passes on after some time, but a run of a keyed flow is over before. Remove"
          + " flushAfterMillis: the time is for those to measure who keep the accumulator."),
  /** Stage, stage, stage. */
  PARALLEL(
      "'%s' is parallel, and has values of '%s' in it, which a keyed flow passes on by themselves, in"
          + " runs of their own. Remove @Parallel, or open a context behind '%s'."),
  /** Class. */
  DURABLE(
      "'%s' is both keyed and durable, but who keeps an accumulator between runs saves none of them"
          + " in its midst. Remove one of the two."),
  /** Method, sink. */
  NAMED_OUTPUT(
      "'%s' gives an output to '%s', but a keyed flow has one sink. Remove the name, and let the"
          + " output type cover both.");

  private final String format;

  KeyedMessage(String format) {
    this.format = format;
  }

  @Override
  public Rule rule() {
    return Rule.NOT_KEYED;
  }

  @Override
  public String format() {
    return format;
  }
}
