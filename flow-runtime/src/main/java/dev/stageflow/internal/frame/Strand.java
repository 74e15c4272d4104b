package dev.stageflow.internal.frame;

import dev.stageflow.internal.frame.Parts.Part;
import org.jspecify.annotations.Nullable;

/**
 * One of the stacks of a run that has several: how it takes turns with the others, and who learns
 * how it ends. A stack that is its run's only one has none. On the run's thread.
 */
final class Strand {
  private final Strands strands;
  private final FlowStack stack;

  /** Learns how the stack ends; null if it is that of the run itself. */
  private @Nullable Part part;

  /** The stack of the part whose failure has come to the frame in charge; null if none has. */
  private @Nullable FlowStack failed;

  /** Whether the stack is due for a turn. Owned by {@link Strands}. */
  boolean due;

  /** What the stack waits for besides others; null while it waits for nothing. As above. */
  Strands.@Nullable Wake wake;

  /**
   * Makes that of a stack.
   *
   * @param strands gives it its turns
   * @param stack the stack
   * @param part learns how it ends; null if it is that of the run itself
   */
  Strand(Strands strands, FlowStack stack, @Nullable Part part) {
    this.strands = strands;
    this.stack = stack;
    this.part = part;
  }

  Strands strands() {
    return strands;
  }

  FlowStack stack() {
    return stack;
  }

  @Nullable Part part() {
    return part;
  }

  void runFor(Part next) {
    part = next;
  }

  @Nullable FlowStack failed() {
    return failed;
  }

  void failedIn(@Nullable FlowStack inner) {
    failed = inner;
  }

  void ready() {
    strands.ready(this);
  }

  /** The stack has had a turn that the strands have not given it. */
  void hadTurn() {
    boolean unused = strands.settle(this);
  }

  void forget() {
    strands.forget(this);
  }

  /** Returns where the stack is, or the one that is next if this is that of the run itself. */
  FlowStack next() {
    return part == null ? strands.next() : stack;
  }
}
