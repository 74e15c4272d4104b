package dev.stageflow.processor.diagnostic.message;

import dev.stageflow.processor.diagnostic.Message;
import dev.stageflow.processor.diagnostic.Rule;

/**
 * Messages about what a durable flow cannot save. The placeholders are those of {@link
 * java.util.Formatter}. The first three name a method, what it does, and with which type.
 */
public enum StorableMessage implements Message {
  /** Class. */
  NO_RECORD(
      Rule.NOT_STORABLE,
      "'%s' %s %s, which cannot be saved: %s is no record. Make it one, or name a codec for it:"
          + " @FlowDefinition(codecs = \"…\")."),
  /** Interface. */
  NOT_SEALED(
      Rule.NOT_STORABLE,
      "'%s' %s %s, which cannot be saved: anything may implement %s. Make it sealed, or name a codec"
          + " for it: @FlowDefinition(codecs = \"…\")."),
  /** Class. */
  OF_LIBRARY(
      Rule.NOT_STORABLE,
      "'%s' %s %s, which cannot be saved: it is not known what is in %s. Use a type that can be"
          + " saved, or name a codec for it: @FlowDefinition(codecs = \"…\")."),
  /** Class. */
  OTHER_COLLECTION(
      Rule.NOT_STORABLE,
      "'%s' %s %s, which cannot be saved: there is no other collection that a %s could be read into."
          + " Use List, Set or Map, or name a codec for it: @FlowDefinition(codecs = \"…\")."),
  /** Type variable. */
  TYPE_VARIABLE(
      Rule.NOT_STORABLE,
      "'%s' %s %s, which cannot be saved: it is not known what %s is. Name a codec for it:"
          + " @FlowDefinition(codecs = \"…\")."),
  /** Type of the elements. */
  GENERIC_ARRAY(
      Rule.NOT_STORABLE,
      "'%s' %s %s, which cannot be saved: Java has no expression that makes an array of %s. Use a"
          + " List."),
  /** Class. */
  RAW_COMPONENT(
      Rule.NOT_STORABLE,
      "'%s' %s %s, which cannot be saved: in it %s lacks its type arguments. Write them."),
  /** Type. */
  WILDCARD(
      Rule.NOT_STORABLE,
      "'%s' %s %s, which cannot be saved: it is not known what stands for the wildcard of %s. Write"
          + " a type in its place."),
  /** Class, the interface that permits it. */
  OPEN_SUBTYPE(
      Rule.NOT_STORABLE,
      "'%s' %s %s, which cannot be saved: it is not known of which type arguments a %s is that %s"
          + " permits. Let it pass on its own."),
  /** Class. */
  PRIVATE_PART(
      Rule.NOT_STORABLE,
      "'%s' %s %s, which cannot be saved: %s is private, so the generated flow cannot make one."
          + " Remove 'private'."),
  /** Class. */
  HIDDEN_PART(
      Rule.NOT_STORABLE,
      "'%s' %s %s, which cannot be saved: the generated flow cannot see %s. Make it public, and its"
          + " module export it."),
  /** Stage. */
  COLLECTOR(
      Rule.NOT_STORABLE,
      "'%s' gathers in a Collector, and what that holds cannot be saved. Take an accumulator: A"
          + " add(A accumulator, T item)."),
  /** Stage, type of a flow. */
  SUBFLOW(
      Rule.NOT_STORABLE,
      "'%s' gives %s, and how far its run has come cannot be saved. Give a DurableFlow: the flow of"
          + " a definition with durable = true."),
  /** Method, sink. */
  NAMED_OUTPUT(
      Rule.NOT_STORABLE,
      "'%s' gives an output to '%s', but a durable flow has one sink, which is written to in the"
          + " transaction of a save. Remove the name, and let the output type cover both."),
  /** Field, class. */
  FIELD(
      Rule.NOT_STORABLE,
      "'%s' of %s may change as a run goes on, and is not saved with it. Make it final; or"
          + " transient, if a restored run can do without what it holds."),
  /** Stage, type. */
  NOT_RESUMABLE(
      Rule.NOT_RESUMABLE,
      "'%s' gives %s: a saved run that goes on takes all elements of it again, up to the last one"
          + " that was taken. Name a method that gives the rest: resume = \"…\"."),
  /** Class. */
  NOT_DURABLE(
      Rule.NOT_STORABLE,
      "Codecs say how values are saved, but '%s' is not durable. Add durable = true, or remove"
          + " them."),
  /** Method. */
  CODEC_SIGNATURE(
      Rule.NAME_SIGNATURE,
      "'%s' gives a codec: it takes nothing, throws nothing, and returns a ValueCodec of one type."),
  /** Field, type. */
  CODEC_FIELD(
      Rule.NAME_SIGNATURE,
      "'%s' is a field of type %s, which is no ValueCodec of one type. Name a field or a method that"
          + " gives one."),
  /** Codec, type, codec. */
  CODEC_TWICE(
      Rule.NAME_SIGNATURE, "'%s' is a codec of %s, which '%s' is already. Remove one of them.");

  private final Rule rule;
  private final String format;

  StorableMessage(Rule rule, String format) {
    this.rule = rule;
    this.format = format;
  }

  @Override
  public Rule rule() {
    return rule;
  }

  @Override
  public String format() {
    return format;
  }
}
