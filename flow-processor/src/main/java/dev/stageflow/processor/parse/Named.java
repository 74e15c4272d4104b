package dev.stageflow.processor.parse;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import dev.stageflow.processor.diagnostic.Mistake;
import dev.stageflow.processor.diagnostic.Place;
import dev.stageflow.processor.diagnostic.Rule;
import dev.stageflow.processor.diagnostic.Suggestion;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Finds methods and constants that annotations name. */
final class Named {

  /**
   * A constant.
   *
   * @param type its type
   * @param code the expression that names it
   */
  record Constant(TypeMirror type, CodeBlock code) {}

  private final TypeElement definition;
  private final StageFinder finder;
  private final Elements elements;

  Named(TypeElement definition, StageFinder finder, Elements elements) {
    this.definition = definition;
    this.finder = finder;
    this.elements = elements;
  }

  /** The method of a name. */
  Method method(String name, Place place) throws Mistake {
    Optional<Method> found = methodIfAny(name, place);
    if (found.isEmpty()) {
      throw new Mistake(
          Rule.NAME_UNKNOWN,
          place,
          "There is no method '"
              + name
              + "' in "
              + definition.getSimpleName()
              + "."
              + Suggestion.forName(name, methodNames()));
    }
    return found.get();
  }

  /** The method of a name, if there is one. */
  Optional<Method> methodIfAny(String name, Place place) throws Mistake {
    List<ExecutableElement> found =
        methods().filter(method -> nameOf(method).equals(name)).toList();
    if (found.size() > 1) {
      throw new Mistake(
          Rule.NAME_OVERLOADED,
          place,
          "There are " + found.size() + " methods '" + name + "'. Rename the one that is meant.");
    }
    if (found.isEmpty()) {
      return Optional.empty();
    }
    ExecutableElement method = found.get(0);
    finder.checkCallable(method);
    if (!method.getTypeParameters().isEmpty()) {
      throw new Mistake(
          Rule.GENERIC_METHOD, place, "'" + name + "' has type parameters of its own.");
    }
    return Optional.of(finder.method(method));
  }

  private Stream<ExecutableElement> methods() {
    return ElementFilter.methodsIn(elements.getAllMembers(definition)).stream()
        .filter(
            method ->
                !Method.declaring(method).getQualifiedName().contentEquals("java.lang.Object"));
  }

  private static String nameOf(Element element) {
    return element.getSimpleName().toString();
  }

  /** The names of all methods. */
  List<String> methodNames() {
    return methods().map(Named::nameOf).toList();
  }

  /** The constant of a name: a static final field, or of the wanted type if that is an enum. */
  Optional<Constant> constant(String name, TypeMirror wanted) {
    Optional<Constant> field =
        ElementFilter.fieldsIn(elements.getAllMembers(definition)).stream()
            .filter(Named::isConstant)
            .filter(candidate -> nameOf(candidate).equals(name))
            .findFirst()
            .map(this::constant);
    if (field.isPresent() || !(wanted instanceof DeclaredType declared)) {
      return field;
    }
    return declared.asElement().getEnclosedElements().stream()
        .filter(element -> element.getKind() == ElementKind.ENUM_CONSTANT)
        .filter(element -> nameOf(element).equals(name))
        .findFirst()
        .map(element -> constant((VariableElement) element));
  }

  /** The names of all constants. */
  List<String> constants() {
    return ElementFilter.fieldsIn(elements.getAllMembers(definition)).stream()
        .filter(Named::isConstant)
        .map(Named::nameOf)
        .toList();
  }

  private static boolean isConstant(VariableElement field) {
    return field.getModifiers().contains(Modifier.STATIC)
        && field.getModifiers().contains(Modifier.FINAL)
        && !field.getModifiers().contains(Modifier.PRIVATE);
  }

  private Constant constant(VariableElement field) {
    TypeElement owner = (TypeElement) field.getEnclosingElement();
    return new Constant(
        field.asType(),
        CodeBlock.of("$T.$N", ClassName.get(owner), field.getSimpleName().toString()));
  }
}
