package dev.stageflow.processor.declaration;

import dev.stageflow.processor.diagnostic.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * A stage as it is declared; valid for one round.
 *
 * @param method the method, which also has the annotations that modify the stage
 * @param kind which stage annotation it has
 * @param annotation that annotation
 * @param recoveries its recovery methods
 */
public record StageMethod(
    Method method, Kind kind, AnnotationMirror annotation, List<RecoverMethod> recoveries) {

  /** The name of the annotation that makes a stage's values outputs. */
  public static final String OUTPUT = "Output";

  /** Copies the list. */
  public StageMethod {
    recoveries = List.copyOf(recoveries);
  }

  /** Its {@code @Context} annotations, the outermost first. */
  public List<AnnotationMirror> contexts() {
    return Annotations.all(method.element(), "Context");
  }

  public @Nullable AnnotationMirror tunnel() {
    return method.annotation("Tunnel");
  }

  public @Nullable AnnotationMirror timeout() {
    return method.annotation("Timeout");
  }

  public @Nullable AnnotationMirror parallel() {
    return method.annotation("Parallel");
  }

  public @Nullable AnnotationMirror fork() {
    return method.annotation("Fork");
  }

  public @Nullable AnnotationMirror retry() {
    return method.annotation("Retry");
  }

  public @Nullable AnnotationMirror output() {
    return method.annotation(OUTPUT);
  }

  /** Whether it has a timeout, retries or recoveries. */
  public boolean isGuarded() {
    return timeout() != null || retry() != null || !recoveries.isEmpty();
  }

  /** Whether it passes on the item that it takes. */
  public boolean passesItem() {
    return kind == Kind.FILTER || fork() != null;
  }

  /** The stage annotations. */
  public enum Kind {
    FUNCTION("Function"),
    FILTER("Filter"),
    SEQUENCE("Sequence"),
    SUBFLOW("Subflow"),
    ACCUMULATE("Accumulate");

    private final String annotation;

    Kind(String annotation) {
      this.annotation = annotation;
    }

    /** The stage annotations that an element has. */
    public static List<Kind> of(Element element) {
      return Stream.of(values()).filter(kind -> Annotations.has(element, kind.annotation)).toList();
    }

    /** The annotation's simple name. */
    public String annotation() {
      return annotation;
    }
  }

  public String name() {
    return method.name();
  }

  public Location place() {
    return Location.of(method.element());
  }

  /** The names of the methods that it names as hooks. */
  public List<String> hooks() {
    List<String> hooks = new ArrayList<>();
    hooks.add(Annotations.string(annotation, "onFinish"));
    hooks.add(Annotations.string(annotation, "resume"));
    for (AnnotationMirror opened : contexts()) {
      for (String part : List.of("onOpen", "onFlush", "onClose")) {
        hooks.add(Annotations.string(opened, part));
      }
    }
    hooks.removeIf(String::isEmpty);
    return hooks;
  }

  /** Where it names its sink. */
  public Location outputPlace() {
    return Annotations.place(method.element(), Objects.requireNonNull(output()), "value");
  }

  /** A value of the stage annotation. */
  public Location place(String value) {
    return Annotations.place(method.element(), annotation, value);
  }
}
