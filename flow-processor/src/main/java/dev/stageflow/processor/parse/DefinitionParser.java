package dev.stageflow.processor.parse;

import com.squareup.javapoet.TypeName;
import dev.stageflow.internal.plan.Element;
import dev.stageflow.internal.plan.FlowPlan;
import dev.stageflow.processor.check.DefinitionPlace;
import dev.stageflow.processor.check.Inaccessible;
import dev.stageflow.processor.check.LazyOutput;
import dev.stageflow.processor.check.NotAStage;
import dev.stageflow.processor.check.RawType;
import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.SourceTypes;
import dev.stageflow.processor.declaration.Stage;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.DefinitionErrors;
import dev.stageflow.processor.diagnostic.Warning;
import dev.stageflow.processor.model.ElementModel;
import dev.stageflow.processor.model.FlowModel;
import dev.stageflow.processor.model.FlowModel.Giving;
import dev.stageflow.processor.model.FlowModel.Header;
import dev.stageflow.processor.model.Guard;
import dev.stageflow.processor.model.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Reads one definition, from its declarations to the model. */
public final class DefinitionParser {
  private final TypeElement definition;
  private final Elements elements;
  private final Types types;
  private final TypeTool tool;
  private final Inaccessible accessible;
  private final HeaderReader headers;
  private final Warnings warnings;
  private final Errors errors;
  private final Definitions others;
  private final StageFinder finder;
  private final MemberResolver named;
  private final Thrown thrown;
  private final Methods methods;
  private final Results results;
  private final AccumulateReader accumulates;
  private final SourceReader sources;
  private final SubflowReader subflows;

  /**
   * Makes a parser for one definition and one round.
   *
   * @param definition the annotated class
   * @param elements the round's utilities
   * @param types the round's utilities
   * @param others the definitions whose flows it may name
   */
  public DefinitionParser(
      TypeElement definition, Elements elements, Types types, Definitions others) {
    this.definition = definition;
    this.elements = elements;
    this.types = types;
    this.others = others;
    errors = new Errors(definition);
    Members members = new Members(definition, elements, types);
    Defaults defaults = new Defaults(elements, definition);
    tool = new TypeTool(elements, types);
    accessible = new Inaccessible(definition, elements, tool);
    headers =
        new HeaderReader(
            definition,
            elements,
            new Suppressions(definition, members, elements, tool),
            defaults.isConstructible(definition));
    warnings = new Warnings(definition);
    GeneratedFlows generated =
        new GeneratedFlows(definition, headers.flow(), this::signature, others, tool);
    RecoverFinder recovers = new RecoverFinder(definition, members, accessible, generated, tool);
    finder = new StageFinder(definition, members, accessible, generated, recovers, tool);
    named = new MemberResolver(definition, members, accessible, generated, tool);
    thrown = new Thrown(tool, elements, types);
    methods = new Methods(definition, members, accessible, tool, types, thrown, errors);
    results = new Results(tool);
    Starts starts = new Starts(tool, named, methods, defaults);
    accumulates = new AccumulateReader(tool, named, methods, results, starts, warnings, errors);
    sources = new SourceReader(tool, elements, types);
    subflows = new SubflowReader(tool, generated);
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
    List<Stage> stages = finder.find(errors);
    if (stages != null && stages.isEmpty()) {
      errors.check(() -> NotAStage.checkUpstream(definition, methods.called()));
      if (errors.isEmpty()) {
        errors.check(finder::checkAny);
      }
    }
    Outline outline =
        stages == null || stages.isEmpty()
            ? null
            : Outline.of(stages, isExtensible(), accumulates, results, tool, errors);
    if (stages == null || outline == null) {
      errors.throwIfAny(others.areComplete());
      throw new IllegalStateException("nothing is wrong");
    }
    Values values = new Values(outline);
    List<ElementModel> models = models(outline, values);
    List<Guard> guards = guards(outline, values, models);
    errors.check(() -> NotAStage.checkUpstream(definition, called(stages)));
    int result = outline.plan().result();
    if (result != FlowPlan.NO_VALUE && result != FlowPlan.RUN) {
      errors.check(() -> LazyOutput.check(outline.stages().get(result), values.type(result), tool));
    }
    if (errors.isEmpty()) {
      errors.check(() -> DefinitionPlace.checkCanBeMade(definition, methods.called()));
    }
    errors.throwIfAny(others.areComplete());
    TypeMirror input = outline.input();
    String inputName = ValueNames.ofInput(definition, outline);
    return new FlowModel(
        headers.read(
            input == null ? null : SourceTypes.name(tool.boxed(input)),
            inputName,
            output(outline, values),
            giving(outline, values),
            thrown.least(type -> true),
            type -> true,
            values.types()),
        input == null ? null : new Value(FlowPlan.RUN, inputName, SourceTypes.name(input)),
        outline.plan(),
        new ValueNames(definition, outline, whole(models)).named(),
        guards,
        new Descriptions(definition, tool).of(outline, values));
  }

