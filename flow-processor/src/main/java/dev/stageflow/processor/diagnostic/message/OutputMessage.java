package dev.stageflow.processor.diagnostic.message;

import dev.stageflow.processor.diagnostic.Message;
import dev.stageflow.processor.diagnostic.Rule;

/** Messages about {@code @Output}. The placeholders are those of {@link java.util.Formatter}. */
public enum OutputMessage implements Message {
  /** Method. */
  OUTPUT_OF_NO_STAGE(
      Rule.NOT_A_STAGE,
      "'%s' has @Output but is neither a stage nor a @Recover, nor named by onOpen, onFlush, onClose or onFinish."
          + " Put it beside one that gives what the sink takes."),
  /** Filter. */
  OUTPUT_OF_FILTER(
      Rule.OUTPUT_PLACE,
      "'%s' is a filter, which gives no value of its own. Put @Output beside the stage before, or make it a"
          + " @Function that returns what goes on, or null."),
  /** Stage. */
  OUTPUT_OF_LAST(
      Rule.OUTPUT_PLACE,
      "'%s' is the last stage: what it gives is an output of the flow anyway. Leave out @Output, or give it a"
          + " name."),
  /** Method. */
  OUTPUT_OF_NOTHING(
      Rule.OUTPUT_PLACE,
      "'%s' returns nothing that a sink could take. Return it, or leave out @Output."),
  /** Name. */
  OUTPUT_NAME(
      Rule.BAD_OUTPUT,
      "'%s' is no Java name, as that of a parameter must be. Give one such as \"rejects\"."),
  /** Type, output, type. */
  OUTPUT_TYPE(
      Rule.BAD_OUTPUT,
      "%s does not fit the output '%s', which takes %s. Give it another name, or return that type."),
  /** Method, type, type. */
  OUTPUT_MISFIT(
      Rule.BAD_OUTPUT,
      "'%s' gives %s, but the flow's outputs are %s. Return that type, name the output, or say"
          + " @FlowDefinition(output = ...) with a type that all of them fit."),
  /** Type. */
  OUTPUT_UNNAMEABLE(
      Rule.BAD_OUTPUT,
      "%s cannot be the type of the outputs: it has type parameters, or the generated class cannot name it."
          + " Give a type without them that is not private.");

  private final Rule rule;
  private final String text;

  OutputMessage(Rule rule, String text) {
    this.rule = rule;
    this.text = text;
  }

  @Override
  public Rule rule() {
    return rule;
  }

  @Override
  public String format() {
    return text;
  }
}
