package shop;

import dev.stageflow.Flow;
import dev.stageflow.FlowDescription;
import dev.stageflow.FlowFuture;
import dev.stageflow.FlowOptions;
import dev.stageflow.FlowRun;
import dev.stageflow.PauseFlow;
import dev.stageflow.Sink;
import dev.stageflow.internal.flow.AbstractFlow;
import dev.stageflow.internal.flow.Definitions;
import dev.stageflow.internal.flow.SplitFlow;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Frame;
import dev.stageflow.internal.frame.Parts;
import dev.stageflow.internal.guard.GuardedCall;
import dev.stageflow.internal.parallel.InFlightCall;
import dev.stageflow.internal.parallel.Window;
import dev.stageflow.internal.position.Position;
import dev.stageflow.internal.position.Waypoint;
import dev.stageflow.internal.source.Sources;
import java.lang.Exception;
import java.lang.IllegalStateException;
import java.lang.Override;
import java.lang.String;
import java.lang.Throwable;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javax.annotation.processing.Generated;

/**
 * The flow of {@link Enquiries}, from {@code String} to {@code String}.
 *
 * <ol>
 *   <li>{@code questions} gives any number of {@code String} for each item
 *   <li>{@code goesOn} keeps or drops each item; ends {@code questions} with the first item that it
 *       drops
 *   <li>{@code answer} makes {@code String} of each item; up to 4 at once; gives a reject for
 *       {@code IllegalStateException}
 *   <li>{@code line} makes {@code String} of each item
 * </ol>
 *
 * <pre>{@code
 * flowchart TD
 *   input(["String"])
 *   stage0[["questions"]]
 *   stage1{"goesOn<br>ends 'questions' with the first item that it drops"}
 *   stage2["answer<br>up to 4 at once<br>gives a reject for 'IllegalStateException'"]
 *   stage3["line"]
 *   input --> stage0
 *   stage0 -- "String" --> stage1
 *   stage1 -- "String" --> stage2
 *   stage2 -- "String" --> stage3
 *   output(["output"])
 *   stage3 -- "String" --> output
 * }</pre>
 *
 * @see Enquiries#questions
 * @see Enquiries#goesOn
 * @see Enquiries#answer
 * @see Enquiries#line
 * @see Enquiries#reject
 */
@Generated("dev.stageflow.processor.FlowProcessor")
public final class EnquiriesFlow extends SplitFlow {
  private final Definitions<Enquiries> definitions;

  private EnquiriesFlow(Definitions<Enquiries> definitions, FlowOptions options) {
    super(options);
    this.definitions = definitions;
  }

  /**
   * A flow all of whose runs share a definition, which must not change.
   *
   * @param definition has the stages
   * @return the flow
   */
  public static EnquiriesFlow of(Enquiries definition) {
    return new EnquiriesFlow(Definitions.shared(definition), FlowOptions.defaults());
  }

  /**
   * A flow with a definition of its own.
   *
   * @return the flow
   */
  public static EnquiriesFlow create() {
    return of(new Enquiries());
  }

  /**
   * A flow each of whose runs has a definition of its own, which may hold state. One that is
   * {@code AutoCloseable} is closed as the last thing of its run.
   *
   * @param definitions makes a definition for each run, never null
   * @return the flow
   */
  public static EnquiriesFlow perRun(Supplier<? extends Enquiries> definitions) {
    return new EnquiriesFlow(Definitions.perRun(definitions), FlowOptions.defaults());
  }

  /**
   * Returns the same flow, run with options.
   *
   * @param options how it is run
   * @return a flow with these options
   */
  public EnquiriesFlow using(FlowOptions options) {
    return new EnquiriesFlow(definitions, options);
  }

  /**
   * Returns the flow with its other sinks given, to be run in any way.
   *
   * @param rejects takes what goes to {@code rejects}; it may pause
   * @return the flow
   */
  public Flow<String, String> outputs(Sink<? super String> rejects) {
    return new BoundFlow(this, options(), rejects);
  }

  /**
   * Runs the flow to its end, on this thread.
   *
   * @param text the input
   * @param sink takes the outputs; it may pause
   * @param rejects takes what goes to {@code rejects}; it may pause
   * @throws Exception any failure
   */
  public void run(String text, Sink<? super String> sink, Sink<? super String> rejects) throws
      Exception {
    outputs(rejects).run(text, sink);
  }

  /**
   * Runs the flow to its end, on this thread, and gathers its outputs.
   *
   * @param text the input
   * @param rejects takes what goes to {@code rejects}; it may pause
   * @return the outputs in order, unmodifiable
   * @throws Exception any failure
   */
  public List<String> collect(String text, Sink<? super String> rejects) throws Exception {
    return outputs(rejects).collect(text);
  }

