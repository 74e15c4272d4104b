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
import java.lang.Object;
import java.lang.Override;
import java.lang.String;
import java.lang.Throwable;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collector;
import javax.annotation.processing.Generated;

/**
 * The flow of {@link CustomerTotals}, from {@code List<CustomerTotals.Sale>} to {@code String}.
 *
 * <ol>
 *   <li>{@code sales} gives any number of {@code CustomerTotals.Sale} for each item
 *   <li>{@code cents} opens a context for each item, and makes {@code int} of each item; neighbours
 *       with equal keys share its context
 *   <li>{@code add} gathers all items of a context of {@code cents} into {@code int}
 *   <li>{@code total} makes {@code String} of each item
 * </ol>
 *
 * <pre>{@code
 * flowchart TD
 *   input(["List#lt;CustomerTotals.Sale#gt;"])
 *   stage0[["sales"]]
 *   subgraph context1 ["context of cents"]
 *     stage1["cents<br>neighbours with equal keys share its context"]
 *     stage2[("add")]
 *   end
 *   stage3["total"]
 *   input --> stage0
 *   stage0 -- "CustomerTotals.Sale" --> stage1
 *   stage1 -- "int" --> stage2
 *   stage2 -- "int" --> stage3
 *   output(["output"])
 *   stage3 -- "String" --> output
 * }</pre>
 *
 * @see CustomerTotals#sales
 * @see CustomerTotals#cents
 * @see CustomerTotals#add
 * @see CustomerTotals#total
 */
@Generated("dev.stageflow.processor.FlowProcessor")
public final class CustomerTotalsFlow extends AbstractFlow<List<CustomerTotals.Sale>, String> {
  private final Definitions<CustomerTotals> definitions;

  private CustomerTotalsFlow(Definitions<CustomerTotals> definitions, FlowOptions options) {
    super(options);
    this.definitions = definitions;
  }

  /**
   * A flow all of whose runs share a definition, which must not change.
   *
   * @param definition has the stages
   * @return the flow
   */
  public static CustomerTotalsFlow of(CustomerTotals definition) {
    return new CustomerTotalsFlow(Definitions.shared(definition), FlowOptions.defaults());
  }

  /**
   * A flow with a definition of its own.
   *
   * @return the flow
   */
  public static CustomerTotalsFlow create() {
    return of(new CustomerTotals());
  }

  /**
   * A flow each of whose runs has a definition of its own, which may hold state. One that is
   * {@code AutoCloseable} is closed as the last thing of its run.
   *
   * @param definitions makes a definition for each run, never null
   * @return the flow
   */
  public static CustomerTotalsFlow perRun(Supplier<? extends CustomerTotals> definitions) {
    return new CustomerTotalsFlow(Definitions.perRun(definitions), FlowOptions.defaults());
  }

  @Override
  public CustomerTotalsFlow using(FlowOptions options) {
    return new CustomerTotalsFlow(definitions, options);
  }

  @Override
  public void run(List<CustomerTotals.Sale> sorted) {
    runHere(sorted);
  }

  @Override
  public List<String> collect(List<CustomerTotals.Sale> sorted) {
    return collectHere(sorted);
  }

  @Override
  public <R> R collect(List<CustomerTotals.Sale> sorted,
      Collector<? super String, ?, R> collector) {
    return collectHere(sorted, collector);
  }

  @Override
  public String single(List<CustomerTotals.Sale> sorted) {
    return singleHere(sorted);
  }

  @Override
  protected Frame begin(List<CustomerTotals.Sale> sorted, Sink<? super String> sink) {
    return definitions.begin(stages -> new RunFrame(stages, sorted, sink));
  }

  @Override
  public FlowDescription describe() {
    return new FlowDescription("CustomerTotals", "List<CustomerTotals.Sale>", List.of(
        new FlowDescription.Stage("sales", FlowDescription.Kind.SEQUENCE, "CustomerTotals.Sale",
            false, null),
        new FlowDescription.Stage("cents", FlowDescription.Kind.FUNCTION, "int", true, null,
            "neighbours with equal keys share its context"),
        new FlowDescription.Stage("add", FlowDescription.Kind.ACCUMULATE, "int", false, "cents"),
        new FlowDescription.Stage("total", FlowDescription.Kind.FUNCTION, "String", false, null)));
  }

  /** One run: what happens to its input. */
  private static final class RunFrame extends Frame {
    private static final int SALES = 0;
    private static final int CLOSE_GROUP_OF_CENTS = 1;
    private static final int END = 2;

    private static final Waypoint[] WAYPOINTS = {
      Waypoint.at("sales"),
      Waypoint.at("cents").after("sales"),
      Waypoint.NONE.after("cents")
    };

    private final CustomerTotals stages;
    private final Sink<? super String> sink;
    private final SalesFrame salesFrame;
    private final GroupOfCentsFrame groupOfCentsFrame;
    private List<CustomerTotals.Sale> sorted;
    private int step;

