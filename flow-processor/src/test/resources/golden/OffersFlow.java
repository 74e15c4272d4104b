package shop;

import dev.stageflow.FlowDescription;
import dev.stageflow.FlowOptions;
import dev.stageflow.Sink;
import dev.stageflow.internal.flow.AbstractFlow;
import dev.stageflow.internal.flow.Definitions;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Frame;
import dev.stageflow.internal.frame.Parts;
import dev.stageflow.internal.parallel.Fork;
import dev.stageflow.internal.parallel.Forks;
import dev.stageflow.internal.position.Position;
import dev.stageflow.internal.position.Waypoint;
import dev.stageflow.internal.source.Sources;
import java.lang.Exception;
import java.lang.Integer;
import java.lang.Long;
import java.lang.Override;
import java.lang.String;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collector;
import javax.annotation.processing.Generated;

/**
 * The flow of {@link Offers}, from {@code String} to {@code String}.
 *
 * <ol>
 *   <li>{@code articles} gives any number of {@code String} for each item
 *   <li>{@code price} starts a call for each item, which gives {@code Integer} to later stages
 *   <li>{@code stock} starts a call for each item, which gives {@code Long} to later stages
 *   <li>{@code sold} keeps or drops each item
 *   <li>{@code line} makes {@code String} of each item
 * </ol>
 *
 * <pre>{@code
 * flowchart TD
 *   input(["String"])
 *   stage0[["articles"]]
 *   stage1>"price"]
 *   stage2>"stock"]
 *   stage3{"sold"}
 *   stage4["line"]
 *   input --> stage0
 *   stage0 -- "String" --> stage1
 *   stage1 -- "String" --> stage2
 *   stage2 -- "String" --> stage3
 *   stage3 -- "String" --> stage4
 *   output(["output"])
 *   stage4 -- "String" --> output
 * }</pre>
 *
 * @see Offers#articles
 * @see Offers#price
 * @see Offers#stock
 * @see Offers#sold
 * @see Offers#line
 */
@Generated("dev.stageflow.processor.FlowProcessor")
public final class OffersFlow extends AbstractFlow<String, String> {
  private final Definitions<Offers> definitions;

  private OffersFlow(Definitions<Offers> definitions, FlowOptions options) {
    super(options);
    this.definitions = definitions;
  }

  /**
   * A flow all of whose runs share a definition, which must not change.
   *
   * @param definition has the stages
   * @return the flow
   */
  public static OffersFlow of(Offers definition) {
    return new OffersFlow(Definitions.shared(definition), FlowOptions.defaults());
  }

  /**
   * A flow with a definition of its own.
   *
   * @return the flow
   */
  public static OffersFlow create() {
    return of(new Offers());
  }

  /**
   * A flow each of whose runs has a definition of its own, which may hold state. One that is
   * {@code AutoCloseable} is closed as the last thing of its run.
   *
   * @param definitions makes a definition for each run, never null
   * @return the flow
   */
  public static OffersFlow perRun(Supplier<? extends Offers> definitions) {
    return new OffersFlow(Definitions.perRun(definitions), FlowOptions.defaults());
  }

  @Override
  public OffersFlow using(FlowOptions options) {
    return new OffersFlow(definitions, options);
  }

  @Override
  public void run(String order) {
    runHere(order);
  }

  @Override
  public List<String> collect(String order) {
    return collectHere(order);
  }

  @Override
  public <R> R collect(String order, Collector<? super String, ?, R> collector) {
    return collectHere(order, collector);
  }

  @Override
  public String single(String order) {
    return singleHere(order);
  }

  @Override
  protected Frame begin(String order, Sink<? super String> sink) {
    return definitions.begin(stages -> new RunFrame(stages, order, sink));
  }

  @Override
  public FlowDescription describe() {
    return new FlowDescription("Offers", "String", List.of(
        new FlowDescription.Stage("articles", FlowDescription.Kind.SEQUENCE, "String", false, null),
        new FlowDescription.Stage("price", FlowDescription.Kind.FORK, "Integer", false, null),
        new FlowDescription.Stage("stock", FlowDescription.Kind.FORK, "Long", false, null),
        new FlowDescription.Stage("sold", FlowDescription.Kind.FILTER, "String", false, null),
        new FlowDescription.Stage("line", FlowDescription.Kind.FUNCTION, "String", false, null)));
  }

  /** One run: what happens to its input. */
  private static final class RunFrame extends Frame {
    private static final int ARTICLES = 0;
    private static final int END = 1;

    private static final Waypoint[] WAYPOINTS = {
      Waypoint.at("articles"),
      Waypoint.NONE.after("articles")
    };

    private final Offers stages;
    private final Sink<? super String> sink;
    private final ArticlesFrame articlesFrame;
    private String order;
    private int step;

    RunFrame(Offers stages, String order, Sink<? super String> sink) {
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
        List<String> source = stages.articles(order);
        step = END;
        if (source != null) {
          articlesFrame.enter(stack, source);
          return true;
        }
        stack.dropped("articles");
      }
      return false;
    }

