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
import java.lang.Iterable;
import java.lang.Override;
import java.lang.Throwable;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collector;
import javax.annotation.processing.Generated;

/**
 * The flow of {@link OrderReport}, from {@code OrderReport.Customer} to {@code OrderReport.Html}.
 *
 * <ol>
 *   <li>{@code orders} gives any number of {@code OrderReport.Order} for each item
 *   <li>{@code open} keeps or drops each item
 *   <li>{@code items} opens a context for each item, and gives any number of {@code
 *       OrderReport.Item} for each item
 *   <li>{@code price} makes {@code OrderReport.Line} of each item
 *   <li>{@code add} gathers all items of a context of {@code items} into {@code OrderReport.Html}
 * </ol>
 *
 * <pre>{@code
 * flowchart TD
 *   input(["OrderReport.Customer"])
 *   stage0[["orders"]]
 *   stage1{"open"}
 *   subgraph context2 ["context of items"]
 *     stage2[["items"]]
 *     stage3["price"]
 *     stage4[("add")]
 *   end
 *   input --> stage0
 *   stage0 -- "OrderReport.Order" --> stage1
 *   stage1 -- "OrderReport.Order" --> stage2
 *   stage2 -- "OrderReport.Item" --> stage3
 *   stage3 -- "OrderReport.Line" --> stage4
 *   output(["output"])
 *   stage4 -- "OrderReport.Html" --> output
 * }</pre>
 *
 * @see OrderReport#orders
 * @see OrderReport#open
 * @see OrderReport#items
 * @see OrderReport#price
 * @see OrderReport#add
 */
@Generated("dev.stageflow.processor.FlowProcessor")
public final class OrderReportFlow extends AbstractFlow<OrderReport.Customer, OrderReport.Html> {
  private final Definitions<OrderReport> definitions;

  private OrderReportFlow(Definitions<OrderReport> definitions, FlowOptions options) {
    super(options);
    this.definitions = definitions;
  }

  /**
   * A flow all of whose runs share a definition, which must not change.
   *
   * @param definition has the stages
   * @return the flow
   */
  public static OrderReportFlow of(OrderReport definition) {
    return new OrderReportFlow(Definitions.shared(definition), FlowOptions.defaults());
  }

  /**
   * A flow with a definition of its own.
   *
   * @return the flow
   */
  public static OrderReportFlow create() {
    return of(new OrderReport());
  }

  /**
   * A flow each of whose runs has a definition of its own, which may hold state. One that is
   * {@code AutoCloseable} is closed as the last thing of its run.
   *
   * @param definitions makes a definition for each run, never null
   * @return the flow
   */
  public static OrderReportFlow perRun(Supplier<? extends OrderReport> definitions) {
    return new OrderReportFlow(Definitions.perRun(definitions), FlowOptions.defaults());
  }

  @Override
  public OrderReportFlow using(FlowOptions options) {
    return new OrderReportFlow(definitions, options);
  }

  @Override
  public void run(OrderReport.Customer customer) {
    runHere(customer);
  }

  @Override
  public List<OrderReport.Html> collect(OrderReport.Customer customer) {
    return collectHere(customer);
  }

  @Override
  public <R> R collect(OrderReport.Customer customer,
      Collector<? super OrderReport.Html, ?, R> collector) {
    return collectHere(customer, collector);
  }

  @Override
  public OrderReport.Html single(OrderReport.Customer customer) {
    return singleHere(customer);
  }

  @Override
  protected Frame begin(OrderReport.Customer customer, Sink<? super OrderReport.Html> sink) {
    return definitions.begin(stages -> new RunFrame(stages, customer, sink));
  }

  @Override
  public FlowDescription describe() {
    return new FlowDescription("OrderReport", "OrderReport.Customer", List.of(
        new FlowDescription.Stage("orders", FlowDescription.Kind.SEQUENCE, "OrderReport.Order",
            false, null),
        new FlowDescription.Stage("open", FlowDescription.Kind.FILTER, "OrderReport.Order", false,
            null),
        new FlowDescription.Stage("items", FlowDescription.Kind.SEQUENCE, "OrderReport.Item", true,
            null),
        new FlowDescription.Stage("price", FlowDescription.Kind.FUNCTION, "OrderReport.Line", false,
            null),
        new FlowDescription.Stage("add", FlowDescription.Kind.ACCUMULATE, "OrderReport.Html", false,
            "items")));
  }

  /** One run: what happens to its input. */
  private static final class RunFrame extends Frame {
    private static final int ORDERS = 0;
    private static final int END = 1;

    private static final Waypoint[] WAYPOINTS = {
      Waypoint.at("orders"),
      Waypoint.NONE.after("orders")
    };

    private final OrderReport stages;
    private final Sink<? super OrderReport.Html> sink;
    private final OrdersFrame ordersFrame;
    private OrderReport.Customer customer;
    private int step;

