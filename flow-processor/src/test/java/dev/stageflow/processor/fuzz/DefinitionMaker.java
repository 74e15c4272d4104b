package dev.stageflow.processor.fuzz;

import dev.stageflow.processor.fuzz.Stage.Form;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Makes definitions out of the whole grammar, the same one of the same seed. */
final class DefinitionMaker {
  private static final int MOST_STAGES = 9;

  /** Names that generated code, or the language, uses for something else too. */
  private static final List<String> CLASS_NAMES =
      List.of(
          "Report",
          "Flow",
          "Frame",
          "FlowStack",
          "String",
          "Object",
          "Override",
          "List",
          "Sink",
          "RunFrame",
          "Exception",
          "Größe",
          "A$B",
          "_X",
          "PauseFlow",
          "Definition",
          "stages",
          "L".repeat(60));

  private static final List<String> STAGE_NAMES =
      List.of(
          "orders",
          "stack",
          "frame",
          "run",
          "item",
          "flow",
          "value",
          "step",
          "source",
          "index",
          "sink",
          "stages",
          "budget",
          "left",
          "record",
          "permits",
          "sealed",
          "with",
          "var",
          "$",
          "_x",
          "größe",
          "String",
          "Object",
          "close",
          "resume",
          "end",
          "enter",
          "push",
          "found",
          "pause",
          "halted",
          "of",
          "create",
          "describe",
          "bind",
          "begin",
          "first",
          "closed",
          "l".repeat(60));

  private static final List<String> ITEMS_OF_OBJECTS =
      List.of(
          "java.util.List<%s>",
          "java.lang.Iterable<%s>",
          "java.util.Iterator<%s>",
          "java.util.stream.Stream<%s>",
          "java.util.Optional<%s>",
          "dev.stageflow.FlowIterator<%s>",
          "java.util.Set<%s>");

  private record Visible(String name, String type) {}

  private record Opened(List<Visible> scope, boolean sequence) {}

  private final SplittableRandom random;
  private final List<Stage> stages = new ArrayList<>();
  private final List<String> names;
  private final Deque<Opened> contexts = new ArrayDeque<>();

  private List<Visible> scope = new ArrayList<>();
  private Visible item;
  private Kind kind;

  private DefinitionMaker(long seed) {
    random = new SplittableRandom(seed);
    names = new ArrayList<>(STAGE_NAMES);
    kind = oneOf(List.of(Kind.values()));
    item = new Visible("input", kind.source);
    contexts.push(new Opened(List.of(item), false));
  }

  static FuzzedDefinition make(long seed) {
    return new DefinitionMaker(seed).definition(seed);
  }

  private FuzzedDefinition definition(long seed) {
    Kind input = kind;
    int count = 1 + random.nextInt(MOST_STAGES);
    while (stages.size() < count && kind != null) {
      add(form());
    }
    int inherited = random.nextInt(4) == 0 ? random.nextInt(stages.size()) : 0;
    return new FuzzedDefinition(
        seed, oneOf(CLASS_NAMES), random.nextInt(4) == 0, inherited, input, List.copyOf(stages));
  }

  private Form form() {
    boolean gathers = contexts.peek().sequence;
    List<Form> forms =
        Stream.of(Form.values())
            .filter(form -> gathers || !form.isAccumulate())
            .filter(form -> form != Form.CONSUMER || random.nextInt(4) == 0)
            .toList();
    return oneOf(forms);
  }

  private void add(Form form) {
    String name = names.remove(random.nextInt(names.size()));
    boolean context = form == Form.SEQUENCE && random.nextInt(2) == 0;
    boolean hooks = random.nextInt(3) == 0;
    List<Visible> upstream =
        form == Form.COLLECTOR
            ? List.of()
            : scope.stream().filter(it -> random.nextInt(5) == 0).limit(3).toList();
    String takes = takes(form);
    Kind gives = null;
    String wrapping = "%s";
    String making = "";
    switch (form) {
      case FUNCTION -> {
        gives = oneOf(Kind.made());
        making = gives.made;
        if (!gives.isPrimitive() && random.nextInt(4) == 0) {
          wrapping =
              oneOf(List.of("java.util.Optional<%s>", "java.util.concurrent.CompletionStage<%s>"));
        }
      }
      case FILTER -> gives = kind;
      case SEQUENCE -> {
        gives = oneOf(Kind.made());
        making = gives.made;
        wrapping = gives.isPrimitive() ? "%s[]" : oneOf(ITEMS_OF_OBJECTS);
      }
      case SUM -> gives = hooks ? Kind.STRING : Kind.LONG;
      case GATHER -> gives = Kind.LIST;
      case COLLECTOR -> gives = Kind.BOXED_LONG;
      case CONSUMER -> {}
    }
    boolean tunnel =
        (form == Form.SEQUENCE || form == Form.FUNCTION)
            && !wrapping.contains("CompletionStage")
            && random.nextInt(8) == 0;
    boolean pauses = !form.isAccumulate() && !tunnel && random.nextInt(4) == 0;
    stages.add(
        new Stage(
            form,
            name,
            takes,
            gives,
            wrapping,
            making,
            upstream.stream().map(Visible::name).toList(),
            upstream.stream().map(Visible::type).toList(),
            context,
            tunnel,
            hooks,
            form.isAccumulate() && random.nextInt(3) == 0,
            form == Form.GATHER && random.nextInt(3) == 0,
            pauses,
            modifiers(takes, upstream)));
    goOn(form, name, gives, context);
  }

  private void goOn(Form form, String name, Kind gives, boolean context) {
    if (form == Form.FILTER) {
      return;
    }
    kind = gives;
    if (gives == null) {
      return;
    }
    if (context) {
      List<Visible> opening = new ArrayList<>(scope);
      opening.add(item);
      contexts.push(new Opened(opening, true));
    } else if (form == Form.SEQUENCE) {
      contexts.push(new Opened(contexts.pop().scope, true));
    }
    if (form.isAccumulate()) {
      // The run can gather again only after another sequence; an inner context is over.
      Opened closed = contexts.size() > 1 ? contexts.pop() : null;
      if (closed == null) {
        closed = contexts.pop();
        contexts.push(new Opened(closed.scope, false));
      }
      scope = new ArrayList<>(closed.scope);
    } else {
      scope.add(item);
    }
    item = new Visible(name, gives.source);
  }

  private String modifiers(String takes, List<Visible> upstream) {
    boolean generic = takes.equals("T") || upstream.stream().anyMatch(it -> it.type.equals("T"));
    String modifiers = oneOf(List.of("", "", "public ", "protected ", "static ", "final "));
    return generic && modifiers.equals("static ") ? "" : modifiers;
  }

  private String takes(Form form) {
    if (stages.isEmpty()) {
      // What the first stage takes is the type of the input.
      return kind.source;
    }
    return form == Form.COLLECTOR ? kind.boxed() : oneOf(kind.takers);
  }

  private <T> T oneOf(List<T> several) {
    return several.get(random.nextInt(several.size()));
  }

  static List<FuzzedDefinition> make(long first, int count) {
    FuzzedDefinition[] made = new FuzzedDefinition[count];
    Arrays.setAll(made, index -> make(first + index));
    return List.of(made);
  }
}
