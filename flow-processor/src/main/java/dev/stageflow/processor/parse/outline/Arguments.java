package dev.stageflow.processor.parse.outline;

import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.Suggestion;
import dev.stageflow.processor.diagnostic.message.NameMessage;
import dev.stageflow.processor.model.call.Argument;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.type.TypeMirror;

/** Finds the arguments for a method's {@code @Upstream} parameters. */
public final class Arguments {

  /**
   * An argument with its type.
   *
   * @param type its type
   * @param argument how it is passed
   */
  public record TypedArgument(TypeMirror type, Argument argument) {}

  /**
   * A value that an {@code @Upstream} parameter can take; or the item, which it cannot.
   *
   * @param name what {@code @Upstream} calls it
   * @param type its type
   * @param argument how it is passed
   */
  public record Candidate(String name, TypeMirror type, Argument argument) {
    private TypedArgument given() {
      return new TypedArgument(type, argument);
    }
  }

  private final TypeTool tool;

  public Arguments(TypeTool tool) {
    this.tool = tool;
  }

  /** Finds a value by the given name, else by type if exactly one fits. */
  public TypedArgument upstream(Method.Parameter parameter, List<Candidate> scope)
      throws DefinitionError {
    AnnotationMirror annotation = parameter.upstream();
    if (annotation == null) {
      throw new IllegalArgumentException(parameter.name());
    }
    List<Candidate> upstream =
        scope.stream().filter(it -> !(it.argument() instanceof Argument.Item)).toList();
    String name = Annotations.string(annotation, "value");
    if (!name.isEmpty()) {
      Location place = parameter.place(annotation, "value");
      if (upstream.stream().noneMatch(it -> it.name().equals(name))
          && scope.stream().anyMatch(it -> it.name().equals(name))) {
        throw new DefinitionError(NameMessage.ITEM_ITSELF, place, name);
      }
      return byName(parameter, place, name, upstream);
    }
    List<Candidate> fitting =
        upstream.stream()
            .filter(candidate -> !(candidate.argument() instanceof Argument.BucketOf))
            .filter(candidate -> tool.assignable(candidate.type(), parameter.type()))
            .toList();
    if (fitting.size() == 1) {
      return fitting.get(0).given();
    }
    Optional<Candidate> wrong =
        upstream.stream().filter(it -> TypeTool.isAnything(it.type())).findFirst();
    if (wrong.isPresent()) {
      // It may be the intended one.
      return wrong.get().given();
    }
    String type = tool.format(parameter.type());
    if (fitting.isEmpty()) {
      throw new DefinitionError(
          NameMessage.NO_VALUE_OF_TYPE, parameter.place(), type, inScope(upstream));
    }
    throw new DefinitionError(
        NameMessage.SEVERAL_VALUES,
        parameter.place(),
        type,
        fitting.stream()
            .map(candidate -> "'" + candidate.name() + "'")
            .collect(Collectors.joining(", ")),
        fitting.get(0).name());
  }

  private TypedArgument byName(
      Method.Parameter parameter, Location place, String name, List<Candidate> scope)
      throws DefinitionError {
    List<Candidate> candidates =
        scope.stream().filter(candidate -> candidate.name().equals(name)).toList();
    if (candidates.isEmpty()) {
      throw new DefinitionError(
          NameMessage.NO_VALUE_OF_NAME,
          place,
          name,
          scope.isEmpty()
              ? Suggestion.inScope(List.of())
              : Suggestion.forName(name, scope.stream().map(Candidate::name).toList()));
    }
    if (candidates.size() > 1) {
      throw new DefinitionError(NameMessage.INPUT_OR_STAGE, place, name);
    }
    Candidate candidate = candidates.get(0);
    if (!tool.assignable(candidate.type(), parameter.type())) {
      throw new DefinitionError(
          NameMessage.UPSTREAM_TYPE,
          place,
          name,
          tool.formatBeside(candidate.type(), parameter.type()),
          tool.formatBeside(parameter.type(), candidate.type()));
    }
    return candidate.given();
  }

  private String inScope(List<Candidate> scope) {
    return Suggestion.inScope(
        scope.stream()
            .map(candidate -> "'" + candidate.name() + "' (" + tool.format(candidate.type()) + ")")
            .toList());
  }
}
