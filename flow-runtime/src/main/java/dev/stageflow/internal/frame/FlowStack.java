package dev.stageflow.internal.frame;

import dev.stageflow.FlowIterator;
import dev.stageflow.FlowOptions;
import dev.stageflow.PauseFlow;
import dev.stageflow.function.StageAction;
import dev.stageflow.function.StageFunction;
import dev.stageflow.function.StageSupplier;
import dev.stageflow.internal.failure.AwaitedFailure;
import dev.stageflow.internal.failure.Failures;
import dev.stageflow.internal.failure.NotedFailures;
import dev.stageflow.internal.frame.Parts.Part;
import dev.stageflow.internal.position.ItemTexts;
import dev.stageflow.internal.position.Position;
import dev.stageflow.internal.slice.Parking;
import dev.stageflow.internal.slice.RunClock;
import dev.stageflow.internal.source.Closing;
import dev.stageflow.internal.source.Closings;
import dev.stageflow.internal.source.Sources;
import dev.stageflow.internal.tunnel.Awaited;
import dev.stageflow.internal.tunnel.AwaitedStage;
import dev.stageflow.internal.tunnel.Tunnel;
import dev.stageflow.internal.tunnel.WorkerCall;
import dev.stageflow.internal.tunnel.Workplace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The stack of one run, in heap objects: it can be left at any step and entered again later, by any
 * thread. It knows no threads itself; whoever runs it does so on one at a time, with happens-before
 * in between.
 */
public final class FlowStack {

  /** To walk a deeper recursion after each slice, or pause, would take longer than that. */
  private static final int MOST_LEVELS = 256;

  /** The innermost frame, or null once the run has ended. */
  private @Nullable Frame top;

  /** Whether the frame in charge must return before it calls another stage. */
  private boolean halted;

  /** Whether it was only asked to make room for a frame that was {@linkplain #call called}. */
  private boolean calling;

  /** What the frame in charge has started and waits for; null while it waits for nothing. */
  private @Nullable Awaited<?> awaited;

  /** Why the frame in charge stopped, until it is {@linkplain #takePause taken}. */
  private @Nullable PauseFlow pause;

  /** What is still being closed of frames that have ended; null while nothing is. */
  private @Nullable Closing closing;

  /** Where tunnelled stages are called. */
  private final Workplace workplace;

  /** How many failures of runs were noted when this one last began to call stages. */
  private long failuresBefore;

  private final FlowOptions options;
  private final RunClock clock;

  /** What is due at some time; null if nothing ever was. */
  private @Nullable Alarms alarms;

  /** What calls that were given up have still to close; null if there never was such a call. */
  private @Nullable List<CompletableFuture<Void>> givenUp;

  /** The stack of the run itself. */
  private final FlowStack root;

  /** How the stack takes turns with others; null while the run has no other. */
  private @Nullable Strand strand;

  /** Whether the run takes nothing more from its sources; known to its own stack. */
  private boolean draining;

  /** Whether it is closed, or being closed, before its end. */
  private boolean aborted;

  /** What the run has counted; null if that is nothing. Known to its own stack. */
  private @Nullable StageCounts counts;

  /** The same, from when items are counted; null before. A part learns of it with each turn. */
  private @Nullable StageCounts itemCounts;

  /**
   * Makes an empty stack.
   *
   * @param workplace where tunnelled stages are called
   * @param options how the run is made
   * @param clock tells the run's time
   */
  public FlowStack(Workplace workplace, FlowOptions options, RunClock clock) {
    this.workplace = workplace;
    this.options = options;
    this.clock = clock;
    root = this;
  }

  private FlowStack(FlowStack root, Strands strands, Part part) {
    workplace = root.workplace;
    options = root.options;
    clock = root.clock;
    this.root = root;
    strand = new Strand(strands, this, part);
    itemCounts = root.itemCounts;
  }

