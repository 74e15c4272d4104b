package dev.stageflow.processor.declaration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Questions about types that the compiler's own utilities answer only in several steps. */
public final class TypeTool {
  private final Elements elements;
  private final Types types;

  public TypeTool(Elements elements, Types types) {
    this.elements = elements;
    this.types = types;
  }

  /** Whether a value can be given for a parameter without an unchecked conversion. */
  public boolean assignable(TypeMirror from, TypeMirror to) {
    if (from.getKind().isPrimitive() || to.getKind().isPrimitive()) {
      return types.isAssignable(from, to);
    }
    // An assignment would allow a raw type for a parameterized one.
    return types.isSubtype(from, to) || types.isSubtype(captured(from), to);
  }

  /**
   * A type with its wildcards captured, where the compiler can: Eclipse's cannot, and wildcards get
   * the bounds of their type parameters.
   */
  public TypeMirror captured(TypeMirror type) {
    try {
      return types.capture(type);
    } catch (UnsupportedOperationException notImplemented) {
      return type instanceof DeclaredType declared ? bounded(declared) : type;
    }
  }

  private TypeMirror bounded(DeclaredType type) {
    TypeElement generic = (TypeElement) type.asElement();
    List<? extends TypeMirror> arguments = type.getTypeArguments();
    if (arguments.stream().noneMatch(TypeTool::isUnbounded)
        || (type.getEnclosingType() instanceof DeclaredType outer
            && !outer.getTypeArguments().isEmpty())) {
      return type;
    }
    TypeMirror[] bounded = new TypeMirror[arguments.size()];
    for (int i = 0; i < bounded.length; i++) {
      TypeMirror bound = generic.getTypeParameters().get(i).getBounds().get(0);
      List<TypeMirror> parts = new ArrayList<>();
      addParts(bound, parts);
      boolean namesVariable = parts.stream().anyMatch(TypeVariable.class::isInstance);
      bounded[i] =
          isUnbounded(arguments.get(i)) && !namesVariable ? extending(bound) : arguments.get(i);
    }
    return types.getDeclaredType(generic, bounded);
  }

  /**
   * A supertype of a type whose wildcards could not be captured: as they may stand within its
   * arguments too, these are no longer exact.
   */
  public DeclaredType loosened(DeclaredType supertype, TypeMirror of) {
    if (supertype.getTypeArguments().isEmpty() || !hasWildcard(of)) {
      return supertype;
    }
    TypeMirror[] arguments =
        supertype.getTypeArguments().stream()
            .map(it -> hasWildcard(it) ? extending(it) : it)
            .toArray(TypeMirror[]::new);
    return types.getDeclaredType((TypeElement) supertype.asElement(), arguments);
  }

  private static boolean hasWildcard(TypeMirror type) {
    return type instanceof DeclaredType declared
        && declared.getTypeArguments().stream().anyMatch(WildcardType.class::isInstance);
  }

  private static boolean isUnbounded(TypeMirror argument) {
    return argument instanceof WildcardType wildcard
        && wildcard.getExtendsBound() == null
        && wildcard.getSuperBound() == null;
  }

  /** Whether a raw type is all that stands between the types. */
  public boolean assignableButRaw(TypeMirror from, TypeMirror to) {
    return !assignable(from, to) && types.isAssignable(from, to);
  }

  /** Whether a type is another, or a subtype of it; so are primitive types of wider ones. */
  public boolean isSubtype(TypeMirror type, TypeMirror of) {
    return types.isSubtype(type, of);
  }

  public boolean same(TypeMirror a, TypeMirror b) {
    return types.isSameType(a, b);
  }

  public TypeMirror boxed(TypeMirror type) {
    return type.getKind().isPrimitive() ? types.boxedClass((PrimitiveType) type).asType() : type;
  }

  public boolean isSubclass(TypeMirror type, String of) {
    TypeElement element = elements.getTypeElement(of);
    return element != null && types.isSubtype(types.erasure(type), types.erasure(element.asType()));
  }

  /** Whether any method may throw something, whatever it declares: or something of that kind. */
  public boolean isUnchecked(TypeMirror exception) {
    return isSubclass(exception, "java.lang.RuntimeException")
        || isSubclass(exception, "java.lang.Error")
        || isExactly(exception, "java.lang.Exception")
        || isExactly(exception, "java.lang.Throwable");
  }

