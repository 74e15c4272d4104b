package dev.stageflow.processor.fuzz;

import dev.stageflow.processor.fuzz.Stage.Form;
import dev.stageflow.processor.fuzz.Stage.Trait;
import dev.stageflow.processor.fuzz.Stage.Upper;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a definition's stages, one after the other, and keeps in mind what each of them sees. */
final class StageMaker {
  private record Visible(String name, Kind kind, boolean isFork) {
    Visible(String name, Kind kind) {
      this(name, kind, false);
    }
  }

  /**
   * A context that is open; the run is one too.
   *
   * @param hasSequence whether several items come here while it is open
   * @param groups whether it is shared by neighbours
   * @param sequences those within it whose items come here
   */
  private record Opened(
      List<Visible> scope, boolean hasSequence, boolean groups, List<String> sequences) {}

  private final Dice dice;
  private final int most;

  /** Whether runs can be saved, so that nothing may be in it that cannot. */
  private final boolean isDurable;

  /** Whether stages may have several items at once: of those none fails, as calls intermingle. */
  private final boolean isParallel;

  private final List<Stage> stages = new ArrayList<>();
  private final List<String> names = new ArrayList<>(Names.OF_STAGES);
  private final Deque<Opened> contexts = new ArrayDeque<>();

  private List<Visible> scope = new ArrayList<>();

  /** The forks whose values no stage takes so far. */
  private final List<Visible> owed = new ArrayList<>();

  /** Whether the call of one of them may not be made if it is given up. */
  private boolean isOwedAtOnce;

  /** What arrives at the next stage; null at the first stage of a source, and after a consumer. */
  private @Nullable Visible item;

  /** The first stage that does not run ahead of a parallel one. */
  private int notAhead;

  private boolean isOver;

  private StageMaker(Dice dice, @Nullable Kind input, int most, boolean isDurable) {
    this.dice = dice;
    this.most = most;
    this.isDurable = isDurable;
    isParallel = dice.isOneIn(3);
    item = input == null ? null : new Visible("input", input);
    contexts.push(new Opened(scopeAndItem(), false, false, List.of()));
  }

  static List<Stage> make(Dice dice, @Nullable Kind input, int most, boolean isDurable) {
    StageMaker maker = new StageMaker(dice, input, most, isDurable);
    while (maker.stages.size() < most && !maker.isOver) {
      maker.add(maker.form());
    }
    maker.shareRecovers();
    return List.copyOf(maker.stages);
  }

  /** Has some methods stand in for several stages, and some run on a worker. */
  private void shareRecovers() {
    for (int at = 0; at < stages.size(); at++) {
      Stage stage = stages.get(at);
      List<String> together =
          stages.stream()
              .filter(it -> it == stage || (it.shared() == null && stage.canShare(it)))
              .map(Stage::name)
              .toList();
      if (stage.shared() == null && together.size() > 1 && dice.isOneIn(2)) {
        Stage.Shared shared = new Stage.Shared(stage.name(), together);
        stages.replaceAll(it -> together.contains(it.name()) ? it.sharing(shared) : it);
      }
      if (stages.get(at).canRecoverOnWorker()) {
        dice.maybe(3, stages.get(at).traits(), Trait.RECOVER_TUNNEL);
      }
    }
  }

  private Form form() {
    if (item == null) {
      return dice.oneOf(List.of(Form.FUNCTION, Form.SEQUENCE));
    }
    boolean gathers = contexts.element().hasSequence;
    return dice.oneOf(
        Stream.of(Form.values())
            .filter(form -> form != Form.AROUND)
            .filter(form -> gathers || !form.isAccumulate())
            .filter(form -> owed.isEmpty() || form != Form.COLLECTOR)
            .filter(form -> !isDurable || form != Form.COLLECTOR)
            .filter(form -> form != Form.CONSUMER || dice.isOneIn(4))
            .toList());
  }