    RunFrame(OrderReport stages, OrderReport.Customer customer,
        Sink<? super OrderReport.Html> sink) {
      this.stages = stages;
      this.customer = customer;
      this.sink = sink;
      ordersFrame = new OrdersFrame(this);
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
      if (step == ORDERS) {
        Iterable<OrderReport.Order> source = stages.orders(customer);
        step = END;
        if (source != null) {
          ordersFrame.enter(stack, source);
          return true;
        }
        stack.dropped("orders");
      }
      return false;
    }

    @Override
    protected void close() {
      customer = null;
    }

    @Override
    protected Position position() {
      return Position.of(OrderReport.class, "input", customer, WAYPOINTS, step);
    }
  }

  /** What happens to each item of {@code orders}. */
  private static final class OrdersFrame extends Frame {
    private static final int NEXT = 0;
    private static final int OPEN = 1;
    private static final int OPEN_ITEMS = 2;
    private static final int ITEMS = 3;
    private static final int FINISH_ADD = 4;
    private static final int EMIT = 5;
    private static final int CLOSE_ITEMS = 6;

    private static final Waypoint[] WAYPOINTS = {
      Waypoint.NONE,
      Waypoint.at("open"),
      Waypoint.at("items"),
      Waypoint.at("items").in("items"),
      Waypoint.at("add").in("items").after("items"),
      Waypoint.at("sink").in("items"),
      Waypoint.at("items").in("items").after("sink")
    };

    private final OrderReport stages;
    private final Sink<? super OrderReport.Html> sink;
    private final RunFrame runFrame;
    private final ItemsFrame itemsFrame;
    private Iterable<OrderReport.Order> source;
    private Iterator<OrderReport.Order> iterator;
    private long taken;
    private OrderReport.Order order;
    private OrderReport.Html add;
    private OrderReport.Table addBucket;
    private boolean addBucketFilled;
    private int step;

    OrdersFrame(RunFrame runFrame) {
      stages = runFrame.stages;
      sink = runFrame.sink;
      this.runFrame = runFrame;
      itemsFrame = new ItemsFrame(this);
    }

    /** Starts to walk what {@code orders} returned. */
    void enter(FlowStack stack, Iterable<OrderReport.Order> source) {
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
          order = iterator.next();
          left--;
          taken++;
          if (order == null) {
            continue;
          }
          step = OPEN;
          if (stack.isHalted()) {
            break;
          }
        }
        if (resume(stack)) {
          if (left == 0 || stack.isHalted() || !stack.isOnTop(itemsFrame)) {
            return left;
          }
          left = itemsFrame.run(stack, left);
          if (!stack.isOnTop(this)) {
            return left;
          }
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
      if (step == OPEN) {
        if (stages.open(order)) {
          step = OPEN_ITEMS;
        } else {
          stack.dropped("open");
          step = NEXT;
        }
        if (stack.isHalted()) {
          return true;
        }
      }
      if (step == OPEN_ITEMS) {
        addBucket = stages.emptyTable();
        addBucketFilled = false;
        step = ITEMS;
        if (stack.isHalted()) {
          return true;
        }
      }
      if (step == ITEMS) {
        List<OrderReport.Item> source = stages.items(order);
        step = FINISH_ADD;
        if (source != null) {
          itemsFrame.enter(stack, source);
          return true;
        }
        stack.dropped("items");
        if (stack.isHalted()) {
          return true;
        }
      }
      if (step == FINISH_ADD) {
        if (addBucketFilled) {
          add = stages.render(addBucket);
          addBucket = null;
          step = add == null ? CLOSE_ITEMS : EMIT;
        } else {
          step = CLOSE_ITEMS;
        }
        if (stack.isHalted()) {
          return true;
        }
      }
      if (step == EMIT) {
        sink.accept(add);
        step = CLOSE_ITEMS;
        if (stack.isHalted()) {
          return true;
        }
      }
      if (step == CLOSE_ITEMS) {
        add = null;
        stages.closeOrder(order);
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
      Iterable<OrderReport.Order> closing = source;
      source = null;
      Iterator<OrderReport.Order> walking = iterator;
      iterator = null;
      Sources.close(closing, walking);
    }

    @Override
    protected void close() throws Exception {
      order = null;
      add = null;
      addBucket = null;
      endSource();
    }

    @Override
    protected Position position() {
      return Position.of(OrderReport.class, "orders", source, taken, order, WAYPOINTS, step);
    }
  }

  /** What happens to each item of {@code items}. */
  private static final class ItemsFrame extends Frame {
    private static final int NEXT = 0;
    private static final int PRICE = 1;
    private static final int ADD = 2;

    private static final Waypoint[] WAYPOINTS = {
      Waypoint.NONE,
      Waypoint.at("price"),
      Waypoint.at("add")
    };

