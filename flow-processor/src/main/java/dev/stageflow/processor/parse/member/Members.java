package dev.stageflow.processor.parse.member;

import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.declaration.TypeTool;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
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
 * The members that a class declares and inherits: those of the superclass first, then of the
 * interfaces as listed, then its own. An override of a stage keeps that stage's position; other
 * methods have no position to keep.
 *
 * <p>Inheritance, overriding and hiding are determined here by the rules of the language (JLS
 * 8.4.8), not by the compiler: compilers do not agree on the order of all members, nor on the
 * result of {@code Elements.overrides} for classes that inherit both methods.
 *
 * <p>Valid for one round: in the next one, the class may have other members.
 */
public final class Members {
  /**
   * A method.
   *
   * @param name its name
   * @param element the method
   * @param overrides the methods that it overrides, hides or replaces, nearest last
   * @param isInherited whether the class has it; if not, it is private or of another package in a
   *     superclass, or static in an interface, and is known for messages and for strings that name
   *     it
   * @param joinedIn the class that inherits the method together with one of an interface, if that
   *     is not the class that declares it
   */
  public record Member(
      String name,
      ExecutableElement element,
      List<ExecutableElement> overrides,
      boolean isInherited,
      @Nullable TypeElement joinedIn) {

    boolean isOfInterface() {
      return Method.declaring(element).getKind().isInterface();
    }

    private boolean hasPlace() {
      return Stream.concat(Stream.of(element), overrides.stream())
          .anyMatch(method -> !StageMethod.Kind.of(method).isEmpty());
    }

    private boolean isConcrete() {
      return !isOfInterface() && !element.getModifiers().contains(Modifier.ABSTRACT);
    }

    private Member overriding(Collection<ExecutableElement> more, @Nullable TypeElement where) {
      Set<ExecutableElement> all = new LinkedHashSet<>(overrides);
      all.addAll(more);
      all.remove(element);
      return new Member(
          name, element, List.copyOf(all), isInherited, joinedIn == null ? where : joinedIn);
    }

    private Member notInherited() {
      return new Member(name, element, overrides, false, joinedIn);
    }

    /** The method, and those that it overrides, nearest last. */
    private List<ExecutableElement> whole() {
      List<ExecutableElement> whole = new ArrayList<>(overrides);
      whole.add(element);
      return whole;
    }
  }

  private final TypeElement type;
  private final Elements elements;
  private final Types types;
  private @Nullable List<Member> methods;
  private @Nullable Map<String, List<Member>> methodsByName;
  private @Nullable Map<String, List<VariableElement>> fields;

  Members(TypeElement type, TypeTool tool) {
    this.type = type;
    this.elements = tool.elements();
    this.types = tool.types();
  }

  /** The types from which members come, the class itself last. */
  List<TypeElement> origins() {
    List<TypeElement> origins = new ArrayList<>();
    addOrigins(type, origins, new HashSet<>());
    return origins;
  }

  private void addOrigins(TypeElement from, List<TypeElement> origins, Set<TypeElement> seen) {
    if (!seen.add(from) || isObject(from)) {
      return;
    }
    for (DeclaredType supertype : supertypes(from)) {
      addOrigins((TypeElement) supertype.asElement(), origins, seen);
    }
    origins.add(from);
  }

  private static boolean isObject(TypeElement type) {
    return type.getQualifiedName().contentEquals("java.lang.Object");
  }

