package shop;

import dev.stageflow.FlowDescription;
import dev.stageflow.FlowIterator;
import dev.stageflow.FlowOptions;
import dev.stageflow.PauseFlow;
import dev.stageflow.RetryPolicy;
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
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.Exception;
import java.lang.Integer;
import java.lang.NumberFormatException;
import java.lang.Override;
import java.lang.String;
import java.lang.Throwable;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collector;
import javax.annotation.processing.Generated;

/**
 * The flow of {@link Quotes}, from {@code String} to {@code Integer}.
 *
 * <ol>
 *   <li>{@code articles} gives any number of {@code String} for each item; tried again up to 2
 *       times; recovers from {@code FileNotFoundException}
 *   <li>{@code price} makes {@code int} of each item; recovers from {@code NumberFormatException}
 * </ol>
 *
 * <pre>{@code
 * flowchart TD
 *   input(["String"])
 *   stage0[["articles<br>tried again up to 2 times<br>recovers from 'FileNotFoundException'"]]
 *   stage1["price<br>recovers from 'NumberFormatException'"]
 *   input --> stage0
 *   stage0 -- "String" --> stage1
 *   output(["output"])
 *   stage1 -- "int" --> output
 * }</pre>
 *
 * @see Quotes#articles
 * @see Quotes#price
 * @see Quotes#none
 * @see Quotes#reject
 */
@Generated("dev.stageflow.processor.FlowProcessor")
public final class QuotesFlow extends AbstractFlow<String, Integer> {
  private final Definitions<Quotes> definitions;

  private QuotesFlow(Definitions<Quotes> definitions, FlowOptions options) {
    super(options);
    this.definitions = definitions;
  }

  /**
   * A flow all of whose runs share a definition, which must not change.
   *
   * @param definition has the stages
   * @return the flow
   */
  public static QuotesFlow of(Quotes definition) {
    return new QuotesFlow(Definitions.shared(definition), FlowOptions.defaults());
  }

  /**
   * A flow with a definition of its own.
   *
   * @return the flow
   */
  public static QuotesFlow create() {
    return of(new Quotes());
  }

  /**
   * A flow each of whose runs has a definition of its own, which may hold state. One that is
   * {@code AutoCloseable} is closed as the last thing of its run.
   *
   * @param definitions makes a definition for each run, never null
   * @return the flow
   */
  public static QuotesFlow perRun(Supplier<? extends Quotes> definitions) {
    return new QuotesFlow(Definitions.perRun(definitions), FlowOptions.defaults());
  }

  @Override
  public QuotesFlow using(FlowOptions options) {
    return new QuotesFlow(definitions, options);
  }

  @Override
  public void run(String order) throws IOException {
    runHere(order);
  }

  @Override
  public List<Integer> collect(String order) throws IOException {
    return collectHere(order);
  }

  @Override
  public <R> R collect(String order, Collector<? super Integer, ?, R> collector) throws
      IOException {
    return collectHere(order, collector);
  }

  @Override
  public Integer single(String order) throws IOException {
    return singleHere(order);
  }

  @Override
  protected Frame begin(String order, Sink<? super Integer> sink) {
    return definitions.begin(stages -> new RunFrame(stages, order, sink));
  }

  @Override
  public FlowDescription describe() {
    return new FlowDescription("Quotes", "String", List.of(
        new FlowDescription.Stage("articles", FlowDescription.Kind.SEQUENCE, "String", false, null,
            "tried again up to 2 times", "recovers from 'FileNotFoundException'"),
        new FlowDescription.Stage("price", FlowDescription.Kind.FUNCTION, "int", false, null,
            "recovers from 'NumberFormatException'")));
  }

  /** One run: what happens to its input. */
  private static final class RunFrame extends Frame {
    private static final int ARTICLES = 0;
    private static final int END = 1;

    private static final Waypoint[] WAYPOINTS = {
      Waypoint.at("articles"),
      Waypoint.NONE.after("articles")
    };

    private final Quotes stages;
    private final Sink<? super Integer> sink;
    private final ArticlesFrame articlesFrame;
    private String order;
    private final GuardedCall<FlowIterator<String>> guardedArticles = guardArticles();
    private int step;

