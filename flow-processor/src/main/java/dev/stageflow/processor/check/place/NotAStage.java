package dev.stageflow.processor.check.place;

import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.RecoverMethod;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.Message;
import dev.stageflow.processor.diagnostic.message.MethodMessage;
import dev.stageflow.processor.diagnostic.message.RecoverMessage;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;

/** An annotation for stages is on something else. */
public final class NotAStage {

  private NotAStage() {}

  /** Checks that an annotation that modifies a stage is at one. */
  public static void checkModifiers(Element member) throws DefinitionError {
    if (StageMethod.Kind.of(member).isEmpty()) {
      checkModifier(member, "Context", MethodMessage.CONTEXT_OF_NO_STAGE);
      checkModifier(member, "Timeout", RecoverMessage.TIMEOUT_OF_NO_STAGE);
      checkModifier(member, "Parallel", MethodMessage.PARALLEL_OF_NO_STAGE);
      checkModifier(member, "Fork", MethodMessage.FORK_OF_NO_STAGE);
      checkModifier(member, "Retry", RecoverMessage.RETRY_OF_NO_STAGE);
      if (!Annotations.has(member, RecoverMethod.ANNOTATION)) {
        checkModifier(member, "Tunnel", MethodMessage.TUNNEL_OF_NO_STAGE);
      }
    }
  }

  /** Returns whether a record has a component with an annotation for stages. */
  public static boolean hasAnnotatedComponent(TypeElement type) {
    return Method.accessors(type).stream()
        .anyMatch(accessor -> Annotations.ofStageflow(accessor).findAny().isPresent());
  }

  /**
   * Checks that a record's component has no annotation for stages: compilers do not agree whether
   * the accessor has it too, and know no position of a component.
   */
  public static void checkComponent(TypeElement definition, ExecutableElement accessor)
      throws DefinitionError {
    Optional<String> annotation = Annotations.ofStageflow(accessor).findFirst();
    if (annotation.isPresent()) {
      throw new DefinitionError(
          MethodMessage.COMPONENT,
          Location.of(definition),
          accessor.getSimpleName(),
          definition.getSimpleName(),
          annotation.get());
    }
  }

  private static void checkModifier(Element member, String annotation, Message message)
      throws DefinitionError {
    Optional<AnnotationMirror> modifier = Annotations.find(member, annotation);
    if (modifier.isPresent()) {
      throw new DefinitionError(
          message, new Location(member, modifier.get(), null), member.getSimpleName());
    }
  }

  /**
   * Checks that only stages, and methods that annotations name, have {@code @Upstream} parameters.
   *
   * @param definition the class whose own methods are checked: inherited ones may be meant for
   *     other definitions
   * @param used the methods that generated code calls
   */
  public static void checkUpstream(TypeElement definition, Set<ExecutableElement> used)
      throws DefinitionError {
    for (Element member : definition.getEnclosedElements()) {
      if (member instanceof ExecutableElement method && !used.contains(method)) {
        for (VariableElement parameter : method.getParameters()) {
          if (Annotations.has(parameter, "Upstream")) {
            boolean constructs = method.getKind() == ElementKind.CONSTRUCTOR;
            throw new DefinitionError(
                MethodMessage.UPSTREAM_OF_NO_STAGE,
                constructs && definition.getKind() == ElementKind.RECORD
                    ? Location.of(definition)
                    : Location.of(parameter, method),
                (constructs ? definition : method).getSimpleName());
          }
        }
      }
    }
  }
}
