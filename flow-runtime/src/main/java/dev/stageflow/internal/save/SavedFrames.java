package dev.stageflow.internal.save;

import dev.stageflow.SavedRunException;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Frame;
import dev.stageflow.internal.save.SavedForm.Difference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The frames of a saved run. It is written as the definition's {@linkplain SavedForm saved form},
 * the levels of the frames on each stack, outermost first, those of the groups, and then the fields
 * of all frames. The run's own stack comes first, then, in the order of the frames, those of what
 * runs ahead of one. The frames of a subflow are a part of the {@linkplain SubflowFrame frame} that
 * they stand on.
 */
public final class SavedFrames {
  private final SavedReader in;
  private final String form;
  private final List<List<String>> stacks;
  private final List<String> kept;
  private final @Nullable SubflowFrame below;

  private SavedFrames(
      SavedReader in,
      String form,
      List<List<String>> stacks,
      List<String> kept,
      @Nullable SubflowFrame below) {
    this.in = in;
    this.form = form;
    this.stacks = stacks;
    this.kept = kept;
    this.below = below;
  }

  /**
   * Saves a run. Called between two steps, on the run's thread.
   *
   * @param stack the run's stack
   * @param form the definition's saved form
   * @return the run; null if no frame of a level is on the stack: it has not begun, or has ended
   * @throws IllegalStateException if what is on the stack cannot be saved
   */
  public static byte @Nullable [] save(FlowStack stack, String form) {
    List<DurableFrame> onStack = onStack(stack);
    if (onStack.isEmpty()) {
      return null;
    }
    SavedWriter out = new SavedWriter();
    out.writeString(form);
    write(onStack, form, out);
    return out.toBytes();
  }

  /**
   * Writes the frames of a flow, and those of its subflows.
   *
   * @param onStack the frames of its run and, where it has subflows, of theirs, outermost first
   * @param form the flow's saved form
   */
  static void write(List<DurableFrame> onStack, String form, SavedWriter out) {
    DurableFrame run = onStack.get(0);
    Set<DurableFrame> own = Collections.newSetFromMap(new IdentityHashMap<>());
    addTree(run, own);
    List<List<DurableFrame>> stacks = new ArrayList<>();
    addWithAhead(onStack, own, stacks);
    out.writeInt(stacks.size());
    for (List<DurableFrame> frames : stacks) {
      writeLevels(frames, out);
      own.removeAll(frames);
    }
    List<DurableFrame> kept = new ArrayList<>();
    addKept(run, own, kept);
    writeLevels(kept, out);
    stacks.forEach(frames -> frames.forEach(frame -> frame.write(out, form)));
    kept.forEach(frame -> frame.write(out, form));
  }

  private static void addTree(DurableFrame frame, Set<DurableFrame> all) {
    all.add(frame);
    frame.inner().forEach(inner -> addTree(inner, all));
  }

  /**
   * Saves a run that has come to its end, but for what is to be closed.
   *
   * @param form the definition's saved form
   * @return the run
   */
  public static byte[] ended(String form) {
    SavedWriter out = new SavedWriter();
    out.writeString(form);
    out.writeInt(0);
    writeLevels(List.of(), out);
    return out.toBytes();
  }

  private static void writeLevels(List<DurableFrame> frames, SavedWriter out) {
    out.writeInt(frames.size());
    frames.forEach(frame -> out.writeString(frame.level()));
  }

  /**
   * Adds those frames of a stack that are the flow's own, and then those that run ahead of them.
   * Each subflow gets those that stand on it, up to the next of the flow's own.
   */
  private static void addWithAhead(
      List<DurableFrame> onStack, Set<DurableFrame> own, List<List<DurableFrame>> stacks) {
    List<DurableFrame> frames = new ArrayList<>();
    SubflowFrame subflow = null;
    for (DurableFrame frame : onStack) {
      if (!own.contains(frame)) {
        Objects.requireNonNull(subflow).carries(frame);
        continue;
      }
      frames.add(frame);
      if (frame instanceof SubflowFrame next) {
        subflow = next;
      }
    }
    stacks.add(frames);
    for (DurableFrame frame : frames) {
      if (frame.hasAhead()) {
        FlowStack ahead = frame.ahead();
        List<DurableFrame> first = new ArrayList<>();
        addFrom(frame.first(), first);
        addWithAhead(ahead == null ? first : onStack(ahead), own, stacks);
      }
    }
  }

  /** Returns the frames on a stack, and those that are still to be put there. */
  private static List<DurableFrame> onStack(FlowStack stack) {
    List<DurableFrame> frames = new ArrayList<>();
    for (Frame frame : stack.frames()) {
      if (frame instanceof DurableFrame durable) {
        frames.add(durable);
      } else if (frame instanceof Restored restored) {
        if (restored.run != null) {
          frames.add(restored.run);
        }
      } else {
        throw new IllegalStateException(
            "a run with a " + frame.getClass().getName() + " on its stack cannot be saved");
      }
    }
    for (DurableFrame frame : List.copyOf(frames)) {
      addFrom(frame.above(), frames);
    }
    return frames;
  }

  private static void addFrom(@Nullable DurableFrame first, List<DurableFrame> frames) {
    for (DurableFrame next = first; next != null; next = next.above()) {
      frames.add(next);
    }
  }

