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
import dev.stageflow.internal.position.Position;
import dev.stageflow.internal.position.Waypoint;
import dev.stageflow.internal.source.FlowIterators;
import dev.stageflow.internal.source.Sources;
import java.io.IOException;
import java.lang.Exception;
import java.lang.Integer;
import java.lang.Long;
import java.lang.Override;
import java.lang.String;
import java.lang.Throwable;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collector;
import javax.annotation.processing.Generated;

/**
 * The flow of {@link Prices}, from {@code Prices.Order} to {@code Long}.
 *
 * <ol>
 *   <li>{@code articles} gives any number of {@code String} for each item; on a worker thread
 *   <li>{@code price} makes {@code Integer} of each item
 *   <li>{@code save} makes {@code long} of each item; on a worker thread
 *   <li>{@code sum} gathers all items of the run into {@code long}
 * </ol>
 *
 * <pre>{@code
 * flowchart TD
 *   input(["Prices.Order"])
 *   stage0[["articles<br>on a worker thread"]]
 *   stage1["price"]
 *   stage2["save<br>on a worker thread"]
 *   stage3[("sum")]
 *   input --> stage0
 *   stage0 -- "String" --> stage1
 *   stage1 -- "Integer" --> stage2
 *   stage2 -- "long" --> stage3
 *   output(["output"])
 *   stage3 -- "long" --> output
 * }</pre>
 *
 * @see Prices#articles
 * @see Prices#price
 * @see Prices#save
 * @see Prices#sum
 */
@Generated("dev.stageflow.processor.FlowProcessor")
public final class PricesFlow extends AbstractFlow<Prices.Order, Long> {
  private final Definitions<Prices> definitions;

  private PricesFlow(Definitions<Prices> definitions, FlowOptions options) {
    super(options);
    this.definitions = definitions;
  }

  /**
   * A flow all of whose runs share a definition, which must not change.
   *
   * @param definition has the stages
   * @return the flow
   */
  public static PricesFlow of(Prices definition) {
    return new PricesFlow(Definitions.shared(definition), FlowOptions.defaults());
  }

  /**
   * A flow with a definition of its own.
   *
   * @return the flow
   */
  public static PricesFlow create() {
    return of(new Prices());
  }

  /**
   * A flow each of whose runs has a definition of its own, which may hold state. One that is
   * {@code AutoCloseable} is closed as the last thing of its run.
   *
   * @param definitions makes a definition for each run, never null
   * @return the flow
   */
  public static PricesFlow perRun(Supplier<? extends Prices> definitions) {
    return new PricesFlow(Definitions.perRun(definitions), FlowOptions.defaults());
  }

  @Override
  public PricesFlow using(FlowOptions options) {
    return new PricesFlow(definitions, options);
  }

  @Override
  public void run(Prices.Order order) throws IOException {
    runHere(order);
  }

  @Override
  public List<Long> collect(Prices.Order order) throws IOException {
    return collectHere(order);
  }

  @Override
  public <R> R collect(Prices.Order order, Collector<? super Long, ?, R> collector) throws
      IOException {
    return collectHere(order, collector);
  }

  @Override
  public Long single(Prices.Order order) throws IOException {
    return singleHere(order);
  }

  @Override
  protected Frame begin(Prices.Order order, Sink<? super Long> sink) {
    return definitions.begin(stages -> new RunFrame(stages, order, sink));
  }

  @Override
  public FlowDescription describe() {
    return new FlowDescription("Prices", "Prices.Order", List.of(
        new FlowDescription.Stage("articles", FlowDescription.Kind.SEQUENCE, "String", false, null,
            "on a worker thread"),
        new FlowDescription.Stage("price", FlowDescription.Kind.FUNCTION, "Integer", false, null),
        new FlowDescription.Stage("save", FlowDescription.Kind.FUNCTION, "long", false, null,
            "on a worker thread"),
        new FlowDescription.Stage("sum", FlowDescription.Kind.ACCUMULATE, "long", false, null)));
  }

  /** One run: what happens to its input. */
  private static final class RunFrame extends Frame {
    private static final int OPEN_RUN = 0;
    private static final int ARTICLES = 1;
    private static final int FINISH_SUM = 2;
    private static final int EMIT = 3;
    private static final int END = 4;

    private static final Waypoint[] WAYPOINTS = {
      Waypoint.NONE,
      Waypoint.at("articles"),
      Waypoint.at("sum").after("articles"),
      Waypoint.at("sink"),
      Waypoint.NONE.after("sink")
    };

    private final Prices stages;
    private final Sink<? super Long> sink;
    private final ArticlesFrame articlesFrame;
    private Prices.Order order;
    private long sum;
    private long sumBucket;
    private boolean sumBucketFilled;
    private int step;