  /** Checks the class itself; what is wrong here would be told again of all that is in it. */
  private void checkIsDefinition() throws DefinitionErrors, Unready {
    boolean isDefinition =
        errors.check(() -> DefinitionPlace.checkSeesRuntime(definition, elements))
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

  /** Reads the elements; where one is wrong there is none. */
  private List<@Nullable ElementModel> models(Outline outline, Values values) {
    ElementReader reader =
        new ElementReader(
            outline,
            values,
            named,
            methods,
            results,
            accumulates,
            sources,
            subflows,
            thrown,
            accessible,
            tool,
            new Descriptions(definition, tool),
            new Literal(tool, types),
            warnings,
            errors);
    List<@Nullable ElementModel> models = new ArrayList<>();
    for (int i = 0; i < outline.elements().size(); i++) {
      int index = i;
      models.add(
          errors.isWrong(outline.stages().get(i).method().element())
              ? null
              : errors.<ElementModel>read(() -> reader.read(index)));
      reader.giveAnything(i);
    }
    // onFlush may look at a bucket whose type is only known further down.
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
  private Set<ExecutableElement> called(List<Stage> stages) {
    if (errors.isEmpty()) {
      return methods.called();
    }
    Set<ExecutableElement> called = new HashSet<>(methods.called());
    stages.forEach(stage -> called.add(stage.method().element()));
    called.addAll(finder.mentioned());
    return called;
  }

  private List<Guard> guards(Outline outline, Values values, List<@Nullable ElementModel> models) {
    RecoverReader recovers =
        new RecoverReader(
            outline, values, methods, results, accumulates, sources, subflows, thrown, tool);
    GuardReader reader =
        new GuardReader(outline, recovers, results, thrown, accessible, tool, errors);
    List<Guard> guards = new ArrayList<>();
    for (int i = 0; i < models.size(); i++) {
      int index = i;
      ElementModel model = models.get(i);
      Guard guard = model == null ? null : errors.<Guard>read(() -> reader.read(index, model));
      guards.add(guard == null ? Guard.NONE : guard);
    }
    return guards;
  }

  private void checkIsKnown() throws Unready {
    boolean bounded =
        definition.getTypeParameters().stream()
            .flatMap(parameter -> parameter.getBounds().stream())
            .noneMatch(tool::isUnknown);
    if (!bounded || accessible.isBoundByItself() || Annotations.areUnknown(definition)) {
      throw new Unready(definition.getSimpleName().toString());
    }
  }

  private TypeName output(Outline outline, Values values) {
    int result = outline.plan().result();
    return result == FlowPlan.NO_VALUE
        ? TypeName.get(Void.class)
        : SourceTypes.name(tool.boxed(values.type(result)));
  }

  private List<Giving> giving(Outline outline, Values values) {
    List<Giving> giving = new ArrayList<>();
    for (int i = 0; i < outline.elements().size(); i++) {
      Element element = outline.elements().get(i);
      if (element.has(Element.Trait.REPLACES_ITEM)) {
        String stage = outline.stages().get(i).name();
        TypeName type = SourceTypes.name(tool.boxed(values.type(i)));
        giving.add(new Giving(stage, element.name(), type));
      }
    }
    return giving;
  }

  /**
   * Returns whether other processors may still make right what is wrong: a class in a stage's
   * signature extends one that is not known yet.
   *
   * @return whether it is worth while to wait for another round
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
   * Returns whether Lombok, which changes classes without telling, is used on the definition or on
   * a class in a stage's signature.
   *
   * @return whether only the next round shows them as they will be
   */
  public boolean isForLombok() {
    return new Unsettled(definition, finder.stageMethods(), tool).isLombok();
  }

  /**
   * Returns what is doubtful about the definition, once it has been read.
   *
   * @return the warnings that are not suppressed
   */
  public List<Warning> warnings() {
    return warnings.all();
  }

  /**
   * Guesses the public face of a definition with a mistake.
   *
   * @return the header, none if no class can be generated for such a definition
   */
  public Optional<Header> guess() {
    try {
      DefinitionPlace.checkSeesRuntime(definition, elements);
      headers.check();
      accessible.checkBounds();
    } catch (DefinitionError noClass) {
      return Optional.empty();
    }
    return Optional.of(headerGuess().read(headers, new Thrown(tool, elements, types)));
  }

  private boolean isExtensible() {
    return Annotations.find(definition, "FlowDefinition")
        .map(mirror -> Annotations.flag(mirror, "extensible"))
        .orElse(false);
  }

  private HeaderGuess headerGuess() {
    return new HeaderGuess(
        finder.guess(),
        isExtensible(),
        accumulates,
        sources,
        subflows,
        results,
        named,
        accessible,
        tool);
  }

  /** What can be told of the flow by its first and its last stage. */
  FlowSignature signature() {
    return headerGuess().signature(headers.flowType());
  }

  boolean isOf(TypeElement type) {
    return definition.equals(type);
  }

  boolean isGeneric() {
    return !definition.getTypeParameters().isEmpty();
  }
}
