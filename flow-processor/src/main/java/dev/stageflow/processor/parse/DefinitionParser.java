package dev.stageflow.processor.parse;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.TypeName;
import dev.stageflow.internal.plan.Element;
import dev.stageflow.internal.plan.FlowPlan;
import dev.stageflow.internal.plan.Level;
import dev.stageflow.internal.plan.Lifetimes;
import dev.stageflow.internal.plan.Step;
import dev.stageflow.processor.check.place.DefinitionPlace;
import dev.stageflow.processor.check.place.ForkPlace;
import dev.stageflow.processor.check.place.NotAStage;
import dev.stageflow.processor.check.signature.Inaccessible;
import dev.stageflow.processor.check.signature.LazyOutput;
import dev.stageflow.processor.check.signature.RawType;
import dev.stageflow.processor.check.signature.TooManyParameters;
import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.SourceTypes;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.DefinitionErrors;
import dev.stageflow.processor.diagnostic.Warning;
import dev.stageflow.processor.model.ElementModel;
import dev.stageflow.processor.model.FlowModel;
import dev.stageflow.processor.model.Guard;
import dev.stageflow.processor.model.Header;
import dev.stageflow.processor.model.Header.AdditionPlace;
import dev.stageflow.processor.model.Header.FlowTypes;
import dev.stageflow.processor.model.Header.NamedSink;
import dev.stageflow.processor.model.Parallel;
import dev.stageflow.processor.model.Storables;
import dev.stageflow.processor.model.Value;
import dev.stageflow.processor.model.ValueReads;
import dev.stageflow.processor.parse.header.HeaderReader;
import dev.stageflow.processor.parse.member.Errors;
import dev.stageflow.processor.parse.member.FlowSignature;
import dev.stageflow.processor.parse.member.GeneratedFlows;
import dev.stageflow.processor.parse.member.OtherDefinitions;
import dev.stageflow.processor.parse.member.ParseContext;
import dev.stageflow.processor.parse.member.StageFinder;
import dev.stageflow.processor.parse.member.Unready;
import dev.stageflow.processor.parse.outline.Descriptions;
import dev.stageflow.processor.parse.outline.Methods;
import dev.stageflow.processor.parse.outline.Outline;
import dev.stageflow.processor.parse.outline.ValueNames;
import dev.stageflow.processor.parse.outline.ValueTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Reads one definition, from its declarations to the model. */
public final class DefinitionParser {
  private final TypeElement definition;
  private final TypeTool tool;
  private final ParseContext context;
  private final Inaccessible accessible;
  private final Errors errors;
  private final HeaderReader headers;
  private final OtherDefinitions others;
  private final StageFinder finder;
  private final Methods methods;

  /**
   * Makes a parser for one definition and one round.
   *
   * @param definition the annotated class
   * @param elements the round's utilities
   * @param types the round's utilities
   * @param others the definitions whose flows it may name
   */
  public DefinitionParser(
      TypeElement definition, Elements elements, Types types, OtherDefinitions others) {
    this.definition = definition;
    this.others = others;
    tool = new TypeTool(elements, types);
    ClassName flow = HeaderReader.flow(definition);
    context =
        new ParseContext(
            definition,
            tool,
            new GeneratedFlows(definition, flow, this::ownSignature, others, tool));
    accessible = context.accessible();
    errors = context.errors();
    headers = new HeaderReader(context);
    finder = new StageFinder(context, others);
    methods = new Methods(context);
  }

  /**
   * Returns the qualified name of the class to be generated.
   *
   * @return the name
   */
  public String flowName() {
    return headers.flow().canonicalName();
  }

