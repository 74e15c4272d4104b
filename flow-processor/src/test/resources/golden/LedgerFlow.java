package shop;

import dev.stageflow.FlowDescription;
import dev.stageflow.FlowIterator;
import dev.stageflow.FlowOptions;
import dev.stageflow.Sink;
import dev.stageflow.internal.durable.AbstractDurableFlow;
import dev.stageflow.internal.flow.Definitions;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Frame;
import dev.stageflow.internal.position.Position;
import dev.stageflow.internal.position.Waypoint;
import dev.stageflow.internal.save.DurableEmission;
import dev.stageflow.internal.save.DurableFrame;
import dev.stageflow.internal.save.SavedFrames;
import dev.stageflow.internal.save.SavedReader;
import dev.stageflow.internal.save.SavedWriter;
import dev.stageflow.internal.save.Scalar;
import dev.stageflow.internal.source.FlowIterators;
import dev.stageflow.internal.source.Sources;
import java.lang.Exception;
import java.lang.Override;
import java.lang.String;
import java.lang.Throwable;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collector;
import javax.annotation.processing.Generated;

/**
 * The flow of {@link Ledger}, from {@code LocalDate} to {@code String}.
 *
 * <ol>
 *   <li>{@code orders} gives any number of {@code Ledger.Order} for each item; on a worker thread
 *   <li>{@code items} opens a context for each item, and gives any number of {@code Ledger.Item}
 *       for each item
 *   <li>{@code add} gathers all items of a context of {@code items} into {@code String}
 * </ol>
 *
 * <pre>{@code
 * flowchart TD
 *   input(["LocalDate"])
 *   stage0[["orders<br>on a worker thread"]]
 *   subgraph context1 ["context of items"]
 *     stage1[["items"]]
 *     stage2[("add")]
 *   end
 *   input --> stage0
 *   stage0 -- "Ledger.Order" --> stage1
 *   stage1 -- "Ledger.Item" --> stage2
 *   output(["output"])
 *   stage2 -- "String" --> output
 * }</pre>
 *
 * @see Ledger#orders
 * @see Ledger#items
 * @see Ledger#add
 */
@Generated("dev.stageflow.processor.FlowProcessor")
public final class LedgerFlow extends AbstractDurableFlow<LocalDate, String> {
  private final Definitions<Ledger> definitions;

  private LedgerFlow(Definitions<Ledger> definitions, FlowOptions options) {
    super(options);
    this.definitions = definitions;
  }

  /**
   * A flow all of whose runs share a definition, which must not change.
   *
   * @param definition has the stages
   * @return the flow
   */
  public static LedgerFlow of(Ledger definition) {
    return new LedgerFlow(Definitions.shared(definition), FlowOptions.defaults());
  }

  /**
   * A flow with a definition of its own.
   *
   * @return the flow
   */
  public static LedgerFlow create() {
    return of(new Ledger());
  }

  /**
   * A flow each of whose runs has a definition of its own, which may hold state. One that is
   * {@code AutoCloseable} is closed as the last thing of its run.
   *
   * @param definitions makes a definition for each run, never null
   * @return the flow
   */
  public static LedgerFlow perRun(Supplier<? extends Ledger> definitions) {
    return new LedgerFlow(Definitions.perRun(definitions), FlowOptions.defaults());
  }

  @Override
  public LedgerFlow using(FlowOptions options) {
    return new LedgerFlow(definitions, options);
  }

  @Override
  public void run(LocalDate day) {
    runHere(day);
  }

  @Override
  public List<String> collect(LocalDate day) {
    return collectHere(day);
  }

  @Override
  public <R> R collect(LocalDate day, Collector<? super String, ?, R> collector) {
    return collectHere(day, collector);
  }

  @Override
  public String single(LocalDate day) {
    return singleHere(day);
  }

  @Override
  protected Frame begin(LocalDate day, Sink<? super String> sink) {
    return definitions.begin(stages -> new RunFrame(stages, day, sink));
  }

  @Override
  protected Frame restore(SavedFrames saved, Sink<? super String> sink) {
    return definitions.begin(stages -> saved.into(new RunFrame(stages, null, sink)));
  }

