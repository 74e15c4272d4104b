package dev.stageflow.processor.write.expression;

import dev.stageflow.internal.plan.Level;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a frame refers to outside itself, for its own code or for that of the frames inside it.
 *
 * @param frames the levels of outer frames
 * @param stages whether the definition
 * @param sink whether the sink
 * @param added whether the functions that were added
 * @param outputs whether the sinks beside that of the outputs
 */
public record References(
    Set<Integer> frames, boolean stages, boolean sink, boolean added, boolean outputs) {

  /**
   * What a frame must hold so that an inner one gets its references through it.
   *
   * @param inner what the inner one refers to
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
