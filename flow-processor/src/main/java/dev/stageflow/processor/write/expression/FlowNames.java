package dev.stageflow.processor.write.expression;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import dev.stageflow.FlowDescription;
import dev.stageflow.PauseFlow;
import dev.stageflow.RetryPolicy;
import dev.stageflow.internal.alarm.FlushTimer;
import dev.stageflow.internal.flow.Subflows;
import dev.stageflow.internal.guard.GuardedCall;
import dev.stageflow.internal.plan.Element;
import dev.stageflow.internal.plan.Element.Trait;
import dev.stageflow.internal.plan.FlowPlan;
import dev.stageflow.internal.plan.Level;
import dev.stageflow.internal.plan.Step;
import dev.stageflow.internal.position.Position;
import dev.stageflow.internal.position.Waypoint;
import dev.stageflow.internal.source.FlowIterators;
import dev.stageflow.internal.source.Sources;
import dev.stageflow.internal.value.AddedFunctions;
import dev.stageflow.internal.value.Bucket;
import dev.stageflow.internal.value.ListenedFuture;
import dev.stageflow.internal.value.Values;
import dev.stageflow.processor.model.ElementModel;
import dev.stageflow.processor.model.Expression;
import dev.stageflow.processor.model.FileNames;
import dev.stageflow.processor.model.FlowModel;
import dev.stageflow.processor.model.Value;
import dev.stageflow.processor.model.call.Conversion;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names in a generated class, taken from the user's own wherever they are free. Values and
 * accumulators have names that are unique in the whole flow, so that a local variable can stand for
 * a field of any frame.
 */
public final class FlowNames {
  /** Where a word begins within a name. */
  private static final Pattern HUMP = Pattern.compile("(\\p{Ll}|\\d)(\\p{Lu})");

  /** The field for how many elements a stream has said that it has. */
  public static final String SOURCE_SIZE = "sourceSize";

  /** The names of the frames' own fields, parameters and local variables. */
  private static final List<String> TAKEN =
      List.of(
          "stages",
          "sink",
          "step",
          "stack",
          "budget",
          "left",
          "source",
          "flow",
          "flows",
          "taken",
          "at",
          "failure",
          "list",
          "iterator",
          "spliterator",
          "holder",
          SOURCE_SIZE,
          "index",
          "first",
          "end",
          "closing",
          "walking",
          "pause",
          "caller",
          "definitions");

  /** Further names in frames with guarded calls. */
  private static final List<String> TAKEN_BY_GUARDS = List.of("recovered", "widened", "rejected");

  /** The field for the last element that was taken of a sequence. */
  public static final String LAST_TAKEN = "lastTaken";

  /** The field for how many elements were taken before a sequence was resumed. */
  public static final String TAKEN_BEFORE = "takenBefore";

  /** The field for how many elements a restored run has still to skip. */
  public static final String TO_SKIP = "toSkip";

  /** Further names in frames that are saved. */
  private static final List<String> TAKEN_BY_SAVING =
      List.of(LAST_TAKEN, TAKEN_BEFORE, TO_SKIP, "restoredItems", "in", "out");

  /**
   * Classes that generated code calls static methods of. A variable of such a name would be meant
   * instead (JLS 6.4.2), as would one that is named as a package in a qualified name.
   */
  private static final List<String> TAKEN_BY_TYPES =
      Stream.concat(
              Stream.of(
                      AddedFunctions.class,
                      Bucket.class,
                      FlowIterators.class,
                      FlushTimer.class,
                      GuardedCall.class,
                      Position.class,
                      Sources.class,
                      Subflows.class,
                      Values.class,
                      Waypoint.class,
                      FlowDescription.class,
                      PauseFlow.class,
                      RetryPolicy.class,
                      Duration.class,
                      List.class,
                      Objects.class,
                      Stream.class,
                      Double.class,
                      Float.class,
                      Math.class)
                  .map(Class::getSimpleName),
              Stream.of("java", "javax", "dev"))
          .toList();