  /**
   * Runs the flow in slices on an executor.
   *
   * @param executor runs the slices
   * @return what starts the runs
   */
  public Runner on(Executor executor) {
    return new Runner(this, executor);
  }

  /**
   * Describes the flow.
   *
   * @return its stages
   */
  public FlowDescription describe() {
    return new FlowDescription("Enquiries", "String", List.of(
        new FlowDescription.Stage("questions", FlowDescription.Kind.SEQUENCE, "String", false,
            null),
        new FlowDescription.Stage("goesOn", FlowDescription.Kind.FILTER, "String", false, null,
            "ends 'questions' with the first item that it drops"),
        new FlowDescription.Stage("answer", FlowDescription.Kind.FUNCTION, "String", false, null,
            "up to 4 at once", "gives a reject for 'IllegalStateException'"),
        new FlowDescription.Stage("line", FlowDescription.Kind.FUNCTION, "String", false, null)));
  }

  /** The flow with all its sinks. */
  private static final class BoundFlow extends AbstractFlow<String, String> {
    private final EnquiriesFlow flow;
    private final Sink<? super String> rejects;

    BoundFlow(EnquiriesFlow flow, FlowOptions options, Sink<? super String> rejects) {
      super(options);
      this.flow = flow;
      this.rejects = Objects.requireNonNull(rejects, "rejects");
    }

    @Override
    public Flow<String, String> using(FlowOptions options) {
      return new BoundFlow(flow, options, rejects);
    }

    @Override
    protected Frame begin(String text, Sink<? super String> sink) {
      return flow.definitions.begin(stages -> new RunFrame(stages, this, text, sink));
    }

    @Override
    public FlowDescription describe() {
      return flow.describe();
    }
  }

  /** Starts runs of {@link EnquiriesFlow} on an executor. */
  public static final class Runner {
    private final EnquiriesFlow flow;
    private final Executor executor;

    private Runner(EnquiriesFlow flow, Executor executor) {
      this.flow = flow;
      this.executor = Objects.requireNonNull(executor, "executor");
    }

    /**
     * Starts a run.
     *
     * @param text the input
     * @param sink takes the outputs; it may pause
     * @param rejects takes what goes to {@code rejects}; it may pause
     * @return the run
     */
    public FlowRun start(String text, Sink<? super String> sink, Sink<? super String> rejects) {
      return flow.outputs(rejects).on(executor).start(text, sink);
    }

    /**
     * Starts a run and gathers its outputs.
     *
     * @param text the input
     * @param rejects takes what goes to {@code rejects}; it may pause
     * @return the outputs in order; cancelling the future cancels the run
     */
    public FlowFuture<List<String>> collect(String text, Sink<? super String> rejects) {
      return flow.outputs(rejects).on(executor).collect(text);
    }
  }

  /** One run: what happens to its input. */
  private static final class RunFrame extends Frame {
    private static final int AHEAD_OF_ANSWER = 0;
    private static final int END = 1;

    private static final Waypoint[] WAYPOINTS = {
      Waypoint.at("answer"),
      Waypoint.NONE.after("answer")
    };

    private final Enquiries stages;
    private final Sink<? super String> sink;
    private final BoundFlow outputs;
    private final BeforeAnswerFrame beforeAnswerFrame;
    private final AnswerFrame answerFrame;
    private String text;
    private int step;

    RunFrame(Enquiries stages, BoundFlow outputs, String text, Sink<? super String> sink) {
      this.stages = stages;
      this.outputs = outputs;
      this.text = text;
      this.sink = sink;
      beforeAnswerFrame = new BeforeAnswerFrame(this);
      answerFrame = new AnswerFrame(this);
    }

    @Override
    protected int run(FlowStack stack, int budget) throws Exception {
      if (resume(stack)) {
        return budget;
      }
      stack.pop(this);
      close();
      return budget - 1;
    }

    /**
     * Takes the item in hand through its remaining steps.
     *
     * @return true if the frame must return: it is halted, or pushed another one
     */
    private boolean resume(FlowStack stack) throws Exception {
      if (step == AHEAD_OF_ANSWER) {
        step = END;
        Window<AnswerInFlight> source = new Window<>(stack, 4, true);
        beforeAnswerFrame.enter(source.ahead());
        answerFrame.enter(stack, source);
        return true;
      }
      return false;
    }

    @Override
    protected void close() {
      text = null;
    }

    @Override
    protected Position position() {
      return Position.of(Enquiries.class, "input", text, WAYPOINTS, step);
    }
  }

  /** What runs ahead of {@code answer}. */
  private static final class BeforeAnswerFrame extends Frame {
    private static final int QUESTIONS = 0;
    private static final int END = 1;

    private final Enquiries stages;
    private final BoundFlow outputs;
    private final RunFrame runFrame;
    private final QuestionsFrame questionsFrame;
    private int step;