  private void add(Form form) {
    boolean isWithin =
        item != null
            && !form.isAccumulate()
            && form != Form.CONSUMER
            && stages.size() < most - 1
            && dice.isOneIn(4);
    if (isWithin) {
      addAround();
    }
    String takes = takes(form);
    Kind gives = gives(form, takes);
    Returned returned = form == Form.FUNCTION || form.isMany() ? returned(form, gives) : null;
    Set<Trait> traits = traits(form, gives, returned, isWithin);
    if (form.isOpen() && gives == null) {
      gives = form == Form.SUM ^ traits.contains(Trait.FINISH) ? Kind.LONG : Kind.LIST;
    }
    List<Visible> opening = contexts.element().scope;
    List<Upper> upstream =
        new ArrayList<>(form == Form.COLLECTOR ? some(opening, false, 3) : some(scope, true, 3));
    upstream.addAll(due(form, upstream));
    Stage stage =
        new Stage(
            form,
            names.remove(dice.below(names.size())),
            takes,
            gives,
            returned,
            upstream,
            some(form.isAccumulate() ? opening : scopeAndItem(), false, 1),
            form == Form.FILTER ? broken() : null,
            traits,
            modifiers(form, takes, gives, upstream, traits),
            null);
    removeUnstorableGroups(stage);
    stages.add(stage);
    goOn(stage);
  }

  /** Adds a context around that of the next stage. */
  private void addAround() {
    String takes = takes(Form.AROUND);
    Set<Trait> traits = EnumSet.of(Trait.CONTEXT);
    addGroups(traits);
    addHooks(traits);
    if (!isParallel) {
      dice.maybe(4, traits, Trait.HOOKS_EMIT);
    }
    String name = names.remove(dice.below(names.size()));
    List<Upper> looksAt = some(scopeAndItem(), false, 1);
    Stage around =
        new Stage(Form.AROUND, name, takes, null, null, List.of(), looksAt, null, traits, "", null);
    removeUnstorableGroups(around);
    stages.add(around);
    goOn(around);
  }

  private void addGroups(Set<Trait> traits) {
    if (mayGroup()) {
      dice.maybe(2, traits, Trait.GROUPS);
    }
  }

  private void addHooks(Set<Trait> traits) {
    dice.maybe(3, traits, Trait.ON_OPEN, Trait.ON_FLUSH, Trait.ON_CLOSE);
  }

  private void removeUnstorableGroups(Stage stage) {
    if (isDurable && stage.key().equals("java.lang.Object")) {
      // It could not be saved.
      stage.traits().remove(Trait.GROUPS);
    }
  }

  /** The values of forks that a stage takes so that none is forgotten. */
  private List<Upper> due(Form form, List<Upper> taken) {
    boolean isDue =
        isOwedAtOnce
            || form.isAccumulate()
            || form == Form.CONSUMER
            || stages.size() == most - 1
            || dice.isOneIn(2);
    if (!isDue) {
      return List.of();
    }
    List<Upper> due =
        owed.stream()
            .filter(fork -> taken.stream().noneMatch(it -> it.name().equals(fork.name)))
            .map(fork -> upper(fork, scope))
            .toList();
    owed.clear();
    isOwedAtOnce = false;
    return due;
  }

  private String takes(Form form) {
    if (item == null) {
      return "";
    }
    if (stages.stream().allMatch(it -> it.form() == Form.AROUND)) {
      // What the first stage takes is the type of the input.
      return item.kind.source;
    }
    return form == Form.COLLECTOR ? item.kind.boxed() : dice.oneOf(item.kind.takers);
  }

  private @Nullable Kind gives(Form form, String takes) {
    return switch (form) {
      case FUNCTION, SEQUENCE, SUBFLOW ->
          takes.equals(Kind.VARIABLE.source) && dice.isOneIn(2)
              ? Kind.VARIABLE
              : dice.oneOf(
                  Kind.made(form == Form.SUBFLOW).stream()
                      .filter(kind -> !isDurable || kind.isStorable())
                      .toList());
      case COLLECTOR -> Kind.BOXED_LONG;
      case FILTER, SUM, GATHER, CONSUMER, AROUND -> null;
    };
  }

  /** What most functions return that may have several calls under way comes later. */
  private Returned returned(Form form, @Nullable Kind gives) {
    List<Returned> all =
        Returned.all(form, gives).stream()
            .filter(it -> !isDurable || form != Form.SUBFLOW || it.isDurable())
            .toList();
    List<Returned> later = all.stream().filter(Returned::isLater).toList();
    boolean comesLater = isParallel && form == Form.FUNCTION && !dice.isOneIn(4);
    return dice.oneOf(comesLater && !later.isEmpty() ? later : all);
  }

