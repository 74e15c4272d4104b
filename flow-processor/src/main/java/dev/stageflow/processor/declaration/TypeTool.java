package dev.stageflow.processor.declaration;

import dev.stageflow.PauseFlow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
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

/** Answers questions about types for which the compiler's own utilities need several steps. */
public final class TypeTool {
  private final Elements elements;
  private final Types types;
  private final Projection projection;
  private final TypeArguments arguments;

  public TypeTool(Elements elements, Types types) {
    this.elements = elements;
    this.types = types;
    projection = new Projection(types, object(), TypeTool::isCaptured);
    arguments = new TypeArguments(this);
  }

  public Elements elements() {
    return elements;
  }

  public Types types() {
    return types;
  }

  /** The type of the value of a wrong stage: it fits everywhere. */
  public TypeMirror anything() {
    return types.getNullType();
  }

  /** Returns whether a type is that of a wrong stage's value. */
  public static boolean isAnything(TypeMirror type) {
    return type.getKind() == TypeKind.NULL;
  }

  /**
   * Whether the compiler compares types strictly by the language's specification. Eclipse's accepts
   * more, and has types with wildcards that are not subtypes of themselves.
   */
  boolean isExact() {
    return !types.getClass().getName().startsWith("org.eclipse.");
  }

  /** Whether a value can be passed for a parameter without an unchecked conversion. */
  public boolean assignable(TypeMirror from, TypeMirror to) {
    if (isAnything(from) || isAnything(to)) {
      return true;
    }
    if (from.getKind().isPrimitive() || to.getKind().isPrimitive()) {
      return types.isAssignable(from, to);
    }
    // An assignment would allow a raw type for a parameterized one.
    return types.isSubtype(from, to) || types.isSubtype(captured(from), to);
  }

  /**
   * A type with its wildcards captured. Eclipse's compiler cannot do that, so wildcards get the
   * bounds of their type parameters.
   */
  private TypeMirror captured(TypeMirror type) {
    try {
      return types.capture(type);
    } catch (UnsupportedOperationException notImplemented) {
      return type instanceof DeclaredType declared ? bounded(declared) : type;
    }
  }

  private TypeMirror bounded(DeclaredType type) {
    TypeElement generic = (TypeElement) type.asElement();
    List<? extends TypeMirror> arguments = type.getTypeArguments();
    if (arguments.stream().noneMatch(TypeTool::isUnbounded) || enclosing(type) != null) {
      return type;
    }
    List<? extends TypeParameterElement> parameters = generic.getTypeParameters();
    Projection ofBounds =
        new Projection(types, object(), variable -> parameters.contains(variable.asElement()));
    TypeMirror[] bounded = new TypeMirror[arguments.size()];
    for (int i = 0; i < bounded.length; i++) {
      bounded[i] =
          isUnbounded(arguments.get(i))
              ? extending(ofBounds.upward(parameters.get(i).asType()))
              : arguments.get(i);
    }
    return types.getDeclaredType(generic, bounded);
  }

  private static boolean isUnbounded(TypeMirror argument) {
    return argument instanceof WildcardType wildcard
        && wildcard.getExtendsBound() == null
        && wildcard.getSuperBound() == null;
  }

  /** The type in whose type arguments an inner class is, if there are any. */
  static @Nullable DeclaredType enclosing(DeclaredType type) {
    // Ecj returns the enclosing type of a static class, too.
    return !type.asElement().getModifiers().contains(Modifier.STATIC)
            && type.getEnclosingType() instanceof DeclaredType outer
            && (!outer.getTypeArguments().isEmpty() || enclosing(outer) != null)
        ? outer
        : null;
  }

  /** Whether a type is another, or a subtype of it; primitive types are subtypes of wider ones. */
  public boolean isSubtype(TypeMirror type, TypeMirror of) {
    return types.isSubtype(type, of);
  }

  public boolean same(TypeMirror a, TypeMirror b) {
    return types.isSameType(a, b);
  }

  public TypeMirror boxed(TypeMirror type) {
    return type.getKind().isPrimitive() ? types.boxedClass((PrimitiveType) type).asType() : type;
  }

