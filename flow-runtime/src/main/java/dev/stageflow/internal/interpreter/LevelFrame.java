package dev.stageflow.internal.interpreter;

import dev.stageflow.FlowIterator;
import dev.stageflow.PauseFlow;
import dev.stageflow.Sink;
import dev.stageflow.internal.failure.Failures;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Frame;
import dev.stageflow.internal.frame.Parts;
import dev.stageflow.internal.guard.GuardedCall;
import dev.stageflow.internal.parallel.Forks;
import dev.stageflow.internal.parallel.InFlight;
import dev.stageflow.internal.parallel.Window;
import dev.stageflow.internal.plan.Step;
import dev.stageflow.internal.position.Position;
import dev.stageflow.internal.position.Waypoint;
import dev.stageflow.internal.stage.Parallel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sends one item after the other on its way through a level. */
public final class LevelFrame extends Frame {
  private final Activation activation;
  private final Program.Code code;
  private final @Nullable Object[] values;
  private final Cursor cursor = new Cursor();

  /** Where the item in hand goes on; at the end of its way the next item is due. */
  private Instruction position = Instruction.END;

  /** What arrives there. */
  private Object arriving = Instruction.NOTHING;

  /** What was started for the item; null if the level has no fork. */
  private @Nullable Forks forks;

  /** The call there, once it has failed, or has a time to wait; null while it has not. */
  private @Nullable GuardedCall<Object> guarded;

  LevelFrame(Activation activation, Program.Code code) {
    this.activation = activation;
    this.code = code;
    this.values = activation.values();
  }

  /**
   * Readies the frame to be pushed.
   *
   * @param source its one item, or the source of its items
   */
  public LevelFrame begin(Object source) {
    switch (code.source()) {
      case SINGLE, AHEAD -> {
        cursor.take(source);
        resumeAt(code.first(), source);
      }
      case ITERABLE -> cursor.walk((Iterable<?>) source);
      case FLOW_ITERATOR -> cursor.walk((FlowIterator<?>) source);
    }
    return this;
  }

  @Override
  protected int run(FlowStack stack, int budget) throws Exception {
    int left = budget;
    do {
      if (position != Instruction.END) {
        resume(stack);
      } else {
        if (left == 0) {
          return 0;
        }
        boolean found;
        try {
          found = cursor.advance();
        } catch (Throwable thrown) {
          sourceFailed(stack, thrown);
          return left;
        }
        if (!found) {
          if (cursor.hasEnded()) {
            stack.pop(this);
            close();
          }
          return isSingle() ? left - 1 : left;
        }
        left--;
        send(stack, cursor.item());
      }
    } while (!stack.isHalted() && stack.isOnTop(this));
    return left;
  }

  /** Has the frame decide that has called the sequence, if anything is done about failures. */
  private void sourceFailed(FlowStack stack, Throwable thrown) throws Exception {
    LevelFrame outer = code.parent() == Step.NO_LEVEL ? null : activation.frame(code.parent());
    if (outer == null) {
      throw Failures.<Exception>same(thrown);
    }
    outer.position.sourceFailed(stack, outer, outer.arriving, this, thrown, cursor.taken());
  }

  private void send(FlowStack stack, @Nullable Object item) throws Exception {
    if (item == null) {
      return;
    }
    if (stack.isHalted()) {
      resumeAt(code.first(), item);
    } else {
      code.first().take(stack, this, item);
    }
  }

  private void resume(FlowStack stack) throws Exception {
    Instruction step = position;
    Object item = arriving;
    position = Instruction.END;
    arriving = Instruction.NOTHING;
    step.take(stack, this, item);
  }

  /**
   * Leaves the rest of the way to the frame, where no item goes on.
   *
   * @param step the step to be taken next
   */
  public void resumeAt(Instruction step) {
    resumeAt(step, Instruction.NOTHING);
  }

  /**
   * Leaves the rest of the way to the frame.
   *
   * @param step the step to be taken next
   * @param item what arrives there
   */
  public void resumeAt(Instruction step, Object item) {
    // While a step is taken the position is the end already: most ways save the stores.
    if (step != Instruction.END) {
      position = step;
      arriving = item;
    }
  }

  /**
   * Stops at a step: it is taken again after a pause, and told of after a failure.
   *
   * @param step the step
   * @param item what has arrived there
   * @param stack the stack that the frame is on
   * @param thrown what user code threw
   * @return whether it is a pause; if not, it is to be thrown again
   */
  public boolean stopAt(Instruction step, Object item, FlowStack stack, Throwable thrown) {
    resumeAt(step, item);
    if (thrown instanceof PauseFlow pause) {
      stack.pause(pause);
      return true;
    }
    return false;
  }

  /**
   * Pushes the frame of an inner level.
   *
   * @param stack the stack that this frame is on
   * @param level the level's index
   * @param source its one item, or the source of its items
   */
  public void enter(FlowStack stack, int level, Object source) {
    LevelFrame inner = activation.frame(level);
    stack.push(inner);
    inner.begin(source);
  }