  private static void addKept(
      DurableFrame outer, Set<DurableFrame> offStack, List<DurableFrame> kept) {
    for (DurableFrame inner : outer.inner()) {
      if (inner.isKept() && offStack.contains(inner)) {
        kept.add(inner);
      }
      addKept(inner, offStack, kept);
    }
  }

  /**
   * Reads which levels were saved, and checks that they fit.
   *
   * @param saved what {@link #save} has returned
   * @param form the definition's saved form as it is now
   * @return the frames, to be put {@linkplain #into into} those of a definition
   * @throws SavedRunException if it is no saved run, or one that does not fit
   */
  public static SavedFrames read(byte[] saved, String form) {
    SavedReader in = SavedReader.of(saved);
    return read(in, in.readName(), form, null);
  }

  /**
   * Reads which levels of a flow were saved, and checks that they fit.
   *
   * @param in what {@link #write} has written
   * @param savedForm the flow's saved form as it was then
   * @param form the same as it is now
   * @param below what the flow's frames are to stand on; null for nothing
   */
  static SavedFrames read(
      SavedReader in, String savedForm, String form, @Nullable SubflowFrame below) {
    List<List<String>> stacks = new ArrayList<>();
    for (int left = in.readSize(); left > 0; left--) {
      stacks.add(readLevels(in));
    }
    List<String> kept = readLevels(in);
    List<String> all = new ArrayList<>(kept);
    stacks.forEach(all::addAll);
    // The texts differ after the smallest change, even one far from where the run is.
    if (!savedForm.equals(form)) {
      List<Difference> differences = SavedForm.of(savedForm).differences(SavedForm.of(form), all);
      if (!differences.isEmpty()) {
        throw new SavedRunException(differences.get(0).sentence());
      }
    }
    return new SavedFrames(in, savedForm, stacks, kept, below);
  }

  private static List<String> readLevels(SavedReader in) {
    List<String> levels = new ArrayList<>();
    for (int left = in.readSize(); left > 0; left--) {
      levels.add(in.readName());
    }
    return levels;
  }

  /**
   * Fills the frames of a definition.
   *
   * @param run the frame of its run, with those of its levels in it
   * @return a frame that puts them on its stack
   * @throws SavedRunException if what was saved is corrupt
   */
  public Frame into(DurableFrame run) {
    return in.readRest(reader -> restored(run));
  }

  private Restored restored(DurableFrame run) {
    if (stacks.isEmpty()) {
      return new Restored(null, List.of());
    }
    Map<String, DurableFrame> byLevel = new HashMap<>();
    addAll(run, byLevel);
    List<List<DurableFrame>> frames = new ArrayList<>();
    for (List<String> levels : stacks) {
      frames.add(take(levels, byLevel));
    }
    List<DurableFrame> keptFrames = take(kept, byLevel);
    int used = link(frames, 0);
    if (used != frames.size() || frames.get(0).isEmpty() || frames.get(0).get(0) != run) {
      throw damaged();
    }
    frames.forEach(stack -> stack.forEach(frame -> frame.read(in, form)));
    keptFrames.forEach(frame -> frame.read(in, form));
    if (below != null) {
      below.goesOn(frames.get(0).get(frames.get(0).size() - 1));
    }
    return new Restored(run, keptFrames);
  }

  private static SavedRunException damaged() {
    return new SavedRunException("The saved run is damaged: its levels do not stand on each other");
  }

  private static void addAll(DurableFrame frame, Map<String, DurableFrame> byLevel) {
    byLevel.put(frame.level(), frame);
    frame.inner().forEach(inner -> addAll(inner, byLevel));
  }

  private List<DurableFrame> take(List<String> levels, Map<String, DurableFrame> byLevel) {
    List<DurableFrame> frames = new ArrayList<>();
    for (String level : levels) {
      DurableFrame frame = byLevel.remove(level);
      if (frame == null) {
        throw damaged();
      }
      frames.add(frame);
    }
    return frames;
  }

  /** Has the frames of a stack stand on each other, and others run ahead of them. */
  private static int link(List<List<DurableFrame>> stacks, int stack) {
    List<DurableFrame> frames = stacks.size() > stack ? stacks.get(stack) : List.of();
    int next = stack + 1;
    for (int i = 0; i < frames.size(); i++) {
      DurableFrame frame = frames.get(i);
      if (i > 0) {
        frames.get(i - 1).carry(frame);
      }
      if (frame.hasAhead()) {
        if (stacks.size() > next && !stacks.get(next).isEmpty()) {
          frame.follow(stacks.get(next).get(0));
        }
        next = link(stacks, next);
      }
    }
    return next;
  }

  /** Gives its place to the restored frames. */
  private static final class Restored extends Frame {
    private final @Nullable DurableFrame run;
    private final List<DurableFrame> kept;

    /** With no frame at all if the run had come to its end. */
    Restored(@Nullable DurableFrame run, List<DurableFrame> kept) {
      this.run = run;
      this.kept = kept;
    }

    @Override
    protected int run(FlowStack stack, int budget) {
      stack.pop(this);
      if (run != null) {
        stack.push(run);
        run.restored(stack);
      }
      kept.forEach(frame -> frame.restart(stack));
      return budget;
    }

    @Override
    protected void close() {}
  }
}
