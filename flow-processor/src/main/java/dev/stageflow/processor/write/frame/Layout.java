package dev.stageflow.processor.write.frame;

import com.squareup.javapoet.TypeName;
import dev.stageflow.internal.plan.FlowPlan;
import dev.stageflow.internal.plan.Joins;
import dev.stageflow.internal.plan.Level;
import dev.stageflow.internal.plan.Lifetimes;
import dev.stageflow.internal.plan.Step;
import dev.stageflow.internal.plan.Waypoints;
import dev.stageflow.internal.position.Waypoint;
import dev.stageflow.internal.save.SavedForm;
import dev.stageflow.processor.model.ElementModel;
import dev.stageflow.processor.model.FlowModel;
import dev.stageflow.processor.model.ValueReads;
import dev.stageflow.processor.model.call.Argument;
import dev.stageflow.processor.model.call.Calling;
import dev.stageflow.processor.model.call.MethodModel;
import dev.stageflow.processor.write.expression.FlowNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** The steps of a level, without those that do nothing, and the names of their constants. */
final class Layout {
  private static final int MOST_TIGHT_STEPS = 24;

  /** A lambda captures 253 local variables at most, longs counted twice; fields need but one. */
  private static final int MOST_CAPTURED = 100;

  /**
   * HotSpot compiles no method of more than 8,000 bytecodes; a step takes 30 to 60, and more the
   * more arguments it has.
   */
  static final int STEPS_OF_A_METHOD = 50;

  private final Level level;
  private final FlowModel model;
  private final FlowNames flowNames;
  private final List<ElementModel> elements;
  private final FlowPlan plan;
  private final List<Step> steps = new ArrayList<>();
  private final List<Waypoint> waypoints = new ArrayList<>();
  private final List<String> names;
  private final Lifetimes lifetimes;
  private final List<Set<Integer>> unread;
  private final List<Set<Integer>> joins;

  Layout(Level level, FlowModel model, FlowNames flowNames) {
    this.level = level;
    this.model = model;
    this.flowNames = flowNames;
    this.elements = model.elements();
    this.plan = model.plan();
    List<Step> all = level.steps();
    int[] moved = new int[all.size() + 1];
    int kept = 0;
    for (int i = 0; i < all.size(); i++) {
      moved[i] = kept;
      kept += isIdle(all.get(i), plan) ? 0 : 1;
    }
    moved[all.size()] = kept;
    List<Waypoint> allWaypoints = Waypoints.of(plan, level);
    for (int i = 0; i < all.size(); i++) {
      Step step = all.get(i);
      if (!isIdle(step, plan)) {
        steps.add(new Step(step.kind(), step.element(), moved[step.end()], step.level()));
        waypoints.add(allWaypoints.get(i));
      }
    }
    waypoints.add(allWaypoints.get(all.size()));
    names = flowNames.steps(steps);
    ValueReads reads = new ValueReads(model);
    lifetimes = reads.lifetimes();
    unread = lifetimes.unread(level, steps);
    Joins found = new Joins(plan, reads::of);
    joins = model.isDurable() ? found.read(level, steps) : found.of(level, steps);
  }

  /** A context without an accumulator has nothing to do as it opens. */
  private static boolean isIdle(Step step, FlowPlan plan) {
    return step.kind() == Step.Kind.OPEN
        && !plan.isGroup(step.element())
        && plan.accumulatesIn(step.element()).isEmpty();
  }

  Level level() {
    return level;
  }

  List<Step> steps() {
    return steps;
  }

  /** The text for each step, and for the end. */
  List<Waypoint> waypoints() {
    return waypoints;
  }

  /** The constant of a step; after the last one, that of the next item, or of the end. */
  String name(int step) {
    if (step < names.size()) {
      return names.get(step);
    }
    return isLoop() ? flowNames.next() : flowNames.end();
  }

  /** The name of the level in saved runs, which is unique in a flow. */
  String levelName() {
    String stage = plan.name(level.element());
    return switch (level.kind()) {
      case TAIL -> "after " + stage;
      case GROUP -> "group of " + stage;
      case SEQUENCE -> stage;
      case SUBFLOW -> "outputs of " + stage;
      case AHEAD -> "before " + stage;
      case PARALLEL -> "values of " + stage;
      case FLUSH -> "flush of " + stage;
      case RUN -> SavedForm.RUN;
    };
  }

  /** The steps whose hooks give an output. */
  List<Step> emissions() {
    return steps.stream()
        .filter(step -> step.isHook() && model.hook(step).output() != null)
        .toList();
  }

  /** The steps that run an item through other flows. */
  List<Step> subflows() {
    return steps.stream().filter(step -> step.kind() == Step.Kind.SUBFLOW).toList();
  }

  /** The constant of a step. */
  String name(Step step) {
    return name(steps.indexOf(step));
  }

  /** The name in saved runs of the frame below a stage's flows. */
  String subflowName(Step step) {
    return "flow of " + plan.name(step.element());
  }

  /** The text of a step in the saved form: the stage that it calls, or what it does. */
  String stepName(Step step) {
    String kind =
        switch (step.kind()) {
          case CALL, CONSUME, FILTER, ENTER, SUBFLOW, START, FORK, ADD -> "stage";
          default -> step.kind().name().toLowerCase(Locale.ROOT);
        };
    if (step.kind() == Step.Kind.EMIT || step.kind() == Step.Kind.RELEASE) {
      return kind;
    }
    String name = plan.name(step.element());
    return kind.equals("stage")
        ? "stage "
            + name
            + " "
            + plan.elements().get(step.element()).kind().name().toLowerCase(Locale.ROOT)
        : kind + " " + name;
  }

