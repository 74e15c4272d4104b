package dev.stageflow.processor.declaration;

import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Fork;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Output;
import dev.stageflow.annotation.Parallel;
import dev.stageflow.annotation.Recover;
import dev.stageflow.annotation.Retry;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Subflow;
import dev.stageflow.annotation.Timeout;
import dev.stageflow.annotation.Tunnel;
import dev.stageflow.annotation.Upstream;
import dev.stageflow.processor.diagnostic.Suggestion;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;

/**
 * Finds annotations that the compiler does not know and reports, and that are most likely meant to
 * be Stageflow's: they are misspelt, or not imported.
 */
public final class MisspeltAnnotations {
  private static final List<String> NAMES =
      Stream.of(
              Accumulate.class,
              Context.class,
              Filter.class,
              FlowDefinition.class,
              Fork.class,
              Function.class,
              Output.class,
              Parallel.class,
              Recover.class,
              Retry.class,
              Sequence.class,
              Subflow.class,
              Timeout.class,
              Tunnel.class,
              Upstream.class)
          .map(Class::getSimpleName)
          .toList();

  private MisspeltAnnotations() {}

  /**
   * Whether a method, or a parameter of it, has such an annotation.
   *
   * @param written the simple names of its annotations as they are written, among them those that
   *     javac does not show otherwise; none if the compiler is another
   */
  public static boolean areAt(ExecutableElement method, List<String> written) {
    List<DeclaredType> shown =
        Stream.concat(Stream.of(method), method.getParameters().stream())
            .flatMap(element -> Annotations.of(element).stream())
            .map(AnnotationMirror::getAnnotationType)
            .toList();
    List<String> known =
        shown.stream()
            .filter(type -> type.getKind() != TypeKind.ERROR)
            .map(MisspeltAnnotations::nameOf)
            .toList();
    return Stream.concat(shown.stream().map(MisspeltAnnotations::nameOf), written.stream())
        .filter(name -> !known.contains(name))
        .anyMatch(name -> NAMES.stream().anyMatch(it -> Suggestion.isNear(name, it)));
  }

  private static String nameOf(DeclaredType type) {
    return type.asElement().getSimpleName().toString();
  }
}