  /** The element of a class. */
  public TypeElement element(Class<?> type) {
    return elements.getTypeElement(type.getCanonicalName());
  }

  public boolean isSubclass(TypeMirror type, Class<?> of) {
    TypeElement element = element(of);
    return element != null && types.isSubtype(types.erasure(type), types.erasure(element.asType()));
  }

  /** Returns the qualified names of a type's class and of its supertypes. */
  public Set<String> classNames(TypeMirror type) {
    Set<String> names = new HashSet<>();
    addClassNames(types.erasure(type), names);
    return names;
  }

  private void addClassNames(TypeMirror type, Set<String> names) {
    if (type instanceof DeclaredType declared
        && names.add(((TypeElement) declared.asElement()).getQualifiedName().toString())) {
      types.directSupertypes(type).forEach(supertype -> addClassNames(supertype, names));
    }
  }

  /** Whether a method may throw a type, or a subtype of it, without declaring it. */
  public boolean isUnchecked(TypeMirror exception) {
    return isSubclass(exception, RuntimeException.class)
        || isSubclass(exception, Error.class)
        || isExactly(exception, Exception.class)
        || isExactly(exception, Throwable.class);
  }

  public boolean isExactly(TypeMirror type, Class<?> other) {
    return isExactly(type, other.getCanonicalName());
  }

  /** Whether a type is the class of a name; such a class need not exist. */
  public boolean isExactly(TypeMirror type, String name) {
    return type instanceof DeclaredType declared
        && ((TypeElement) declared.asElement()).getQualifiedName().contentEquals(name);
  }

  /**
   * Finds a type among the supertypes of another.
   *
   * @return the supertype with type arguments that can be named, none if it is inherited raw
   */
  public Optional<DeclaredType> supertype(TypeMirror type, Class<?> of) {
    return supertype(type, of.getCanonicalName());
  }

  /** The same for the class of a name; such a class need not exist. */
  public Optional<DeclaredType> supertype(TypeMirror type, String of) {
    return classes(type).stream().flatMap(it -> supertypeOf(it, of).stream()).findFirst();
  }

  /** The bounds of a type variable. If there are several, ecj returns it as its upper bound. */
  static List<? extends TypeMirror> bounds(TypeVariable variable) {
    return ((TypeParameterElement) variable.asElement()).getBounds();
  }

  private Optional<DeclaredType> supertypeOf(DeclaredType type, String of) {
    if (isExactly(type, of)) {
      return Optional.of(type);
    }
    if (!hasWildcard(type) || type.getKind() == TypeKind.ERROR) {
      return inherited(type, of);
    }
    try {
      return inherited(types.capture(type), of).map(it -> (DeclaredType) projection.upward(it));
    } catch (UnsupportedOperationException notImplemented) {
      OpenedType open = new OpenedType(type, types, object());
      return inherited(open.opened(), of).map(open::closed);
    }
  }

  /** The class of a type; for a type variable or an intersection, those of its bounds. */
  public List<DeclaredType> classes(TypeMirror type) {
    List<DeclaredType> classes = new ArrayList<>();
    addClasses(type, classes, new HashSet<>());
    return classes;
  }

  private static void addClasses(TypeMirror type, List<DeclaredType> classes, Set<Element> seen) {
    if (type instanceof DeclaredType declared) {
      classes.add(declared);
    } else if (type instanceof IntersectionType both) {
      both.getBounds().forEach(bound -> addClasses(bound, classes, seen));
    } else if (type instanceof TypeVariable variable && seen.add(variable.asElement())) {
      bounds(variable).forEach(bound -> addClasses(bound, classes, seen));
    }
  }