    RunFrame(Prices stages, Prices.Order order, Sink<? super Long> sink) {
      this.stages = stages;
      this.order = order;
      this.sink = sink;
      articlesFrame = new ArticlesFrame(this);
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
        sumBucket = 0L;
        sumBucketFilled = false;
        step = ARTICLES;
      }
      if (step == ARTICLES) {
        FlowIterator<String> source = stack.tunnel("Prices.articles", 16384,
            () -> FlowIterators.ofStream(stages.articles(order)));
        step = FINISH_SUM;
        if (source != null) {
          articlesFrame.enter(stack, source);
          return true;
        }
        stack.dropped("articles");
        if (stack.isHalted()) {
          return true;
        }
      }
      if (step == FINISH_SUM) {
        if (sumBucketFilled) {
          sum = sumBucket;
          step = EMIT;
        } else {
          step = END;
        }
        if (stack.isHalted()) {
          return true;
        }
      }
      if (step == EMIT) {
        sink.accept(sum);
        step = END;
      }
      return false;
    }

    @Override
    protected void close() {
      order = null;
    }

    @Override
    protected Position position() {
      return Position.of(Prices.class, "input", order, WAYPOINTS, step);
    }
  }

  /** What happens to each item of {@code articles}. */
  private static final class ArticlesFrame extends Frame {
    private static final int NEXT = 0;
    private static final int PRICE = 1;
    private static final int SAVE = 2;
    private static final int SUM = 3;

    private static final Waypoint[] WAYPOINTS = {
      Waypoint.NONE,
      Waypoint.at("price"),
      Waypoint.at("save"),
      Waypoint.at("sum")
    };

    private final Prices stages;
    private final RunFrame runFrame;
    private FlowIterator<String> source;
    private long taken;
    private String article;
    private Integer price;
    private long save;
    private int step;

    ArticlesFrame(RunFrame runFrame) {
      stages = runFrame.stages;
      this.runFrame = runFrame;
    }

    /** Starts to walk what {@code articles} returned. */
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
      price = null;
      if (source == null) {
        end(stack);
        return budget;
      }
      Prices.Order order = runFrame.order;
      long sumBucket = runFrame.sumBucket;
      boolean sumBucketFilled = runFrame.sumBucketFilled;
      FlowIterator<String> source = this.source;
      int left = budget;
      try {
        while (left > 0) {
          String article = source.next();
          if (article == null) {
            end(stack);
            break;
          }
          left--;
          if (stack.isHalted()) {
            this.article = article;
            step = PRICE;
            break;
          }
          int at = PRICE;
          try {
            Integer price;
            try {
              price = stack.await(() -> stages.price(article));
            } catch (PauseFlow pause) {
              this.article = article;
              step = PRICE;
              stack.pause(pause);
              break;
            }
            if (price == null) {
              stack.dropped("price");
              if (stack.isHalted()) {
                break;
              }
              continue;
            }
            if (stack.isHalted()) {
              this.article = article;
              this.price = price;
              step = SAVE;
              break;
            }
            at = SAVE;
            long save;
            try {
              save = stack.tunnel("Prices.save", () -> stages.save(price, order));
            } catch (PauseFlow pause) {
              this.article = article;
              this.price = price;
              step = SAVE;
              stack.pause(pause);
              break;
            }
            if (stack.isHalted()) {
              this.article = article;
              this.save = save;
              step = SUM;
              break;
            }
            at = SUM;
            sumBucket = stages.sum(sumBucket, save);
            sumBucketFilled = true;
            if (stack.isHalted()) {
              this.article = article;
              break;
            }
          } catch (Throwable failure) {
            this.article = article;
            step = at;
            if (at > SAVE) {
              stack.requireNoPause(failure);
            }
            throw failure;
          }
        }
      } finally {
        taken += budget - left;
        runFrame.sumBucket = sumBucket;
        runFrame.sumBucketFilled = sumBucketFilled;
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
      if (step == PRICE) {
        price = stack.await(() -> stages.price(article));
        if (price == null) {
          stack.dropped("price");
          step = NEXT;
        } else {
          step = SAVE;
        }
        if (stack.isHalted()) {
          return true;
        }
      }
      if (step == SAVE) {
        save = stack.tunnel("Prices.save", () -> stages.save(price, runFrame.order));
        step = SUM;
        if (stack.isHalted()) {
          return true;
        }
      }
      if (step == SUM) {
        price = null;
        runFrame.sumBucket = stages.sum(runFrame.sumBucket, save);
        runFrame.sumBucketFilled = true;
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
      FlowIterator<String> closing = source;
      source = null;
      Sources.close(closing);
    }

    @Override
    protected void close() throws Exception {
      article = null;
      price = null;
      endSource();
    }

    @Override
    protected Position position() {
      return Position.of(Prices.class, "articles", source, taken, article, WAYPOINTS, step);
    }
  }
}