  /** Whether no filter ends a sequence around the context: a window is around the filter then. */
  private boolean breaksNothingOutside() {
    return stages.stream()
        .map(Stage::breaks)
        .allMatch(ended -> ended == null || contexts.element().sequences.contains(ended));
  }

  /** One of the sequences whose items come here, or none. */
  private @Nullable String broken() {
    List<String> around =
        stages.subList(notAhead, stages.size()).stream()
            .map(Stage::name)
            .filter(name -> contexts.stream().anyMatch(it -> it.sequences.contains(name)))
            .toList();
    return around.isEmpty() || dice.isOneIn(2) ? null : dice.oneOf(around);
  }

  private Set<Trait> traits(
      Form form, @Nullable Kind gives, @Nullable Returned returned, boolean isWithin) {
    Set<Trait> traits = EnumSet.noneOf(Trait.class);
    dice.maybe(6, traits, Trait.OVERRIDES);
    if (!form.isAccumulate() && form != Form.CONSUMER) {
      dice.maybe(form.isMany() ? 2 : 6, traits, Trait.CONTEXT);
    }
    if (isWithin) {
      traits.add(Trait.CONTEXT);
    }
    if (traits.contains(Trait.CONTEXT)) {
      addGroups(traits);
      addHooks(traits);
    }
    if (form == Form.SEQUENCE) {
      dice.maybe(3, traits, Trait.ON_FINISH);
    }
    if (form == Form.FUNCTION && gives != null && !gives.stop().isEmpty()) {
      dice.maybe(4, traits, Trait.STOP);
    }
    if (returned != null && form != Form.SUBFLOW && returned.isForTunnels()) {
      dice.maybe(8, traits, Trait.TUNNEL);
    }
    if (form.isOpen()) {
      dice.maybe(3, traits, Trait.START, Trait.FINISH, Trait.FLUSH_WHEN, Trait.BUCKET);
    }
    if (form.isAccumulate()) {
      dice.maybe(3, traits, Trait.EMIT_EMPTY, Trait.FLUSH_AFTER);
    }
    if (form != Form.COLLECTOR && !traits.contains(Trait.TUNNEL)) {
      dice.maybe(4, traits, Trait.PAUSES);
    }
    if (traits.contains(Trait.TUNNEL) || traits.contains(Trait.PAUSES) || form == Form.SUBFLOW) {
      dice.maybe(4, traits, Trait.TIMEOUT);
    }
    if (form != Form.COLLECTOR && !isParallel) {
      dice.maybe(6, traits, Trait.RETRY, Trait.RECOVER);
    }
    if (isDurable && traits.contains(Trait.RECOVER)) {
      // What stands in for it is chosen again where a saved run goes on.
      traits.add(Trait.FAILS_ALWAYS);
    }
    if (isDurable && form == Form.SEQUENCE && returned.canResume()) {
      dice.maybe(3, traits, Trait.RESUME);
    }
    if (traits.contains(Trait.RETRY)) {
      dice.maybe(3, traits, Trait.POLICY);
    }
    boolean waits = form == Form.SUBFLOW || (form == Form.FUNCTION && returned.isLater());
    if (isParallel
        && waits
        && breaksNothingOutside()
        && contexts.element().hasSequence
        && !traits.contains(Trait.CONTEXT)
        && !traits.contains(Trait.TUNNEL)) {
      traits.add(Trait.PARALLEL);
    } else if (isParallel
        && form == Form.FUNCTION
        && item != null
        && stages.size() < most - 1
        && (returned.isLater() || traits.contains(Trait.TUNNEL))
        && (owed.isEmpty() || !mayBeGivenUpUncalled(traits))) {
      dice.maybe(2, traits, Trait.FORK);
    }
    if (!isDurable
        && form != Form.FILTER
        && form != Form.CONSUMER
        && !traits.contains(Trait.FORK)) {
      dice.maybe(8, traits, Trait.OUTPUT);
    }
    if (!isParallel) {
      // What runs ahead gives its outputs ahead.
      dice.maybe(4, traits, Trait.HOOKS_EMIT);
      if (form != Form.FILTER
          && form != Form.CONSUMER
          && !traits.contains(Trait.OUTPUT)
          && stages.size() < most - 1) {
        dice.maybe(6, traits, Trait.EMITS);
      }
    }
    return traits;
  }

