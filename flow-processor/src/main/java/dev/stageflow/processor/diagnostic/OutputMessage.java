package dev.stageflow.processor.diagnostic;

/** Messages on outputs of their own. The placeholders are those of {@link java.util.Formatter}. */
public enum OutputMessage implements Message {
  /** Method. */
  OUTPUT_OF_NO_STAGE(
      Rule.NOT_A_STAGE,
      "'%s' has @Output but is neither a stage nor a @Recover. Put it beside one that gives what the sink takes."),
  /** Filter. */
  OUTPUT_OF_FILTER(
      Rule.OUTPUT_PLACE,
      "'%s' is a filter, which gives no value of its own. Put @Output beside the stage before, or make it a"
          + " @Function that returns what goes on, or null."),
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
      "%s does not fit the output '%s', which takes %s. Give it another name, or return that type.");

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
