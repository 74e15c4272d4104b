package dev.stageflow.processor.declaration;

import dev.stageflow.processor.diagnostic.Location;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * A method that stands in for a stage, as it is declared; lives no longer than a round.
 *
 * @param method the method
 * @param annotation its {@code @Recover}
 * @param output its {@code @Output}, or null
 */
public record Recover(
    Method method, AnnotationMirror annotation, @Nullable AnnotationMirror output) {

  /** The name of the annotation. */
  public static final String ANNOTATION = "Recover";

  public String name() {
    return method.name();
  }

  /** The name of its stage. */
  public String stage() {
    return Annotations.string(annotation, "value");
  }

  public Location place() {
    return Location.of(method.element());
  }

  /** Where it names its stage. */
  public Location stagePlace() {
    return Annotations.place(method.element(), annotation, "value");
  }

  /** Where it names a sink of its own. */
  public Location outputPlace() {
    return Annotations.place(method.element(), Objects.requireNonNull(output), "value");
  }

  /** The parameter that takes the failure: the last one that takes no value from further up. */
  public Method.@Nullable Parameter failure() {
    List<Method.Parameter> plain = method.plainParameters();
    return plain.isEmpty() ? null : plain.get(plain.size() - 1);
  }

  /** What it takes, if it takes something; no more is known of that. */
  public @Nullable TypeMirror failureType() {
    Method.Parameter failure = failure();
    return failure == null ? null : failure.type();
  }
}
