package shop;

import dev.stageflow.FlowDescription;
import dev.stageflow.FlowOptions;
import dev.stageflow.Sink;
import dev.stageflow.internal.flow.AbstractFlow;
import dev.stageflow.internal.flow.Definitions;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Frame;
import dev.stageflow.internal.position.Position;
import dev.stageflow.internal.position.Waypoint;
import dev.stageflow.internal.source.Sources;
import java.lang.Exception;
import java.lang.Override;
import java.lang.String;
import java.lang.Throwable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collector;
import javax.annotation.processing.Generated;

/**
 * The flow of {@link Batches}, from {@code List<String>} to {@code String}.
 *
 * <ol>
 *   <li>{@code words} gives any number of {@code String} for each item
 *   <li>{@code add} gathers all items of the run into {@code String}; passes a batch on when it is
 *       full; passes on an empty one if nothing came
 * </ol>
 *
 * <pre>{@code
 * flowchart TD
 *   input(["List#lt;String#gt;"])
 *   stage0[["words"]]
 *   stage1[("add<br>passes a batch on when it is full<br>passes on an empty one if nothing came")]
 *   input --> stage0
 *   stage0 -- "String" --> stage1
 *   output(["output"])
 *   stage1 -- "String" --> output
 * }</pre>
 *
 * @see Batches#words
 * @see Batches#add
 */
@Generated("dev.stageflow.processor.FlowProcessor")
public final class BatchesFlow extends AbstractFlow<List<String>, String> {
  private final Definitions<Batches> definitions;

  private BatchesFlow(Definitions<Batches> definitions, FlowOptions options) {
    super(options);
    this.definitions = definitions;
  }

  /**
   * A flow all of whose runs share a definition, which must not change.
   *
   * @param definition has the stages
   * @return the flow
   */
  public static BatchesFlow of(Batches definition) {
    return new BatchesFlow(Definitions.shared(definition), FlowOptions.defaults());
  }

  /**
   * A flow with a definition of its own.
   *
   * @return the flow
   */
  public static BatchesFlow create() {
    return of(new Batches());
  }

  /**
   * A flow each of whose runs has a definition of its own, which may hold state. One that is
   * {@code AutoCloseable} is closed as the last thing of its run.
   *
   * @param definitions makes a definition for each run, never null
   * @return the flow
   */
  public static BatchesFlow perRun(Supplier<? extends Batches> definitions) {
    return new BatchesFlow(Definitions.perRun(definitions), FlowOptions.defaults());
  }

  @Override
  public BatchesFlow using(FlowOptions options) {
    return new BatchesFlow(definitions, options);
  }

  @Override
  public void run(List<String> words) {
    runHere(words);
  }

  @Override
  public List<String> collect(List<String> words) {
    return collectHere(words);
  }

  @Override
  public <R> R collect(List<String> words, Collector<? super String, ?, R> collector) {
    return collectHere(words, collector);
  }

  @Override
  public String single(List<String> words) {
    return singleHere(words);
  }

  @Override
  protected Frame begin(List<String> words, Sink<? super String> sink) {
    return definitions.begin(stages -> new RunFrame(stages, words, sink));
  }

  @Override
  public FlowDescription describe() {
    return new FlowDescription("Batches", "List<String>", List.of(
        new FlowDescription.Stage("words", FlowDescription.Kind.SEQUENCE, "String", false, null),
        new FlowDescription.Stage("add", FlowDescription.Kind.ACCUMULATE, "String", false, null,
            "passes a batch on when it is full", "passes on an empty one if nothing came")));
  }

  /** One run: what happens to its input. */
  private static final class RunFrame extends Frame {
    private static final int OPEN_RUN = 0;
    private static final int WORDS = 1;
    private static final int FINISH_ADD = 2;
    private static final int END = 3;

    private static final Waypoint[] WAYPOINTS = {
      Waypoint.NONE,
      Waypoint.at("words"),
      Waypoint.at("add").after("words"),
      Waypoint.NONE.after("add")
    };

    private final Batches stages;
    private final Sink<? super String> sink;
    private final WordsFrame wordsFrame;
    private final AfterAddFrame afterAddFrame;
    private List<String> words;
    private List<String> addBucket;
    private boolean addBucketFilled;
    private boolean addBucketPassed;
    private int step;

