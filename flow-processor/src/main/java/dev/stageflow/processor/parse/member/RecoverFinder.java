package dev.stageflow.processor.parse.member;

import dev.stageflow.processor.check.guard.RecoverPlace;
import dev.stageflow.processor.check.guard.RecoverSignature;
import dev.stageflow.processor.check.guard.RecoverTwice;
import dev.stageflow.processor.check.name.NameUnknown;
import dev.stageflow.processor.check.place.OverrideWithoutAnnotation;
import dev.stageflow.processor.check.place.TunnelPlace;
import dev.stageflow.processor.check.place.TwoStageAnnotations;
import dev.stageflow.processor.check.signature.GenericMethod;
import dev.stageflow.processor.check.signature.Inaccessible;
import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.RecoverMethod;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** Finds the recovery methods of a definition's stages. */
public final class RecoverFinder {
  private final ParseContext context;
  private final TypeElement definition;
  private final Members members;
  private final Inaccessible accessible;
  private final GeneratedFlows generated;
  private final TypeTool tool;
  private final Errors errors;
  private @Nullable Map<String, List<RecoverMethod>> byStage;

  RecoverFinder(ParseContext context) {
    this.context = context;
    this.definition = context.definition();
    this.members = context.members();
    this.accessible = context.accessible();
    this.generated = context.generated();
    this.tool = context.tool();
    this.errors = context.errors();
  }

  /** The recovery methods of a stage, whatever is wrong with them. */
  List<RecoverMethod> of(String stage) {
    Map<String, List<RecoverMethod>> known =
        byStage == null
            ? recoverMembers()
                .map(Members.Member::element)
                .flatMap(method -> recovers(method).stream())
                .collect(Collectors.groupingBy(RecoverMethod::stage))
            : byStage;
    byStage = known;
    return known.getOrDefault(stage, List.of());
  }

  private Stream<Members.Member> recoverMembers() {
    return members.methods().stream()
        .filter(member -> isRecover(member.element()))
        .filter(member -> member.isInherited() || !member.isOfInterface());
  }

  private static boolean isRecover(ExecutableElement method) {
    return Annotations.has(method, RecoverMethod.ANNOTATION);
  }

  /** A method, once for each stage that it names. */
  private List<RecoverMethod> recovers(ExecutableElement method) {
    AnnotationMirror annotation = Annotations.find(method, RecoverMethod.ANNOTATION).orElseThrow();
    return Annotations.items(annotation, "value").stream()
        .map(named -> new RecoverMethod(members.seen(method), annotation, named))
        .toList();
  }

  /** Checks that each recovery method can be called, and that its stages exist. */
  void check(List<StageMethod> stages) {
    for (Members.Member member : members.methods()) {
      for (ExecutableElement overridden : member.overrides()) {
        if (isRecover(overridden)) {
          errors.check(
              member.element(),
              () ->
                  OverrideWithoutAnnotation.checkRecover(
                      member.element(), overridden, member.joinedIn()));
        }
      }
    }
    for (Members.Member member : recoverMembers().toList()) {
      errors.check(member.element(), () -> check(member, stages));
    }
  }

  private void check(Members.Member member, List<StageMethod> stages)
      throws DefinitionError, Unready {
    ExecutableElement method = member.element();
    TwoStageAnnotations.checkRecover(method);
    if (Annotations.areUnknown(method) || !namesStages(method)) {
      throw new Unready(method.getSimpleName().toString());
    }
    List<RecoverMethod> recovers = recovers(method);
    RecoverPlace.checkNamesAny(method, recovers);
    Set<String> named = new HashSet<>();
    for (RecoverMethod recover : recovers) {
      errors.check(method, () -> NameUnknown.check(recover, stages, definition));
      errors.check(method, () -> RecoverTwice.checkNamedOnce(recover, named.add(recover.stage())));
    }
    if (errors.isWrong(method)) {
      return;
    }
    RecoverMethod recover = recovers.get(0);
    accessible.checkMethod(method, member.isInherited());
    GenericMethod.checkNamed(method, Location.of(method));
    context.checkSignature(
        recover.method(), recover.place(), true, () -> generated.areKnown(asSubflow(recover)));
    RecoverSignature.failure(recover, tool);
    TunnelPlace.check(recover, tool);
  }

  /** Whether the annotation names stages: the compiler itself reports a missing value. */
  private static boolean namesStages(ExecutableElement method) {
    AnnotationMirror annotation = Annotations.find(method, RecoverMethod.ANNOTATION).orElseThrow();
    return Annotations.value(annotation, "value") != null
        && Annotations.items(annotation, "value").stream()
            .allMatch(item -> item.getValue() instanceof String);
  }

  /** The recovery of a subflow, read as a subflow itself. */
  public static StageMethod asSubflow(RecoverMethod recover) {
    return new StageMethod(
        recover.method(), StageMethod.Kind.SUBFLOW, recover.annotation(), List.of());
  }
}
