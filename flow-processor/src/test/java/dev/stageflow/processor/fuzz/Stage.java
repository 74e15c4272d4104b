package dev.stageflow.processor.fuzz;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A stage of a definition.
 *
 * @param form what it is
 * @param name of its method
 * @param takes the type of its item parameter, as sources name it; empty where it takes none
 * @param gives the type of what goes on; null for a consumer
 * @param returned how the method returns it; null where the form alone tells
 * @param upstream the values from further up that it takes besides
 * @param looksAt those that the methods take that it names
 * @param breaks the sequence that ends with an item that a filter drops; null for none
 * @param traits what else is told of it
 * @param modifiers of its method, each followed by a space
 * @param shared the method that stands in for it and for others; null for one of its own
 */
record Stage(
    Form form,
    String name,
    String takes,
    @Nullable Kind gives,
    @Nullable Returned returned,
    List<Upper> upstream,
    List<Upper> looksAt,
    @Nullable String breaks,
    Set<Trait> traits,
    String modifiers,
    @Nullable Shared shared) {

  /** How often a stage is called again that says so. */
  static final int MOST_RETRIES = 2;

  /** What a stage is. */
  enum Form {
    FUNCTION,
    FILTER,
    SEQUENCE,
    SUBFLOW,
    SUM,
    GATHER,
    COLLECTOR,
    CONSUMER,

    /** No method of its own: one more context of the next stage, around the others. */
    AROUND;

    boolean isAccumulate() {
      return this == SUM || this == GATHER || this == COLLECTOR;
    }

    /** Whether it may give many items of one. */
    boolean isMany() {
      return this == SEQUENCE || this == SUBFLOW;
    }

    /** Whether its accumulator has a type that other methods can take. */
    boolean isOpen() {
      return this == SUM || this == GATHER;
    }

    /** The type of its accumulator, if others can take it. */
    String accumulator() {
      return this == SUM ? "long" : "java.util.List<java.lang.String>";
    }
  }

  /** What may be told of a stage. */
  enum Trait {
    /** Each of its items opens a context. */
    CONTEXT,
    /** Neighbouring items with equal keys share that. */
    GROUPS,
    ON_OPEN,
    ON_FLUSH,
    ON_CLOSE,
    ON_FINISH,
    TUNNEL,
    /** Another method gives the rest of its items where a saved run goes on. */
    RESUME,
    START,
    FINISH,
    FLUSH_WHEN,
    /** It may pass on what it has gathered, but no sooner than after an hour. */
    FLUSH_AFTER,
    EMIT_EMPTY,
    BUCKET,
    STOP,
    /** Three items are in it at once. */
    PARALLEL,
    /** What it gives goes to a sink of its own as well. */
    OUTPUT,
    /** What it gives is an output of the flow as well. */
    EMITS,
    /** What its hooks give are outputs of the flow. */
    HOOKS_EMIT,
    /** Its item goes on before its call has given anything. */
    FORK,
    /** It waits, but for no longer than an hour. */
    TIMEOUT,
    /** Its call is made again when it fails. */
    RETRY,
    /** What says how its call is made again is named. */
    POLICY,
    /** Another method stands in for it when it fails. */
    RECOVER,
    /** Each of its calls for an item fails, or none. */
    FAILS_ALWAYS,
    /** That method runs on a worker. */
    RECOVER_TUNNEL,
    /** Its method, and those that it names, pause before each call that counts. */
    PAUSES,
    /** A supertype declares it too. */
    OVERRIDES
  }

  /**
   * A value from further up.
   *
   * @param name of what gave it
   * @param type of the parameter
   * @param isNamed whether the annotation names it, or the type tells it
   */
  record Upper(String name, String type, boolean isNamed) {}

  /**
   * A method that stands in for several stages, whatever each of them takes.
   *
   * @param owner the first of them
   * @param stages the names of all
   */
  record Shared(String owner, List<String> stages) {}

  /** The same stage, which has a method that stands in for others too. */
  Stage sharing(Shared shared) {
    return new Stage(
        form, name, takes, gives, returned, upstream, looksAt, breaks, traits, modifiers, shared);
  }

  boolean has(Trait trait) {
    return traits.contains(trait);
  }

  /** How often its calls for one item may fail, so that the run does not. */
  int mostFailures() {
    if (has(Trait.FAILS_ALWAYS)) {
      return Integer.MAX_VALUE;
    }
    return has(Trait.RECOVER) ? MOST_RETRIES + 1 : has(Trait.RETRY) ? MOST_RETRIES : 0;
  }

  /** Whether its method is called again where a saved run goes on. */
  boolean isCalledAgain() {
    return form.isMany() || mostFailures() > 0 || (returned != null && returned.isLater());
  }

  /** How what stands in for it returns what it gives; null where the form alone tells. */
  @Nullable Returned instead() {
    if (returned == null) {
      return null;
    }
    List<Returned> all =
        Returned.all(form, gives).stream()
            .filter(it -> it.isDurable() || !returned.isDurable())
            .toList();
    return all.get((shared == null ? name : shared.owner()).length() * 5 % all.size());
  }

  /** The name of what stands in for it. */
  String insteadName() {
    return (shared == null ? name : shared.owner()) + "Instead";
  }

  /** The name of what the flows of a subflow give. */
  String partsName() {
    return name + "Parts";
  }

  /** The stages for which the method stands in that is declared beside it; none if none is. */
  List<String> recovered() {
    if (!has(Trait.RECOVER)) {
      return List.of();
    } else if (shared == null) {
      return List.of(name);
    }
    return shared.owner().equals(name) ? shared.stages() : List.of();
  }

  /** Whether one method can stand in for it and for another stage. */
  boolean canShare(Stage other) {
    return has(Trait.RECOVER)
        && other.has(Trait.RECOVER)
        && form == other.form
        && gives == other.gives
        && gives != Kind.VARIABLE
        && form != Form.SUBFLOW
        && form != Form.GATHER
        && !takes.isEmpty()
        && !other.takes.isEmpty();
  }

  /** Whether a worker can call the method that stands in for it. */
  boolean canRecoverOnWorker() {
    Returned instead = instead();
    return has(Trait.RECOVER)
        && !has(Trait.PAUSES)
        && form != Form.GATHER
        && (instead == null || instead.isForTunnels());
  }

  /** The name of the sink of its own. */
  String sink() {
    return name + "Noted";
  }

  /** The type of the keys by which its items are told apart. */
  String key() {
    return List.of("int", "double", "java.lang.Integer", "java.lang.Object").get(name.length() % 4);
  }

  /** The name by which {@code onFlush} knows what is gathered. */
  String bucket() {
    return has(Trait.BUCKET) ? name + "Bucket" : name;
  }
}
