package dev.stageflow.processor.check.signature;

import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.Message;
import dev.stageflow.processor.diagnostic.Verb;
import dev.stageflow.processor.diagnostic.message.MethodMessage;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Generated code, a class in the definition's package, cannot call, read or name something. */
public final class Inaccessible {
  private final TypeElement definition;
  private final Elements elements;

  /** The classes that the module is known to see, which is expensive to find out. */
  private final Set<TypeElement> known = new HashSet<>();

  private final TypeTool tool;

  /** Makes the check for a definition. */
  public Inaccessible(TypeElement definition, TypeTool tool) {
    this.definition = definition;
    this.elements = tool.elements();
    this.tool = tool;
  }

  /**
   * Checks a method that generated code calls.
   *
   * @param method the method
   * @param isInherited whether the definition has it, if it is not static
   */
  public void checkMethod(ExecutableElement method, boolean isInherited) throws DefinitionError {
    boolean isLost =
        !isInherited
            && !method.getModifiers().contains(Modifier.PRIVATE)
            && !Method.declaring(method).getKind().isInterface();
    if (isLost) {
      throw new DefinitionError(
          MethodMessage.METHOD_NOT_INHERITED,
          Location.of(definition),
          method.getSimpleName(),
          Method.declaring(method).getSimpleName(),
          definition.getSimpleName());
    }
    checkMember(method, MethodMessage.PRIVATE_METHOD, MethodMessage.HIDDEN_METHOD);
  }

  /** Whether generated code sees a method. */
  public boolean canCall(Element method) {
    return isVisible(method);
  }

  /** Checks a constant that generated code reads. */
  public void checkConstant(Element field) throws DefinitionError {
    checkMember(field, MethodMessage.PRIVATE_CONSTANT, MethodMessage.HIDDEN_CONSTANT);
  }

  private void checkMember(Element member, Message isPrivate, Message isHidden)
      throws DefinitionError {
    if (member.getModifiers().contains(Modifier.PRIVATE)) {
      throw new DefinitionError(isPrivate, Location.of(member), member.getSimpleName());
    }
    if (!isVisible(member)) {
      throw new DefinitionError(
          isHidden,
          Location.of(definition),
          member.getSimpleName(),
          Objects.requireNonNull(member.getEnclosingElement()).getSimpleName());
    }
  }

  /** Checks the types in a method's signature, all of which generated code may name. */
  public void checkTypes(Method method) throws DefinitionError {
    for (Method.Parameter parameter : method.parameters()) {
      checkType(parameter.place(), method.name(), Verb.TAKES, parameter.type());
    }
    Location place =
        Method.declaring(method.element()).equals(definition)
            ? Location.of(method.element())
            : Location.of(definition);
    checkType(place, method.name(), Verb.RETURNS, method.returns());
    for (TypeMirror thrown : method.type().getThrownTypes()) {
      checkType(place, method.name(), Verb.THROWS, thrown);
    }
  }

  /** Checks the type of a stage's value, which its signature need not name. */
  public void checkGiven(StageMethod stage, TypeMirror type) throws DefinitionError {
    checkType(stage.place(), stage.name(), Verb.GIVES, type);
  }

  /** Checks an exception to retry on. */
  public void checkRetried(Location place, CharSequence stage, TypeMirror exception)
      throws DefinitionError {
    checkType(place, stage, Verb.RETRIES, exception);
  }

  /** Checks the bounds of the definition's type parameters, unless the compiler rejects them. */
  public void checkBounds() throws DefinitionError {
    if (isBoundByHidden()) {
      return;
    }
    for (TypeParameterElement parameter : definition.getTypeParameters()) {
      for (TypeMirror bound : parameter.getBounds()) {
        // Ecj has no position for a type parameter.
        checkType(Location.of(definition), parameter.getSimpleName(), Verb.EXTENDS, bound);
      }
    }
  }

  /**
   * Whether a bound, which is not in the class's body, cannot be named there: the compiler itself
   * reports that.
   */
  public boolean isBoundByHidden() {
    Element place = Objects.requireNonNull(definition.getEnclosingElement());
    return definition.getTypeParameters().stream()
        .flatMap(parameter -> parameter.getBounds().stream())
        .flatMap(bound -> tool.parts(bound).stream())
        .anyMatch(part -> TypeTool.isHidden(part, place));
  }

  private void checkType(Location place, CharSequence name, Verb does, TypeMirror type)
      throws DefinitionError {
    for (DeclaredType part : tool.parts(type)) {
      for (Element at = part.asElement();
          at instanceof TypeElement;
          at = at.getEnclosingElement()) {
        if (at.getModifiers().contains(Modifier.PRIVATE)) {
          throw new DefinitionError(
                  MethodMessage.PRIVATE_TYPE, place, name, does, tool.format(part))
              .because(at);
        }
        if (!isVisible(at)) {
          throw new DefinitionError(MethodMessage.HIDDEN_TYPE, place, name, does, tool.format(part))
              .because(at);
        }
      }
      checkModule(place, name, does, part);
    }
  }

  /** Checks that the module of a class exports it to the definition's, which reads that. */
  private void checkModule(Location place, CharSequence name, Verb does, DeclaredType part)
      throws DefinitionError {
    TypeElement type = (TypeElement) part.asElement();
    if (known.contains(type)) {
      return;
    }
    ModuleElement own = elements.getModuleOf(definition);
    ModuleElement other = elements.getModuleOf(type);
    if (own == null
        || other == null
        || own.equals(other)
        || type.equals(elements.getTypeElement(own, type.getQualifiedName()))) {
      known.add(type);
      return;
    }
    String simple = tool.format(part);
    boolean isExported =
        ElementFilter.exportsIn(other.getDirectives()).stream()
            .filter(exported -> exported.getPackage().equals(elements.getPackageOf(type)))
            .anyMatch(
                exported ->
                    exported.getTargetModules() == null
                        || exported.getTargetModules().contains(own));
    throw (isExported
            ? new DefinitionError(
                MethodMessage.UNREAD_TYPE,
                place,
                name,
                does,
                simple,
                other.getQualifiedName(),
                own.getQualifiedName(),
                other.getQualifiedName())
            : new DefinitionError(
                MethodMessage.UNEXPORTED_TYPE,
                place,
                name,
                does,
                simple,
                other.getQualifiedName(),
                own.isUnnamed() ? definition.getSimpleName() : own.getQualifiedName()))
        .because(type);
  }

  /** Whether generated code can name a type, in all its parts. */
  public boolean canName(TypeMirror type) {
    try {
      checkType(Location.of(definition), "", Verb.RETURNS, type);
      return tool.isWithin(definition, type);
    } catch (DefinitionError hidden) {
      return false;
    }
  }

  private boolean isVisible(Element element) {
    Set<Modifier> modifiers = element.getModifiers();
    return !modifiers.contains(Modifier.PRIVATE)
        && (modifiers.contains(Modifier.PUBLIC)
            || elements.getPackageOf(element).equals(elements.getPackageOf(definition)));
  }
}