  /**
   * Reads the definition.
   *
   * @return the model
   * @throws DefinitionErrors if the definition is wrong
   * @throws Unready if it names a type that is not known yet
   */
  public FlowModel parse() throws DefinitionErrors, Unready {
    checkIsDefinition();
    List<StageMethod> stages = finder.find();
    if (stages != null && stages.isEmpty()) {
      errors.check(() -> NotAStage.checkUpstream(definition, methods.called()));
      if (errors.isEmpty()) {
        errors.check(finder::checkAny);
      }
    }
    Outline outline =
        stages == null || stages.isEmpty() ? null : Outline.of(context, stages, isExtensible());
    if (stages == null || outline == null) {
      errors.throwIfAny(others.areComplete());
      throw new IllegalStateException("nothing is wrong");
    }
    ValueTypes values = new ValueTypes(outline);
    OutputReader sinks = new OutputReader(context);
    List<ElementModel> models = models(outline, values, sinks);
    List<Guard> guards = guards(outline, values, models);
    Map<Integer, Parallel> parallels = parallels(outline, values);
    List<NamedSink> outputs = sinks.read(stages, outline, values);
    DurableReader durable = new DurableReader(context, methods);
    Storables storables = durable.read(outline, values, models, sinks);
    TypeName kept = new KeyedReader(context).read(outline, values, models, sinks);
    errors.check(() -> NotAStage.checkUpstream(definition, called(stages)));
    int result = outline.plan().result();
    if (result != FlowPlan.NO_VALUE && result != FlowPlan.RUN) {
      errors.check(() -> LazyOutput.check(outline.stages().get(result), values.type(result), tool));
    }
    TypeMirror output =
        sinks.ofFlow(outline, result == FlowPlan.NO_VALUE ? null : values.typeIfAny(result));
    if (errors.isEmpty()) {
      errors.check(() -> DefinitionPlace.checkCanBeMade(definition, methods.called()));
    }
    errors.throwIfAny(others.areComplete());
    methods.thrown().addClosing(definition.asType());
    FlowTypes types =
        new FlowTypes(
            input(outline),
            output == null ? TypeName.get(Void.class) : SourceTypes.name(output),
            outputs,
            additions(outline, values),
            methods.thrown().least(type -> true),
            kept);
    FlowModel model =
        new FlowModel(
            headers.read(types, type -> true, values.types(), durable.saved()),
            outline.plan(),
            new ValueNames(definition, outline, whole(models)).named(),
            guards,
            parallels,
            storables,
            new Descriptions(definition, tool)
                .of(outline, values, whole(models), guards, parallels));
    ValueReads reads = new ValueReads(model);
    checkForks(outline, reads.all());
    checkKept(outline, model, reads.lifetimes());
    return model;
  }

  private @Nullable Value input(Outline outline) {
    TypeMirror input = outline.input();
    return input == null
        ? null
        : new Value(
            FlowPlan.RUN, ValueNames.ofInput(definition, outline, input), SourceTypes.name(input));
  }

  private void checkForks(Outline outline, Set<Integer> read) throws DefinitionErrors, Unready {
    for (int i = 0; i < outline.elements().size(); i++) {
      if (outline.elements().get(i).kind() == Element.Kind.FORK) {
        StageMethod fork = outline.stages().get(i);
        boolean isTaken = read.contains(i);
        errors.check(() -> ForkPlace.checkTaken(fork, isTaken));
      }
    }
    errors.throwIfAny(others.areComplete());
  }

  /** Checks that constructors of items in flight, and of groups, can take all their values. */
  private void checkKept(Outline outline, FlowModel model, Lifetimes lifetimes)
      throws DefinitionErrors, Unready {
    for (Level level : model.plan().levels()) {
      for (Step step : level.steps()) {
        if (keepsValues(step, model.plan())) {
          StageMethod stage = outline.stages().get(step.element());
          List<TypeName> kept =
              lifetimes.readBy(step).stream().map(value -> model.value(value).type()).toList();
          errors.check(() -> TooManyParameters.checkKept(stage, kept));
        }
      }
    }
    errors.throwIfAny(others.areComplete());
  }

  private static boolean keepsValues(Step step, FlowPlan plan) {
    return step.kind() == Step.Kind.START
        || step.kind() == Step.Kind.FORK
        || (step.kind() == Step.Kind.OPEN && plan.isGroup(step.element()));
  }

  /** Checks the class itself; an error here would be repeated for all that is in it. */
  private void checkIsDefinition() throws DefinitionErrors, Unready {
    boolean isDefinition =
        errors.check(() -> DefinitionPlace.checkSeesRuntime(definition, tool.elements()))
            && errors.check(this::checkIsKnown)
            && errors.check(headers::check)
            && errors.check(() -> DefinitionPlace.checkKind(definition));
    if (!isDefinition) {
      errors.throwIfAny(others.areComplete());
    }
    if (errors.check(accessible::checkBounds)) {
      errors.check(() -> RawType.checkBounds(definition, tool));
    }
  }

  /** Reads the elements; null stands for one that is wrong. */
  private List<@Nullable ElementModel> models(
      Outline outline, ValueTypes values, OutputReader outputs) {
    ElementReader reader = new ElementReader(context, outline, values, methods, outputs);
    List<@Nullable ElementModel> models = new ArrayList<>();
    for (int i = 0; i < outline.elements().size(); i++) {
      int index = i;
      models.add(
          errors.isWrong(outline.stages().get(i).method().element())
              ? null
              : errors.<ElementModel>read(() -> reader.read(index)));
      reader.giveAnything(i);
    }
    // onFlush may read a bucket whose type is only known further down.
    for (int i = 0; i < models.size(); i++) {
      int index = i;
      if (outline.elements().get(i).kind() == Element.Kind.CONTEXT) {
        models.set(i, errors.<ElementModel>read(() -> reader.context(index)));
      }
    }
    return models;
  }

  private static List<ElementModel> whole(List<@Nullable ElementModel> models) {
    return models.stream().map(Objects::requireNonNull).toList();
  }