  private final Set<String> taken = new HashSet<>(TAKEN);
  private final Map<Integer, String> values = new HashMap<>();
  private final Map<Integer, String> buckets = new HashMap<>();
  private final Map<Integer, String> filled = new HashMap<>();
  private final Map<Integer, String> passed = new HashMap<>();
  private final Map<Integer, String> timers = new HashMap<>();
  private final Map<Integer, String> flushes = new HashMap<>();
  private final Map<Integer, String> groupKeys = new HashMap<>();
  private final Map<Integer, String> nextKeys = new HashMap<>();
  private final Map<Integer, String> openFlags = new HashMap<>();
  private final Map<Integer, String> kept = new HashMap<>();
  private final Map<Integer, String> found = new HashMap<>();
  private final Map<Integer, String> guarded = new HashMap<>();
  private final Map<String, String> emissions = new HashMap<>();
  private final Map<Integer, String> subflows = new HashMap<>();
  private final Map<Integer, String> added = new HashMap<>();
  private final String converted;
  private final String next;
  private final String end;
  private final String waypoints;
  private final Map<Integer, String> frameFields = new HashMap<>();
  private final Map<Integer, String> frameClasses = new HashMap<>();
  private final Map<Integer, String> inFlight = new HashMap<>();
  private final Map<Integer, String> inFlightClasses = new HashMap<>();
  private final Map<String, String> outputs;
  private final FlowPlan plan;

  public FlowNames(FlowModel model) {
    plan = model.plan();
    if (model.isGuarded()) {
      taken.addAll(TAKEN_BY_GUARDS);
    }
    if (model.isDurable()) {
      taken.addAll(TAKEN_BY_SAVING);
    }
    if (model.isKeyed()) {
      taken.add(ShellTypes.KEPT);
    }
    if (model.header().isExtensible()) {
      taken.add("added");
      model.header().types().additions().forEach(place -> taken.add(place.name()));
    }
    if (model.header().hasNamedSinks()) {
      taken.add("outputs");
    }
    if (model.plan().levels().stream().anyMatch(model::hasForks)) {
      taken.add("forks");
    }
    outputs = ShellTypes.outputNames(model.header());
    ClassName definition = model.header().definition().name();
    taken.addAll(TAKEN_BY_TYPES);
    taken.add(definition.simpleNames().get(0));
    taken.add(definition.packageName().split("\\.", 2)[0]);
    UniqueNames variables = new UniqueNames(taken);
    next = variables.name("NEXT");
    end = variables.name("END");
    waypoints = variables.name("WAYPOINTS");
    taken.addAll(List.of(next, end, waypoints));
    String flow = model.header().flow().simpleName();
    String additions = ShellTypes.additions(model.header()).simpleName();
    UniqueNames classes = new UniqueNames(List.of(flow, "Frame", additions));
    classes.take(model.header().definition().typeVariableNames());
    if (model.header().hasNamedSinks()) {
      classes.take(
          List.of(
              ShellTypes.bound(model.header()).simpleName(),
              ShellTypes.runner(model.header()).simpleName()));
    }
    int room = FileNames.room(flow);
    for (Level level : plan.levels()) {
      frameClasses.put(level.index(), classes.name(cut(capitalized(frameName(level)), room)));
    }
    if (model.isGuarded() || model.isDurable()) {
      // The frame of a sequence names a step of the frame outside.
      variables.take(frameClasses.values());
    }
    for (int element : model.started()) {
      String started = plan.name(element) + (model.isFork(element) ? "Fork" : "InFlight");
      inFlightClasses.put(element, classes.name(cut(capitalized(started), room)));
      if (!model.isFork(element)) {
        inFlight.put(element, variables.name(started));
      }
    }
    for (Level level : plan.levels()) {
      frameFields.put(level.index(), variables.name(frameName(level)));
    }
    Value input = model.inputValue();
    if (input != null) {
      values.put(FlowPlan.RUN, variables.name(input.name()));
    }
    for (int i = 0; i < model.elements().size(); i++) {
      ElementModel element = model.elements().get(i);
      Value value = element.value();
      if (element instanceof ElementModel.Addition addition) {
        addition(i, addition, variables);
      } else if (value != null) {
        String name = variables.name(value.name(), plan.name(i));
        values.put(i, name);
        boolean isGuarded = !model.guards().get(i).isNone();
        if (element.unwrapping().isOfPrimitive() || (isGuarded && value.type().isPrimitive())) {
          found.put(i, variables.name(name + "Found"));
        }
      }
      if (plan.isGroup(i)) {
        String stage = capitalized(plan.name(i));
        groupKeys.put(i, variables.name("keyOf" + stage));
        nextKeys.put(i, variables.name("nextKeyOf" + stage));
        openFlags.put(i, variables.name("isOpen" + stage));
      }
      if (element instanceof ElementModel.Filter) {
        kept.put(i, variables.name("keptBy" + capitalized(plan.name(i))));
      }
      if (element instanceof ElementModel.Accumulate accumulate) {
        String bucket = variables.name(accumulate.bucket().name() + "Bucket");
        buckets.put(i, bucket);
        filled.put(i, variables.name(bucket + "Filled"));
        passed.put(i, variables.name(bucket + "Passed"));
        timers.put(i, variables.name(bucket + "Timer"));
        flushes.put(i, variables.name("flush" + capitalized(plan.name(i))));
      }
      if (!model.guards().get(i).isNone()) {
        guarded.put(i, variables.name("guarded" + capitalized(plan.name(i))));
      }
    }
    for (Level level : plan.levels()) {
      for (Step step : level.steps()) {
        if (model.isDurable() && step.isHook() && model.hook(step).output() != null) {
          emissions.put(
              emissionKey(step),
              variables.name("outputOf" + capitalized(model.hook(step).method().name())));
        }
        if (model.isDurable() && step.kind() == Step.Kind.SUBFLOW) {
          subflows.put(
              step.element(), variables.name("flowOf" + capitalized(plan.name(step.element()))));
        }
      }
    }
    converted = variables.name("returned");
  }