    BeforeAnswerFrame(RunFrame runFrame) {
      stages = runFrame.stages;
      outputs = runFrame.outputs;
      this.runFrame = runFrame;
      questionsFrame = new QuestionsFrame(this);
    }

    /** Starts to run ahead, on a stack of its own. */
    void enter(FlowStack stack) {
      step = QUESTIONS;
      stack.push(this);
    }

    @Override
    protected int run(FlowStack stack, int budget) throws Exception {
      if (resume(stack)) {
        return budget;
      }
      stack.pop(this);
      close();
      return budget - 1;
    }

    /**
     * Takes the item in hand through its remaining steps.
     *
     * @return true if the frame must return: it is halted, or pushed another one
     */
    private boolean resume(FlowStack stack) throws Exception {
      if (step == QUESTIONS) {
        List<String> source = stages.questions(runFrame.text);
        step = END;
        if (source != null) {
          questionsFrame.enter(stack, source);
          return true;
        }
        stack.dropped("questions");
      }
      return false;
    }

    @Override
    protected void close() {
    }
  }

  /** What happens to each item of {@code questions}. */
  private static final class QuestionsFrame extends Frame {
    private static final int NEXT = 0;
    private static final int GOES_ON = 1;
    private static final int ANSWER = 2;

    private static final Waypoint[] WAYPOINTS = {
      Waypoint.NONE,
      Waypoint.at("goesOn"),
      Waypoint.at("answer")
    };

    private final Enquiries stages;
    private final BoundFlow outputs;
    private final RunFrame runFrame;
    private List<String> source;
    private Iterator<String> iterator;
    private long taken;
    private String question;
    private int step;

    QuestionsFrame(BeforeAnswerFrame beforeAnswerFrame) {
      stages = beforeAnswerFrame.stages;
      outputs = beforeAnswerFrame.outputs;
      runFrame = beforeAnswerFrame.runFrame;
    }

    /** Starts to walk what {@code questions} returned. */
    void enter(FlowStack stack, List<String> source) {
      this.source = source;
      stack.push(this);
      taken = 0;
    }

    @Override
    protected int run(FlowStack stack, int budget) throws Exception {
      if (step != NEXT && (resume(stack) || stack.isHalted())) {
        return budget;
      }
      if (source == null) {
        end(stack);
        return budget;
      }
      if (iterator == null) {
        iterator = source.iterator();
      }
      Iterator<String> iterator = this.iterator;
      int left = budget;
      try {
        while (left > 0) {
          if (!iterator.hasNext()) {
            end(stack);
            break;
          }
          String question = iterator.next();
          left--;
          if (question == null) {
            if (stack.isHalted()) {
              break;
            }
            continue;
          }
          if (stack.isHalted()) {
            this.question = question;
            step = GOES_ON;
            break;
          }
          int at = GOES_ON;
          try {
            if (!stages.goesOn(question)) {
              stack.dropped("goesOn");
              this.question = question;
              stack.leave(this);
              break;
            }
            if (stack.isHalted()) {
              this.question = question;
              step = ANSWER;
              break;
            }
            at = ANSWER;
            try {
              runFrame.answerFrame.source.add(stack, new AnswerInFlight(stages, outputs, question));
            } catch (PauseFlow pause) {
              this.question = question;
              step = ANSWER;
              stack.pause(pause);
              break;
            }
            if (stack.isHalted()) {
              this.question = question;
              break;
            }
          } catch (Throwable failure) {
            this.question = question;
            step = at;
            throw failure;
          }
        }
      } finally {
        taken += budget - left;
      }
      return left;
    }

    /**
     * Takes the item in hand through its remaining steps, after a pause or the end of a slice.
     * The loop calls the same stages for all other items: without tests of the step it is faster.
     *
     * @return true if the frame must return: it is halted, or pushed another one
     */
    private boolean resume(FlowStack stack) throws Exception {
      if (step == GOES_ON) {
        if (stages.goesOn(question)) {
          step = ANSWER;
        } else {
          stack.dropped("goesOn");
          step = NEXT;
          stack.leave(this);
        }
        if (stack.isHalted()) {
          return true;
        }
      }
      if (step == ANSWER) {
        runFrame.answerFrame.source.add(stack, new AnswerInFlight(stages, outputs, question));
        step = NEXT;
      }
      return false;
    }

    /** Leaves the stack and closes the source. */
    private void end(FlowStack stack) throws Exception {
      stack.pop(this);
      close();
    }

    @Override
    protected void endSource() throws Exception {
      List<String> closing = source;
      source = null;
      Iterator<String> walking = iterator;
      iterator = null;
      Sources.close(closing, walking);
    }

    @Override
    protected void close() throws Exception {
      question = null;
      endSource();
    }