    RunFrame(CustomerTotals stages, List<CustomerTotals.Sale> sorted, Sink<? super String> sink) {
      this.stages = stages;
      this.sorted = sorted;
      this.sink = sink;
      salesFrame = new SalesFrame(this);
      groupOfCentsFrame = new GroupOfCentsFrame(this);
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
      if (step == SALES) {
        List<CustomerTotals.Sale> source = stages.sales(sorted);
        step = CLOSE_GROUP_OF_CENTS;
        if (source != null) {
          salesFrame.enter(stack, source);
          return true;
        }
        stack.dropped("sales");
        if (stack.isHalted()) {
          return true;
        }
      }
      if (step == CLOSE_GROUP_OF_CENTS) {
        step = END;
        if (groupOfCentsFrame.isOpenCents) {
          groupOfCentsFrame.enter(stack);
          return true;
        }
      }
      return false;
    }

    @Override
    protected void close() {
      sorted = null;
    }

    @Override
    protected Position position() {
      return Position.of(CustomerTotals.class, "input", sorted, WAYPOINTS, step);
    }
  }

  /** What happens to each item of {@code sales}. */
  private static final class SalesFrame extends Frame {
    private static final int NEXT = 0;
    private static final int KEY_OF_CENTS = 1;
    private static final int CLOSE_GROUP_OF_CENTS = 2;
    private static final int OPEN_CENTS = 3;
    private static final int CENTS = 4;
    private static final int ADD = 5;

    private static final Waypoint[] WAYPOINTS = {
      Waypoint.NONE,
      Waypoint.at("cents"),
      Waypoint.at("cents"),
      Waypoint.at("cents").after("cents"),
      Waypoint.at("cents").in("cents"),
      Waypoint.at("add").in("cents")
    };

    private final CustomerTotals stages;
    private final RunFrame runFrame;
    private List<CustomerTotals.Sale> source;
    private Iterator<CustomerTotals.Sale> iterator;
    private long taken;
    private CustomerTotals.Sale sale;
    private int cents;
    private int step;

    SalesFrame(RunFrame runFrame) {
      stages = runFrame.stages;
      this.runFrame = runFrame;
    }

    /** Starts to walk what {@code sales} returned. */
    void enter(FlowStack stack, List<CustomerTotals.Sale> source) {
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
      if (iterator != null || !Sources.isShort(source, budget)) {
        return runIterator(stack, budget);
      }
      int addBucket = runFrame.groupOfCentsFrame.addBucket;
      boolean addBucketFilled = runFrame.groupOfCentsFrame.addBucketFilled;
      Iterator<CustomerTotals.Sale> iterator = source.iterator();
      int left = budget;
      try {
        while (iterator.hasNext()) {
          CustomerTotals.Sale sale = iterator.next();
          left--;
          if (sale == null) {
            continue;
          }
          int at = KEY_OF_CENTS;
          try {
            if (!runFrame.groupOfCentsFrame.holds(sale.customer())) {
              this.sale = sale;
              step = CLOSE_GROUP_OF_CENTS;
              this.iterator = iterator;
              break;
            }
            if (stack.isHalted()) {
              this.sale = sale;
              step = CENTS;
              this.iterator = iterator;
              break;
            }
            at = CENTS;
            int cents = stages.cents(sale);
            if (stack.isHalted()) {
              this.sale = sale;
              this.cents = cents;
              step = ADD;
              this.iterator = iterator;
              break;
            }
            at = ADD;
            addBucket = stages.add(addBucket, cents);
            addBucketFilled = true;
            if (stack.isHalted()) {
              this.sale = sale;
              this.iterator = iterator;
              break;
            }
          } catch (Throwable failure) {
            this.sale = sale;
            step = at;
            this.iterator = iterator;
            if (at > CENTS) {
              stack.requireNoPause(failure);
            }
            throw failure;
          }
        }
      } finally {
        taken += budget - left;
        runFrame.groupOfCentsFrame.addBucket = addBucket;
        runFrame.groupOfCentsFrame.addBucketFilled = addBucketFilled;
      }
      if (this.iterator == null) {
        end(stack);
      }
      return left;
    }