  /** The name in saved runs of the output of a step's hook. */
  String emissionName(Step step) {
    return "output of "
        + plan.name(step.element())
        + " "
        + step.kind().name().toLowerCase(Locale.ROOT);
  }

  /** The guarded stages of the level. */
  List<Integer> guarded() {
    return steps.stream().filter(step -> !model.guard(step).isNone()).map(Step::element).toList();
  }

  /** The constant of the step that opens the window of a parallel stage. */
  String nameOfOpening(int stage) {
    return IntStream.range(0, steps.size())
        .filter(i -> steps.get(i).kind() == Step.Kind.AHEAD && steps.get(i).element() == stage)
        .mapToObj(this::name)
        .findFirst()
        .orElseThrow();
  }

  /** The constant of the step that enters another level. */
  String nameOfEntering(Level inner) {
    return IntStream.range(0, steps.size())
        .filter(i -> steps.get(i).level() == inner.index())
        .mapToObj(this::name)
        .findFirst()
        .orElseThrow();
  }

  /**
   * The references that no step from this one on reads. The level's own item is not among them: a
   * trace shows it.
   */
  List<Integer> unread(int step) {
    return references(unread.get(step));
  }

  /** The references that nothing reads any more once a step has entered its level. */
  List<Integer> unreadInside(int step) {
    Set<Integer> after = new TreeSet<>(unread.get(step + 1));
    after.retainAll(unread.get(steps.get(step).end()));
    return references(lifetimes.readToEnter(steps.get(step), after));
  }

  private List<Integer> references(Set<Integer> values) {
    return values.stream()
        .filter(value -> value != level.element())
        .filter(value -> plan.isFork(value, level) || !valueType(value).isPrimitive())
        .toList();
  }

  /** The forks that a step waits for. */
  Set<Integer> joins(int step) {
    return joins.get(step);
  }

  private TypeName valueType(int value) {
    return Objects.requireNonNull(elements.get(value).value()).type();
  }

  /** The steps at which a function may be added. */
  List<Integer> additions() {
    return IntStream.range(0, steps.size())
        .filter(i -> steps.get(i).kind() == Step.Kind.CALL)
        .filter(i -> elements.get(steps.get(i).element()) instanceof ElementModel.Addition)
        .boxed()
        .toList();
  }

  /** Whether the level takes one item after the other. */
  boolean isLoop() {
    return level.kind() == Level.Kind.SEQUENCE || level.kind() == Level.Kind.PARALLEL;
  }

  /**
   * Whether the items of the level take a straight path, so that they can be processed by a tight
   * loop on local variables. A long path gains nothing from it, and would make a method too large
   * for the JIT compiler. Nor can the loop save its variables before a pause that it cannot catch,
   * or pass any number of them to a lambda.
   */
  boolean isTight() {
    return isLoop()
        && !steps.isEmpty()
        && steps.size() <= MOST_TIGHT_STEPS
        && joins.stream().allMatch(Set::isEmpty)
        && steps.stream()
            .allMatch(
                step ->
                    switch (step.kind()) {
                      case CALL, CONSUME, FILTER, ADD -> isForLoop(step.element());
                      case FULL -> looksAtItem(step.element());
                      case KEY, BREAK, PASS, START, OUTPUT, EMIT -> true;
                      case OPEN, OPENED -> plan.isGroup(step.element());
                      case FORK, RELEASE, ENTER, SUBFLOW, AHEAD, FINISHED, FLUSH, FINISH, CLOSE ->
                          false;
                    });
  }

  /** Whether items of the level enter a parallel stage, where a full window stops them. */
  boolean fillsWindow() {
    return steps.stream().anyMatch(step -> step.kind() == Step.Kind.START);
  }

  /** Whether the arguments of flushWhen are those of the item, not those of a group's first one. */
  private boolean looksAtItem(int accumulate) {
    MethodModel flushWhen = ((ElementModel.Accumulate) elements.get(accumulate)).flush().when();
    return Objects.requireNonNull(flushWhen).arguments().stream()
        .noneMatch(
            argument ->
                argument instanceof Argument.Upstream upstream
                    && plan.holderOf(upstream.value(), plan.bucketLevel(accumulate))
                        != plan.holderOf(upstream.value(), level.index()));
  }

  private boolean isForLoop(int element) {
    MethodModel method = elements.get(element).method();
    return method == null
        || (!method.hidesPauses()
            && (method.calling().equals(Calling.DIRECT)
                || method.arguments().size() <= MOST_CAPTURED));
  }

  /**
   * Whether the level's source may be closed before its end: that of a sequence if the run is
   * drained, and that of a parallel stage if a filter ends a sequence before it.
   */
  boolean mayBeLeft() {
    return level.kind() == Level.Kind.SEQUENCE || isLeft();
  }

  private boolean isLeft() {
    return level.kind() == Level.Kind.PARALLEL
        && IntStream.range(0, elements.size()).anyMatch(i -> isLeftBy(i, elements.get(i)));
  }

  private boolean isLeftBy(int index, ElementModel element) {
    return element instanceof ElementModel.Filter filter
        && filter.ends() != FlowPlan.NO_VALUE
        && plan.leftBy(index, filter.ends()).contains(level.index());
  }

  /** Whether the steps take more than one method. */
  boolean isSplit() {
    return steps.size() > STEPS_OF_A_METHOD;
  }
}