    RunFrame(Quotes stages, String order, Sink<? super Integer> sink) {
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
      if (step == ARTICLES) {
        FlowIterator<String> source = guardedArticles.open(stack);
        step = END;
        if (source != null) {
          articlesFrame.enter(stack, source);
          return true;
        }
        stack.dropped("articles");
      }
      return false;
    }

    /** Returns the guarded call of {@code articles}. */
    private GuardedCall<FlowIterator<String>> guardArticles() {
      return new GuardedCall<FlowIterator<String>>(
              "articles",
              stack -> FlowIterators.ofIterable(stages.articles(order)))
          .retry(RetryPolicy.of(2).withBackoff(Duration.ofMillis(0)).on(IOException.class))
          .recover(FileNotFoundException.class,
              (stack, failure) -> FlowIterators.ofIterable(stages.none(order, failure)));
    }

    @Override
    protected void close() {
      order = null;
      guardedArticles.end();
    }

    @Override
    protected Position position() {
      return Position.of(Quotes.class, "input", order, WAYPOINTS,
          step).trying(guardedArticles.tryInHand());
    }
  }

  /** What happens to each item of {@code articles}. */
  private static final class ArticlesFrame extends Frame {
    private static final int NEXT = 0;
    private static final int PRICE = 1;
    private static final int EMIT = 2;

    private static final Waypoint[] WAYPOINTS = {
      Waypoint.NONE.after("sink"),
      Waypoint.at("price"),
      Waypoint.at("sink")
    };

    private final Quotes stages;
    private final Sink<? super Integer> sink;
    private final RunFrame runFrame;
    private FlowIterator<String> source;
    private long taken;
    private String article;
    private int price;
    private final GuardedCall<Integer> guardedPrice = guardPrice();
    private int step;

    ArticlesFrame(RunFrame runFrame) {
      stages = runFrame.stages;
      sink = runFrame.sink;
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
      if (source == null) {
        end(stack);
        return budget;
      }
      FlowIterator<String> source = this.source;
      int left = budget;
      try {
        while (left > 0) {
          String article;
          try {
            article = source.next();
          } catch (Throwable failure) {
            runFrame.guardedArticles.sourceFailed(stack, this, failure, taken + budget - left);
            runFrame.step = RunFrame.ARTICLES;
            break;
          }
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
            int price;
            try {
              price = stages.price(article);
            } catch (NumberFormatException failure) {
              this.article = article;
              step = PRICE;
              guardedPrice.failed(stack, failure);
              break;
            }
            if (stack.isHalted()) {
              this.article = article;
              this.price = price;
              step = EMIT;
              break;
            }
            at = EMIT;
            try {
              sink.accept(price);
            } catch (PauseFlow pause) {
              this.article = article;
              this.price = price;
              step = EMIT;
              stack.pause(pause);
              break;
            }
            if (stack.isHalted()) {
              this.article = article;
              break;
            }
          } catch (Throwable failure) {
            this.article = article;
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
      if (step == PRICE) {
        Integer priceFound = guardedPrice.call(stack);
        if (priceFound == null) {
          stack.dropped("price");
          step = NEXT;
        } else {
          price = priceFound;
          step = EMIT;
        }
        if (stack.isHalted()) {
          return true;
        }
      }
      if (step == EMIT) {
        sink.accept(price);
        step = NEXT;
      }
      return false;
    }

    /** Returns the guarded call of {@code price}. */
    private GuardedCall<Integer> guardPrice() {
      return new GuardedCall<Integer>(
              "price",
              stack -> stages.price(article))
          .recover(NumberFormatException.class,
              (stack, failure) -> stages.reject(article, failure, runFrame.order));
    }

    /** Leaves the stack and closes the source. */
    private void end(FlowStack stack) throws Exception {
      stack.pop(this);
      runFrame.guardedArticles.end();
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
      guardedPrice.end();
      endSource();
    }

    @Override
    protected Position position() {
      return Position.of(Quotes.class, "articles", source, taken, article, WAYPOINTS, step);
    }
  }
}
