package shop;

import dev.stageflow.FlowDescription;
import dev.stageflow.FlowIterator;
import dev.stageflow.FlowOptions;
import dev.stageflow.PauseFlow;
import dev.stageflow.Sink;
import dev.stageflow.internal.flow.AbstractFlow;
import dev.stageflow.internal.flow.Definitions;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Frame;
import dev.stageflow.internal.guard.GuardedCall;
import dev.stageflow.internal.position.Position;
import dev.stageflow.internal.position.Waypoint;
import dev.stageflow.internal.source.FlowIterators;
import dev.stageflow.internal.source.Sources;
import java.io.IOException;
import java.lang.Exception;
import java.lang.Integer;
import java.lang.Override;
import java.lang.RuntimeException;
import java.lang.String;
import java.lang.Throwable;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collector;
import javax.annotation.processing.Generated;

/**
 * The flow of {@link Receipts}, from {@code String} to {@code Integer}.
 *
 * <ol>
 *   <li>{@code lines} gives any number of {@code String} for each item; recovers from {@code
 *       IOException} on a worker thread
 *   <li>{@code amount} makes {@code int} of each item; recovers from {@code RuntimeException} on a
 *       worker thread
 *   <li>{@code taxed} makes {@code int} of each item; recovers from {@code RuntimeException} on a
 *       worker thread
 * </ol>
 *
 * <pre>{@code
 * flowchart TD
 *   input(["String"])
 *   stage0[["lines<br>recovers from 'IOException' on a worker thread"]]
 *   stage1["amount<br>recovers from 'RuntimeException' on a worker thread"]
 *   stage2["taxed<br>recovers from 'RuntimeException' on a worker thread"]
 *   input --> stage0
 *   stage0 -- "String" --> stage1
 *   stage1 -- "int" --> stage2
 *   output(["output"])
 *   stage2 -- "int" --> output
 * }</pre>
 *
 * @see Receipts#lines
 * @see Receipts#amount
 * @see Receipts#taxed
 * @see Receipts#archived
 * @see Receipts#note
 */
@Generated("dev.stageflow.processor.FlowProcessor")
public final class ReceiptsFlow extends AbstractFlow<String, Integer> {
  private final Definitions<Receipts> definitions;

  private ReceiptsFlow(Definitions<Receipts> definitions, FlowOptions options) {
    super(options);
    this.definitions = definitions;
  }

  /**
   * A flow all of whose runs share a definition, which must not change.
   *
   * @param definition has the stages
   * @return the flow
   */
  public static ReceiptsFlow of(Receipts definition) {
    return new ReceiptsFlow(Definitions.shared(definition), FlowOptions.defaults());
  }

  /**
   * A flow with a definition of its own.
   *
   * @return the flow
   */
  public static ReceiptsFlow create() {
    return of(new Receipts());
  }

  /**
   * A flow each of whose runs has a definition of its own, which may hold state. One that is
   * {@code AutoCloseable} is closed as the last thing of its run.
   *
   * @param definitions makes a definition for each run, never null
   * @return the flow
   */
  public static ReceiptsFlow perRun(Supplier<? extends Receipts> definitions) {
    return new ReceiptsFlow(Definitions.perRun(definitions), FlowOptions.defaults());
  }

  @Override
  public ReceiptsFlow using(FlowOptions options) {
    return new ReceiptsFlow(definitions, options);
  }

  @Override
  public void run(String receipt) {
    runHere(receipt);
  }

  @Override
  public List<Integer> collect(String receipt) {
    return collectHere(receipt);
  }

  @Override
  public <R> R collect(String receipt, Collector<? super Integer, ?, R> collector) {
    return collectHere(receipt, collector);
  }

  @Override
  public Integer single(String receipt) {
    return singleHere(receipt);
  }

  @Override
  protected Frame begin(String receipt, Sink<? super Integer> sink) {
    return definitions.begin(stages -> new RunFrame(stages, receipt, sink));
  }

  @Override
  public FlowDescription describe() {
    return new FlowDescription("Receipts", "String", List.of(
        new FlowDescription.Stage("lines", FlowDescription.Kind.SEQUENCE, "String", false, null,
            "recovers from 'IOException' on a worker thread"),
        new FlowDescription.Stage("amount", FlowDescription.Kind.FUNCTION, "int", false, null,
            "recovers from 'RuntimeException' on a worker thread"),
        new FlowDescription.Stage("taxed", FlowDescription.Kind.FUNCTION, "int", false, null,
            "recovers from 'RuntimeException' on a worker thread")));
  }

  /** One run: what happens to its input. */
  private static final class RunFrame extends Frame {
    private static final int LINES = 0;
    private static final int END = 1;

    private static final Waypoint[] WAYPOINTS = {
      Waypoint.at("lines"),
      Waypoint.NONE.after("lines")
    };

    private final Receipts stages;
    private final Sink<? super Integer> sink;
    private final LinesFrame linesFrame;
    private String receipt;
    private final GuardedCall<FlowIterator<String>> guardedLines = guardLines();
    private int step;

    RunFrame(Receipts stages, String receipt, Sink<? super Integer> sink) {
      this.stages = stages;
      this.receipt = receipt;
      this.sink = sink;
      linesFrame = new LinesFrame(this);
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
      if (step == LINES) {
        FlowIterator<String> source = guardedLines.open(stack);
        step = END;
        if (source != null) {
          linesFrame.enter(stack, source);
          return true;
        }
        stack.dropped("lines");
      }
      return false;
    }

