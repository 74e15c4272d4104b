package dev.stageflow.processor.diagnostic;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * Where a mistake is; lives no longer than a round.
 *
 * @param element the class, method or parameter
 * @param annotation its annotation that is meant, or null
 * @param value the annotation's value that is meant, or null
 */
public record Location(
    Element element, @Nullable AnnotationMirror annotation, @Nullable AnnotationValue value) {

  /**
   * Points at an element.
   *
   * @param element the element
   * @return the place
   */
  public static Location of(Element element) {
    return new Location(element, null, null);
  }
}
