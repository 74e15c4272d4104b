package shop;

import dev.stageflow.Flow;
import dev.stageflow.FlowDescription;
import dev.stageflow.FlowIterator;
import dev.stageflow.FlowTrace;
import dev.stageflow.PauseFlow;
import dev.stageflow.Sink;
import dev.stageflow.engine.AbstractFlow;
import dev.stageflow.engine.FlowIterators;
import dev.stageflow.engine.FlowStack;
import dev.stageflow.engine.Frame;
import dev.stageflow.engine.Sources;
import dev.stageflow.engine.Traces;
import dev.stageflow.function.StageFunction;
import dev.stageflow.interpreter.AddedStages;
import dev.stageflow.interpreter.DefinedStages;
import dev.stageflow.interpreter.SteppedFlow;
import dev.stageflow.interpreter.Value;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collector;
import javax.annotation.processing.Generated;

/**
 * The flow of {@link Prices}, from {@code Prices.Order} to {@code Long}.
 *
 * <ol>
 *   <li>{@code articles} gives any number of {@code String} for each item
 *   <li>{@code price} makes {@code Integer} of each item
 *   <li>{@code save} makes {@code long} of each item
 *   <li>{@code sum} gathers all items of the run into {@code long}
 * </ol>
 *
 * <pre>{@code
 * flowchart TD
 *   input(["Prices.Order"])
 *   stage0[["articles"]]
 *   stage1["price"]
 *   stage2["save"]
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
  private final Supplier<? extends Prices> definitions;

  /**
   * What is followed where stages were added, else null.
   */
  private final SteppedFlow<Prices, Prices.Order, Long> stepped;

  private PricesFlow(Supplier<? extends Prices> definitions,
      SteppedFlow<Prices, Prices.Order, Long> stepped) {
    this.definitions = definitions;
    this.stepped = stepped;
  }

  /**
   * A flow all of whose runs share a definition, which must not change.
   *
   * @param definition has the stages
   * @return the flow
   */
  public static PricesFlow of(Prices definition) {
    Objects.requireNonNull(definition, "definition");
    return new PricesFlow(() -> definition, null);
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
   * A flow each of whose runs has a definition of its own, which may hold state.
   *
   * @param definitions makes a definition for each run, never null
   * @return the flow
   */
  public static PricesFlow perRun(Supplier<? extends Prices> definitions) {
    return new PricesFlow(Objects.requireNonNull(definitions, "definitions"), null);
  }

  /**
   * Adds stages to a flow for one case. All of its runs share a definition, which must not
   * change.
   *
   * @param definition has the stages
   * @return no additions yet
   */
  public static Additions with(Prices definition) {
    Objects.requireNonNull(definition, "definition");
    return withPerRun(() -> definition);
  }

  /**
   * Adds stages to a flow for one case. Each of its runs has a definition of its own, which
   * may hold state.
   *
   * @param definitions makes a definition for each run, never null
   * @return no additions yet
   */
  public static Additions withPerRun(Supplier<? extends Prices> definitions) {
    return new Additions(Objects.requireNonNull(definitions, "definitions"), AddedStages.NONE);
  }

  @Override
  public void run(Prices.Order order) throws IOException {
    narrow(() -> super.run(order));
  }

  @Override
  public List<Long> collect(Prices.Order order) throws IOException {
    return narrow(() -> super.collect(order));
  }

  @Override
  public <R> R collect(Prices.Order order, Collector<? super Long, ?, R> collector) throws
      IOException {
    return narrow(() -> super.collect(order, collector));
  }

  @Override
  public Long single(Prices.Order order) throws IOException {
    return narrow(() -> super.single(order));
  }

  @Override
  protected Frame begin(Prices.Order order, Sink<? super Long> sink) {
    Prices stages = Objects.requireNonNull(definitions.get(), "definitions.get() is null");
    if (stepped != null) {
      return stepped.begin(stages, order, sink);
    }
    return new RunFrame(stages, order, sink);
  }

  @Override
  public FlowDescription describe() {
    FlowDescription description = new FlowDescription("Prices", "Prices.Order", List.of(
        new FlowDescription.Stage("articles", FlowDescription.Kind.SEQUENCE, "String", false, null),
        new FlowDescription.Stage("price", FlowDescription.Kind.FUNCTION, "Integer", false, null),
        new FlowDescription.Stage("save", FlowDescription.Kind.FUNCTION, "long", false, null),
        new FlowDescription.Stage("sum", FlowDescription.Kind.ACCUMULATE, "long", false, null)));
    return stepped == null ? description : stepped.describe(description);
  }

  /**
   * Stages that are added to those of {@link Prices} for one case. Like the flow itself
   * these additions are immutable: each method gives new ones. What an added stage
   * gives takes the place of what it was given, for all that comes after. It may pause, and
   * throw anything, which ends the run.
   */
  public static final class Additions {
    private final Supplier<? extends Prices> definitions;

    private final AddedStages added;

    private Additions(Supplier<? extends Prices> definitions, AddedStages added) {
      this.definitions = definitions;
      this.added = added;
    }

    /**
     * Adds a function after {@code articles}.
     *
     * @param function gives what goes on; null ends the item's way
     * @return these additions and that one
     */
    public Additions afterArticles(StageFunction<? super String, ? extends String> function) {
      return new Additions(definitions, added.after("articles", function));
    }

    /**
     * Adds a flow after {@code articles}: each item is run through it, and its outputs go on.
     *
     * @param flow the flow
     * @return these additions and that one
     * @throws IllegalArgumentException if Stageflow neither generated nor built it
     */
    public Additions afterArticles(Flow<? super String, ? extends String> flow) {
      return new Additions(definitions, added.after("articles", flow));
    }

    /**
     * Adds a function after {@code price}.
     *
     * @param function gives what goes on; null ends the item's way
     * @return these additions and that one
     */
    public Additions afterPrice(StageFunction<? super Integer, ? extends Integer> function) {
      return new Additions(definitions, added.after("price", function));
    }

    /**
     * Adds a flow after {@code price}: each item is run through it, and its outputs go on.
     *
     * @param flow the flow
     * @return these additions and that one
     * @throws IllegalArgumentException if Stageflow neither generated nor built it
     */
    public Additions afterPrice(Flow<? super Integer, ? extends Integer> flow) {
      return new Additions(definitions, added.after("price", flow));
    }

    /**
     * Adds a function after {@code save}.
     *
     * @param function gives what goes on; null ends the item's way
     * @return these additions and that one
     */
    public Additions afterSave(StageFunction<? super Long, ? extends Long> function) {
      return new Additions(definitions, added.after("save", function));
    }

    /**
     * Adds a flow after {@code save}: each item is run through it, and its outputs go on.
     *
     * @param flow the flow
     * @return these additions and that one
     * @throws IllegalArgumentException if Stageflow neither generated nor built it
     */
    public Additions afterSave(Flow<? super Long, ? extends Long> flow) {
      return new Additions(definitions, added.after("save", flow));
    }

    /**
     * Adds a function after {@code sum}.
     *
     * @param function gives what goes on; null ends the item's way
     * @return these additions and that one
     */
    public Additions afterSum(StageFunction<? super Long, ? extends Long> function) {
      return new Additions(definitions, added.after("sum", function));
    }

    /**
     * Adds a flow after {@code sum}: each item is run through it, and its outputs go on.
     *
     * @param flow the flow
     * @return these additions and that one
     * @throws IllegalArgumentException if Stageflow neither generated nor built it
     */
    public Additions afterSum(Flow<? super Long, ? extends Long> flow) {
      return new Additions(definitions, added.after("sum", flow));
    }

    /**
     * Makes the flow with these stages.
     *
     * @return the flow
     */
    public PricesFlow build() {
      return new PricesFlow(definitions, added.isEmpty() ? null : stepped());
    }

    /**
     * The stages one by one, with those that are added.
     */
    private SteppedFlow<Prices, Prices.Order, Long> stepped() {
      DefinedStages<Prices> steps = new DefinedStages<>(added);
      Value<Prices.Order> order = steps.input();
      Value<Long> sumBucket = steps.<Long>bucket(in -> 0L);
      Value<String> article = steps.<Prices.Order, String>sequenceFrom("articles", order,
          (it, in) -> in.stack().tunnel("Prices.articles", 16384,
          () -> FlowIterators.ofStream(in.stages().articles(it))));
      Value<Integer> price = steps.<String, Integer>function("price", article,
          (it, in) -> in.stack().await(() -> in.stages().price(it)));
      Value<Long> price2 = steps.<Integer, Long>function("save", price,
          (it, in) -> in.stack().tunnel("Prices.save", () -> in.stages().save(it, in.get(order))),
          order);
      Value<Long> sum = steps.<Long, Long, Long>accumulate("sum", price2, sumBucket,
          (bucket, it, in) -> in.stages().sum(bucket.longValue(), it.longValue()),
          (bucket, in) -> bucket.longValue());
      return steps.flow(order, sum);
    }
  }

  /**
   * One run: what happens to its input.
   */
  private static final class RunFrame extends Frame {
    private static final int OPEN_RUN = 0;

    private static final int ARTICLES = 1;

    private static final int FINISH_SUM = 2;

    private static final int EMIT = 3;

    private static final int END = 4;

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
     * Goes on with the item in hand. True if the frame must return: it was halted, or pushed
     * another one. False if the item's way has ended.
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
    protected FlowTrace.Level trace(FlowStack stack) {
      return Traces.level(Prices.class, "input", 1, order, ",articles,sum after articles,sink, after sink", step, stack.isOnTop(this));
    }
  }

  /**
   * What happens to each item of {@code articles}.
   */
  private static final class ArticlesFrame extends Frame {
    private static final int NEXT = 0;

    private static final int PRICE = 1;

    private static final int SAVE = 2;

    private static final int SUM = 3;

    private final Prices stages;

    private final RunFrame runFrame;

    private FlowIterator<String> source;

    private long taken;

    private String article;

    private Integer price;

    private long price2;

    private int step;

    ArticlesFrame(RunFrame runFrame) {
      stages = runFrame.stages;
      this.runFrame = runFrame;
    }

    /**
     * Starts to walk what {@code articles} returned.
     */
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
            long price2;
            try {
              price2 = stack.tunnel("Prices.save", () -> stages.save(price, order));
            } catch (PauseFlow pause) {
              this.article = article;
              this.price = price;
              step = SAVE;
              stack.pause(pause);
              break;
            }
            if (stack.isHalted()) {
              this.article = article;
              this.price2 = price2;
              step = SUM;
              break;
            }
            at = SUM;
            sumBucket = stages.sum(sumBucket, price2);
            sumBucketFilled = true;
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
        runFrame.sumBucket = sumBucket;
        runFrame.sumBucketFilled = sumBucketFilled;
      }
      return left;
    }

    /**
     * Goes on with the item in hand. True if the frame must return: it was halted, or pushed
     * another one. False if the item's way has ended.
     */
    private boolean resume(FlowStack stack) throws Exception {
      if (step == PRICE) {
        price = stack.await(() -> stages.price(article));
        step = price == null ? NEXT : SAVE;
        if (stack.isHalted()) {
          return true;
        }
      }
      if (step == SAVE) {
        price2 = stack.tunnel("Prices.save", () -> stages.save(price, runFrame.order));
        step = SUM;
        if (stack.isHalted()) {
          return true;
        }
      }
      if (step == SUM) {
        runFrame.sumBucket = stages.sum(runFrame.sumBucket, price2);
        runFrame.sumBucketFilled = true;
        step = NEXT;
      }
      return false;
    }

    /**
     * Leaves the stack and closes the source.
     */
    private void end(FlowStack stack) throws Exception {
      stack.pop(this);
      close();
    }

    @Override
    protected void close() throws Exception {
      article = null;
      price = null;
      FlowIterator<String> closing = source;
      source = null;
      Sources.close(closing);
    }

    @Override
    protected FlowTrace.Level trace(FlowStack stack) {
      return Traces.level(Prices.class, "articles", source, taken, article, ",price,save,sum", step, stack.isOnTop(this));
    }
  }
}