  @Override
  public String savedForm() {
    return "flow shop.Ledger\n"
            + "level the run\n"
            + "  stage orders sequence\n"
            + "  value input LocalDate\n"
            + "level orders\n"
            + "  open items\n"
            + "  opened items\n"
            + "  stage items sequence\n"
            + "  finish add\n"
            + "  emit\n"
            + "  taken orders long\n"
            + "  last-taken orders shop.Ledger.Order\n"
            + "  value orders shop.Ledger.Order\n"
            + "  value add String\n"
            + "  bucket add long\n"
            + "  is-filled add boolean\n"
            + "level output of items opened\n"
            + "  value output String\n"
            + "level items\n"
            + "  stage add accumulate\n"
            + "  taken items long\n"
            + "  value items shop.Ledger.Item\n"
            + "record shop.Ledger.Item(String product, long cents)\n"
            + "record shop.Ledger.Order(int number, List<shop.Ledger.Item> items)\n";
  }

  @Override
  public FlowDescription describe() {
    return new FlowDescription("Ledger", "LocalDate", List.of(
        new FlowDescription.Stage("orders", FlowDescription.Kind.SEQUENCE, "Ledger.Order", false,
            null, "on a worker thread"),
        new FlowDescription.Stage("items", FlowDescription.Kind.SEQUENCE, "Ledger.Item", true,
            null),
        new FlowDescription.Stage("add", FlowDescription.Kind.ACCUMULATE, "String", false,
            "items")));
  }

  private static void writeItem(SavedWriter out, Ledger.Item value) {
    if (out.begins(value)) {
      out.writeString(value.product());
      out.writeLong(value.cents());
      out.ends();
    }
  }

  private static Ledger.Item readItem(SavedReader in) {
    return in.begins()
        ? in.ends(new Ledger.Item(in.readString(), in.readLong()))
        : null;
  }

  private static void writeOrder(SavedWriter out, Ledger.Order value) {
    if (out.begins(value)) {
      out.writeInt(value.number());
      out.writeCollection(value.items(), (to, it) -> writeItem(to, it));
      out.ends();
    }
  }

  private static Ledger.Order readOrder(SavedReader in) {
    return in.begins()
        ? in.ends(new Ledger.Order(in.readInt(), in.readList(from -> readItem(from))))
        : null;
  }

  /** One run: what happens to its input. */
  private static final class RunFrame extends DurableFrame {
    private static final int ORDERS = 0;
    private static final int END = 1;

    private static final Waypoint[] WAYPOINTS = {
      Waypoint.at("orders"),
      Waypoint.NONE.after("orders")
    };

    private final Ledger stages;
    private final Sink<? super String> sink;
    private final OrdersFrame ordersFrame;
    private LocalDate day;
    private int step;

    RunFrame(Ledger stages, LocalDate day, Sink<? super String> sink) {
      this.stages = stages;
      this.day = day;
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
        FlowIterator<Ledger.Order> source = ordersFrame.resumes()
            ? stack.tunnel("Ledger.ordersAfter", 16384,
                () -> FlowIterators.ofStream(stages.ordersAfter(day, ordersFrame.lastTaken)))
            : stack.tunnel("Ledger.orders", 16384,
                () -> FlowIterators.ofStream(stages.orders(day)));
        step = END;
        if (source != null || ordersFrame.isRestored()) {
          ordersFrame.enter(stack, source);
          return true;
        }
        stack.dropped("orders");
      }
      return false;
    }

    @Override
    protected void close() {
      day = null;
    }

    @Override
    protected String level() {
      return "the run";
    }

    @Override
    protected List<DurableFrame> inner() {
      return List.of(ordersFrame);
    }

    @Override
    protected void save(SavedWriter out) {
      out.writeInt(step);
      out.writeScalar(day, Scalar.LOCAL_DATE);
    }

    @Override
    protected void restore(SavedReader in) {
      step = in.readIndex(2);
      day = in.readScalar(Scalar.LOCAL_DATE);
    }