  /**
   * Makes an empty stack for a part of the run, which takes turns with this one: only one of them
   * calls stages at a time, on the run's thread.
   *
   * @param part learns how the stack ends
   * @return the stack; it gets no turn before it is {@linkplain #ready() ready}
   */
  public FlowStack stackOf(Part part) {
    if (strand == null) {
      strand = new Strands(root).own();
    }
    return new FlowStack(root, strand.strands(), part);
  }

  /**
   * Has an empty stack of a part run another one.
   *
   * @param next learns how the stack ends
   */
  public void reuseFor(Part next) {
    requireStrand().runFor(next);
    itemCounts = root.itemCounts;
  }

  /** Has a stack get a turn that is one of several. On the run's thread. */
  public void ready() {
    if (strand != null) {
      strand.ready();
    }
  }

  /** Returns whether the stack, one of several, waits for its turn. */
  public boolean isDue() {
    return strand != null && strand.due;
  }

  /**
   * Puts a frame on this stack, one of several, whose call has been made within the turn of another
   * one, and has paused.
   *
   * @param frame the frame, which is on no stack
   * @param pause what the call threw
   */
  public void pushPaused(Frame frame, PauseFlow pause) {
    push(frame);
    pause(pause);
    requireStrand().hadTurn();
  }

  /** Returns that of a stack which is one of several. */
  private Strand requireStrand() {
    return Objects.requireNonNull(strand);
  }

  /** Returns the clock that the run's delays and timeouts go by. */
  public RunClock clock() {
    return clock;
  }

  /** Returns how many turns the parts of the run have had. */
  public long partTurns() {
    return strand == null ? 0 : strand.strands().partTurns();
  }

  /** Returns whether an alarm is to ring as soon as the run goes on. */
  boolean hasAlarmAfterWait() {
    return alarms != null && alarms.isSetAfterWait();
  }

  Alarms alarms() {
    Alarms known = alarms;
    if (known == null) {
      known = new Alarms(clock, options.waitInterval());
      alarms = known;
    }
    return known;
  }

  /** Returns whether something is due at some time, so that the run is looked after often. */
  public boolean hasAlarms() {
    return alarms != null && alarms.areSet();
  }

  /**
   * Has the frame in charge wait until those have ended that are put on top next.
   *
   * @param owner the frame that they belong to; null if they are none of the flow's
   */
  public void interrupt(@Nullable Frame owner) {
    push(alarms().interruption(owner, awaited));
    awaited = null;
  }

  /** Leaves the run's frames as they are while it is being saved, whatever is due meanwhile. */
  public void holdAlarms() {
    alarms().hold();
  }

  /** The run is saved: what was due meanwhile is done next. */
  public void releaseAlarms() {
    alarms().release();
    haltIfDue();
  }

  /** Has the frame in charge return if something is due that was held. */
  void haltIfDue() {
    if (alarms().areDue()) {
      haltHere();
    }
  }