  /**
   * Puts the frame of a subflow's level on top, from within the subflow.
   *
   * @param stack the stack that this frame is on
   * @param level the level's index
   * @param output the subflow's output
   */
  public void call(FlowStack stack, int level, Object output) {
    stack.call(activation.frame(level).begin(output));
  }

  /**
   * Opens the window of a parallel stage, and pushes the frame that takes from it.
   *
   * @param stack the stack that this frame is on
   * @param ahead the index of the level that runs ahead
   * @param item its one item
   * @param level the index of the level of the stage's values
   * @param parallel how the stage has several items at once
   * @param carried the values that each item carries
   */
  public void open(
      FlowStack stack, int ahead, Object item, int level, Parallel parallel, Carried carried) {
    Window<InFlight<?>> window = new Window<>(stack, parallel.limit(), parallel.ordered());
    window.ahead().push(activation.frame(ahead).begin(item));
    enter(stack, level, new WindowSource(window, carried, values));
  }

  /** Returns the open window of a parallel stage, by the index of the level of its values. */
  public Window<InFlight<?>> window(int level) {
    return ((WindowSource) Objects.requireNonNull(activation.frame(level).cursor.source()))
        .window();
  }

  /** Returns values from further up. */
  public @Nullable Object[] values(int[] places) {
    @Nullable Object[] found = new Object[places.length];
    for (int i = 0; i < places.length; i++) {
      found[i] = values[places[i]];
    }
    return found;
  }

  /** Returns where the flow was begun; null if that is not known. */
  public @Nullable StackTraceElement site() {
    return activation.site();
  }

  @Override
  protected @Nullable Parts parts() {
    Parts parallel = cursor.source() instanceof WindowSource source ? source.window() : null;
    return parallel == null || forks == null
        ? parallel == null ? forks : parallel
        : parallel.with(forks);
  }

  /** Returns the forks that are started for the item in hand. */
  public Forks forks() {
    Forks known = forks;
    if (known == null) {
      known = new Forks();
      forks = known;
    }
    return known;
  }

  /** Returns the call that the frame is at, once it was {@linkplain #guard kept}; else null. */
  public @Nullable GuardedCall<Object> guarded() {
    return guarded;
  }

  /** Keeps the call that the frame is at: it has failed, or has a time to wait. */
  public void guard(GuardedCall<Object> call) {
    guarded = call;
  }

  /** The call that the frame was at is done. */
  public void settle() {
    GuardedCall<Object> call = guarded;
    if (call != null) {
      guarded = null;
      call.end();
    }
  }

  /** Returns a value from further up; at the place of none it is {@link Instruction#NOTHING}. */
  public Object value(int place) {
    return values[place];
  }

  public void keep(int place, Object value) {
    values[place] = value;
  }

  /** Returns whether there is something at a place. */
  public boolean has(int place) {
    return values[place] != null;
  }

  /** Keeps values of the item in hand for when other items have come. */
  public void keep(Carried kept) {
    kept.put(values(kept.from()), values);
  }

  public void forget(int place) {
    values[place] = null;
  }

  public Accumulator accumulator(int index) {
    return activation.accumulator(index);
  }

  public Sink<@Nullable Object> sink() {
    return activation.sink();
  }

  /**
   * Leaves the frames of a sequence that ends here.
   *
   * @param stack the stack that this frame is on
   * @param levels their levels, this one first
   */
  public void leave(FlowStack stack, int[] levels) throws Exception {
    Frame[] frames = new Frame[levels.length];
    for (int i = 0; i < levels.length; i++) {
      frames[i] = activation.frame(levels[i]);
    }
    stack.leave(frames);
  }

  @Override
  protected void endSource() throws Exception {
    if (!isSingle()) {
      cursor.end();
    }
  }

  /** Returns whether there is but one item, which is in hand from the beginning. */
  private boolean isSingle() {
    return code.source() == Program.SourceKind.SINGLE || code.source() == Program.SourceKind.AHEAD;
  }

  @Override
  protected void close() throws Exception {
    position = Instruction.END;
    arriving = Instruction.NOTHING;
    settle();
    for (int accumulator : code.accumulators()) {
      activation.accumulator(accumulator).end();
    }
    for (int place : code.owned()) {
      values[place] = null;
    }
    cursor.close();
  }

  /** What was come to last; where a flow has no input, there is nothing to tell. */
  private @Nullable Object item() {
    Object item = cursor.item();
    return item == Instruction.NOTHING ? null : item;
  }

  @Override
  protected @Nullable Position position() {
    if (code.source() == Program.SourceKind.AHEAD) {
      return null;
    }
    Waypoint waypoint = position == Instruction.END ? code.end() : position.waypoint();
    Position here =
        Position.of(
            activation.site(), code.stage(), cursor.source(), cursor.taken(), item(), waypoint);
    return guarded == null ? here : here.trying(guarded.tryInHand());
  }
}