  /** The methods that are called, or would be if nothing else were wrong. */
  private Set<ExecutableElement> called(List<StageMethod> stages) {
    if (errors.isEmpty()) {
      return methods.called();
    }
    Set<ExecutableElement> called = new HashSet<>(methods.called());
    stages.forEach(stage -> called.add(stage.method().element()));
    called.addAll(finder.mentioned());
    return called;
  }

  private List<Guard> guards(
      Outline outline, ValueTypes values, List<@Nullable ElementModel> models) {
    GuardReader reader = new GuardReader(context, outline, values, methods);
    List<Guard> guards = new ArrayList<>();
    for (int i = 0; i < models.size(); i++) {
      int index = i;
      ElementModel model = models.get(i);
      Guard guard = model == null ? null : errors.<Guard>read(() -> reader.read(index, model));
      guards.add(guard == null ? Guard.NONE : guard);
    }
    return guards;
  }

  private Map<Integer, Parallel> parallels(Outline outline, ValueTypes values) {
    ParallelReader reader =
        new ParallelReader(outline, new KeyReader(context, outline, values, methods));
    Map<Integer, Parallel> parallels = new HashMap<>();
    for (int i = 0; i < outline.elements().size(); i++) {
      int index = i;
      if (outline.elements().get(i).has(Element.Trait.PARALLEL)) {
        Parallel parallel = errors.<Parallel>read(() -> reader.read(index));
        if (parallel != null) {
          parallels.put(i, parallel);
        }
      }
    }
    return parallels;
  }

  private void checkIsKnown() throws Unready {
    boolean bounded =
        definition.getTypeParameters().stream()
            .flatMap(it -> Stream.concat(Stream.of(it.asType()), it.getBounds().stream()))
            .noneMatch(tool::isRejected);
    boolean isPrivate =
        definition.getModifiers().contains(Modifier.PRIVATE)
            && !(definition.getEnclosingElement() instanceof TypeElement);
    if (!bounded
        || isPrivate
        || accessible.isBoundByHidden()
        || Annotations.areUnknown(definition)) {
      throw new Unready(definition.getSimpleName().toString());
    }
  }

  private List<AdditionPlace> additions(Outline outline, ValueTypes values) {
    List<AdditionPlace> additions = new ArrayList<>();
    for (int i = 0; i < outline.elements().size(); i++) {
      Element element = outline.elements().get(i);
      if (element.has(Element.Trait.REPLACES_ITEM)) {
        String stage = outline.stages().get(i).name();
        TypeName type = SourceTypes.name(tool.boxed(values.type(i)));
        additions.add(new AdditionPlace(stage, element.name(), type));
      }
    }
    return additions;
  }

  /**
   * Returns whether other processors may still fix what is wrong: a class in a stage's signature
   * extends one that is not known yet.
   *
   * @return whether it is worthwhile to wait for another round
   */
  public boolean isUnsettled() {
    return new Unsettled(definition, finder.stageMethods(), tool).hasUnknownSupertype();
  }

  /**
   * Returns whether the definition names a type that the compiler does not know, which the compiler
   * itself reports.
   *
   * @return whether something in its declaration is unknown
   */
  public boolean namesUnknown() {
    return new Unsettled(definition, finder.stageMethods(), tool).namesUnknown();
  }

  /**
   * Returns whether Lombok, which changes classes in place, is used on the definition or on a class
   * in a stage's signature.
   *
   * @return whether only the next round shows them as they will be
   */
  public boolean isForLombok() {
    return new Unsettled(definition, finder.stageMethods(), tool).isLombok();
  }

  /**
   * Returns the warnings about the definition, once it has been read.
   *
   * @return the warnings that are not suppressed
   */
  public List<Warning> warnings() {
    return errors.warnings();
  }

  /**
   * Guesses the public members of the flow of a definition with an error.
   *
   * @return the header, none if no class can be generated for such a definition
   */
  public Optional<Header> guess() {
    try {
      DefinitionPlace.checkSeesRuntime(definition, tool.elements());
      headers.check();
      accessible.checkBounds();
    } catch (DefinitionError noClass) {
      return Optional.empty();
    }
    return Optional.of(headerGuess().read(headers));
  }

  private boolean isExtensible() {
    return Annotations.find(definition, "FlowDefinition")
        .map(mirror -> Annotations.flag(mirror, "extensible"))
        .orElse(false);
  }

  private HeaderGuess headerGuess() {
    return new HeaderGuess(context, finder.guess(), isExtensible());
  }

  /** The signature of the flow as far as its first and its last stage determine it. */
  private FlowSignature ownSignature() {
    return headerGuess().signature(headers.flowType());
  }

  /**
   * Returns what other definitions can know of the flow before it is generated; not all compilers
   * know its type arguments.
   *
   * @return the signature
   */
  public FlowSignature signature() {
    FlowSignature own = ownSignature();
    return definition.getTypeParameters().isEmpty()
        ? own
        : new FlowSignature(own.name(), own.takes(), null, own.isDurable());
  }
}