  /**
   * Returns whether others run on a frame because they were due at some time.
   *
   * @param frame the frame
   * @param evenItsOwn whether they count that belong to a frame above it
   */
  public boolean isInterrupted(Frame frame, boolean evenItsOwn) {
    if (interruptions() == 0) {
      return false;
    }
    for (Frame above = top; above != null && above != frame; above = above.caller) {
      if (above instanceof Interruption interruption
          && (evenItsOwn || !interruption.isOfFrameAbove(frame))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns how many waits are interrupted, of frames on this stack, by what was due at some time.
   */
  public int interruptions() {
    return alarms == null ? 0 : alarms.interruptions();
  }

  /** The frame in charge waits again for what it has started. */
  void goOnAwaiting(@Nullable Awaited<?> started) {
    awaited = started;
  }

  /** Returns the frames that hold what the run has come to, outermost first. */
  public List<Frame> frames() {
    List<Frame> frames = new ArrayList<>();
    for (Frame frame = top; frame != null; frame = frame.caller) {
      if (frame.holdsState()) {
        frames.add(frame);
      }
    }
    Collections.reverse(frames);
    return frames;
  }

  /** Returns the innermost frame; null once all have ended. */
  public @Nullable Frame top() {
    return top;
  }

  public FlowOptions options() {
    return options;
  }

  public Workplace workplace() {
    return workplace;
  }

  /** Returns how items are shown where the run is described. */
  public ItemTexts itemTexts() {
    return new ItemTexts(options.itemText());
  }

  /**
   * Returns whether the frame in charge must return before it calls another stage: the run was
   * halted from inside, or a stage put another frame on top.
   *
   * @return true if it must
   */
  public boolean isHalted() {
    return halted;
  }

  /** Stops the run where it is: no further stage is called until it is run again. */
  public void halt() {
    haltHere();
    if (strand != null) {
      strand.strands().halt();
    }
  }

  void haltHere() {
    halted = true;
    calling = false;
  }

  /**
   * Pauses the run where the frame in charge is, which returns at once. A frame that has caught a
   * pause hands it over here rather than throw it again: for each further method that an exception
   * leaves, it costs as much as a short slice. At a null element the slice ends, but the run is not
   * paused: whoever makes the slices then looks whether it is to go on.
   *
   * @param pause what a stage, or a source, threw
   */
  public void pause(PauseFlow pause) {
    if (pause.condition() instanceof Closing begun) {
      closing = begun;
    }
    if (!Sources.isSkipped(pause)) {
      this.pause = pause;
    }
    haltHere();
  }

  /**
   * Checks that a failure is no pause, where the frame in charge has kept only a part of what the
   * stage takes. A stage that declares its pauses has all of it kept.
   *
   * @param failure what the stage threw that the frame is at
   * @throws IllegalStateException if it is a pause; it names the stage
   */
  public void requireNoPause(Throwable failure) {
    if (failure instanceof PauseFlow) {
      Position position = topPosition();
      throw new IllegalStateException(
          "stage '"
              + (position == null ? "" : position.stage())
              + "' throws PauseFlow, which it does not declare: add 'throws PauseFlow' to its method",
          failure);
    }
  }

  /**
   * Puts a frame on top. The frame that pushes it returns, or runs it, at once.
   *
   * @param frame the frame, which is on no stack
   */
  public void push(Frame frame) {
    if (itemCounts != null) {
      itemCounts.addLeft();
    }
    // An inner frame comes back to the same place each time: comparing is cheaper than storing.
    if (frame.caller != top) {
      frame.caller = top;
    }
    top = frame;
  }

  /**
   * Puts the first frame of a flow on top, and what is to stand on it from the beginning.
   *
   * @param first the frame, which is on no stack
   */
  public void enter(Frame first) {
    push(first);
    first.entered(this);
  }

  /**
   * Returns whether a frame is the one to go on with. A frame may run one that it pushed at once,
   * which saves the way over the stack; it goes on itself only if it is on top again.
   *
   * @param frame the frame
   * @return true if it is on top
   */
  public boolean isOnTop(Frame frame) {
    return top == frame;
  }

  /**
   * Puts a frame on top from within a stage of the frame in charge, such as the sink, which learns
   * of it by {@link #isHalted()}.
   *
   * @param frame the frame, which is on no stack
   */
  public void call(Frame frame) {
    enter(frame);
    if (!halted) {
      halted = true;
      calling = true;
    }
  }

  /**
   * Puts a frame between one on this stack and what that has called.
   *
   * @param frame the frame, which is on no stack
   * @param below the frame below it, which is not on top
   */
  public void insert(Frame frame, @Nullable Frame below) {
    Frame above = Objects.requireNonNull(top);
    while (above.caller != below) {
      above = Objects.requireNonNull(above.caller);
    }
    frame.caller = below;
    above.caller = frame;
  }

  /**
   * Takes the frame off that has ended. That is the one on top, unless its last stage {@linkplain
   * #call called} others: those stay, and return to its caller.
   *
   * @param frame the frame in charge
   */
  public void pop(Frame frame) {
    if (itemCounts != null) {
      itemCounts.left(frame);
    }
    if (frame == top) {
      top = frame.caller;
    } else {
      Frame above = top;
      while (above != null && above.caller != frame) {
        above = above.caller;
      }
      if (above == null) {
        throw new IllegalStateException("the frame is not on this stack");
      }
      above.caller = frame.caller;
    }
  }

  /**
   * Counts an item that goes no further, if items are counted.
   *
   * @param stage the stage that has dropped it
   */
  public void dropped(String stage) {
    if (itemCounts != null) {
      itemCounts.dropped(stage);
    }
  }

  /**
   * Counts the item of a call that has given null.
   *
   * @param stage the stage that was called
   * @param value what it has given
   * @param <T> the type of what it gives
   * @return the same
   */
  public <T> @Nullable T given(String stage, @Nullable T value) {
    if (value == null) {
      dropped(stage);
    }
    return value;
  }

  /** Returns what the run counts. */
  public StageCounts counts() {
    StageCounts known = root.counts;
    if (known == null) {
      known = new StageCounts();
      root.counts = known;
    }
    return known;
  }

  /** Has items counted from now on. */
  public void countItems() {
    itemCounts = counts();
  }

  /** Returns whether items are counted. */
  public boolean countsItems() {
    return itemCounts != null;
  }

  /** Closes the source of a frame before its end. */
  void endSource(Frame frame) throws Exception {
    if (itemCounts != null) {
      itemCounts.ended(frame);
    }
    frame.endSource();
  }

  /**
   * Ends the sequence that a frame walks, and all inside of it: their sources are closed at once,
   * innermost first, and the frames go on as at their end. Frames of other flows in between are
   * closed and leave the stack. The run pauses while something is closed elsewhere.
   *
   * @param frames the frame in charge and those of its flow that may be below, the sequence's last
   * @throws Exception what closing throws
   */
  public void leave(Frame... frames) throws Exception {
    Closings closings = new Closings();
    List<Frame> own = List.of(frames);
    Frame last = own.get(own.size() - 1);
    Frame next = top;
    while (next != null) {
      Frame frame = next;
      next = frame == last ? null : frame.caller;
      if (own.contains(frame)) {
        closings.close(() -> endSource(frame));
      } else {
        pop(frame);
        closeParts(frame, closings);
        closings.close(frame::close);
      }
    }
    try {
      closings.end();
    } catch (PauseFlow elsewhere) {
      pause(elsewhere);
    }
  }

  /**
   * Ends all sequences of the run as {@link #leave} ends one, those that are still to be opened
   * too. Called between two turns.
   *
   * @return whether the run goes on that has waited for an item
   * @throws Exception what closing throws
   */
  public boolean drain() throws Exception {
    if (draining) {
      return false;
    }
    draining = true;
    return new Drain(this).drain();
  }

  /**
   * Goes on with what this stack has waited for, if that was an item; its sources are ended.
   *
   * @param closings has closed them
   * @return whether it does not wait any more
   * @throws Exception what closing has thrown
   */
  boolean drained(Closings closings) throws Exception {
    Closing begun = closing;
    if (begun != null) {
      closing = null;
      closings.close(
          () -> {
            throw PauseFlow.until(begun);
          });
    }
    try {
      closings.end();
    } catch (PauseFlow elsewhere) {
      closing = (Closing) elsewhere.condition();
    }
    boolean goesOn = awaited == null ? isAtSource(top) : awaited.endItems();
    if (goesOn && alarms != null) {
      alarms.dropWait();
    }
    return goesOn;
  }

  /** Returns whether a frame takes its next item when it is called. */
  static boolean isAtSource(@Nullable Frame frame) {
    Position position = frame == null || hasPartAhead(frame) ? null : frame.position();
    return position != null && position.at() == null;
  }

  /** Returns whether a frame takes its items from a part of the run, which ends by itself. */
  static boolean hasPartAhead(Frame frame) {
    Parts parts = frame.parts();
    return parts != null && parts.ahead() != null;
  }

  private static void closeParts(Frame frame, Closings closings) {
    Parts parts = frame.parts();
    if (parts == null) {
      return;
    }
    for (FlowStack open = parts.open(); open != null; open = parts.open()) {
      closings.close(open::tryCloseInnermost);
    }
  }

  /**
   * Returns whether the run has ended.
   *
   * @return true if no frame is left
   */
  public boolean isEmpty() {
    return top == null;
  }

  /** Returns whether the run has failed or been cancelled, so that its frames are being closed. */
  public boolean isAborted() {
    return aborted;
  }

  /** Begins, or goes on, to call stages on this thread. */
  public void begin() {
    failuresBefore = NotedFailures.count();
  }

  /** Returns whether a stage has called, since the run began, another run that failed with this. */
  boolean hasCalledRunThatFailed(Throwable failure) {
    return NotedFailures.hasNoted(failure, failuresBefore);
  }

  /**
   * Goes on with the run until it ends, {@linkplain #takePause pauses}, is halted, or the budget is
   * used up.
   *
   * @param budget how many steps may be made, at least 1
   * @return how many steps are left
   * @throws Exception what a stage throws; the stack can then only be {@linkplain #close closed}
   */
  public int run(int budget) throws Exception {
    if (strand == null) {
      int left = turn(budget);
      return strand == null ? left : strand.strands().hadTurn(left);
    }
    return strand.strands().run(budget);
  }

  /**
   * Goes on with this stack alone.
   *
   * @param budget how many steps may be made, at least 1
   * @return how many steps are left
   * @throws Exception what a stage throws
   */
  int turn(int budget) throws Exception {
    halted = false;
    calling = false;
    itemCounts = root.itemCounts;
    if ((alarms != null && isStillWaiting(alarms)) || !hasClosed()) {
      return budget;
    }
    return root.draining ? drainingTurn(budget) : wholeTurn(budget);
  }

  private int wholeTurn(int budget) throws Exception {
    int left = budget;
    Frame frame = top;
    while (frame != null && left > 0) {
      try {
        left = frame.run(this, left);
      } catch (PauseFlow thrown) {
        pause(thrown);
      }
      if (halted) {
        if (!calling) {
          break;
        }
        halted = false;
        calling = false;
      }
      frame = top;
    }
    return left;
  }

  /** As a turn, but each frame comes back after a step, as where it has called another one. */
  private int drainingTurn(int budget) throws Exception {
    int left = budget;
    while (top != null && left > 0) {
      halted = true;
      calling = true;
      left = Math.min(left - 1, drainingStep(top, left));
      if (!calling) {
        break;
      }
    }
    if (calling) {
      halted = false;
      calling = false;
    }
    return left;
  }

  /** Makes a step of a frame, and ends the sequences that it has opened. */
  private int drainingStep(Frame frame, int budget) throws Exception {
    Frame below = frame.caller;
    int left = budget;
    try {
      left = frame.run(this, budget);
    } catch (PauseFlow thrown) {
      pause(thrown);
    }
    Closings closings = new Closings();
    for (Frame opened = top;
        opened != null && opened != frame && opened != below;
        opened = opened.caller) {
      Frame ended = opened;
      if (!hasPartAhead(ended)) {
        closings.close(() -> endSource(ended));
      }
    }
    try {
      closings.end();
    } catch (PauseFlow elsewhere) {
      pause(elsewhere);
    }
    return left;
  }

  /** Does what is due, and pauses again if the run does not go on after that. */
  private boolean isStillWaiting(Alarms due) throws Exception {
    PauseFlow rest = due.ring(this);
    if (rest != null) {
      pause(rest);
    }
    return pause != null;
  }

  /**
   * Makes the smallest step there is: at most one stage is called.
   *
   * @throws Exception what the stage throws, as for {@link #run}
   */
  public void step() throws Exception {
    if (strand == null) {
      singleTurn();
      if (strand != null) {
        strand.hadTurn();
      }
    } else {
      strand.strands().step();
    }
  }

  /** Makes the smallest step of this stack alone. */
  void singleTurn() throws Exception {
    halted = true;
    calling = false;
    itemCounts = root.itemCounts;
    if ((alarms != null && isStillWaiting(alarms)) || !hasClosed()) {
      return;
    }
    Frame frame = top;
    if (frame != null && root.draining) {
      drainingStep(frame, 1);
    } else if (frame != null) {
      try {
        frame.run(this, 1);
      } catch (PauseFlow thrown) {
        pause(thrown);
      }
    }
  }

  /** Returns whether all is closed that frames have left; if not, the run stays paused for it. */
  private boolean hasClosed() throws Exception {
    Closing known = closing;
    if (known == null) {
      return true;
    }
    if (!known.isDone()) {
      pause(PauseFlow.until(known));
      return false;
    }
    closing = null;
    Throwable failure = known.failure();
    if (failure != null) {
      throw Failures.<Exception>same(failure);
    }
    return true;
  }

  /**
   * Returns why the run has paused, once. The pause ends no later than what is due at some time.
   *
   * @return the pause; null if it has not
   */
  public @Nullable PauseFlow takePause() {
    PauseFlow taken = pause;
    pause = null;
    boolean isWhole = strand != null && strand.strands().isForAll(taken);
    return taken == null || alarms == null || isWhole ? taken : alarms.untilFirst(taken);
  }

  /** Returns whether the stack waits for another one of the run. */
  boolean isParked() {
    return pause != null && Parking.isParked(pause);
  }

  /** Returns whether the run has paused, and nobody took it yet. */
  public boolean isPaused() {
    return pause != null;
  }

  /**
   * Calls a stage, and waits for what it returned. While it waits the frame is paused; when it
   * comes here again the stage is not called again.
   *
   * @param call calls the stage
   * @param <T> the result's type
   * @return the result; null if that was null, or the stage returned null
   * @throws PauseFlow as long as there is nothing yet
   * @throws Exception what the stage throws, or what it returned failed with
   */
  public <T> @Nullable T await(StageSupplier<? extends @Nullable CompletionStage<? extends T>> call)
      throws Exception {
    if (awaited == null) {
      CompletionStage<? extends T> stage = call.get();
      if (stage == null) {
        return null;
      }
      if (AwaitedStage.isPresent(stage)) {
        return stage.toCompletableFuture().getNow(null);
      }
      awaited = AwaitedStage.<T>of(stage);
    }
    return this.<T>awaitedResult();
  }

  /**
   * Calls a stage, and waits for what it returned, which another library's type stands for.
   *
   * @param call calls the stage
   * @param conversion makes a completion stage of what it returned, which is not null
   * @param <F> the type of what it returned
   * @param <T> the result's type
   * @return the result; null if that was null, or the stage returned null
   * @throws PauseFlow as long as there is nothing yet
   * @throws Exception what the stage throws, or what it returned failed with
   */
  public <F, T> @Nullable T await(
      StageSupplier<? extends @Nullable F> call,
      StageFunction<? super F, ? extends CompletionStage<? extends T>> conversion)
      throws Exception {
    if (awaited != null) {
      return this.<T>awaitedResult();
    }
    F returned = call.get();
    CompletionStage<? extends T> stage = returned == null ? null : conversion.apply(returned);
    return stage == null ? null : this.<T>await(() -> stage);
  }

  /**
   * Calls a stage on a worker thread, and waits until it has returned.
   *
   * @param name the stage, as a thread dump shows it
   * @param call calls the stage, on a worker thread
   * @param <T> the type of what it returns
   * @return what it returned, which may be null
   * @throws PauseFlow as long as it has not returned
   * @throws Exception what the stage throws
   */
  public <T> @Nullable T tunnel(String name, StageSupplier<? extends @Nullable T> call)
      throws Exception {
    if (awaited == null) {
      awaited = new WorkerCall<T>(workplace, name, call);
    }
    return this.<T>awaitedResult();
  }

  /**
   * Calls a stage that gives nothing on a worker thread, and waits until it has returned.
   *
   * @param name the stage, as a thread dump shows it
   * @param call calls the stage, on a worker thread
   * @throws PauseFlow as long as it has not returned
   * @throws Exception what the stage throws
   */
  public void tunnelAction(String name, StageAction call) throws Exception {
    this.<Boolean>tunnel(
        name,
        () -> {
          call.run();
          return true;
        });
  }

  /**
   * Opens a sequence on a worker thread, which then reads ahead, and waits for its first item.
   *
   * @param name the stage, as a thread dump shows it
   * @param buffer how many items may be read ahead, at least 1
   * @param call calls the stage, on a worker thread
   * @param <T> the items' type
   * @return the items; null if the stage returned null
   * @throws PauseFlow as long as there is neither an item nor the end
   * @throws Exception what the executor of the worker threads throws
   */
  public <T> @Nullable FlowIterator<T> tunnel(
      String name, int buffer, StageSupplier<? extends @Nullable FlowIterator<? extends T>> call)
      throws Exception {
    if (awaited == null) {
      awaited = new Tunnel<T>(workplace, name, buffer, call);
    }
    return this.<FlowIterator<T>>awaitedResult();
  }

  /**
   * The frame comes back to the call that it paused in, so the type is the one that it began with.
   */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private <T> @Nullable T awaitedResult() throws Exception {
    Awaited<T> waiting = (Awaited<T>) Objects.requireNonNull(awaited);
    T result;
    try {
      result = waiting.result();
    } catch (PauseFlow pause) {
      throw pause;
    } catch (Throwable failure) {
      // It has ended: the frame may come here again to try it anew, or with another stage.
      awaited = null;
      throw failure;
    }
    awaited = null;
    return result;
  }

  /** Returns whether what the frame in charge waits for, if it does, has a result. */
  public boolean hasResult() {
    return awaited != null && awaited.hasEnded();
  }

  /**
   * Gives up what the frame in charge waits for. The run does not wait until that is closed, but
   * ends no earlier.
   *
   * @param cause why; what closing throws is suppressed into it
   */
  public void giveUp(Throwable cause) {
    while (closing != null || awaited != null) {
      giveUpInnermost(cause);
    }
  }

  /**
   * Gives up a frame, and all that stands above it, innermost first, in the same way.
   *
   * @param frame a frame on this stack
   * @param cause why; what closing throws is suppressed into it
   */
  public void giveUpFrom(Frame frame, Throwable cause) {
    Frame below = frame.caller;
    giveUp(cause);
    while (top != below) {
      giveUpInnermost(cause);
    }
  }

  /**
   * Takes the frame off whose source has failed, and closes it. The run pauses while it is closed
   * elsewhere.
   *
   * @param frame the frame in charge
   * @param failure what its source threw; what closing throws is suppressed into it
   */
  public void closeFailed(Frame frame, Throwable failure) {
    pop(frame);
    try {
      frame.close();
    } catch (PauseFlow elsewhere) {
      pause(elsewhere);
    } catch (Throwable unclosed) {
      Failures.both(failure, unclosed);
    }
  }

  /**
   * Gives up the part of the run that is on this stack, in the same way: it gets no more turns.
   *
   * @param cause why; what closing throws is suppressed into it
   */
  public void giveUpPart(Throwable cause) {
    requireStrand().forget();
    while (isOpen()) {
      giveUpInnermost(cause);
    }
  }

  private void giveUpInnermost(Throwable cause) {
    CompletableFuture<Void> rest = closeInnermost(cause);
    if (rest != null) {
      root.addGivenUp(rest);
    }
  }

  private void addGivenUp(CompletableFuture<Void> rest) {
    List<CompletableFuture<Void>> known = givenUp == null ? new ArrayList<>(1) : givenUp;
    known.removeIf(CompletableFuture::isDone);
    known.add(rest);
    givenUp = known;
  }

  /**
   * Returns what calls that were given up have still to close.
   *
   * @return completes when that is done; null if there is nothing
   */
  public @Nullable CompletableFuture<Void> givenUp() {
    List<CompletableFuture<Void>> known = givenUp;
    if (known == null || known.stream().allMatch(CompletableFuture::isDone)) {
      return null;
    }
    return CompletableFuture.allOf(known.toArray(CompletableFuture<?>[]::new));
  }

  /**
   * Returns where the frame in charge is, or of a run with several stacks the one that is next;
   * null if there is none, or it is at no stage.
   */
  public @Nullable Position position() {
    FlowStack next = strand == null ? this : strand.next();
    Frame frame = next.top;
    return frame == null ? null : frame.position();
  }

  /** Returns where the frame on top is; null if there is none, or it stands for no level. */
  public @Nullable Position topPosition() {
    return top == null ? null : top.position();
  }

  /** Returns how the stack takes turns with others; null while the run has no other. */
  @Nullable Strand strand() {
    return strand;
  }

  /**
   * Returns where all frames are.
   *
   * @return where they are, innermost first; null if there are too many frames
   */
  public @Nullable List<Reached> reached() {
    return Reached.of(this, MOST_LEVELS);
  }

  /** Returns how much is in flight on the innermost levels. */
  public int inFlight() {
    return strand == null ? 0 : Reached.inFlight(this, MOST_LEVELS);
  }

  /**
   * Notes that the failure of a part has come to the frame in charge.
   *
   * @param stack the part's stack, which is still to be closed
   */
  public void failedIn(@Nullable FlowStack stack) {
    requireStrand().failedIn(stack);
  }

  /** Returns the stack of the part whose failure has come to this one; null if none has. */
  @Nullable FlowStack failed() {
    return strand == null ? null : strand.failed();
  }

  /** Takes a snapshot of where the run is, which can be described once the run is closed. */
  public StackSnapshot snapshot() {
    return StackSnapshot.of(this);
  }

  /**
   * Closes all that is open, innermost first, and empties the stack.
   *
   * @param cause why the run ends; what closing throws is suppressed into it
   * @return what has to complete, however it does, before this is called again to go on; null once
   *     all is closed
   */
  public @Nullable CompletableFuture<Void> close(Throwable cause) {
    aborted = true;
    if (alarms != null) {
      alarms.stop();
    }
    if (strand != null) {
      strand.strands().drop();
    }
    while (isOpen()) {
      CompletableFuture<Void> rest = closeInnermost(cause);
      if (rest != null) {
        return rest;
      }
    }
    return givenUp();
  }

  /** Closes what is innermost; returns what has to complete until it is closed, or null. */
  private @Nullable CompletableFuture<Void> closeInnermost(Throwable cause) {
    try {
      tryCloseInnermost();
    } catch (PauseFlow pause) {
      try {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        Objects.requireNonNull(pause.condition())
            .whenComplete(
                (result, failure) -> {
                  try {
                    Failures.both(
                        cause,
                        failure == null ? null : AwaitedFailure.of(failure, PauseFlow.class));
                  } finally {
                    closed.complete(null);
                  }
                });
        return closed;
      } catch (Throwable unawaitable) {
        Failures.both(cause, unawaitable);
      }
    } catch (Throwable failure) {
      Failures.both(cause, failure);
    }
    return null;
  }

  private void tryCloseInnermost() throws Exception {
    FlowStack stack = this;
    FlowStack inner = stack.openPart();
    while (inner != null) {
      stack = inner;
      inner = stack.openPart();
    }
    stack.closeTop();
  }

  /** Returns a stack of a part that is inside of the innermost frame, and has something open. */
  private @Nullable FlowStack openPart() {
    Parts parts = closing == null && awaited == null && top != null ? top.parts() : null;
    return parts == null ? null : parts.open();
  }

  /** Returns whether something is open that is to be closed. */
  public boolean isOpen() {
    return closing != null || awaited != null || top != null;
  }

  private void closeTop() throws Exception {
    Closing begun = closing;
    if (begun != null) {
      closing = null;
      throw PauseFlow.until(begun);
    }
    Awaited<?> abandoned = awaited;
    if (abandoned != null) {
      awaited = null;
      abandoned.abandon();
      return;
    }
    Frame frame = top;
    if (frame != null) {
      pop(frame);
      frame.close();
    }
  }
}
