package dev.stageflow.processor.parse.member;

import dev.stageflow.processor.check.name.NameUnknown;
import dev.stageflow.processor.check.name.StageNameTwice;
import dev.stageflow.processor.check.place.ContextPlace;
import dev.stageflow.processor.check.place.ForkPlace;
import dev.stageflow.processor.check.place.NoStage;
import dev.stageflow.processor.check.place.NotAStage;
import dev.stageflow.processor.check.place.OutputPlace;
import dev.stageflow.processor.check.place.OverrideWithoutAnnotation;
import dev.stageflow.processor.check.place.ParallelPlace;
import dev.stageflow.processor.check.place.StageOrder;
import dev.stageflow.processor.check.place.TunnelPlace;
import dev.stageflow.processor.check.place.TwoStageAnnotations;
import dev.stageflow.processor.check.signature.GenericMethod;
import dev.stageflow.processor.check.signature.Inaccessible;
import dev.stageflow.processor.check.signature.RawType;
import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.MisspeltAnnotations;
import dev.stageflow.processor.declaration.RecoverMethod;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Finds a definition's stages in the order in which they run. */
public final class StageFinder {
  private final ParseContext context;
  private final TypeElement definition;
  private final Members members;
  private final Inaccessible accessible;
  private final GeneratedFlows generated;
  private final OtherDefinitions others;
  private final RecoverFinder recovers;
  private final TypeTool tool;
  private final Errors errors;

  /** Makes a finder for one definition, which asks how its methods are written. */
  public StageFinder(ParseContext context, OtherDefinitions others) {
    this.others = others;
    this.context = context;
    this.definition = context.definition();
    this.members = context.members();
    this.accessible = context.accessible();
    this.generated = context.generated();
    this.tool = context.tool();
    this.errors = context.errors();
    this.recovers = new RecoverFinder(context);
  }

  /**
   * Finds the stages, and checks each by its declaration alone.
   *
   * @return the stages; null if it is unknown which they are
   */
  public @Nullable List<StageMethod> find() {
    boolean areKnown = errors.check(this::checkSupertypes);
    for (Members.Member member : members.methods()) {
      areKnown &= errors.check(member.element(), () -> checkSpelling(member.element()));
      List<ExecutableElement> overridden =
          member.overrides().stream().filter(it -> !StageMethod.Kind.of(it).isEmpty()).toList();
      if (!overridden.isEmpty()) {
        areKnown &=
            errors.check(
                () ->
                    OverrideWithoutAnnotation.check(
                        member.element(),
                        overridden.get(overridden.size() - 1),
                        member.joinedIn()));
      }
    }
    Set<ExecutableElement> accessors = Method.accessors(definition);
    accessors.forEach(
        accessor -> errors.check(() -> NotAStage.checkComponent(definition, accessor)));
    for (Element member : definition.getEnclosedElements()) {
      if (!(member instanceof ExecutableElement method && accessors.contains(method))
          && !errors.isWrong(member)) {
        errors.check(() -> NotAStage.checkModifiers(member));
      }
    }
    Set<String> hooks =
        guess().stream().flatMap(stage -> stage.hooks().stream()).collect(Collectors.toSet());
    for (ExecutableElement method : ElementFilter.methodsIn(definition.getEnclosedElements())) {
      errors.check(() -> OutputPlace.checkIsGiven(method, hooks));
    }
    List<StageMethod> stages = new ArrayList<>();
    for (Members.Member member : stageMembers().toList()) {
      ExecutableElement method = member.element();
      StageMethod stage = stage(method);
      stages.add(stage);
      if (errors.isWrong(method)) {
        continue;
      }
      areKnown &=
          errors.check(method, () -> TwoStageAnnotations.check(method))
              && errors.check(method, () -> ContextPlace.check(stage));
      if (!errors.isWrong(method)) {
        errors.check(() -> accessible.checkMethod(method, member.isInherited()));
        errors.check(() -> TunnelPlace.check(stage, tool));
        errors.check(method, () -> ParallelPlace.check(stage, tool));
        errors.check(method, () -> ForkPlace.check(stage, tool));
        errors.check(() -> OutputPlace.check(stage));
        errors.check(() -> NameUnknown.checkBucket(stage));
        errors.check(method, () -> checkSignature(stage));
      }
    }
    areKnown &= errors.check(() -> StageNameTwice.check(stages));
    recovers.check(stages);
    Optional<AnnotationMirror> order = order();
    if (order.isPresent()) {
      areKnown &=
          errors.check(
              () ->
                  StageOrder.check(
                      definition, order.get(), stages.stream().map(StageMethod::name).toList()));
    }
    return areKnown ? inOrder(stages) : null;
  }

