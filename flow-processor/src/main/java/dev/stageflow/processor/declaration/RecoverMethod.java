package dev.stageflow.processor.declaration;

import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * A recovery method of a stage, as it is declared; valid for one round. A method that recovers
 * several stages is several of these.
 *
 * @param method the method
 * @param annotation its {@code @Recover}
 * @param named the name of the stage in that
 */
public record RecoverMethod(Method method, AnnotationMirror annotation, AnnotationValue named) {

  /** The name of the annotation. */
  public static final String ANNOTATION = "Recover";

  public String name() {
    return method.name();
  }

  public @Nullable AnnotationMirror tunnel() {
    return method.annotation("Tunnel");
  }

  public @Nullable AnnotationMirror output() {
    return method.annotation(StageMethod.OUTPUT);
  }

  /** The name of its stage. */
  public String stage() {
    return String.valueOf(named.getValue());
  }

  public Location place() {
    return Location.of(method.element());
  }

  /** Where it names its stage. */
  public Location stagePlace() {
    return new Location(method.element(), annotation, named);
  }

  /** Where it names its sink. */
  public Location outputPlace() {
    return Annotations.place(method.element(), Objects.requireNonNull(output()), "value");
  }

  /** Adds to an error which stage it is about, if the method recovers several. */
  public DefinitionError advised(DefinitionError error) {
    return Annotations.items(annotation, "value").size() == 1
        ? error
        : error.advising(
            "If that holds for '" + stage() + "' alone, give it a @Recover of its own.");
  }

  /** The parameter that takes the failure: the last one without {@code @Upstream}. */
  public Method.@Nullable Parameter failure() {
    List<Method.Parameter> plain = method.plainParameters();
    return plain.isEmpty() ? null : plain.get(plain.size() - 1);
  }

  /** The type of that parameter, whether or not it is an exception; null if there is none. */
  public @Nullable TypeMirror failureType() {
    Method.Parameter failure = failure();
    return failure == null ? null : failure.type();
  }
}