    RunFrame(Batches stages, List<String> words, Sink<? super String> sink) {
      this.stages = stages;
      this.words = words;
      this.sink = sink;
      wordsFrame = new WordsFrame(this);
      afterAddFrame = new AfterAddFrame(this);
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
      if (step == OPEN_RUN) {
        addBucket = new ArrayList<>();
        addBucketFilled = false;
        addBucketPassed = false;
        step = WORDS;
      }
      if (step == WORDS) {
        Iterator<String> source = stages.words(words);
        step = FINISH_ADD;
        if (source != null) {
          wordsFrame.enter(stack, source);
          return true;
        }
        stack.dropped("words");
        if (stack.isHalted()) {
          return true;
        }
      }
      if (step == FINISH_ADD) {
        if (addBucketFilled || !addBucketPassed) {
          String add = stages.batch(addBucket);
          addBucket = null;
          step = END;
          if (add != null) {
            afterAddFrame.enter(stack, add);
            return true;
          }
        } else {
          step = END;
        }
      }
      return false;
    }

    @Override
    protected void close() {
      words = null;
      addBucket = null;
    }

    @Override
    protected Position position() {
      return Position.of(Batches.class, "input", words, WAYPOINTS, step);
    }
  }

  /** What happens to each item of {@code words}. */
  private static final class WordsFrame extends Frame {
    private static final int NEXT = 0;
    private static final int ADD = 1;
    private static final int ADD_FULL = 2;
    private static final int PASS_ADD = 3;

    private static final Waypoint[] WAYPOINTS = {
      Waypoint.NONE.after("add"),
      Waypoint.at("add"),
      Waypoint.at("add"),
      Waypoint.at("add")
    };

    private final Batches stages;
    private final RunFrame runFrame;
    private Iterator<String> source;
    private long taken;
    private String word;
    private int step;

    WordsFrame(RunFrame runFrame) {
      stages = runFrame.stages;
      this.runFrame = runFrame;
    }

    /** Starts to walk what {@code words} returned. */
    void enter(FlowStack stack, Iterator<String> source) {
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
      List<String> addBucket = runFrame.addBucket;
      boolean addBucketFilled = runFrame.addBucketFilled;
      Iterator<String> source = this.source;
      int left = budget;
      try {
        while (left > 0) {
          if (!source.hasNext()) {
            end(stack);
            break;
          }
          String word = source.next();
          left--;
          if (word == null) {
            if (stack.isHalted()) {
              break;
            }
            continue;
          }
          if (stack.isHalted()) {
            this.word = word;
            step = ADD;
            break;
          }
          int at = ADD;
          try {
            stages.add(addBucket, word);
            addBucketFilled = true;
            if (stack.isHalted()) {
              this.word = word;
              step = ADD_FULL;
              break;
            }
            at = ADD_FULL;
            if (stages.full(addBucket)) {
              this.word = word;
              step = PASS_ADD;
              break;
            }
            if (stack.isHalted()) {
              this.word = word;
              break;
            }
          } catch (Throwable failure) {
            this.word = word;
            step = at;
            throw failure;
          }
        }
      } finally {
        taken += budget - left;
        runFrame.addBucket = addBucket;
        runFrame.addBucketFilled = addBucketFilled;
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
      if (step == ADD) {
        stages.add(runFrame.addBucket, word);
        runFrame.addBucketFilled = true;
        step = ADD_FULL;
        if (stack.isHalted()) {
          return true;
        }
      }
      if (step == ADD_FULL) {
        step = stages.full(runFrame.addBucket) ? PASS_ADD : NEXT;
        if (stack.isHalted()) {
          return true;
        }
      }
      if (step == PASS_ADD) {
        String add = stages.batch(runFrame.addBucket);
        runFrame.addBucket = new ArrayList<>();
        runFrame.addBucketFilled = false;
        runFrame.addBucketPassed = true;
        step = NEXT;
        if (add != null) {
          runFrame.afterAddFrame.enter(stack, add);
          return true;
        }
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
      Iterator<String> closing = source;
      source = null;
      Sources.close(closing);
    }

    @Override
    protected void close() throws Exception {
      word = null;
      endSource();
    }

    @Override
    protected Position position() {
      return Position.of(Batches.class, "words", source, taken, word, WAYPOINTS, step);
    }
  }

  /** What happens to a value that {@code add} passes on. */
  private static final class AfterAddFrame extends Frame {
    private static final int EMIT = 0;
    private static final int END = 1;

    private static final Waypoint[] WAYPOINTS = {
      Waypoint.at("sink"),
      Waypoint.NONE.after("sink")
    };

    private final Sink<? super String> sink;
    private String add;
    private int step;

    AfterAddFrame(RunFrame runFrame) {
      sink = runFrame.sink;
    }

    /** Starts a value on its way. */
    void enter(FlowStack stack, String add) {
      this.add = add;
      step = EMIT;
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
      if (step == EMIT) {
        sink.accept(add);
        step = END;
      }
      return false;
    }

    @Override
    protected void close() {
      add = null;
    }

    @Override
    protected Position position() {
      return Position.of(Batches.class, "add", add, WAYPOINTS, step);
    }
  }
}