    /** Returns the guarded call of {@code lines}. */
    private GuardedCall<FlowIterator<String>> guardLines() {
      return new GuardedCall<FlowIterator<String>>(
              "lines",
              stack -> FlowIterators.ofIterable(stages.lines(receipt)))
          .recover(IOException.class, (stack, failure) -> stack.tunnel("Receipts.archived", 16,
              () -> FlowIterators.ofIterable(stages.archived(receipt, failure))));
    }

    @Override
    protected void close() {
      receipt = null;
      guardedLines.end();
    }

    @Override
    protected Position position() {
      return Position.of(Receipts.class, "input", receipt, WAYPOINTS, step);
    }
  }

  /** What happens to each item of {@code lines}. */
  private static final class LinesFrame extends Frame {
    private static final int NEXT = 0;
    private static final int AMOUNT = 1;
    private static final int TAXED = 2;
    private static final int EMIT = 3;

    private static final Waypoint[] WAYPOINTS = {
      Waypoint.NONE.after("sink"),
      Waypoint.at("amount"),
      Waypoint.at("taxed"),
      Waypoint.at("sink")
    };

    private final Receipts stages;
    private final Sink<? super Integer> sink;
    private final RunFrame runFrame;
    private FlowIterator<String> source;
    private long taken;
    private String line;
    private int amount;
    private int taxed;
    private final GuardedCall<Integer> guardedAmount = guardAmount();
    private final GuardedCall<Integer> guardedTaxed = guardTaxed();
    private int step;

    LinesFrame(RunFrame runFrame) {
      stages = runFrame.stages;
      sink = runFrame.sink;
      this.runFrame = runFrame;
    }

    /** Starts to walk what {@code lines} returned. */
    void enter(FlowStack stack, FlowIterator<String> source) {
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
      FlowIterator<String> source = this.source;
      int left = budget;
      try {
        while (left > 0) {
          String line;
          try {
            line = source.next();
          } catch (Throwable failure) {
            runFrame.guardedLines.sourceFailed(stack, this, failure, taken + budget - left);
            runFrame.step = RunFrame.LINES;
            break;
          }
          if (line == null) {
            end(stack);
            break;
          }
          left--;
          if (stack.isHalted()) {
            this.line = line;
            step = AMOUNT;
            break;
          }
          int at = AMOUNT;
          try {
            int amount;
            try {
              amount = stages.amount(line);
            } catch (RuntimeException failure) {
              this.line = line;
              step = AMOUNT;
              guardedAmount.failed(stack, failure);
              break;
            }
            if (stack.isHalted()) {
              this.line = line;
              this.amount = amount;
              step = TAXED;
              break;
            }
            at = TAXED;
            int taxed;
            try {
              taxed = stages.taxed(amount);
            } catch (RuntimeException failure) {
              this.line = line;
              this.amount = amount;
              step = TAXED;
              guardedTaxed.failed(stack, failure);
              break;
            }
            if (stack.isHalted()) {
              this.line = line;
              this.taxed = taxed;
              step = EMIT;
              break;
            }
            at = EMIT;
            try {
              sink.accept(taxed);
            } catch (PauseFlow pause) {
              this.line = line;
              this.taxed = taxed;
              step = EMIT;
              stack.pause(pause);
              break;
            }
            if (stack.isHalted()) {
              this.line = line;
              break;
            }
          } catch (Throwable failure) {
            this.line = line;
            step = at;
            if (at > AMOUNT) {
              stack.requireNoPause(failure);
            }
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
      if (step == AMOUNT) {
        Integer amountFound = guardedAmount.call(stack);
        if (amountFound == null) {
          stack.dropped("amount");
          step = NEXT;
        } else {
          amount = amountFound;
          step = TAXED;
        }
        if (stack.isHalted()) {
          return true;
        }
      }
      if (step == TAXED) {
        Integer taxedFound = guardedTaxed.call(stack);
        if (taxedFound == null) {
          stack.dropped("taxed");
          step = NEXT;
        } else {
          taxed = taxedFound;
          step = EMIT;
        }
        if (stack.isHalted()) {
          return true;
        }
      }
      if (step == EMIT) {
        sink.accept(taxed);
        step = NEXT;
      }
      return false;
    }

    /** Returns the guarded call of {@code amount}. */
    private GuardedCall<Integer> guardAmount() {
      return new GuardedCall<Integer>(
              "amount",
              stack -> stages.amount(line))
          .recover(RuntimeException.class, (stack, failure) -> stack.tunnel("Receipts.note",
              () -> stages.note(line, failure)));
    }

    /** Returns the guarded call of {@code taxed}. */
    private GuardedCall<Integer> guardTaxed() {
      return new GuardedCall<Integer>(
              "taxed",
              stack -> stages.taxed(amount))
          .recover(RuntimeException.class, (stack, failure) -> stack.tunnel("Receipts.note",
              () -> stages.note(amount, failure)));
    }

    /** Leaves the stack and closes the source. */
    private void end(FlowStack stack) throws Exception {
      stack.pop(this);
      runFrame.guardedLines.end();
      close();
    }

    @Override
    protected void endSource() throws Exception {
      FlowIterator<String> closing = source;
      source = null;
      Sources.close(closing);
    }

    @Override
    protected void close() throws Exception {
      line = null;
      guardedAmount.end();
      guardedTaxed.end();
      endSource();
    }

    @Override
    protected Position position() {
      return Position.of(Receipts.class, "lines", source, taken, line, WAYPOINTS, step);
    }
  }
}
