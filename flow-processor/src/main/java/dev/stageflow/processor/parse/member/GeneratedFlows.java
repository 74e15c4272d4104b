package dev.stageflow.processor.parse.member;

import com.squareup.javapoet.ClassName;
import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.message.ItemMessage;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * Flows that a subflow stage names before they are generated: that of its own definition, and those
 * of definitions that wait for one another. For the compiler, they are unknown types.
 */
public final class GeneratedFlows {
  private static final Pattern NAME = Pattern.compile("\\w+(?!\\s*\\.)\\b");

  private final TypeElement definition;
  private final ClassName flow;
  private final Supplier<FlowSignature> own;
  private final OtherDefinitions others;
  private final TypeTool tool;

  public GeneratedFlows(
      TypeElement definition,
      ClassName flow,
      Supplier<FlowSignature> own,
      OtherDefinitions others,
      TypeTool tool) {
    this.definition = definition;
    this.flow = flow;
    this.own = own;
    this.others = others;
    this.tool = tool;
  }

  /** Whether all is known that a stage's signature says, or will be once its flow is generated. */
  boolean areKnown(StageMethod stage) {
    return tool.isUnknown(stage.method()) ? completes(stage) : !isOfRejected(stage);
  }

  /** Whether the flow that a stage returns is the only unknown type in its signature. */
  private boolean completes(StageMethod stage) {
    List<DeclaredType> unknown =
        tool.parts(stage.method().returns()).stream().filter(tool::isUnknownClass).toList();
    return stage.kind() == StageMethod.Kind.SUBFLOW
        && !unknown.isEmpty()
        && unknown.stream().allMatch(part -> find(part, stage).isPresent())
        && stage.method().parameters().stream().noneMatch(it -> tool.isRejected(it.type()))
        && stage.method().type().getThrownTypes().stream().noneMatch(tool::isUnknown);
  }

  /**
   * Checks that a method does not name its own definition's flow, except as the flow that a subflow
   * returns: the two would wait for each other.
   *
   * @param method the method
   * @param returnsFlow whether it returns a flow for an item to be run through
   */
  void checkNotOwn(Method method, boolean returnsFlow) throws DefinitionError {
    if (!returnsFlow) {
      checkNotOwn(method.returns(), method, Location.of(method.element()));
    }
    for (Method.Parameter parameter : method.parameters()) {
      checkNotOwn(parameter.type(), method, parameter.place());
    }
  }

  private void checkNotOwn(TypeMirror type, Method method, Location at) throws DefinitionError {
    for (DeclaredType part : tool.parts(type)) {
      if (part.asElement().getSimpleName().contentEquals(flow.simpleName())
          && (tool.isUnknownClass(part) || tool.isExactly(part, flow.canonicalName()))) {
        throw new DefinitionError(ItemMessage.OWN_FLOW, at, method.name(), flow.simpleName())
            .because(flow);
      }
    }
  }

  /**
   * Finds what is known of a flow.
   *
   * @param type the flow's type
   * @param stage the stage that returns it
   */
  public Optional<FlowSignature> find(TypeMirror type, StageMethod stage) {
    if (isOwn(type, stage)) {
      return Optional.of(own.get());
    }
    return type.getKind() != TypeKind.ERROR
        ? Optional.empty()
        : names(type, stage).stream()
            .flatMap(name -> others.flow(name, definition).stream())
            .filter(this::isTold)
            .findFirst();
  }

  /**
   * In the last round nothing more becomes known, so what is unknown is an error then; one of the
   * compiler's, if a definition names a type that is rejected.
   */
  private boolean isTold(FlowSignature signature) {
    TypeMirror gives = signature.gives();
    return gives == null
        ? others.areComplete()
        : !tool.isUnknown(gives) && !(others.areComplete() && isRejected(signature));
  }

  private boolean isRejected(FlowSignature signature) {
    return Stream.of(signature.takes(), signature.gives())
        .filter(Objects::nonNull)
        .anyMatch(tool::isRejected);
  }

  /** Whether what a stage returns is a flow of which the compiler rejects the definition. */
  private boolean isOfRejected(StageMethod stage) {
    return tool.parts(stage.method().returns()).stream()
        .map(part -> ((TypeElement) part.asElement()).getQualifiedName().toString())
        .anyMatch(others::isOfRejected);
  }

  /** Whether a type is the flow of the very definition that names it. */
  public boolean isOwn(TypeMirror type, StageMethod stage) {
    return type.getKind() == TypeKind.ERROR
        ? names(type, stage).contains(flow.simpleName())
        : tool.isExactly(type, flow.canonicalName());
  }

  /** What an unknown type may be called. */
  private List<String> names(TypeMirror type, StageMethod stage) {
    String name = ((DeclaredType) type).asElement().getSimpleName().toString();
    if (SourceVersion.isIdentifier(name)) {
      return List.of(name);
    }
    return others
        .writtenResult(stage.method().element())
        .map(written -> NAME.matcher(written).results().map(MatchResult::group).toList())
        .orElse(List.of());
  }
}