  /** The field of the frame that runs an item through the flows of a stage. */
  public String subflow(int element) {
    return Objects.requireNonNull(subflows.get(element));
  }

  private static String emissionKey(Step step) {
    return step.element() + " " + step.kind();
  }

  /** The field of the frame that hands the output of a step's hook to its sink. */
  public String emission(Step step) {
    return Objects.requireNonNull(emissions.get(emissionKey(step)));
  }

  private void addition(int element, ElementModel.Addition addition, UniqueNames variables) {
    String item = known(values, plan.replacedBy(element));
    String name = variables.name("changed" + capitalized(item));
    values.put(element, name);
    added.put(element, addition.name());
    if (addition.value().type().isPrimitive()) {
      found.put(element, variables.name(name + "Found"));
    }
  }

  /** An expression that the model has. */
  CodeBlock expression(Expression expression) {
    ClassName owner = expression.owner();
    return owner == null
        ? expression.code()
        : CodeBlock.of("$L.$L", type(owner), expression.code());
  }

  /** A lambda that converts what another library returns. */
  CodeBlock conversion(Conversion conversion) {
    return CodeBlock.builder()
        .addNamed(
            conversion.code(),
            Map.of(
                "type", type(conversion.type()),
                "it", converted,
                "listened", type(ClassName.get(ListenedFuture.class)),
                "adapters", type(ClassName.get("org.reactivestreams", "FlowAdapters")),
                "strategy",
                    type(ClassName.get("io.reactivex.rxjava3.core", "BackpressureStrategy"))))
        .build();
  }

  /**
   * A class in an expression: with its package where a variable somewhere has its name, which would
   * be meant instead (JLS 6.4.2).
   */
  public CodeBlock type(ClassName type) {
    return isVariable(type.simpleNames().get(0))
        ? CodeBlock.of("$L", type.canonicalName())
        : CodeBlock.of("$T", type);
  }

  private boolean isVariable(String name) {
    // Steps are constants, named in capitals after their stages.
    return taken.contains(name)
        || name.equals(name.toUpperCase(Locale.ROOT))
        || Stream.of(
                values,
                buckets,
                filled,
                passed,
                groupKeys,
                nextKeys,
                openFlags,
                kept,
                found,
                guarded,
                frameFields,
                inFlight)
            .anyMatch(variables -> variables.containsValue(name))
        || emissions.containsValue(name);
  }

  /** The beginning of a name, as far as there is room. */
  private static String cut(String name, int room) {
    String cut = name;
    while (FileNames.length(cut) > room) {
      cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
    }
    return cut;
  }

  private String frameName(Level level) {
    return switch (level.kind()) {
      case RUN -> "runFrame";
      case SEQUENCE, SUBFLOW, PARALLEL -> plan.name(level.element()) + "Frame";
      case TAIL -> "after" + capitalized(plan.name(level.element())) + "Frame";
      case AHEAD -> "before" + capitalized(plan.name(level.element())) + "Frame";
      case FLUSH -> "flush" + capitalized(plan.name(level.element())) + "Frame";
      case GROUP -> "groupOf" + capitalized(plan.name(level.element())) + "Frame";
    };
  }

  /** The variable that holds a value. */
  public String value(int id) {
    return known(values, id);
  }

  /** The variable that holds an accumulator. */
  public String bucket(int accumulate) {
    return known(buckets, accumulate);
  }

  /** The variable that is true if an item came to an accumulator. */
  public String filled(int accumulate) {
    return known(filled, accumulate);
  }

  /** The variable that is true if an accumulator passed a value on early. */
  public String passed(int accumulate) {
    return known(passed, accumulate);
  }

  /** The field for the key of the open group, by its context. */
  public String groupKey(int context) {
    return known(groupKeys, context);
  }