  /** The superclass, if any, and the interfaces. */
  public static List<DeclaredType> supertypes(TypeElement type) {
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

  /**
   * The methods except those of {@code Object}, found when first needed: there may be a thousand.
   */
  public List<Member> methods() {
    List<Member> known =
        methods == null ? List.copyOf(methodsOf(type, new LinkedHashMap<>())) : methods;
    methods = known;
    return known;
  }

  /** The methods of a name: where the class has none, those that it does not inherit. */
  public List<Member> methods(String name) {
    Map<String, List<Member>> known =
        methodsByName == null
            ? methods().stream().collect(Collectors.groupingBy(Member::name))
            : methodsByName;
    methodsByName = known;
    List<Member> all = known.getOrDefault(name, List.of());
    List<Member> inherited = all.stream().filter(Member::isInherited).toList();
    return inherited.isEmpty() ? all : inherited;
  }

  /** The methods of a name that every class inherits, and that a member has not overridden. */
  public List<Method> methodsOfObject(String name) {
    TypeElement object = elements.getTypeElement("java.lang.Object");
    return ElementFilter.methodsIn(object.getEnclosedElements()).stream()
        .filter(method -> method.getSimpleName().contentEquals(name))
        .map(method -> new Method(method, (ExecutableType) method.asType()))
        .toList();
  }

  /** The methods of a class, derived from those of its supertypes; each class is examined once. */
  private List<Member> methodsOf(TypeElement of, Map<TypeElement, List<Member>> known) {
    List<Member> found = known.get(of);
    if (found != null) {
      return found;
    }
    // An interface that extends itself, which the compiler rejects, must not cause an endless
    // recursion.
    known.put(of, List.of());
    List<Member> all = new ArrayList<>();
    for (DeclaredType supertype : supertypes(of)) {
      TypeElement origin = (TypeElement) supertype.asElement();
      if (!isObject(origin)) {
        for (Member member : methodsOf(origin, known)) {
          inherit(member, origin.getKind().isInterface(), of, all);
        }
      }
    }
    for (ExecutableElement method : ElementFilter.methodsIn(of.getEnclosedElements())) {
      declare(method, of, all);
    }
    known.put(of, all);
    return all;
  }

  private void inherit(Member member, boolean ofInterface, TypeElement by, List<Member> all) {
    if (!member.isInherited() || !isInheritable(member.element(), ofInterface, by)) {
      if (all.stream().noneMatch(it -> it.element().equals(member.element()))) {
        all.add(member.notInherited());
      }
      return;
    }
    for (int i = 0; i < all.size(); i++) {
      Member other = all.get(i);
      if (!other.isInherited() || !isSubsignature(member, other, by)) {
        continue;
      }
      if (other.whole().containsAll(member.whole())) {
        return;
      }
      if (isBelow(member.element(), other.element()) && !other.isConcrete()) {
        replace(List.of(other), member.overriding(other.whole(), null), all);
      } else if (other.isConcrete() || isBelow(other.element(), member.element())) {
        all.set(i, other.overriding(member.whole(), other.isConcrete() ? by : null));
      } else if (other.hasPlace() || !member.hasPlace()) {
        all.set(i, other.overriding(member.whole(), null));
      } else {
        replace(List.of(other), member.overriding(other.whole(), null), all);
      }
      return;
    }
    all.add(member);
  }

  private boolean isInheritable(ExecutableElement method, boolean ofInterface, TypeElement by) {
    Set<Modifier> modifiers = method.getModifiers();
    if (modifiers.contains(Modifier.PRIVATE)
        || (ofInterface && modifiers.contains(Modifier.STATIC))) {
      return false;
    }
    return modifiers.contains(Modifier.PUBLIC)
        || modifiers.contains(Modifier.PROTECTED)
        || elements.getPackageOf(method).equals(elements.getPackageOf(by));
  }

  private void declare(ExecutableElement method, TypeElement in, List<Member> all) {
    Member own = new Member(nameOf(method), method, List.of(), true, null);
    Set<ExecutableElement> overrides = new LinkedHashSet<>();
    List<Member> replaced = new ArrayList<>();
    for (Member other : all) {
      // A stage that is not inherited is lost, unless another one replaces it.
      if (isSubsignature(own, other, in) && (other.isInherited() || own.hasPlace())) {
        replaced.add(other);
        if (other.isInherited()) {
          overrides.addAll(other.whole());
        }
      }
    }
    replace(replaced, own.overriding(overrides, null), all);
  }

  /** Puts a method at the position of the first of others that has one, or else at the end. */
  private static void replace(List<Member> others, Member by, List<Member> all) {
    Member first =
        others.stream().filter(it -> it.isInherited() && it.hasPlace()).findFirst().orElse(null);
    if (first == null) {
      all.add(by);
    } else {
      all.set(all.indexOf(first), by);
    }
    all.removeAll(others);
  }

  /** Whether a method is declared in a subtype of the one that declares another. */
  private boolean isBelow(ExecutableElement method, ExecutableElement other) {
    return types.isSubtype(
        types.erasure(Method.declaring(method).asType()),
        types.erasure(Method.declaring(other).asType()));
  }

  private boolean isSubsignature(Member member, Member of, TypeElement in) {
    ExecutableElement method = member.element();
    ExecutableElement other = of.element();
    return member.name().equals(of.name())
        && method.getParameters().size() == other.getParameters().size()
        && (method.equals(other) || types.isSubsignature(seen(method, in), seen(other, in)));
  }

  /** The static final fields, without those that are private elsewhere. */
  public List<VariableElement> constants() {
    return fields().values().stream()
        .flatMap(List::stream)
        .filter(Members::isConstant)
        .filter(it -> !isPrivate(it) || type.equals(it.getEnclosingElement()))
        .toList();
  }

  /** The names of all fields. */
  Stream<String> fieldNames() {
    return fields().keySet().stream();
  }

  static boolean isConstant(VariableElement field) {
    return field.getModifiers().containsAll(Set.of(Modifier.STATIC, Modifier.FINAL));
  }

  private static boolean isPrivate(VariableElement field) {
    return field.getModifiers().contains(Modifier.PRIVATE);
  }

  /** The fields of a name: several where one is inherited from each of several types (JLS 8.3). */
  List<VariableElement> fields(String name) {
    return fields().getOrDefault(name, List.of());
  }

  private Map<String, List<VariableElement>> fields() {
    Map<String, List<VariableElement>> known = fields == null ? fieldsOf(type) : fields;
    fields = known;
    return known;
  }

  private static Map<String, List<VariableElement>> fieldsOf(TypeElement of) {
    Map<String, List<VariableElement>> all = new LinkedHashMap<>();
    for (DeclaredType supertype : supertypes(of)) {
      fieldsOf((TypeElement) supertype.asElement())
          .forEach((name, fields) -> all.merge(name, fields, Members::union));
    }
    for (VariableElement field : ElementFilter.fieldsIn(of.getEnclosedElements())) {
      all.put(nameOf(field), List.of(field));
    }
    return all;
  }

  private static <T> List<T> union(List<T> some, List<T> others) {
    return Stream.concat(some.stream(), others.stream()).distinct().toList();
  }

  /** A method as the class sees it. */
  public Method seen(ExecutableElement method) {
    return new Method(method, seen(method, type));
  }

  private ExecutableType seen(ExecutableElement method, TypeElement by) {
    return (ExecutableType) types.asMemberOf((DeclaredType) by.asType(), method);
  }

  /** A field's type as the class sees it. */
  TypeMirror seenType(VariableElement field) {
    return types.asMemberOf((DeclaredType) type.asType(), field);
  }

  /** The name of an element. */
  public static String nameOf(Element element) {
    return element.getSimpleName().toString();
  }
}
