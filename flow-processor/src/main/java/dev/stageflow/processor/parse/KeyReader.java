package dev.stageflow.processor.parse;

import dev.stageflow.internal.plan.FlowPlan.Site;
import dev.stageflow.processor.check.name.BadKey;
import dev.stageflow.processor.check.name.NameSignature;
import dev.stageflow.processor.check.signature.Inaccessible;
import dev.stageflow.processor.check.signature.PauseImpossible;
import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.SourceTypes;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.message.MethodMessage;
import dev.stageflow.processor.model.Key;
import dev.stageflow.processor.model.call.Argument;
import dev.stageflow.processor.parse.member.MemberResolver;
import dev.stageflow.processor.parse.member.ParseContext;
import dev.stageflow.processor.parse.member.Unready;
import dev.stageflow.processor.parse.outline.Arguments;
import dev.stageflow.processor.parse.outline.Methods;
import dev.stageflow.processor.parse.outline.Outline;
import dev.stageflow.processor.parse.outline.ValueTypes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Reads the method that returns the key of an item: one of the item, or one of the definition. */
final class KeyReader {
  private final Outline outline;
  private final ValueTypes values;
  private final Methods methods;
  private final MemberResolver named;
  private final Inaccessible accessible;
  private final TypeTool tool;

  KeyReader(ParseContext context, Outline outline, ValueTypes values, Methods methods) {
    this.outline = outline;
    this.values = values;
    this.methods = methods;
    this.named = new MemberResolver(context);
    this.accessible = context.accessible();
    this.tool = context.tool();
  }

  /**
   * The method that a value of a stage's annotation names, or null if it names none.
   *
   * @param index the element that the item arrives at
   */
  @Nullable Key read(int index, StageMethod stage, AnnotationMirror annotation, String part)
      throws DefinitionError, Unready {
    String name = Annotations.string(annotation, part);
    if (name.isEmpty()) {
      return null;
    }
    Location place = Annotations.place(stage.method().element(), annotation, part);
    Site site = outline.plan().sites().get(index);
    TypeMirror item = values.type(site.item());
    Optional<Own> own = own(item).filter(it -> it.name().equals(name)).findFirst();
    if (own.isPresent()) {
      for (TypeMirror thrown : own.get().type().getThrownTypes()) {
        PauseImpossible.checkThrown(thrown, name, MethodMessage.KEY_PAUSES, place, tool);
        methods.thrown().addDeclared(thrown);
      }
      TypeMirror key = tool.upperBound(own.get().type().getReturnType());
      BadKey.check(name, key, place, tool);
      values.putKey(index, key);
      return new Key.OfItem(name, SourceTypes.name(key));
    }
    Method method = named.key(name, place, item, own(item).filter(Own::isSuggested).map(Own::name));
    NameSignature.checkKey(method, item, place, tool);
    BadKey.check(name, method.returns(), place, tool);
    PauseImpossible.check(method, MethodMessage.KEY_PAUSES, tool);
    values.putKey(index, method.returns());
    return new Key.Called(
        methods.model(
            method,
            List.of(new Arguments.TypedArgument(item, new Argument.Item())),
            values.candidates(site.scope())));
  }

  /** A method of the item that can return a key. */
  private record Own(ExecutableElement element, ExecutableType type) {
    String name() {
      return element.getSimpleName().toString();
    }

    /** A method of Object is seldom meant. */
    boolean isSuggested() {
      return !((TypeElement) Objects.requireNonNull(element.getEnclosingElement()))
          .getQualifiedName()
          .contentEquals(Object.class.getName());
    }
  }

  private Stream<Own> own(TypeMirror item) {
    return tool.classes(item).stream()
        .flatMap(
            type ->
                ElementFilter.methodsIn(
                        tool.elements().getAllMembers((TypeElement) type.asElement()))
                    .stream()
                    .filter(this::canGiveKey)
                    .map(
                        method ->
                            new Own(
                                method, (ExecutableType) tool.types().asMemberOf(type, method))));
  }

  private boolean canGiveKey(ExecutableElement method) {
    return method.getParameters().isEmpty()
        && !method.getModifiers().contains(Modifier.STATIC)
        && method.getReturnType().getKind() != TypeKind.VOID
        && accessible.canCall(method);
  }
}
