package dev.stageflow.processor.diagnostic;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/**
 * Where an error is; valid for one round.
 *
 * @param element the class, method or parameter
 * @param method the method of a parameter, which Eclipse's compiler does not always know; null for
 *     anything else
 * @param annotation the element's annotation that is meant, or null
 * @param value the annotation's value that is meant, or null
 */
public record Location(
    Element element,
    @Nullable ExecutableElement method,
    @Nullable AnnotationMirror annotation,
    @Nullable AnnotationValue value) {

  /**
   * Points at an annotation of a class or a method.
   *
   * @param element the class or method
   * @param annotation its annotation, or null
   * @param value the annotation's value that is meant, or null
   */
  public Location(
      Element element, @Nullable AnnotationMirror annotation, @Nullable AnnotationValue value) {
    this(element, null, annotation, value);
  }

  /**
   * Points at a class or a method.
   *
   * @param element the class or method
   * @return the place
   */
  public static Location of(Element element) {
    return new Location(element, null, null, null);
  }

  /**
   * Points at a parameter.
   *
   * @param parameter the parameter
   * @param method its method
   * @return the place
   */
  public static Location of(VariableElement parameter, ExecutableElement method) {
    return new Location(parameter, method, null, null);
  }

  /**
   * Returns the class or method in which the place is.
   *
   * @return the method of a parameter; for anything else, the element itself
   */
  public Element member() {
    return method == null ? element : method;
  }
}
