package dev.stageflow.processor.diagnostic.message;

import dev.stageflow.processor.diagnostic.Message;
import dev.stageflow.processor.diagnostic.Rule;

/**
 * Messages about names in annotations. The placeholders are those of {@link java.util.Formatter}.
 */
public enum NameMessage implements Message {
  /** Name, class, suggestion. */
  METHOD_UNKNOWN(Rule.NAME_UNKNOWN, "There is no method '%s' in %s.%s"),
  /** Name, type of the item, class, suggestion. */
  KEY_UNKNOWN(
      Rule.NAME_UNKNOWN,
      "There is no method '%s' that gives a key, neither of the item, which is %s, nor in %s.%s"),
  /** Name, class, suggestion. */
  START_UNKNOWN(Rule.NAME_UNKNOWN, "There is no method and no constant '%s' in %s.%s"),
  /** Name, class, suggestion. */
  POLICY_UNKNOWN(Rule.NAME_UNKNOWN, "There is no method and no field '%s' in %s.%s"),
  /** Name, class, suggestion. */
  CONSTANT_UNKNOWN(Rule.NAME_UNKNOWN, "There is no constant '%s' in %s.%s"),
  /** Name, class. */
  NO_CONSTANT(
      Rule.NAME_UNKNOWN,
      "'%s' is a field of %s but no constant: only what is static and final can be named here."),
  /** Name, suggestion. */
  BREAK_UNKNOWN(Rule.NAME_UNKNOWN, "There is no sequence '%s'.%s"),
  /** Name, filter, what to do. */
  BAD_BREAK(
      Rule.BAD_BREAK, "'%s' is no sequence that '%s' can end: its items do not come there. %s"),
  /** Stage. */
  BLANK_BUCKET(
      Rule.NAME_UNKNOWN,
      "A bucket's name cannot be blank. Leave it out, and it is the stage's own: '%s'."),
  /** Number, name. */
  NAME_OVERLOADED(Rule.NAME_OVERLOADED, "There are %s methods '%s'. Rename the one that is meant."),
  /** Constant, class, class, definition. */
  CONSTANT_INHERITED_TWICE(
      Rule.NAME_OVERLOADED,
      "'%s' is inherited from %s and from %s, so the compiler could not choose. Name a constant"
          + " that %s itself declares."),
  /** Method. */
  ONLY_UPSTREAM(Rule.NAME_SIGNATURE, "'%s' can take only parameters marked with @Upstream."),
  /** Method, type. */
  NOT_VOID(
      Rule.NAME_SIGNATURE,
      "'%s' must be void: nobody takes the %s that it returns. Put @Output beside it to make that an output."),
  /** Source of the literal, type. */
  BAD_STOP(
      Rule.BAD_STOP,
      "stop = \"%s\" is no literal of type %s. Write Java source, such as \"0\" or \"\\\"END\\\"\", or"
          + " the name of a static final field."),
  /** Source of the name, class, type. */
  QUALIFIED_STOP(
      Rule.BAD_STOP,
      "stop = \"%1$s\" is no simple name: stop names a constant that %2$s has. Declare it there,"
          + " 'static final %3$s STOP = %1$s;', and name it: stop = \"STOP\"."),
  /** Name, class, the constants that there are, the text as a literal. */
  UNQUOTED_STOP(
      Rule.NAME_UNKNOWN,
      "There is no constant '%s' in %s.%s For that very text, write a literal: stop = %s."),
  /** Source, class. */
  START_EXPRESSION(
      Rule.NAME_UNKNOWN,
      "start = \"%s\" is no name. Name a method or a constant of %s that gives the empty"
          + " accumulator: start = \"empty\"."),
  /** Stage. */
  STOP_OF_NOTHING(
      Rule.BAD_STOP, "'%s' returns nothing that a stop could be compared to. Leave it out."),
  /** Constant, its type, type of the result. */
  OTHER_STOP(Rule.BAD_STOP, "'%s' is a %s, which no result of type %s can equal."),
  /** Stage. */
  STAGE_NAME_TWICE(Rule.STAGE_NAME_TWICE, "Two stages are called '%s'. Rename one of them."),
  /** Bucket. */
  BUCKET_NAME_TWICE(
      Rule.STAGE_NAME_TWICE,
      "The bucket '%s' has the name of another stage or bucket. Rename one of them."),
  /** Type, what is in scope. */
  NO_VALUE_OF_TYPE(Rule.UPSTREAM_UNKNOWN, "No value of type %s is in scope here.%s"),
  /** Name, suggestion. */
  NO_VALUE_OF_NAME(Rule.UPSTREAM_UNKNOWN, "No value called '%s' is in scope here.%s"),
  /** Name. */
  ITEM_ITSELF(
      Rule.UPSTREAM_UNKNOWN,
      "'%s' is the very item that arrives here. Take it by the parameter without @Upstream, or name an earlier value."),
  /** Type, names, the first of them. */
  SEVERAL_VALUES(
      Rule.UPSTREAM_AMBIGUOUS,
      "Several values of type %s are in scope here: %s. Say which: @Upstream(\"%s\")."),
  /** Name. */
  INPUT_OR_STAGE(
      Rule.UPSTREAM_AMBIGUOUS,
      "'%1$s' is both the flow's input and what the stage '%1$s' gives. Rename the stage."),
  /** Name, its type, type of the parameter. */
  UPSTREAM_TYPE(
      Rule.UPSTREAM_TYPE,
      "'%s' is of type %s, which is not assignable to %s. Take that type, or name another value.");

  private final Rule rule;
  private final String format;

  NameMessage(Rule rule, String format) {
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