  /** The field for the key of an item that is not of the open group. */
  public String nextKey(int context) {
    return known(nextKeys, context);
  }

  /** The field that is true while a group is open. */
  public String openFlag(int context) {
    return known(openFlags, context);
  }

  /** The local variable for a filter's result. */
  public String kept(int filter) {
    return known(kept, filter);
  }

  /** The local variable for a result until it is known to be a value. */
  String found(int element) {
    return known(found, element);
  }

  /** The field of a function that may be added, and the local variable for it. */
  public String added(int element) {
    return known(added, element);
  }

  /** The field of a named sink. */
  public String output(String name) {
    return Objects.requireNonNull(outputs.get(name));
  }

  /** The field of a guarded call. */
  public String guarded(int element) {
    return known(guarded, element);
  }

  /** The method that makes a guarded call. */
  public String guard(int element) {
    return "guard" + guarded(element).substring("guarded".length());
  }

  /** The field of the timer that flushes an accumulator. */
  public String timer(int accumulate) {
    return known(timers, accumulate);
  }

  /** The method that flushes an accumulator when its time is over. */
  public String flush(int accumulate) {
    return known(flushes, accumulate);
  }

  public boolean hasTimer(int accumulate) {
    return plan.elements().get(accumulate).has(Trait.FLUSH_AFTER);
  }

  /**
   * Whether an accumulate must know that an item came: not if an empty accumulator goes on, too.
   */
  public boolean hasFilled(int accumulate) {
    Element element = plan.elements().get(accumulate);
    return !element.has(Trait.EMIT_EMPTY) || element.passesEarly();
  }

  /** Whether an accumulate must know that it has been flushed. */
  public boolean hasPassed(int accumulate) {
    Element element = plan.elements().get(accumulate);
    return element.has(Trait.EMIT_EMPTY) && element.passesEarly();
  }

  /** The step of a frame that takes its next item. */
  public String next() {
    return next;
  }

  /** The step of a frame whose only item has been processed. */
  public String end() {
    return end;
  }

  /** The waypoints of a frame's steps. */
  public String waypoints() {
    return waypoints;
  }

  /** The class of a level's frame. */
  public String frameClass(int level) {
    return known(frameClasses, level);
  }

  /** The class of the items that are in a parallel stage, or that a fork is started for. */
  public String inFlightClass(int element) {
    return known(inFlightClasses, element);
  }

  /** The local variable for an item that comes out of a parallel stage. */
  public String inFlight(int element) {
    return known(inFlight, element);
  }

  /** The field that refers to a level's frame. */
  public String frameField(int level) {
    return known(frameFields, level);
  }

  /** The constants that name a level's steps, in order. */
  public List<String> steps(List<Step> steps) {
    UniqueNames constants = new UniqueNames(taken);
    // A stage called PRICE, or $, gives the same name to a variable as to its step.
    for (Map<Integer, String> variables :
        List.of(values, buckets, filled, passed, guarded, frameFields, inFlight)) {
      constants.take(variables.values());
    }
    return steps.stream().map(step -> constants.name(stepName(step))).toList();
  }

  private String stepName(Step step) {
    String stage = step.element() == FlowPlan.RUN ? "RUN" : constant(elementName(step));
    return switch (step.kind()) {
      case KEY -> "KEY_OF_" + stage;
      case BREAK -> "CLOSE_GROUP_OF_" + stage;
      case OPEN -> "OPEN_" + stage;
      case CALL, FORK, CONSUME, FILTER, ENTER, SUBFLOW, START, ADD -> stage;
      case RELEASE -> "RELEASE_FORKS";
      case AHEAD -> "AHEAD_OF_" + stage;
      case OPENED -> stage + "_OPENED";
      case FINISHED -> stage + "_FINISHED";
      case FULL -> stage + "_FULL";
      case PASS -> "PASS_" + stage;
      case FLUSH -> "FLUSH_" + stage;
      case FINISH -> "FINISH_" + stage;
      case CLOSE -> "CLOSE_" + stage;
      case OUTPUT -> stage.isEmpty() ? "OUTPUT" : stage;
      case EMIT -> "EMIT";
    };
  }

  private String elementName(Step step) {
    return step.kind() == Step.Kind.EMIT ? "" : plan.name(step.element());
  }

  private static String known(Map<Integer, String> names, int index) {
    return Objects.requireNonNull(names.get(index));
  }

  /** {@code closeOrder} as {@code CLOSE_ORDER}. */
  private static String constant(String name) {
    return HUMP.matcher(name).replaceAll("$1_$2").toUpperCase(Locale.ROOT);
  }

  private static String capitalized(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
