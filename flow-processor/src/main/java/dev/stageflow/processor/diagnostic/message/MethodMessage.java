package dev.stageflow.processor.diagnostic.message;

import dev.stageflow.processor.diagnostic.Message;
import dev.stageflow.processor.diagnostic.Rule;
import dev.stageflow.processor.diagnostic.Verb;

/** Messages about declared methods. The placeholders are those of {@link java.util.Formatter}. */
public enum MethodMessage implements Message {
  /** Method, annotation, annotation. */
  TWO_STAGE_ANNOTATIONS(
      Rule.TWO_STAGE_ANNOTATIONS,
      "'%s' is both @%s and @%s. A method is one stage: remove one of them."),
  /** Method. */
  CONTEXT_OF_NO_STAGE(
      Rule.NOT_A_STAGE,
      "'%s' has @Context but is no stage. Put it beside @Function, @Filter, @Sequence or @Subflow."),
  /** Method. */
  TUNNEL_OF_NO_STAGE(
      Rule.NOT_A_STAGE,
      "'%s' has @Tunnel but is neither a stage nor a @Recover. Put it beside @Function, @Sequence or @Recover."),
  /** Component, record, annotation. */
  COMPONENT(
      Rule.NOT_A_STAGE,
      "'%s' is a component of the record '%s', whose accessor cannot be a stage. Put @%s on a"
          + " method of another name."),
  /** Method. */
  UPSTREAM_OF_NO_STAGE(
      Rule.NOT_A_STAGE,
      "'%s' takes a value with @Upstream, but is neither a stage nor named by one."),
  /** Method. */
  PRIVATE_METHOD(
      Rule.INACCESSIBLE,
      "'%s' is private, so the generated flow cannot call it. Remove 'private'."),
  /** Method, class. */
  HIDDEN_METHOD(
      Rule.INACCESSIBLE,
      "'%s', inherited from %s in another package, cannot be called by the generated flow. Make it"
          + " public, or override it here."),
  /** Method, class, definition. */
  METHOD_NOT_INHERITED(
      Rule.INACCESSIBLE,
      "'%s' is visible only in the package of %s, so %s does not inherit it. Make it" + " public."),
  /** Constant. */
  PRIVATE_CONSTANT(
      Rule.INACCESSIBLE,
      "'%s' is private, so the generated flow cannot read it. Remove 'private'."),
  /** Constant, class. */
  HIDDEN_CONSTANT(
      Rule.INACCESSIBLE,
      "'%s', inherited from %s in another package, cannot be read by the generated flow. Make it"
          + " public."),
  /** Method, {@link Verb}, type. */
  PRIVATE_TYPE(
      Rule.INACCESSIBLE,
      "'%s' %s %s, which is private, so the generated flow cannot name it. Remove 'private'."),
  /** Method, {@link Verb}, type. */
  HIDDEN_TYPE(
      Rule.INACCESSIBLE,
      "'%s' %s %s of another package, so the generated flow cannot name it. Make it public."),
  /** Method, {@link Verb}, type, its module, the definition's module or class. */
  UNEXPORTED_TYPE(
      Rule.INACCESSIBLE,
      "'%s' %s %s of module %s, which does not export its package to %s, so the generated flow"
          + " cannot name it. Export the package, or use another type."),
  /** Method, {@link Verb}, type, its module, the definition's module, the type's module. */
  UNREAD_TYPE(
      Rule.INACCESSIBLE,
      "'%s' %s %s of module %s, which module %s does not read, so the generated flow cannot name"
          + " it. Add 'requires %s;' to its module-info."),
  /** Stage. */
  GENERIC_STAGE(
      Rule.GENERIC_METHOD,
      "'%s' has type parameters of its own, which no stage before it could settle. Declare them on"
          + " the class."),
  /** Method. */
  GENERIC_METHOD(
      Rule.GENERIC_METHOD, "'%s' has type parameters of its own. Declare them on the class."),
  /** Stage, the signature that would be called. */
  STAGE_OVERLOADED(
      Rule.NAME_OVERLOADED,
      "'%s' is overloaded: given what arrives, the compiler would choose '%s', or could not choose."
          + " Rename one of them."),
  /** Method, the signature that would be called. */
  OVERLOADS_OBJECT(
      Rule.NAME_OVERLOADED,
      "'%s' overloads a method that every class inherits from Object: given what arrives, the"
          + " compiler would choose '%s', or could not choose. Rename it."),
  /** Method. */
  VARARGS(Rule.VARARGS, "'%s' takes a variable number of parameters. Take an array or a list."),
  /** Method, class. */
  OVERRIDE_WITHOUT_ANNOTATION(
      Rule.OVERRIDE_WITHOUT_ANNOTATION,
      "'%s' overrides a stage of %s: repeat its annotation here, so that readers see it."),
  /** Method, class, what it implements, class that has that. */
  INHERITED_WITHOUT_ANNOTATION(
      Rule.OVERRIDE_WITHOUT_ANNOTATION,
      "'%s', inherited from %s, implements a %s of %s without its annotation. Override it here"
          + " with the annotation, or annotate it there."),
  /** Method, {@link Verb}, type. */
  RAW_TYPE(Rule.RAW_TYPE, "'%s' %s the raw type %s. Give its type arguments."),
  /** Method, {@link Verb}, type, the raw part. */
  RAW_PART(Rule.RAW_TYPE, "'%s' %s %s, in which %s is a raw type. Give its type arguments."),
  /** Method, type, its raw supertype. */
  RAW_SUPERTYPE(
      Rule.RAW_TYPE, "'%s' returns %s, which inherits the raw type %s. Give its type arguments."),
  /** Class, its supertype. */
  RAW_BASE(Rule.RAW_TYPE, "'%s' inherits stages from the raw type %s. Give its type arguments."),
  /** Method, its annotation, class, class of the stage, annotation there. */
  OVERRIDE_WITH_OTHER(
      Rule.OVERRIDE_WITHOUT_ANNOTATION,
      "'%s' is a @%s in %s, but what it overrides in %s is a @%s. Repeat that annotation, or rename"
          + " the method."),
  /** Method, type. */
  THROWS_THROWABLE(
      Rule.THROWS_THROWABLE, "'%s' throws %s, which a flow cannot. Declare Exception, or less."),
  /** Method. */
  START_PAUSES(
      Rule.PAUSE_IMPOSSIBLE,
      "'%s' is a start and cannot pause: it must not declare PauseFlow, nor a supertype of it."),
  /** Method. */
  FLUSH_WHEN_PAUSES(
      Rule.PAUSE_IMPOSSIBLE,
      "'%s' is a flushWhen and cannot pause: it must not declare PauseFlow, nor a supertype of it."),
  /** Method. */
  DELAY_PAUSES(
      Rule.PAUSE_IMPOSSIBLE,
      "'%s' says how long to wait and cannot pause: it must not declare PauseFlow, nor a supertype"
          + " of it."),
  /** Method. */
  POLICY_PAUSES(
      Rule.PAUSE_IMPOSSIBLE,
      "'%s' gives the policy of a retry and cannot pause: it must not declare PauseFlow, nor a"
          + " supertype of it."),
  /** Stage. */
  COLLECTOR_PAUSES(
      Rule.PAUSE_IMPOSSIBLE,
      "'%s' gives a collector and cannot pause: it must not declare PauseFlow, nor a supertype of"
          + " it."),
  /** Method. */
  KEY_PAUSES(
      Rule.PAUSE_IMPOSSIBLE,
      "'%s' gives a key and cannot pause: it must not declare PauseFlow, nor a supertype of it."),
  /** Stage. */
  TUNNEL_PAUSES(
      Rule.PAUSE_IMPOSSIBLE,
      "'%s' runs on a worker thread, where it may block, and cannot pause: it must not declare"
          + " PauseFlow, nor a supertype of it."),
  /** Method. */
  PARALLEL_OF_NO_STAGE(
      Rule.NOT_A_STAGE, "'%s' has @Parallel but is no stage. Put it beside @Function or @Subflow."),
  /** Stage. */
  PARALLEL_PLACE(
      Rule.PARALLEL_PLACE,
      "'%s' cannot have several items at once: only @Function and @Subflow can. Remove @Parallel."),
  /** Stage, result. */
  PARALLEL_DIRECT(
      Rule.PARALLEL_PLACE,
      "'%s' returns %s at once, so it has one item at a time. Return a CompletionStage, or add"
          + " @Tunnel to have it called on worker threads, or remove @Parallel."),
  /** Stage. */
  PARALLEL_WITHOUT_SEQUENCE(
      Rule.PARALLEL_WITHOUT_SEQUENCE,
      "No sequence stands before '%s' in its context, so it has one item at a time. Remove"
          + " @Parallel, or the @Context that is in the way."),
  /** What was given. */
  BAD_PARALLEL(Rule.BAD_PARALLEL, "A stage cannot have %s items at once. Give at least 1."),
  /** Method. */
  FORK_OF_NO_STAGE(Rule.NOT_A_STAGE, "'%s' has @Fork but is no stage. Put it beside @Function."),
  /** Stage. */
  FORK_PLACE(
      Rule.FORK_PLACE,
      "'%s' cannot be a fork: only a @Function that takes an item can. Remove @Fork."),
  /** Stage, annotation. */
  FORK_BESIDE(
      Rule.FORK_PLACE,
      "'%s' is a fork, so the item goes on before its value is there. Remove @%s, or @Fork."),
  /** Stage, result. */
  FORK_DIRECT(
      Rule.FORK_PLACE,
      "'%s' returns %s at once, so there is nothing to wait for later. Return a CompletionStage, or"
          + " add @Tunnel to have it called on a worker thread, or remove @Fork."),
  /** Stage. */
  FORK_EMPTY(
      Rule.FORK_PLACE,
      "'%s' gives nothing that a later stage could take. Return a value, or remove @Fork."),
  /** Stage. */
  FORK_UNUSED(
      Rule.FORK_UNUSED,
      "No later stage takes what '%s' gives. Take it by an @Upstream parameter, or remove @Fork."),
  /** Method, item. */
  KEY_NOT_TAKEN(
      Rule.NAME_SIGNATURE,
      "'%s' must take the item, which is %s, and give its key; besides, it can take parameters"
          + " marked with @Upstream."),
  /** Method, type. */
  BAD_KEY(
      Rule.BAD_KEY,
      "'%s' gives %s as a key, but an array equals nothing but itself, whatever it holds. Give a"
          + " String, a List or a record."),
  /** Method, types, sequence, type. */
  RESUME_SIGNATURE(
      Rule.NAME_SIGNATURE,
      "'%s' must take (%s), what '%s' takes and the last element that was taken, and give the rest as"
          + " %s; besides, it can take parameters marked with @Upstream."),
  /** Stage. */
  TUNNEL_PLACE(
      Rule.TUNNEL_PLACE,
      "'%s' cannot run on a worker thread: only @Sequence and @Function can. Call what blocks from"
          + " one of these, or remove @Tunnel."),
  /** Stage, result. */
  TUNNEL_ASYNC(
      Rule.TUNNEL_PLACE,
      "'%s' returns %s, which the flow waits for without a worker thread. Remove @Tunnel."),
  /** Method, stage. */
  TUNNEL_OF_BUCKET(
      Rule.TUNNEL_PLACE,
      "'%s' runs on a worker thread, so it cannot take the accumulator of '%s'. Take the item and"
          + " the failure alone, or remove @Tunnel."),
  /** What was given. */
  BAD_BUFFER(Rule.BAD_BUFFER, "A buffer of %s holds nothing. Give at least 1, or leave it out.");

  private final Rule rule;
  private final String format;

  MethodMessage(Rule rule, String format) {
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
