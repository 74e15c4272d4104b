package dev.stageflow.processor.write.expression;

import dev.stageflow.internal.plan.Level;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The references of a frame, for its own code or for that of inner frames.
 *
 * @param frames the levels of outer frames
 * @param stages whether the definition
 * @param sink whether the sink
 * @param added whether the functions that were added
 * @param outputs whether the named sinks
 */
public record References(
    Set<Integer> frames, boolean stages, boolean sink, boolean added, boolean outputs) {

  /**
   * The references that a frame must hold for an inner one.
   *
   * @param inner the references of the inner one
   * @param level the frame's own level
   * @param held the levels whose frames it holds anyway
   */
  public References with(References inner, int level, List<Level> held) {
    Set<Integer> all = new TreeSet<>(inner.frames);
    held.forEach(own -> all.remove(own.index()));
    all.addAll(frames);
    all.remove(level);
    return new References(
        all,
        stages || inner.stages,
        sink || inner.sink,
        added || inner.added,
        outputs || inner.outputs);
  }
}
