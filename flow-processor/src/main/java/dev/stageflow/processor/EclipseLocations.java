package dev.stageflow.processor;

import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.diagnostic.Location;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.ElementFilter;

/**
 * The positions of elements, for Eclipse's compiler. It knows the positions of parameters only in
 * the round in which their class is new, while javac knows only those of the current round's
 * elements. Of a record itself it knows none.
 */
final class EclipseLocations {
  private final boolean isNeeded;

  /** By class and position; see {@link #key}. */
  private final Map<List<Object>, VariableElement> parameters = new HashMap<>();

  /** Does nothing if the compiler is javac. */
  EclipseLocations(boolean isJavac) {
    isNeeded = !isJavac;
  }

  /** Notes the parameters of a class that is new in this round, and of its superclasses. */
  void note(TypeElement type) {
    if (!isNeeded) {
      return;
    }
    for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
      List<? extends VariableElement> all = method.getParameters();
      for (int i = 0; i < all.size(); i++) {
        parameters.putIfAbsent(key(method, i), all.get(i));
      }
    }
    if (type.getSuperclass() instanceof DeclaredType superclass) {
      note((TypeElement) superclass.asElement());
    }
  }

  private static List<Object> key(ExecutableElement method, int parameter) {
    TypeElement type = Method.declaring(method);
    return List.of(
        type.getQualifiedName().toString(), type.getEnclosedElements().indexOf(method), parameter);
  }

  /** The location itself, or the nearest one whose position the compiler knows. */
  Location known(Location place) {
    if (!isNeeded) {
      return place;
    }
    return place.element().getKind() == ElementKind.RECORD
        ? ofRecord((TypeElement) place.element(), place)
        : ofParameter(place);
  }

  private static Location ofRecord(TypeElement type, Location place) {
    Set<ExecutableElement> accessors = Method.accessors(type);
    return ElementFilter.methodsIn(type.getEnclosedElements()).stream()
        .filter(method -> !StageMethod.Kind.of(method).isEmpty() && !accessors.contains(method))
        .findFirst()
        .map(Location::of)
        .orElse(place);
  }

  private Location ofParameter(Location place) {
    ExecutableElement method = place.method();
    VariableElement known =
        method == null
            ? null
            : parameters.get(key(method, method.getParameters().indexOf(place.element())));
    if (known == null) {
      return place;
    }
    return place.annotation() == null
        ? Location.of(known)
        : Annotations.find(known, "Upstream")
            .map(annotation -> Annotations.place(known, annotation, "value"))
            .orElse(Location.of(known));
  }
}
