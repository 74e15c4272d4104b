package dev.stageflow.processor.parse;

import dev.stageflow.processor.diagnostic.Place;
import javax.lang.model.element.AnnotationMirror;
import org.jspecify.annotations.Nullable;

/**
 * A stage as it is declared; lives no longer than a round.
 *
 * @param method the method
 * @param kind which stage annotation it has
 * @param annotation that annotation
 * @param context its {@code @Context}, or null
 */
record Stage(
    Method method, Kind kind, AnnotationMirror annotation, @Nullable AnnotationMirror context) {

  /** The stage annotations. */
  enum Kind {
    FUNCTION("Function"),
    FILTER("Filter"),
    SEQUENCE("Sequence"),
    ACCUMULATE("Accumulate");

    private final String annotation;

    Kind(String annotation) {
      this.annotation = annotation;
    }

    /** The annotation's simple name. */
    String annotation() {
      return annotation;
    }
  }

  String name() {
    return method.name();
  }

  Place place() {
    return Place.of(method.element());
  }

  /** A value of the stage annotation. */
  Place place(String value) {
    return Annotations.place(method.element(), annotation, value);
  }
}
