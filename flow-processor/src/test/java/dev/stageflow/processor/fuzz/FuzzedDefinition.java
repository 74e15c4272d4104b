package dev.stageflow.processor.fuzz;

import dev.stageflow.processor.fuzz.Stage.Form;
import dev.stageflow.processor.fuzz.Stage.Trait;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A definition made at random, valid unless something is changed.
 *
 * @param seed what it was made from
 * @param name of its class
 * @param shape what it is
 * @param supers its supertypes that have stages, in order
 * @param input the type of its input; null for a source
 * @param parameters the type parameters that it declares; empty for none
 * @param isOrdered whether it lists its stages, as they are declared in another order
 * @param flow the name that it chooses for its flow; empty for none
 * @param stages in order, at least one
 */
record FuzzedDefinition(
    long seed,
    String name,
    Shape shape,
    List<Super> supers,
    @Nullable Kind input,
    String parameters,
    boolean isOrdered,
    String flow,
    List<Stage> stages) {
  /** Whether each definition is durable, and saved at each of its steps. */
  static final boolean ALL_DURABLE = Boolean.getBoolean("stageflow.fuzz.durable");

  /**
   * A supertype.
   *
   * @param isInterface whether it is an interface, of default methods
   * @param isBound whether it has a type parameter that the definition makes a string
   * @param from the first stage that it declares
   * @param to the first stage after these
   */
  record Super(boolean isInterface, boolean isBound, int from, int to) {
    String name() {
      return (isInterface ? "Beside" : "Above") + from;
    }
  }

  String packageName() {
    return "fuzz.p" + Long.toUnsignedString(seed, Character.MAX_RADIX);
  }

  /** The qualified name of the class, as reflection wants it. */
  String className() {
    return packageName() + "." + (shape.isWithinAnother() ? "Outer$" : "") + name;
  }

  /** Whether its outputs come from several stages, or hooks. */
  boolean hasSeveralOutputs() {
    return stages.stream().anyMatch(it -> it.has(Trait.EMITS) || it.has(Trait.HOOKS_EMIT));
  }

  /** Whether functions may be added after its stages. */
  boolean isExtensible() {
    return seed % 2 == 0;
  }

  /** Whether its runs can be saved: nothing is in it that cannot. */
  boolean isDurable() {
    return isDurable(seed);
  }

  /** Whether what is made of a seed is durable. */
  static boolean isDurable(long seed) {
    return ALL_DURABLE || seed % 3 == 0;
  }

  /** Whether the accumulator of its run can be kept from run to run. */
  boolean isKeyed() {
    List<Integer> gathering =
        IntStream.range(0, stages.size())
            .filter(at -> stages.get(at).form().isAccumulate() && openerOf(at) < 0)
            .boxed()
            .toList();
    return input != null
        && !isDurable()
        && stages.stream().noneMatch(stage -> stage.has(Trait.OUTPUT))
        && gathering.size() == 1
        && canBeKept(gathering.get(0));
  }

  /** What it passes on gets into no stage that is parallel in the run. */
  private boolean canBeKept(int accumulate) {
    Stage stage = stages.get(accumulate);
    return stage.form().isOpen()
        && !stage.has(Trait.EMIT_EMPTY)
        && !stage.has(Trait.FLUSH_AFTER)
        && IntStream.range(accumulate, stages.size())
            .noneMatch(at -> stages.get(at).has(Trait.PARALLEL) && openerOf(at) < 0);
  }

  /** Whether calls of its methods may come in another order than one after the other. */
  boolean isParallel() {
    return stages.stream().anyMatch(stage -> stage.has(Trait.PARALLEL) || stage.has(Trait.FORK));
  }

  /** Whether workers call its methods. */
  boolean isTunnelled() {
    return stages.stream()
        .anyMatch(stage -> stage.has(Trait.TUNNEL) || stage.has(Trait.RECOVER_TUNNEL));
  }

  boolean isGeneric() {
    return !parameters.isEmpty();
  }

  /** Its type arguments, where its type parameters are in scope by the same names. */
  String arguments() {
    return parameters.contains("U extends") ? "<T, U>" : isGeneric() ? "<T>" : "";
  }

  /** The class's file, without its ending. */
  String fileName() {
    return shape.isWithinAnother() ? packageName() + ".Outer" : className();
  }

  String flowName() {
    String standard = (shape.isWithinAnother() ? "Outer_" : "") + name + "Flow";
    return packageName() + "." + (flow.isEmpty() ? standard : flow);
  }

  /** How many of the stages are inherited. */
  int inherited() {
    return supers.isEmpty() ? 0 : supers.get(supers.size() - 1).to;
  }

  /** Whether it declares a stage that is inherited. */
  boolean isOverriding() {
    return stages.subList(0, inherited()).stream().anyMatch(it -> it.has(Trait.OVERRIDES));
  }

  /**
   * The nearest context before a stage that no accumulate in between has closed, or -1: the run. An
   * accumulate closes it.
   */
  int openerOf(int stage) {
    int closed = 0;
    for (int at = stage - 1; at >= 0; at--) {
      if (stages.get(at).form().isAccumulate()) {
        closed++;
      } else if (stages.get(at).has(Trait.CONTEXT) && closed-- == 0) {
        return at;
      }
    }
    return -1;
  }

  /** The contexts around that of a stage, the outermost first. */
  List<Stage> around(Stage stage) {
    int end = stages.indexOf(stage);
    int from = end;
    while (from > 0 && stages.get(from - 1).form() == Form.AROUND) {
      from--;
    }
    return stages.subList(from, end);
  }

  /** The stages that have a method. */
  List<Stage> declared(int from, int to) {
    return stages.subList(from, to).stream().filter(it -> it.form() != Form.AROUND).toList();
  }

  /** The stage whose accumulator the {@code onFlush} of a context takes; null if it takes none. */
  @Nullable Stage bucketOf(int context) {
    for (int at = context + 1; at < stages.size(); at++) {
      if (stages.get(at).form().isAccumulate() && openerOf(at) == context) {
        return stages.get(at).form().isOpen() ? stages.get(at) : null;
      }
    }
    return null;
  }
}