  Optional<DeclaredType> inherited(TypeMirror type, String of) {
    if (isExactly(type, of)) {
      return Optional.of((DeclaredType) type);
    }
    for (TypeMirror direct : types.directSupertypes(type)) {
      Optional<DeclaredType> found = inherited(direct, of);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static boolean hasWildcard(@Nullable TypeMirror type) {
    return type instanceof DeclaredType declared
        && (declared.getTypeArguments().stream().anyMatch(WildcardType.class::isInstance)
            || hasWildcard(enclosing(declared)));
  }

  /** The type of values that are read for a type argument: for a wildcard, its upper bound. */
  public TypeMirror upperBound(TypeMirror argument) {
    return projection.upward(argument);
  }

  /** The type of values that may be passed for a type argument: for {@code ? super}, its bound. */
  public @Nullable TypeMirror lowerBound(TypeMirror argument) {
    if (argument.getKind() == TypeKind.WILDCARD) {
      return ((WildcardType) argument).getSuperBound();
    }
    return argument;
  }

  static boolean isCaptured(TypeVariable variable) {
    return !SourceVersion.isIdentifier(variable.asElement().getSimpleName());
  }

  public TypeMirror object() {
    return type(Object.class);
  }

  public TypeMirror type(Class<?> type) {
    return element(type).asType();
  }

  public TypeMirror primitive(TypeKind kind) {
    return types.getPrimitiveType(kind);
  }

  /** Whether values of a type never change: a primitive type, its box, or a string. */
  public boolean isFixed(TypeMirror type) {
    if (type.getKind().isPrimitive() || isExactly(type, String.class)) {
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

  /** The same class with {@code ? extends} for its type arguments. */
  public Optional<TypeMirror> withWildcards(TypeMirror type) {
    if (!(type instanceof DeclaredType declared) || declared.getTypeArguments().isEmpty()) {
      return Optional.empty();
    }
    TypeMirror[] wildcards =
        declared.getTypeArguments().stream()
            .map(it -> it.getKind() == TypeKind.WILDCARD ? it : extending(it))
            .toArray(TypeMirror[]::new);
    TypeElement element = (TypeElement) declared.asElement();
    DeclaredType outer = enclosing(declared);
    return Optional.of(
        outer == null
            ? types.getDeclaredType(element, wildcards)
            : types.getDeclaredType(outer, element, wildcards));
  }

  /** Whether a type lacks its type arguments. */
  public boolean isRaw(DeclaredType type) {
    return type.getTypeArguments().isEmpty()
        && !((TypeElement) type.asElement()).getTypeParameters().isEmpty();
  }

  /** The classes that a type's name mentions, its own first. */
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
      parts.add(array);
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
      DeclaredType outer = enclosing(declared);
      if (outer != null) {
        addParts(outer, parts);
      }
      declared.getTypeArguments().forEach(argument -> addParts(argument, parts));
    }
  }

  /** Whether a type, or a part of it, is not known to the compiler yet. */
  public boolean isUnknown(TypeMirror type) {
    return parts(type).stream().anyMatch(part -> part.getKind() == TypeKind.ERROR);
  }

  /**
   * Whether a class is not known to the compiler yet. For Eclipse's compiler, a list of such a
   * class is an unknown type as well.
   */
  public boolean isUnknownClass(DeclaredType part) {
    return part.getKind() == TypeKind.ERROR
        && part.asElement().asType().getKind() == TypeKind.ERROR;
  }

  /**
   * Whether a method's signature has a part that is not known to the compiler yet, or that the
   * compiler itself rejects.
   */
  public boolean isUnknown(Method method) {
    return isRejected(method.returns())
        || method.parameters().stream()
            .map(Method.Parameter::type)
            .anyMatch(type -> type.getKind() == TypeKind.VOID || isRejected(type))
        || method.type().getThrownTypes().stream()
            .anyMatch(type -> isUnknown(type) || !isSubclass(type, Throwable.class))
        || namesHidden(method)
        || isGarbled(method);
  }

  /** Whether a method's own declaration names what cannot be named there. */
  private boolean namesHidden(Method method) {
    ExecutableElement declared = method.element();
    Stream<TypeMirror> signature =
        Stream.of(
                Stream.of(declared.getReturnType()),
                declared.getParameters().stream().map(Element::asType),
                declared.getThrownTypes().stream())
            .flatMap(types -> types);
    return signature
        .flatMap(type -> parts(type).stream())
        .anyMatch(part -> isHidden(part, Method.declaring(declared)));
  }

  /**
   * Whether a class cannot be named in a place, so that the compiler reports the name. For javac,
   * such a class is unknown.
   *
   * @param part the class
   * @param place the class in whose body it is named, a member of that, or the package
   */
  public static boolean isHidden(DeclaredType part, Element place) {
    for (Element at = part.asElement(); at instanceof TypeElement; at = at.getEnclosingElement()) {
      Set<Modifier> modifiers = at.getModifiers();
      if (modifiers.contains(Modifier.PRIVATE)
          ? !outermost(at).equals(outermost(place))
          : !modifiers.contains(Modifier.PUBLIC)
              && !modifiers.contains(Modifier.PROTECTED)
              && !packageOf(at).equals(packageOf(place))) {
        return true;
      }
    }
    return false;
  }

  /** The class that is in no other; the package itself. */
  private static Element outermost(Element place) {
    return Annotations.enclosing(place)
        .filter(at -> !(at.getEnclosingElement() instanceof TypeElement))
        .findFirst()
        .orElseThrow();
  }

  private static Optional<Element> packageOf(Element place) {
    return Annotations.enclosing(place).filter(PackageElement.class::isInstance).findFirst();
  }

  /** Whether a part of a type is unknown, or rejected by the compiler. */
  public boolean isRejected(TypeMirror type) {
    List<TypeMirror> parts = new ArrayList<>();
    addParts(type, parts);
    return parts.stream()
        .anyMatch(
            part ->
                part instanceof TypeVariable variable
                    ? arguments.areRejected(variable)
                    : part instanceof ArrayType array
                        ? array.getComponentType().getKind() == TypeKind.VOID
                        : isRejected((DeclaredType) part));
  }

  private boolean isRejected(DeclaredType part) {
    return part.getKind() == TypeKind.ERROR
        || arguments.areOutOfBounds(part)
        || isHalfRaw(part)
        || isGenericFailure(part);
  }

  /** Whether an inner class or its enclosing one has type arguments, and the other lacks them. */
  private boolean isHalfRaw(DeclaredType type) {
    if (type.getTypeArguments().isEmpty()) {
      return isRaw(type) && enclosing(type) != null;
    }
    return !type.asElement().getModifiers().contains(Modifier.STATIC)
        && type.getEnclosingType() instanceof DeclaredType outer
        && isRaw(outer);
  }

  private boolean isGenericFailure(DeclaredType type) {
    return !type.getTypeArguments().isEmpty() && isSubclass(type, Throwable.class);
  }

  /**
   * Whether a type in a method's signature has its own class's type parameters for arguments, which
   * can only be written within that class: ecj substitutes them for arguments that it rejects.
   */
  private boolean isGarbled(Method method) {
    Element owner = method.element().getEnclosingElement();
    List<TypeMirror> signature = new ArrayList<>(method.type().getParameterTypes());
    signature.add(method.returns());
    return signature.stream()
        .flatMap(type -> parts(type).stream())
        .filter(part -> !part.asElement().equals(owner))
        .anyMatch(part -> part.getTypeArguments().stream().anyMatch(it -> isParameterOf(part, it)));
  }

  private static boolean isParameterOf(DeclaredType type, TypeMirror argument) {
    return argument instanceof TypeVariable variable
        && variable.asElement() instanceof TypeParameterElement parameter
        && type.asElement().equals(parameter.getGenericElement());
  }

  /** Whether a method may pause: what it throws, or the bound of that, includes a pause. */
  public boolean mayPause(Method method) {
    TypeMirror thrown = type(PauseFlow.class);
    return method.type().getThrownTypes().stream()
        .anyMatch(declared -> types.isSubtype(thrown, types.erasure(declared)));
  }

  /** Whether a method's {@code throws} clause names {@code PauseFlow}, or a supertype of it. */
  public boolean declaresPause(Method method) {
    TypeMirror thrown = type(PauseFlow.class);
    return method.type().getThrownTypes().stream()
        .anyMatch(declared -> types.isSubtype(thrown, declared));
  }

  /** A type as users write it, without packages. */
  public String format(TypeMirror type) {
    return TypeNames.SIMPLE.of(type);
  }

  /** The same, with packages if it would read like the other. */
  public String formatBeside(TypeMirror type, TypeMirror other) {
    return format(type).equals(format(other)) ? TypeNames.QUALIFIED.of(type) : format(type);
  }
}