    @Override
    protected Position position() {
      return Position.of(Ledger.class, "input", day, WAYPOINTS, step);
    }
  }

  /** What happens to each item of {@code orders}. */
  private static final class OrdersFrame extends DurableFrame {
    private static final int NEXT = 0;
    private static final int OPEN_ITEMS = 1;
    private static final int ITEMS_OPENED = 2;
    private static final int ITEMS = 3;
    private static final int FINISH_ADD = 4;
    private static final int EMIT = 5;

    private static final Waypoint[] WAYPOINTS = {
      Waypoint.NONE.after("sink"),
      Waypoint.at("items"),
      Waypoint.at("items").in("items"),
      Waypoint.at("items").in("items"),
      Waypoint.at("add").in("items").after("items"),
      Waypoint.at("sink")
    };

    private final Ledger stages;
    private final Sink<? super String> sink;
    private final RunFrame runFrame;
    private final ItemsFrame itemsFrame;
    private FlowIterator<Ledger.Order> source;
    private long taken;
    private Ledger.Order lastTaken;
    private long takenBefore;
    private long toSkip;
    private Ledger.Order order;
    private String add;
    private long addBucket;
    private boolean addBucketFilled;
    private final DurableEmission<String> outputOfHeading;
    private int step;

    OrdersFrame(RunFrame runFrame) {
      stages = runFrame.stages;
      sink = runFrame.sink;
      this.runFrame = runFrame;
      itemsFrame = new ItemsFrame(this);
      outputOfHeading =
          new DurableEmission<>(
              "output of items opened",
              "items",
              sink,
              (out, value) -> out.writeString(value),
              in -> in.readString());
    }

    /** Starts to walk what {@code orders} returned. */
    void enter(FlowStack stack, FlowIterator<Ledger.Order> source) {
      this.source = source;
      stack.push(this);
      if (!isRestored()) {
        taken = 0;
        lastTaken = null;
        takenBefore = 0;
      } else if (resumes()) {
        takenBefore = taken;
      } else {
        toSkip = taken;
      }
      restored(stack);
    }

    /** Whether {@code orders} goes on after the last element taken. */
    boolean resumes() {
      return isRestored() && lastTaken != null;
    }

    /** Passes over the elements that were taken before the run was saved. */
    private int skip(FlowStack stack, int budget) throws Exception {
      int left = budget;
      do {
        if (source == null || source.next() == null) {
          toSkip = 0;
          return left;
        }
        toSkip--;
        left--;
      } while (toSkip > 0 && left > 0 && !stack.isHalted());
      return left;
    }

    @Override
    protected int run(FlowStack stack, int budget) throws Exception {
      if (toSkip > 0) {
        return skip(stack, budget);
      }
      int left = budget;
      do {
        if (step == NEXT) {
          add = null;
          if (source == null) {
            end(stack);
            return left;
          }
          order = source.next();
          if (order == null) {
            end(stack);
            return left;
          }
          left--;
          taken++;
          lastTaken = order;
          step = OPEN_ITEMS;
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
      if (step == OPEN_ITEMS) {
        addBucket = 0L;
        addBucketFilled = false;
        step = ITEMS_OPENED;
      }
      if (step == ITEMS_OPENED) {
        outputOfHeading.enter(stack, stages.heading(order, runFrame.day));
        step = ITEMS;
        return true;
      }
      if (step == ITEMS) {
        List<Ledger.Item> source = stages.items(order);
        step = FINISH_ADD;
        if (source != null || itemsFrame.isRestored()) {
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
          add = stages.total(addBucket);
          step = add == null ? NEXT : EMIT;
        } else {
          step = NEXT;
        }
        if (stack.isHalted()) {
          return true;
        }
      }
      if (step == EMIT) {
        sink.accept(add);
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
      FlowIterator<Ledger.Order> closing = source;
      source = null;
      Sources.close(closing);
    }

    @Override
    protected void close() throws Exception {
      order = null;
      add = null;
      endSource();
    }

    @Override
    protected String level() {
      return "orders";
    }

    @Override
    protected List<DurableFrame> inner() {
      return List.of(itemsFrame, outputOfHeading);
    }

    @Override
    protected boolean isLeft() {
      return source == null;
    }

    @Override
    protected void save(SavedWriter out) {
      out.writeInt(step);
      out.writeLong(taken);
      writeOrder(out, lastTaken);
      writeOrder(out, order);
      out.writeString(add);
      out.writeLong(addBucket);
      out.writeBoolean(addBucketFilled);
    }

    @Override
    protected void restore(SavedReader in) {
      step = in.readIndex(6);
      taken = in.readLong();
      lastTaken = readOrder(in);
      order = readOrder(in);
      add = in.readString();
      addBucket = in.readLong();
      addBucketFilled = in.readBoolean();
    }

    @Override
    protected boolean reopens() {
      runFrame.step = RunFrame.ORDERS;
      return reopens(taken > 0);
    }

    @Override
    protected Position position() {
      return Position.of(Ledger.class, "orders", source, taken, order, WAYPOINTS,
          step).resumedAfter(takenBefore);
    }
  }

  /** What happens to each item of {@code items}. */
  private static final class ItemsFrame extends DurableFrame {
    private static final int NEXT = 0;
    private static final int ADD = 1;

    private static final Waypoint[] WAYPOINTS = {
      Waypoint.NONE,
      Waypoint.at("add")
    };

    private final Ledger stages;
    private final OrdersFrame ordersFrame;
    private List<Ledger.Item> source;
    private Iterator<Ledger.Item> iterator;
    private long taken;
    private long toSkip;
    private Ledger.Item item;
    private int step;

    ItemsFrame(OrdersFrame ordersFrame) {
      stages = ordersFrame.stages;
      this.ordersFrame = ordersFrame;
    }

    /** Starts to walk what {@code items} returned. */
    void enter(FlowStack stack, List<Ledger.Item> source) {
      this.source = source;
      stack.push(this);
      if (!isRestored()) {
        taken = 0;
      } else {
        iterator = Sources.at(source, taken);
        toSkip = iterator == null ? taken : 0;
      }
      restored(stack);
    }

    /** Passes over the elements that were taken before the run was saved. */
    private int skip(FlowStack stack, int budget) throws Exception {
      int left = budget;
      if (iterator == null && source != null) {
        iterator = source.iterator();
      }
      do {
        if (source == null || !iterator.hasNext()) {
          toSkip = 0;
          return left;
        }
        iterator.next();
        toSkip--;
        left--;
      } while (toSkip > 0 && left > 0 && !stack.isHalted());
      return left;
    }

    @Override
    protected int run(FlowStack stack, int budget) throws Exception {
      if (toSkip > 0) {
        return skip(stack, budget);
      }
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
      long addBucket = ordersFrame.addBucket;
      boolean addBucketFilled = ordersFrame.addBucketFilled;
      Iterator<Ledger.Item> iterator = source.iterator();
      int left = budget;
      try {
        while (iterator.hasNext()) {
          Ledger.Item item = iterator.next();
          left--;
          if (item == null) {
            continue;
          }
          try {
            addBucket = stages.add(addBucket, item);
            addBucketFilled = true;
            if (stack.isHalted()) {
              this.item = item;
              this.iterator = iterator;
              break;
            }
          } catch (Throwable failure) {
            this.item = item;
            step = ADD;
            this.iterator = iterator;
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
      long addBucket = ordersFrame.addBucket;
      boolean addBucketFilled = ordersFrame.addBucketFilled;
      Iterator<Ledger.Item> iterator = this.iterator;
      int left = budget;
      try {
        while (left > 0) {
          if (!iterator.hasNext()) {
            end(stack);
            break;
          }
          Ledger.Item item = iterator.next();
          left--;
          if (item == null) {
            if (stack.isHalted()) {
              break;
            }
            continue;
          }
          if (stack.isHalted()) {
            this.item = item;
            step = ADD;
            break;
          }
          try {
            addBucket = stages.add(addBucket, item);
            addBucketFilled = true;
            if (stack.isHalted()) {
              this.item = item;
              break;
            }
          } catch (Throwable failure) {
            this.item = item;
            step = ADD;
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
      if (step == ADD) {
        ordersFrame.addBucket = stages.add(ordersFrame.addBucket, item);
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
      List<Ledger.Item> closing = source;
      source = null;
      Iterator<Ledger.Item> walking = iterator;
      iterator = null;
      Sources.close(closing, walking);
    }

    @Override
    protected void close() throws Exception {
      item = null;
      endSource();
    }

    @Override
    protected String level() {
      return "items";
    }

    @Override
    protected boolean isLeft() {
      return source == null;
    }

    @Override
    protected void save(SavedWriter out) {
      out.writeInt(step);
      out.writeLong(taken);
      writeItem(out, item);
    }

    @Override
    protected void restore(SavedReader in) {
      step = in.readIndex(2);
      taken = in.readLong();
      item = readItem(in);
    }

    @Override
    protected boolean reopens() {
      ordersFrame.step = OrdersFrame.ITEMS;
      return reopens(taken > 0);
    }

    @Override
    protected Position position() {
      return Position.of(Ledger.class, "items", source, taken, item, WAYPOINTS, step);
    }
  }
}
