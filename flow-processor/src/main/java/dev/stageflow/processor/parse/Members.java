package dev.stageflow.processor.parse;

import dev.stageflow.processor.declaration.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * What a class declares and inherits: of the superclass first, then of the interfaces as listed,
 * then its own. An override keeps the place of what it overrides. (The compiler's own list of all
 * members is in no order that compilers agree on.)
 *
 * <p>For one round: in the next one, the class may have others.
 */
final class Members {
  /**
   * A method.
   *
   * @param element the method
   * @param overrides the methods that it overrides, nearest last
   */
  record Member(ExecutableElement element, List<ExecutableElement> overrides) {}

  private final TypeElement type;
  private final Elements elements;
  private final Types types;
  private @Nullable List<Member> methods;
  private @Nullable Map<String, List<ExecutableElement>> methodsByName;

  Members(TypeElement type, Elements elements, Types types) {
    this.type = type;
    this.elements = elements;
    this.types = types;
  }

  /** The types from which members come, the class itself last. */
  List<TypeElement> origins() {
    List<TypeElement> origins = new ArrayList<>();
    addOrigins(type, origins, new HashSet<>());
    return origins;
  }

  private void addOrigins(TypeElement from, List<TypeElement> origins, Set<TypeElement> seen) {
    if (!seen.add(from) || from.getQualifiedName().contentEquals("java.lang.Object")) {
      return;
    }
    for (DeclaredType supertype : supertypes(from)) {
      addOrigins((TypeElement) supertype.asElement(), origins, seen);
    }
    origins.add(from);
  }

  /** The superclass, if any, and the interfaces. */
  static List<DeclaredType> supertypes(TypeElement type) {
    List<DeclaredType> supertypes = new ArrayList<>();
    if (type.getSuperclass() instanceof DeclaredType superclass) {
      supertypes.add(superclass);
    }
    for (TypeMirror listed : type.getInterfaces()) {
      if (listed instanceof DeclaredType declared) {
        supertypes.add(declared);
      }
    }
    return supertypes;
  }

  /** The methods, as they are when they are first asked for: a class may have a thousand. */
  List<Member> methods() {
    List<Member> known = methods == null ? allMethods() : methods;
    methods = known;
    return known;
  }

  /** The methods of a name. */
  List<ExecutableElement> methods(String name) {
    Map<String, List<ExecutableElement>> known =
        methodsByName == null
            ? methods().stream()
                .map(Member::element)
                .collect(Collectors.groupingBy(Members::nameOf))
            : methodsByName;
    methodsByName = known;
    return known.getOrDefault(name, List.of());
  }

  private List<Member> allMethods() {
    List<Member> all = new ArrayList<>();
    for (TypeElement origin : origins()) {
      for (ExecutableElement method : ElementFilter.methodsIn(origin.getEnclosedElements())) {
        add(method, all);
      }
    }
    return List.copyOf(all);
  }

  private void add(ExecutableElement method, List<Member> methods) {
    List<Member> overridden = new ArrayList<>();
    for (Member member : methods) {
      if (elements.overrides(method, member.element(), type)) {
        overridden.add(member);
      } else if (elements.overrides(member.element(), method, type)) {
        // A method of the superclass implements one of an interface that comes after it.
        return;
      }
    }
    if (overridden.isEmpty()) {
      methods.add(new Member(method, List.of()));
      return;
    }
    // It may override a method of each of several interfaces: its place is that of the first.
    List<ExecutableElement> overrides = new ArrayList<>();
    for (Member member : overridden) {
      overrides.addAll(member.overrides());
      overrides.add(member.element());
    }
    methods.set(methods.indexOf(overridden.get(0)), new Member(method, overrides));
    methods.removeAll(overridden);
  }

  /** The static final fields. */
  List<VariableElement> constants() {
    return fields().stream()
        .filter(field -> field.getModifiers().containsAll(Set.of(Modifier.STATIC, Modifier.FINAL)))
        .toList();
  }

  /** The fields, without those that are private elsewhere. */
  List<VariableElement> fields() {
    List<VariableElement> fields = new ArrayList<>();
    for (TypeElement origin : origins()) {
      for (VariableElement field : ElementFilter.fieldsIn(origin.getEnclosedElements())) {
        boolean inherited = origin != type;
        if (field.getKind() == ElementKind.FIELD
            && !(inherited && field.getModifiers().contains(Modifier.PRIVATE))) {
          fields.add(field);
        }
      }
    }
    return fields;
  }

  /** A method as the class sees it. */
  Method seen(ExecutableElement method) {
    return new Method(
        method, (ExecutableType) types.asMemberOf((DeclaredType) type.asType(), method));
  }

  /** A field's type as the class sees it. */
  TypeMirror seenType(VariableElement field) {
    return types.asMemberOf((DeclaredType) type.asType(), field);
  }

  /** The name of an element. */
  static String nameOf(Element element) {
    return element.getSimpleName().toString();
  }
}