    @Override
    protected void close() {
      order = null;
    }

    @Override
    protected Position position() {
      return Position.of(Offers.class, "input", order, WAYPOINTS, step);
    }
  }

  /** What happens to each item of {@code articles}. */
  private static final class ArticlesFrame extends Frame {
    private static final int NEXT = 0;
    private static final int PRICE = 1;
    private static final int STOCK = 2;
    private static final int SOLD = 3;
    private static final int LINE = 4;
    private static final int EMIT = 5;
    private static final int RELEASE_FORKS = 6;

    private static final Waypoint[] WAYPOINTS = {
      Waypoint.NONE,
      Waypoint.at("price"),
      Waypoint.at("stock"),
      Waypoint.at("sold"),
      Waypoint.at("line"),
      Waypoint.at("sink"),
      Waypoint.NONE.after("sink")
    };

    private final Offers stages;
    private final Sink<? super String> sink;
    private List<String> source;
    private Iterator<String> iterator;
    private long taken;
    private final Forks forks = new Forks();
    private String article;
    private PriceFork price;
    private StockFork stock;
    private String line;
    private int step;

    ArticlesFrame(RunFrame runFrame) {
      stages = runFrame.stages;
      sink = runFrame.sink;
    }

    /** Starts to walk what {@code articles} returned. */
    void enter(FlowStack stack, List<String> source) {
      this.source = source;
      stack.push(this);
      taken = 0;
    }

    @Override
    protected int run(FlowStack stack, int budget) throws Exception {
      int left = budget;
      do {
        if (step == NEXT) {
          if (source == null) {
            end(stack);
            return left;
          }
          if (iterator == null) {
            iterator = source.iterator();
          }
          if (!iterator.hasNext()) {
            end(stack);
            return left;
          }
          article = iterator.next();
          left--;
          taken++;
          if (article == null) {
            continue;
          }
          step = PRICE;
          if (stack.isHalted()) {
            break;
          }
        }
        if (resume(stack)) {
          return left;
        }
      } while (left > 0 && !stack.isHalted());
      return left;
    }

    /**
     * Takes the item in hand through its remaining steps.
     *
     * @return true if the frame must return: it is halted, or pushed another one
     */
    private boolean resume(FlowStack stack) throws Exception {
      if (step == PRICE) {
        price = forks.start(stack, new PriceFork(stages, article));
        step = STOCK;
        if (stack.isHalted()) {
          return true;
        }
      }
      if (step == STOCK) {
        stock = forks.start(stack, new StockFork(stages, article));
        step = SOLD;
        if (stack.isHalted()) {
          return true;
        }
      }
      if (step == SOLD) {
        if (stages.sold(article)) {
          step = LINE;
        } else {
          stack.dropped("sold");
          step = RELEASE_FORKS;
        }
        if (stack.isHalted()) {
          return true;
        }
      }
      if (step == LINE) {
        if (price.join(stack) && stock.join(stack)) {
          line = stages.line(article, price.value(), stock.value());
          if (line == null) {
            stack.dropped("line");
            step = RELEASE_FORKS;
          } else {
            step = EMIT;
          }
        } else {
          step = RELEASE_FORKS;
        }
        if (stack.isHalted()) {
          return true;
        }
      }
      if (step == EMIT) {
        price = null;
        stock = null;
        sink.accept(line);
        step = RELEASE_FORKS;
        if (stack.isHalted()) {
          return true;
        }
      }
      if (step == RELEASE_FORKS) {
        price = null;
        stock = null;
        line = null;
        forks.release();
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
      article = null;
      price = null;
      stock = null;
      line = null;
      endSource();
    }

    @Override
    protected Parts parts() {
      return forks;
    }

    @Override
    protected Position position() {
      return Position.of(Offers.class, "articles", source, taken, article, WAYPOINTS, step);
    }
  }

  /** A call of {@code price} that is started for an item. */
  private static final class PriceFork extends Fork<Integer> {
    private static final Waypoint[] WAYPOINTS = {Waypoint.at("price")};

    private final Offers stages;
    private final String article;

    PriceFork(Offers stages, String article) {
      this.stages = stages;
      this.article = article;
    }

    @Override
    protected Integer call(FlowStack stack) throws Exception {
      return stack.given("price", stack.await(() -> stages.price(article)));
    }

    @Override
    protected Position position() {
      return Position.of(Offers.class, "articles", null, number(), article, WAYPOINTS, 0);
    }
  }

  /** A call of {@code stock} that is started for an item. */
  private static final class StockFork extends Fork<Long> {
    private static final Waypoint[] WAYPOINTS = {Waypoint.at("stock")};

    private final Offers stages;
    private final String article;

    StockFork(Offers stages, String article) {
      this.stages = stages;
      this.article = article;
    }

    @Override
    protected Long call(FlowStack stack) throws Exception {
      return stack.given("stock", stack.await(() -> stages.stock(article)));
    }

    @Override
    protected Position position() {
      return Position.of(Offers.class, "articles", null, number(), article, WAYPOINTS, 0);
    }
  }
}
