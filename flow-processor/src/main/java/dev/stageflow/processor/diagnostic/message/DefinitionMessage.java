package dev.stageflow.processor.diagnostic.message;

import dev.stageflow.processor.diagnostic.Message;
import dev.stageflow.processor.diagnostic.Rule;

/** Messages about a whole definition. The placeholders are those of {@link java.util.Formatter}. */
public enum DefinitionMessage implements Message {
  /** Class. */
  NO_STAGE(
      Rule.NO_STAGE,
      "'%s' has no stage. Annotate a method with @Function, @Filter, @Sequence, @Subflow or @Accumulate, or"
          + " say generate = false if it is only inherited from."),
  /** Name, suggestion. */
  STAGE_UNKNOWN(Rule.STAGE_ORDER, "There is no stage '%s'.%s"),
  /** Stage. */
  STAGE_LISTED_TWICE(Rule.STAGE_ORDER, "'%s' is listed twice."),
  /** Stages. */
  STAGE_LEFT_OUT(Rule.STAGE_ORDER, "The list leaves out %s. List every stage, in order."),
  /** Name. */
  NO_CLASS_NAME(Rule.NAME_COLLISION, "'%s' cannot be the name of a class."),
  /** Name. */
  NAME_TOO_LONG(
      Rule.NAME_COLLISION,
      "The name %s is so long that the files of the flow's classes could not have theirs. Name the"
          + " flow: @FlowDefinition(name = \"…\")."),
  /** Class. */
  NAME_TAKEN(
      Rule.NAME_COLLISION,
      "There is a class %s in this package already. Rename it, or name the flow:"
          + " @FlowDefinition(name = \"…\")."),
  /** Class. */
  PRIVATE_DEFINITION(
      Rule.DEFINITION_PLACE,
      "'%s' is private, so the generated flow cannot see it. Remove 'private'."),
  /** Nothing. */
  UNNAMED_DEFINITION(
      Rule.DEFINITION_PLACE,
      "The class of a compact source file has no name by which the generated flow could call its"
          + " stages. Declare a class for them."),
  /** Stage. */
  LOCAL_DEFINITION(
      Rule.DEFINITION_PLACE,
      "'%s' is a stage of a local or anonymous class, which the generated flow could not name. Make"
          + " it a member class, or one of its own."),
  /** Class. */
  NO_INSTANCE(
      Rule.DEFINITION_PLACE,
      "All stages of '%s' are static and its constructor is private, but its flow is given an"
          + " instance. Make the constructor package-private."),
  /** Class. */
  INNER_OF_GENERIC(
      Rule.DEFINITION_PLACE, "'%s' is an inner class of a generic class. Make it static."),
  /** Annotation. */
  ANNOTATION_DEFINITION(
      Rule.DEFINITION_PLACE,
      "'%s' is an annotation, whose elements do nothing when they are called. Make it a class or an"
          + " interface."),
  /** Nothing. */
  RUNTIME_MISSING(
      Rule.RUNTIME_MISSING,
      "Generated flows use Stageflow's runtime, which is not on the class path. Add"
          + " dev.stageflow:flow-runtime beside flow-annotations."),
  /** Module. */
  RUNTIME_NOT_READ(
      Rule.RUNTIME_MISSING,
      "Generated flows use Stageflow's runtime, which module %s does not read. Add 'requires"
          + " dev.stageflow;' to its module-info, and dev.stageflow:flow-runtime to the module"
          + " path."),
  /** Failure, where it was thrown. */
  INTERNAL_ERROR(
      Rule.INTERNAL_ERROR,
      "Stageflow could not process this class. Please report it, with the class, at"
          + " https://github.com/stageflow/stageflow/issues: %s at %s");

  private final Rule rule;
  private final String format;

  DefinitionMessage(Rule rule, String format) {
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
