package dev.stageflow.processor.parse.member;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import dev.stageflow.processor.check.signature.GenericMethod;
import dev.stageflow.processor.check.signature.Inaccessible;
import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.Message;
import dev.stageflow.processor.diagnostic.Suggestion;
import dev.stageflow.processor.diagnostic.message.NameMessage;
import dev.stageflow.processor.model.Expression;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Finds methods and constants that annotations name. */
public final class MemberResolver {

  /**
   * A constant.
   *
   * @param type its type
   * @param name the expression that names it
   */
  public record Constant(TypeMirror type, Expression name) {}

  /**
   * A field.
   *
   * @param type its type
   * @param staticOwner the class to read it from if it is static, else null
   */
  public record Field(TypeMirror type, @Nullable ClassName staticOwner) {}

  private final ParseContext context;
  private final TypeElement definition;
  private final Members members;
  private final Inaccessible accessible;
  private final TypeTool tool;

  public MemberResolver(ParseContext context) {
    this.context = context;
    this.definition = context.definition();
    this.members = context.members();
    this.accessible = context.accessible();
    this.tool = context.tool();
  }

  /** The method of a name. */
  public Method method(String name, Location place) throws DefinitionError, Unready {
    Optional<Method> found = methodIfAny(name, place);
    if (found.isEmpty()) {
      throw unknown(NameMessage.METHOD_UNKNOWN, name, place, methodNames(), Suggestion.NO_HELPER);
    }
    return found.get();
  }

  /**
   * The method of a name that returns the key of an item, if the item has no method of that name.
   */
  public Method key(String name, Location place, TypeMirror item, Stream<String> ofItem)
      throws DefinitionError, Unready {
    Optional<Method> found = methodIfAny(name, place);
    if (found.isEmpty()) {
      throw new DefinitionError(
          NameMessage.KEY_UNKNOWN,
          place,
          name,
          tool.format(item),
          definition.getSimpleName(),
          Suggestion.forName(name, Stream.concat(ofItem, methodNames()).toList()));
    }
    return found.get();
  }

  /** The method of a name, if there is one. */
  public Optional<Method> methodIfAny(String name, Location place) throws DefinitionError, Unready {
    List<Members.Member> found = members.methods(name);
    if (found.size() > 1) {
      throw new DefinitionError(NameMessage.NAME_OVERLOADED, place, found.size(), name);
    }
    if (found.isEmpty()) {
      return Optional.empty();
    }
    ExecutableElement element = found.get(0).element();
    accessible.checkMethod(element, found.get(0).isInherited());
    GenericMethod.checkNamed(element, place);
    Method method = members.seen(element);
    context.checkSignature(
        method, place, false, () -> !tool.isUnknown(method) && !Annotations.areUnknown(element));
    return Optional.of(method);
  }

  /** The only method of a name, whatever is wrong with it. */
  public Optional<Method> guess(String name) {
    List<Members.Member> found = members.methods(name);
    return found.size() == 1 ? Optional.of(members.seen(found.get(0).element())) : Optional.empty();
  }

  /** An annotation must not name a stage as its helper. */
  private Stream<String> methodNames() {
    return members.methods().stream()
        .map(Members.Member::element)
        .filter(method -> StageMethod.Kind.of(method).isEmpty())
        .map(Members::nameOf);
  }

  private boolean isField(String name) {
    return !members.fields(name).isEmpty();
  }

  /** The constant of a name, which generated code reads through the definition. */
  public Optional<Constant> constantIfAny(String name, Location place)
      throws DefinitionError, Unready {
    Optional<VariableElement> found = element(name, place).filter(Members::isConstant);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Constant(
            readable(found.get(), name),
            new Expression(ClassName.get(definition), CodeBlock.of("$N", name))));
  }

  /** The field of a name, if there is one; generated code reads it from the definition. */
  public Optional<Field> fieldIfAny(String name, Location place) throws DefinitionError, Unready {
    Optional<VariableElement> found = element(name, place);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    boolean isStatic = found.get().getModifiers().contains(Modifier.STATIC);
    return Optional.of(
        new Field(readable(found.get(), name), isStatic ? ClassName.get(definition) : null));
  }

  private Optional<VariableElement> element(String name, Location place) throws DefinitionError {
    List<VariableElement> found = members.fields(name);
    if (found.size() > 1) {
      throw new DefinitionError(
          NameMessage.CONSTANT_INHERITED_TWICE,
          place,
          name,
          owner(found.get(0)),
          owner(found.get(1)),
          definition.getSimpleName());
    }
    return found.stream().findFirst();
  }

  /** The type of a field that generated code reads. */
  private TypeMirror readable(VariableElement field, String name) throws DefinitionError, Unready {
    accessible.checkConstant(field);
    TypeMirror type = members.seenType(field);
    if (tool.isUnknown(type)) {
      throw new Unready(name);
    }
    return type;
  }

  /** The error that a policy's name refers to nothing. */
  public DefinitionError unknownPolicy(String name, Location place) {
    return unknown(
        NameMessage.POLICY_UNKNOWN,
        name,
        place,
        Stream.concat(methodNames(), members.fieldNames()),
        Suggestion.NO_POLICY);
  }

  /** The error that a {@code stop} names no constant. */
  public DefinitionError unknownStop(String name, Location place, TypeMirror type) {
    if (name.contains(".")) {
      return new DefinitionError(
          NameMessage.QUALIFIED_STOP, place, name, definition.getSimpleName(), tool.format(type));
    }
    String suggestion = Suggestion.forName(name, constantNames().toList());
    boolean isNearlyOne = suggestion.startsWith(" Did you mean");
    if (!isField(name) && !isNearlyOne && tool.isExactly(type, String.class)) {
      return new DefinitionError(
          NameMessage.UNQUOTED_STOP,
          place,
          name,
          definition.getSimpleName(),
          suggestion,
          "\"\\\"" + name + "\\\"\"");
    }
    return isField(name)
        ? new DefinitionError(NameMessage.NO_CONSTANT, place, name, definition.getSimpleName())
        : unknown(
            NameMessage.CONSTANT_UNKNOWN, name, place, constantNames(), Suggestion.NO_CONSTANT);
  }

  /** The error that a name refers to no method or constant. */
  public DefinitionError unknownStart(String name, Location place) {
    if (!SourceVersion.isIdentifier(name)) {
      return new DefinitionError(
          NameMessage.START_EXPRESSION, place, name, definition.getSimpleName());
    }
    return isField(name)
        ? new DefinitionError(NameMessage.NO_CONSTANT, place, name, definition.getSimpleName())
        : unknown(
            NameMessage.START_UNKNOWN,
            name,
            place,
            Stream.concat(methodNames(), constantNames()),
            Suggestion.NO_HELPER);
  }

  private DefinitionError unknown(
      Message message, String name, Location place, Stream<String> candidates, String ifNone) {
    String suggestion = Suggestion.forName(name, candidates.toList());
    return new DefinitionError(
        message,
        place,
        name,
        definition.getSimpleName(),
        suggestion.isEmpty() ? ifNone : suggestion);
  }

  private Stream<String> constantNames() {
    return members.constants().stream().map(Members::nameOf).distinct();
  }

  private static CharSequence owner(VariableElement field) {
    return Objects.requireNonNull(field.getEnclosingElement()).getSimpleName();
  }
}
