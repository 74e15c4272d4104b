package dev.stageflow.processor.parse.member;

import dev.stageflow.processor.check.name.NameUnknown;
import dev.stageflow.processor.check.place.OverrideWithoutAnnotation;
import dev.stageflow.processor.check.place.TwoStageAnnotations;
import dev.stageflow.processor.check.signature.GenericMethod;
import dev.stageflow.processor.check.signature.Inaccessible;
import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.Recover;
import dev.stageflow.processor.declaration.Stage;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** Finds the methods that stand in for a definition's stages. */
public final class RecoverFinder {
  private final ParseContext context;
  private final TypeElement definition;
  private final Members members;
  private final Inaccessible accessible;
  private final GeneratedFlows generated;
  private final TypeTool tool;
  private final Errors errors;
  private @Nullable Map<String, List<Recover>> byStage;

  RecoverFinder(ParseContext context) {
    this.context = context;
    this.definition = context.definition();
    this.members = context.members();
    this.accessible = context.accessible();
    this.generated = context.generated();
    this.tool = context.tool();
    this.errors = context.errors();
  }

  /** The methods that stand in for a stage, whatever is wrong with them. */
  List<Recover> of(String stage) {
    Map<String, List<Recover>> known =
        byStage == null
            ? recoverMembers()
                .map(Members.Member::element)
                .map(this::recover)
                .collect(Collectors.groupingBy(Recover::stage))
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
    return Annotations.has(method, Recover.ANNOTATION);
  }

  private Recover recover(ExecutableElement method) {
    return new Recover(
        members.seen(method),
        Annotations.find(method, Recover.ANNOTATION).orElseThrow(),
        Annotations.find(method, Stage.OUTPUT).orElse(null));
  }

  /** Checks that each such method can be called, and that there is its stage. */
  void check(List<Stage> stages) {
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

  private void check(Members.Member member, List<Stage> stages) throws DefinitionError, Unready {
    ExecutableElement method = member.element();
    Recover recover = recover(method);
    TwoStageAnnotations.check(recover);
    if (Annotations.areUnknown(method) || !namesAStage(recover)) {
      throw new Unready(recover.name());
    }
    NameUnknown.check(recover, stages, definition);
    accessible.checkMethod(method, member.isInherited());
    GenericMethod.checkNamed(method, Location.of(method));
    context.checkSignature(
        recover.method(),
        recover.place(),
        true,
        () -> !tool.isUnknown(recover.method()) || generated.completes(asSubflow(recover)));
  }

  /** Whether a name is given at all: the compiler itself reports a missing one. */
  private static boolean namesAStage(Recover recover) {
    AnnotationValue value = Annotations.value(recover.annotation(), "value");
    return value != null && value.getValue() instanceof String;
  }

  /** A method that gives a flow in place of a stage. */
  public static Stage asSubflow(Recover recover) {
    return Stage.of(recover.method(), Stage.Kind.SUBFLOW, recover.annotation());
  }
}