  /**
   * Whether a method is a stage, or what kind of one, is not known if an annotation is misspelt.
   */
  private void checkSpelling(ExecutableElement method) throws Unready {
    if (MisspeltAnnotations.areAt(method, others.writtenAnnotations(method))) {
      throw new Unready(Members.nameOf(method));
    }
  }

  /** Checks that there is a stage; other errors are more helpful if there is none. */
  public void checkAny() throws DefinitionError, Unready {
    if (stageMethods().isEmpty() && Annotations.find(definition, "FlowDefinition").isEmpty()) {
      // The annotation that made it a definition is so wrong that the compiler does not provide it.
      throw new Unready(definition.getSimpleName().toString());
    }
    NoStage.check(definition, stageMethods());
  }

  /** The stages as far as they are known, whatever is wrong with them. */
  public List<StageMethod> guess() {
    return inOrder(stageMethods().stream().map(this::stage).toList());
  }

  /** The methods that are marked as stages. */
  public List<ExecutableElement> stageMethods() {
    return stageMembers().map(Members.Member::element).toList();
  }

  /** The methods that an annotation of a stage names, and the recovery methods. */
  public List<ExecutableElement> mentioned() {
    Set<String> named =
        stageMethods().stream()
            .flatMap(method -> Annotations.of(method).stream())
            .flatMap(mirror -> Annotations.values(mirror).values().stream())
            .map(value -> String.valueOf(value.getValue()))
            .collect(Collectors.toSet());
    return members.methods().stream()
        .filter(
            member ->
                named.contains(member.name())
                    || Annotations.has(member.element(), RecoverMethod.ANNOTATION))
        .map(Members.Member::element)
        .toList();
  }

  /** A private stage of a class is an error; one of an interface is ignored. */
  private Stream<Members.Member> stageMembers() {
    Set<ExecutableElement> accessors = Method.accessors(definition);
    return members.methods().stream()
        .filter(member -> !StageMethod.Kind.of(member.element()).isEmpty())
        .filter(member -> member.isInherited() || !member.isOfInterface())
        .filter(member -> !accessors.contains(member.element()));
  }

  private void checkSupertypes() throws DefinitionError, Unready {
    for (TypeElement origin : members.origins()) {
      for (DeclaredType supertype : Members.supertypes(origin)) {
        if (tool.isUnknown(supertype)) {
          throw new Unready(supertype.toString());
        }
        boolean hasStages =
            ((TypeElement) supertype.asElement())
                .getEnclosedElements().stream().anyMatch(it -> !StageMethod.Kind.of(it).isEmpty());
        if (hasStages) {
          RawType.checkBase(origin, supertype, tool);
        }
      }
    }
  }

  /** Checks what must hold before more of a stage can be read. */
  private void checkSignature(StageMethod stage) throws DefinitionError, Unready {
    ExecutableElement method = stage.method().element();
    if (Annotations.areUnknown(method)) {
      throw new Unready(method.getSimpleName().toString());
    }
    GenericMethod.checkStage(method);
    context.checkSignature(
        stage.method(),
        stage.place(),
        stage.kind() == StageMethod.Kind.SUBFLOW,
        () -> generated.areKnown(stage));
  }

  private StageMethod stage(ExecutableElement method) {
    StageMethod.Kind kind = StageMethod.Kind.of(method).get(0);
    return new StageMethod(
        members.seen(method),
        kind,
        Annotations.find(method, kind.annotation()).orElseThrow(),
        recovers.of(Members.nameOf(method)));
  }

  /** The annotation that lists the stages, if one does. */
  private Optional<AnnotationMirror> order() {
    return Annotations.find(definition, "FlowDefinition")
        .filter(mirror -> !Annotations.items(mirror, "stages").isEmpty());
  }

  private List<StageMethod> inOrder(List<StageMethod> stages) {
    Optional<AnnotationMirror> order = order();
    if (order.isEmpty()) {
      return stages;
    }
    List<String> listed =
        Annotations.items(order.get(), "stages").stream()
            .map(item -> String.valueOf(item.getValue()))
            .toList();
    return stages.stream()
        .sorted(Comparator.comparingInt(stage -> positionIn(listed, stage.name())))
        .toList();
  }

  /** A stage that is not listed, which is an error, comes last. */
  private static int positionIn(List<String> listed, String stage) {
    int position = listed.indexOf(stage);
    return position < 0 ? listed.size() : position;
  }
}