  /**
   * Whether several items come here: out of a parallel stage, they would have lost their sequence.
   */
  private boolean mayGroup() {
    return item != null
        && contexts.element().hasSequence
        && stages.stream().noneMatch(stage -> stage.has(Trait.PARALLEL));
  }

  private String modifiers(
      Form form, String takes, @Nullable Kind gives, List<Upper> upstream, Set<Trait> traits) {
    List<String> all = new ArrayList<>(List.of("", "", "public ", "protected "));
    if (!traits.contains(Trait.OVERRIDES)) {
      all.add("final ");
      boolean generic =
          gives == Kind.VARIABLE
              || takes.equals(Kind.VARIABLE.source)
              || upstream.stream().anyMatch(it -> it.type().equals(Kind.VARIABLE.source));
      all.add(generic || form == Form.SUBFLOW ? "" : "static ");
    }
    return dice.oneOf(all);
  }

  private void goOn(Stage stage) {
    Form form = stage.form();
    isOver = form == Form.CONSUMER;
    if (stage.has(Trait.CONTEXT)) {
      boolean groups = stage.has(Trait.GROUPS);
      List<Visible> opening = new ArrayList<>(scopeAndItem());
      opening.removeIf(it -> groups && it.isFork);
      contexts.push(
          new Opened(opening, groups || form.isMany(), groups, sequences(List.of(), stage)));
    } else if (form.isMany()) {
      Opened around = contexts.pop();
      contexts.push(
          new Opened(around.scope, true, around.groups, sequences(around.sequences, stage)));
    }
    if (stage.has(Trait.PARALLEL)) {
      notAhead = stages.size();
    }
    if (stage.gives() == null) {
      return;
    }
    if (stage.has(Trait.FORK)) {
      Visible fork = new Visible(stage.name(), stage.gives(), true);
      scope = new ArrayList<>(scope);
      scope.add(fork);
      owed.add(fork);
      isOwedAtOnce |= mayBeGivenUpUncalled(stage.traits());
      return;
    }
    if (form.isAccumulate()) {
      // The run can gather again only after another sequence; an inner context is over.
      Opened closed = contexts.pop();
      if (contexts.isEmpty()) {
        contexts.push(new Opened(closed.scope, false, false, List.of()));
      }
      if (closed.groups) {
        // Past the group its sequence is not around.
        notAhead = stages.size();
      }
      scope = new ArrayList<>(closed.scope);
    } else {
      scope = scopeAndItem();
    }
    item = new Visible(stage.name(), stage.gives());
  }

  private static List<String> sequences(List<String> outer, Stage stage) {
    List<String> all = new ArrayList<>(outer);
    if (stage.form() == Form.SEQUENCE) {
      all.add(stage.name());
    }
    return List.copyOf(all);
  }

  /** Whether a fork's call may not have begun when it is given up. */
  private static boolean mayBeGivenUpUncalled(Set<Trait> fork) {
    return fork.contains(Trait.PAUSES) || fork.contains(Trait.TUNNEL);
  }

  private List<Visible> scopeAndItem() {
    List<Visible> both = new ArrayList<>(scope);
    if (item != null) {
      both.add(item);
    }
    return both;
  }

  /** Some of the values; those of forks, which may give nothing, only to stages. */
  private List<Upper> some(List<Visible> seen, boolean withForks, int most) {
    return seen.stream()
        .filter(it -> withForks || !it.isFork)
        .filter(it -> dice.isOneIn(5))
        .limit(most)
        .map(it -> upper(it, seen))
        .toList();
  }

  /** By its type alone where nothing else in scope can be of that type. */
  private Upper upper(Visible value, List<Visible> seen) {
    boolean isOnly =
        value.kind.boxed().equals(value.kind.source)
            && value.kind != Kind.BOXED_INT
            && value.kind != Kind.BOXED_LONG
            && seen.stream().filter(it -> it.kind == value.kind).count() == 1
            && stages.stream().noneMatch(it -> isForkBeside(value, it));
    return isOnly && dice.isOneIn(2)
        ? new Upper(value.name, value.kind.source, false)
        : new Upper(value.name, dice.oneOf(value.kind.takers), true);
  }

  /** Past a group, {@code seen} leaves forks out that still are in scope. */
  private static boolean isForkBeside(Visible value, Stage stage) {
    return stage.has(Trait.FORK) && stage.gives() == value.kind && !stage.name().equals(value.name);
  }
}