    private final OrderReport stages;
    private final RunFrame runFrame;
    private final OrdersFrame ordersFrame;
    private List<OrderReport.Item> source;
    private Iterator<OrderReport.Item> iterator;
    private long taken;
    private OrderReport.Item item;
    private OrderReport.Line line;
    private int step;

    ItemsFrame(OrdersFrame ordersFrame) {
      stages = ordersFrame.stages;
      runFrame = ordersFrame.runFrame;
      this.ordersFrame = ordersFrame;
    }

    /** Starts to walk what {@code items} returned. */
    void enter(FlowStack stack, List<OrderReport.Item> source) {
      this.source = source;
      stack.push(this);
      taken = 0;
    }

    @Override
    protected int run(FlowStack stack, int budget) throws Exception {
      if (step != NEXT && (resume(stack) || stack.isHalted())) {
        return budget;
      }
      line = null;
      if (source == null) {
        end(stack);
        return budget;
      }
      if (iterator != null || !Sources.isShort(source, budget)) {
        return runIterator(stack, budget);
      }
      OrderReport.Customer customer = runFrame.customer;
      OrderReport.Table addBucket = ordersFrame.addBucket;
      boolean addBucketFilled = ordersFrame.addBucketFilled;
      Iterator<OrderReport.Item> iterator = source.iterator();
      int left = budget;
      try {
        while (iterator.hasNext()) {
          OrderReport.Item item = iterator.next();
          left--;
          if (item == null) {
            continue;
          }
          int at = PRICE;
          try {
            OrderReport.Line line = stages.price(item, customer);
            if (line == null) {
              stack.dropped("price");
              if (stack.isHalted()) {
                this.iterator = iterator;
                break;
              }
              continue;
            }
            if (stack.isHalted()) {
              this.item = item;
              this.line = line;
              step = ADD;
              this.iterator = iterator;
              break;
            }
            at = ADD;
            addBucket = stages.add(addBucket, line);
            addBucketFilled = true;
            if (stack.isHalted()) {
              this.item = item;
              this.iterator = iterator;
              break;
            }
          } catch (Throwable failure) {
            this.item = item;
            step = at;
            this.iterator = iterator;
            if (at > PRICE) {
              stack.requireNoPause(failure);
            }
            throw failure;
          }
        }
      } finally {
        taken += budget - left;
        ordersFrame.addBucket = addBucket;
        ordersFrame.addBucketFilled = addBucketFilled;
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
      OrderReport.Customer customer = runFrame.customer;
      OrderReport.Table addBucket = ordersFrame.addBucket;
      boolean addBucketFilled = ordersFrame.addBucketFilled;
      Iterator<OrderReport.Item> iterator = this.iterator;
      int left = budget;
      try {
        while (left > 0) {
          if (!iterator.hasNext()) {
            end(stack);
            break;
          }
          OrderReport.Item item = iterator.next();
          left--;
          if (item == null) {
            if (stack.isHalted()) {
              break;
            }
            continue;
          }
          if (stack.isHalted()) {
            this.item = item;
            step = PRICE;
            break;
          }
          int at = PRICE;
          try {
            OrderReport.Line line = stages.price(item, customer);
            if (line == null) {
              stack.dropped("price");
              if (stack.isHalted()) {
                break;
              }
              continue;
            }
            if (stack.isHalted()) {
              this.item = item;
              this.line = line;
              step = ADD;
              break;
            }
            at = ADD;
            addBucket = stages.add(addBucket, line);
            addBucketFilled = true;
            if (stack.isHalted()) {
              this.item = item;
              break;
            }
          } catch (Throwable failure) {
            this.item = item;
            step = at;
            if (at > PRICE) {
              stack.requireNoPause(failure);
            }
            throw failure;
          }
        }
      } finally {
        taken += budget - left;
        ordersFrame.addBucket = addBucket;
        ordersFrame.addBucketFilled = addBucketFilled;
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
        line = stages.price(item, runFrame.customer);
        if (line == null) {
          stack.dropped("price");
          step = NEXT;
        } else {
          step = ADD;
        }
        if (stack.isHalted()) {
          return true;
        }
      }
      if (step == ADD) {
        ordersFrame.addBucket = stages.add(ordersFrame.addBucket, line);
        ordersFrame.addBucketFilled = true;
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
      List<OrderReport.Item> closing = source;
      source = null;
      Iterator<OrderReport.Item> walking = iterator;
      iterator = null;
      Sources.close(closing, walking);
    }

    @Override
    protected void close() throws Exception {
      item = null;
      line = null;
      endSource();
    }

    @Override
    protected Position position() {
      return Position.of(OrderReport.class, "items", source, taken, item, WAYPOINTS, step);
    }
  }
}