    @Override
    protected Position position() {
      return Position.of(Enquiries.class, "questions", source, taken, question, WAYPOINTS, step);
    }
  }

  /** What happens to each value of {@code answer}. */
  private static final class AnswerFrame extends Frame {
    private static final int NEXT = 0;
    private static final int LINE = 1;
    private static final int EMIT = 2;

    private static final Waypoint[] WAYPOINTS = {
      Waypoint.NONE.after("sink"),
      Waypoint.at("line"),
      Waypoint.at("sink")
    };

    private final Enquiries stages;
    private final Sink<? super String> sink;
    private Window<AnswerInFlight> source;
    private long taken;
    private String answer;
    private String line;
    private String question;
    private int step;

    AnswerFrame(RunFrame runFrame) {
      stages = runFrame.stages;
      sink = runFrame.sink;
    }

    /** Starts to walk what {@code answer} returned. */
    void enter(FlowStack stack, Window<AnswerInFlight> source) {
      this.source = source;
      stack.push(this);
      taken = 0;
    }

    @Override
    protected int run(FlowStack stack, int budget) throws Exception {
      if (step != NEXT && (resume(stack) || stack.isHalted())) {
        return budget;
      }
      question = null;
      line = null;
      Window<AnswerInFlight> source = this.source;
      int left = budget;
      try {
        while (left > 0) {
          AnswerInFlight answerInFlight = source.next();
          if (answerInFlight == null) {
            if (source.hasEnded()) {
              end(stack);
            }
            break;
          }
          String answer = answerInFlight.value();
          question = answerInFlight.question;
          left--;
          if (stack.isHalted()) {
            this.answer = answer;
            step = LINE;
            break;
          }
          int at = LINE;
          try {
            String line = stages.line(answer, question);
            if (line == null) {
              stack.dropped("line");
              if (stack.isHalted()) {
                break;
              }
              continue;
            }
            if (stack.isHalted()) {
              this.answer = answer;
              this.line = line;
              step = EMIT;
              break;
            }
            at = EMIT;
            try {
              sink.accept(line);
            } catch (PauseFlow pause) {
              this.answer = answer;
              this.line = line;
              step = EMIT;
              stack.pause(pause);
              break;
            }
            if (stack.isHalted()) {
              this.answer = answer;
              break;
            }
          } catch (Throwable failure) {
            this.answer = answer;
            step = at;
            throw failure;
          }
        }
      } finally {
        taken += budget - left;
      }
      return left;
    }

    /**
     * Takes the item in hand through its remaining steps, after a pause or the end of a slice.
     * The loop calls the same stages for all other items: without tests of the step it is faster.
     *
     * @return true if the frame must return: it is halted, or pushed another one
     */
    private boolean resume(FlowStack stack) throws Exception {
      if (step == LINE) {
        line = stages.line(answer, question);
        if (line == null) {
          stack.dropped("line");
          step = NEXT;
        } else {
          step = EMIT;
        }
        if (stack.isHalted()) {
          return true;
        }
      }
      if (step == EMIT) {
        question = null;
        sink.accept(line);
        step = NEXT;
      }
      return false;
    }

    /** Leaves the stack and closes the source. */
    private void end(FlowStack stack) throws Exception {
      stack.pop(this);
      close();
    }

    @Override
    protected void close() {
      answer = null;
      line = null;
      question = null;
      source = null;
    }

    @Override
    protected Parts parts() {
      return source;
    }

    @Override
    protected Position position() {
      return Position.of(Enquiries.class, "answer", source, taken, answer, WAYPOINTS, step);
    }
  }

  /** An item that is in {@code answer}, with what later stages take. */
  private static final class AnswerInFlight extends InFlightCall<String> {
    private static final Waypoint[] WAYPOINTS = {Waypoint.at("answer")};

    private final Enquiries stages;
    private final BoundFlow outputs;
    private final String question;
    private final GuardedCall<String> guardedAnswer = guardAnswer();

    AnswerInFlight(Enquiries stages, BoundFlow outputs, String question) {
      this.stages = stages;
      this.outputs = outputs;
      this.question = question;
    }

    @Override
    protected String call(FlowStack stack) throws Exception {
      return stack.given("answer", guardedAnswer.call(stack));
    }

    /** Returns the guarded call of {@code answer}. */
    private GuardedCall<String> guardAnswer() {
      return new GuardedCall<String>(
              "answer",
              stack -> stack.await(() -> stages.answer(question)))
          .<IllegalStateException, String>recoverTo(
              IllegalStateException.class,
              (stack, failure) -> stages.reject(question, failure),
              rejected -> outputs.rejects.accept(rejected),
              null);
    }

    @Override
    protected Position position() {
      return Position.of(Enquiries.class, "questions", null, number(), question, WAYPOINTS, 0);
    }
  }
}