  public boolean isExactly(TypeMirror type, String name) {
    return type instanceof DeclaredType declared
        && ((TypeElement) declared.asElement()).getQualifiedName().contentEquals(name);
  }

  /**
   * Finds a type among the supertypes of another.
   *
   * @return the supertype with its type arguments, none if it is inherited raw
   */
  public Optional<DeclaredType> supertype(TypeMirror type, String name) {
    if (type.getKind().isPrimitive() || type.getKind() == TypeKind.VOID) {
      return Optional.empty();
    }
    if (type.getKind() == TypeKind.TYPEVAR) {
      return supertype(((TypeVariable) type).getUpperBound(), name);
    }
    if (isExactly(type, name)) {
      return Optional.of((DeclaredType) type);
    }
    for (TypeMirror direct : types.directSupertypes(type)) {
      Optional<DeclaredType> found = supertype(direct, name);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /**
   * What is stored for a type argument: of a wildcard its upper bound, and what the compiler found
   * in its place in words that can be written down.
   */
  public TypeMirror upperBound(TypeMirror argument) {
    if (argument.getKind() == TypeKind.WILDCARD) {
      TypeMirror bound = ((WildcardType) argument).getExtendsBound();
      return bound == null ? object() : upperBound(bound);
    }
    if (isCaptured(argument)) {
      return upperBound(((TypeVariable) argument).getUpperBound());
    }
    if (argument instanceof IntersectionType both) {
      return upperBound(both.getBounds().get(0));
    }
    if (argument instanceof DeclaredType declared && mentionsCaptured(declared)) {
      TypeMirror[] arguments =
          declared.getTypeArguments().stream().map(this::writable).toArray(TypeMirror[]::new);
      return types.getDeclaredType((TypeElement) declared.asElement(), arguments);
    }
    return argument;
  }

  /** A type argument in words that can be written down: of a captured wildcard a wildcard. */
  public TypeMirror writable(TypeMirror argument) {
    if (argument.getKind() == TypeKind.WILDCARD || !mentionsCaptured(argument)) {
      return argument;
    }
    TypeMirror bound = upperBound(argument);
    if (isCaptured(argument) && same(bound, object())) {
      TypeMirror lower = ((TypeVariable) argument).getLowerBound();
      if (lower.getKind() != TypeKind.NULL && !mentionsCaptured(lower)) {
        return types.getWildcardType(null, lower);
      }
    }
    return extending(bound);
  }

  /** Whether a type is, or has a part that is, what the compiler put in place of a wildcard. */
  private boolean mentionsCaptured(TypeMirror type) {
    return isCaptured(type)
        || (type instanceof DeclaredType declared
            && declared.getTypeArguments().stream().anyMatch(this::mentionsCaptured));
  }

  /** What may be put in for a type argument: of a {@code ? super} its bound. */
  public @Nullable TypeMirror lowerBound(TypeMirror argument) {
    if (argument.getKind() == TypeKind.WILDCARD) {
      return ((WildcardType) argument).getSuperBound();
    }
    return argument;
  }

  private static boolean isCaptured(TypeMirror type) {
    return type instanceof TypeVariable variable
        && !SourceVersion.isIdentifier(variable.asElement().getSimpleName());
  }

  public TypeMirror object() {
    return type("java.lang.Object");
  }

  public TypeMirror type(String name) {
    return elements.getTypeElement(name).asType();
  }

  public TypeMirror primitive(TypeKind kind) {
    return types.getPrimitiveType(kind);
  }

  /** Whether values of a type never change: a primitive type, its box, or a string. */
  public boolean isFixed(TypeMirror type) {
    if (type.getKind().isPrimitive() || isExactly(type, "java.lang.String")) {
      return true;
    }
    return unboxed(type).isPresent();
  }

  /** The primitive type of a box. */
  public Optional<TypeMirror> unboxed(TypeMirror type) {
    try {
      return Optional.of(types.unboxedType(type));
    } catch (IllegalArgumentException noBox) {
      return Optional.empty();
    }
  }

  private TypeMirror extending(TypeMirror bound) {
    return types.getWildcardType(same(bound, object()) ? null : bound, null);
  }

  /** The same class with wildcards for its type arguments, which takes what is of subtypes too. */
  public Optional<TypeMirror> withWildcards(TypeMirror type) {
    if (!(type instanceof DeclaredType declared) || declared.getTypeArguments().isEmpty()) {
      return Optional.empty();
    }
    TypeMirror[] wildcards =
        declared.getTypeArguments().stream()
            .map(it -> it.getKind() == TypeKind.WILDCARD ? it : extending(it))
            .toArray(TypeMirror[]::new);
    TypeElement element = (TypeElement) declared.asElement();
    return Optional.of(
        declared.getEnclosingType() instanceof DeclaredType outer
            ? types.getDeclaredType(outer, element, wildcards)
            : types.getDeclaredType(element, wildcards));
  }

  /** Whether a type lacks its type arguments. */
  public boolean isRaw(DeclaredType type) {
    return type.getTypeArguments().isEmpty()
        && !((TypeElement) type.asElement()).getTypeParameters().isEmpty();
  }

  /** The classes that a type is made of, itself first: those that its name spells out. */
  public List<DeclaredType> parts(TypeMirror type) {
    List<TypeMirror> parts = new ArrayList<>();
    addParts(type, parts);
    return parts.stream()
        .filter(DeclaredType.class::isInstance)
        .map(DeclaredType.class::cast)
        .toList();
  }

  /** Whether the type variables in a type are all those of a class. */
  public boolean isWithin(TypeElement generic, TypeMirror type) {
    List<TypeMirror> parts = new ArrayList<>();
    addParts(type, parts);
    return parts.stream()
        .filter(TypeVariable.class::isInstance)
        .map(variable -> ((TypeVariable) variable).asElement())
        .allMatch(generic.getTypeParameters()::contains);
  }

  private void addParts(TypeMirror type, List<TypeMirror> parts) {
    if (type instanceof ArrayType array) {
      addParts(array.getComponentType(), parts);
    } else if (type instanceof WildcardType wildcard) {
      if (wildcard.getExtendsBound() != null) {
        addParts(wildcard.getExtendsBound(), parts);
      }
      if (wildcard.getSuperBound() != null) {
        addParts(wildcard.getSuperBound(), parts);
      }
    } else if (type instanceof IntersectionType both) {
      both.getBounds().forEach(bound -> addParts(bound, parts));
    } else if (type instanceof TypeVariable variable) {
      parts.add(variable);
    } else if (type instanceof DeclaredType declared) {
      parts.add(declared);
      if (!declared.asElement().getModifiers().contains(Modifier.STATIC)) {
        // Ecj tells the enclosing type of a static class too.
        addParts(declared.getEnclosingType(), parts);
      }
      declared.getTypeArguments().forEach(argument -> addParts(argument, parts));
    }
  }

  /** Whether a type, or a part of it, is not known to the compiler yet. */
  public boolean isUnknown(TypeMirror type) {
    return parts(type).stream().anyMatch(part -> part.getKind() == TypeKind.ERROR);
  }

  /**
   * Whether a class is not known to the compiler yet. To Eclipse's compiler a list of such a class
   * is an unknown type as well.
   */
  public boolean isUnknownClass(DeclaredType part) {
    return part.getKind() == TypeKind.ERROR
        && part.asElement().asType().getKind() == TypeKind.ERROR;
  }

  /** Whether a method's signature has a part that is not known to the compiler yet. */
  public boolean isUnknown(Method method) {
    return isUnknown(method.returns())
        || method.parameters().stream().anyMatch(parameter -> isUnknown(parameter.type()))
        || method.type().getThrownTypes().stream().anyMatch(this::isUnknown);
  }

  /** Whether a method may throw something: its clause, or the bound of it, includes that. */
  public boolean mayThrow(Method method, String exception) {
    TypeMirror thrown = type(exception);
    return method.type().getThrownTypes().stream()
        .anyMatch(declared -> types.isSubtype(thrown, types.erasure(declared)));
  }

  /** Whether a method's clause names an exception, or a supertype of it. */
  public boolean declares(Method method, String exception) {
    TypeMirror thrown = type(exception);
    return method.type().getThrownTypes().stream()
        .anyMatch(declared -> types.isSubtype(thrown, declared));
  }

  /** A type as users write it, without packages. */
  public String format(TypeMirror type) {
    return TypeNames.SIMPLE.of(type);
  }

  /** The same; with packages where it would read like the other. */
  public String formatBeside(TypeMirror type, TypeMirror other) {
    return format(type).equals(format(other)) ? TypeNames.QUALIFIED.of(type) : format(type);
  }
}
