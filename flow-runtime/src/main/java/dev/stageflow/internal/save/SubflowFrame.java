package dev.stageflow.internal.save;

import dev.stageflow.SavedRunException;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Frame;
import dev.stageflow.internal.frame.StartFrame;
import dev.stageflow.internal.guard.GuardedCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Stands below the frames of the flows that a stage has given for an item, and runs one after the
 * other. What they have come to is saved with it, and stays as it was saved until the stage has
 * been called again: it says which flows they are.
 */
public abstract class SubflowFrame extends DurableFrame {
  private final String level;
  private final String stage;
  private final @Nullable GuardedCall<?> call;
  private final Runnable again;

  /** How many flows there are; none before the stage has been called again. */
  private int count;

  /** The flow that comes next. */
  private int next;

  /** The frames of the flow under way, while they are being saved. */
  private List<DurableFrame> carried = new ArrayList<>();

  /** What was saved of the flow under way; null once its frames are there. */
  private @Nullable SavedReader saved;

  /** The form in which it was saved. */
  private String savedForm = "";

  /** What is put between the flow's frames, once they are there, and those that stood on them. */
  private @Nullable Frame between;

  /**
   * Makes a frame that is on no stack.
   *
   * @param level its name in the definition's saved form
   * @param stage the stage that gives the flows
   * @param call the stage's call, which ends with the flows; null if nothing guards it
   * @param again has the frame below come to the step again at which it calls the stage
   */
  protected SubflowFrame(
      String level, String stage, @Nullable GuardedCall<?> call, Runnable again) {
    this.level = level;
    this.stage = stage;
    this.call = call;
    this.again = again;
  }

  /**
   * Makes the first frame of a flow.
   *
   * @param index the flow, from 0 on
   * @return a frame that is on no stack; null if there is no such flow
   */
  protected abstract @Nullable Frame begin(int index);

  /**
   * Makes the frame with which a flow goes on.
   *
   * @param index the flow, from 0 on
   * @param frames its frames
   * @return a frame that is on no stack
   */
  protected abstract Frame restore(int index, SavedFrames frames);

  /**
   * Returns the saved form of a flow.
   *
   * @param index the flow, from 0 on
   * @return the form; null if there is no such flow
   */
  protected abstract @Nullable String form(int index);

  /**
   * Goes on the stack; where the run was saved in a flow, so do the frames of that flow.
   *
   * @param stack the stack of the run
   * @param count how many flows the stage has given
   * @throws Exception what making a definition throws, or that a flow is not the one that was saved
   */
  protected final void enter(FlowStack stack, int count) throws Exception {
    this.count = count;
    stack.push(this);
    SavedReader part = saved;
    if (part != null) {
      int index = next - 1;
      String form = index < count ? form(index) : null;
      if (form == null) {
        throw new SavedRunException(
            "The run was saved in flow "
                + next
                + " of stage '"
                + stage
                + "', and now the stage gives none there");
      }
      Frame restored = restore(index, SavedFrames.read(part, savedForm, form, this));
      stack.enter(StartFrame.begun(restored));
    } else if (isRestored()) {
      restored(stack);
    } else {
      next = 0;
    }
  }

  /**
   * Returns whether something stood on the frames of a saved flow, which is to stand there again.
   *
   * @return true if an output was under way
   */
  protected final boolean hasOutputUnderWay() {
    return above() != null;
  }

  /**
   * Puts a frame between those of a saved flow and what stood on them.
   *
   * @param frame the frame, which holds no state
   */
  protected final void put(Frame frame) {
    between = frame;
  }

  /** The frames of the flow that was saved are there. */
  final void goesOn(DurableFrame innermost) {
    saved = null;
    restoredBelow(innermost, between);
    between = null;
  }

  /** A frame of the flow under way is being saved. */
  final void carries(DurableFrame frame) {
    carried.add(frame);
  }

  @Override
  protected int run(FlowStack stack, int budget) throws Exception {
    Frame first = null;
    while (first == null && next < count) {
      first = begin(next);
      next++;
    }
    if (first == null) {
      stack.pop(this);
      close();
      if (call != null) {
        call.end();
      }
    } else {
      stack.enter(StartFrame.begun(first));
    }
    return budget - 1;
  }

  @Override
  protected final String level() {
    return level;
  }

  @Override
  protected final boolean isLeft() {
    return carried.isEmpty() && next >= count;
  }

  @Override
  protected final boolean reopens() {
    again.run();
    return reopens(next > 0);
  }

  @Override
  final void write(SavedWriter out, String form) {
    super.write(out, form);
    List<DurableFrame> flow = carried;
    carried = new ArrayList<>();
    SavedReader unread = saved;
    out.writeBoolean(unread != null || !flow.isEmpty());
    if (unread != null) {
      out.writePart(part -> writeForm(savedForm, form, part).writeRest(unread.rest()));
    } else if (!flow.isEmpty()) {
      String own = Objects.requireNonNull(form(next - 1));
      out.writePart(part -> SavedFrames.write(flow, own, writeForm(own, form, part)));
    }
  }

  /** A recursion has the same form again and again. */
  private static SavedWriter writeForm(String form, String outer, SavedWriter out) {
    out.writeString(form.equals(outer) ? null : form);
    return out;
  }

  @Override
  final void read(SavedReader in, String form) {
    super.read(in, form);
    if (in.readBoolean()) {
      SavedReader part = in.readPart();
      String own = part.readString();
      savedForm = own == null ? form : own;
      saved = part;
    }
  }

  @Override
  protected final void save(SavedWriter out) {
    out.writeInt(next);
  }

  @Override
  protected final void restore(SavedReader in) {
    next = in.readIndex(Integer.MAX_VALUE);
  }

  @Override
  protected void close() {
    count = 0;
    saved = null;
  }
}