    /**
     * The same loop for a source that may last longer than the slice: its iterator is
     * kept in a field, which a short list need not pay for.
     */
    private int runIterator(FlowStack stack, int budget) throws Exception {
      if (iterator == null) {
        iterator = source.iterator();
      }
      int addBucket = runFrame.groupOfCentsFrame.addBucket;
      boolean addBucketFilled = runFrame.groupOfCentsFrame.addBucketFilled;
      Iterator<CustomerTotals.Sale> iterator = this.iterator;
      int left = budget;
      try {
        while (left > 0) {
          if (!iterator.hasNext()) {
            end(stack);
            break;
          }
          CustomerTotals.Sale sale = iterator.next();
          left--;
          if (sale == null) {
            if (stack.isHalted()) {
              break;
            }
            continue;
          }
          if (stack.isHalted()) {
            this.sale = sale;
            step = KEY_OF_CENTS;
            break;
          }
          int at = KEY_OF_CENTS;
          try {
            if (!runFrame.groupOfCentsFrame.holds(sale.customer())) {
              this.sale = sale;
              step = CLOSE_GROUP_OF_CENTS;
              break;
            }
            if (stack.isHalted()) {
              this.sale = sale;
              step = CENTS;
              break;
            }
            at = CENTS;
            int cents = stages.cents(sale);
            if (stack.isHalted()) {
              this.sale = sale;
              this.cents = cents;
              step = ADD;
              break;
            }
            at = ADD;
            addBucket = stages.add(addBucket, cents);
            addBucketFilled = true;
            if (stack.isHalted()) {
              this.sale = sale;
              break;
            }
          } catch (Throwable failure) {
            this.sale = sale;
            step = at;
            if (at > CENTS) {
              stack.requireNoPause(failure);
            }
            throw failure;
          }
        }
      } finally {
        taken += budget - left;
        runFrame.groupOfCentsFrame.addBucket = addBucket;
        runFrame.groupOfCentsFrame.addBucketFilled = addBucketFilled;
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
      if (step == KEY_OF_CENTS) {
        step = runFrame.groupOfCentsFrame.holds(sale.customer()) ? CENTS : CLOSE_GROUP_OF_CENTS;
        if (stack.isHalted()) {
          return true;
        }
      }
      if (step == CLOSE_GROUP_OF_CENTS) {
        step = OPEN_CENTS;
        if (runFrame.groupOfCentsFrame.isOpenCents) {
          runFrame.groupOfCentsFrame.enter(stack);
          return true;
        }
      }
      if (step == OPEN_CENTS) {
        runFrame.groupOfCentsFrame.open(sale);
        runFrame.groupOfCentsFrame.addBucket = 0;
        runFrame.groupOfCentsFrame.addBucketFilled = false;
        step = CENTS;
      }
      if (step == CENTS) {
        cents = stages.cents(sale);
        step = ADD;
        if (stack.isHalted()) {
          return true;
        }
      }
      if (step == ADD) {
        runFrame.groupOfCentsFrame.addBucket =
            stages.add(runFrame.groupOfCentsFrame.addBucket, cents);
        runFrame.groupOfCentsFrame.addBucketFilled = true;
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
      List<CustomerTotals.Sale> closing = source;
      source = null;
      Iterator<CustomerTotals.Sale> walking = iterator;
      iterator = null;
      Sources.close(closing, walking);
    }

    @Override
    protected void close() throws Exception {
      sale = null;
      endSource();
    }

    @Override
    protected Position position() {
      return Position.of(CustomerTotals.class, "sales", source, taken, sale, WAYPOINTS, step);
    }
  }

  /** A group of items that share the context of {@code cents}. */
  private static final class GroupOfCentsFrame extends Frame {
    private static final int FINISH_ADD = 0;
    private static final int TOTAL = 1;
    private static final int EMIT = 2;
    private static final int CLOSE_CENTS = 3;
    private static final int END = 4;

    private static final Waypoint[] WAYPOINTS = {
      Waypoint.at("add").in("cents"),
      Waypoint.at("total").in("cents"),
      Waypoint.at("sink").in("cents"),
      Waypoint.at("cents").in("cents").after("sink"),
      Waypoint.NONE
    };

    private final CustomerTotals stages;
    private final Sink<? super String> sink;
    private int sum;
    private String total;
    private CustomerTotals.Sale sale;
    private Object keyOfCents;
    private Object nextKeyOfCents;
    private boolean isOpenCents;
    private int addBucket;
    private boolean addBucketFilled;
    private int step;

    GroupOfCentsFrame(RunFrame runFrame) {
      stages = runFrame.stages;
      sink = runFrame.sink;
    }

    /** Whether an item belongs to the open group; the key of another one is noted. */
    boolean holds(Object key) {
      if (isOpenCents && Objects.equals(key, keyOfCents)) {
        return true;
      }
      nextKeyOfCents = key;
      return false;
    }

    /** Opens a group: what is in scope of its first item is kept. */
    void open(CustomerTotals.Sale sale) {
      keyOfCents = nextKeyOfCents;
      nextKeyOfCents = null;
      isOpenCents = true;
      this.sale = sale;
    }

    /** Starts to close the group. */
    void enter(FlowStack stack) {
      step = FINISH_ADD;
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
      if (step == FINISH_ADD) {
        if (addBucketFilled) {
          sum = addBucket;
          step = TOTAL;
        } else {
          step = CLOSE_CENTS;
        }
        if (stack.isHalted()) {
          return true;
        }
      }
      if (step == TOTAL) {
        total = stages.total(sum, sale);
        if (total == null) {
          stack.dropped("total");
          step = CLOSE_CENTS;
        } else {
          step = EMIT;
        }
        if (stack.isHalted()) {
          return true;
        }
      }
      if (step == EMIT) {
        sink.accept(total);
        step = CLOSE_CENTS;
        if (stack.isHalted()) {
          return true;
        }
      }
      if (step == CLOSE_CENTS) {
        total = null;
        stages.noted(sale);
        step = END;
      }
      return false;
    }

    @Override
    protected void close() {
      total = null;
      sale = null;
      keyOfCents = null;
      isOpenCents = false;
    }

    @Override
    protected Position position() {
      return Position.of(CustomerTotals.class, "cents", keyOfCents, WAYPOINTS, step);
    }
  }
}
