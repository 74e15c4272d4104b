package dev.stageflow.processor.check.place;

import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.Suggestion;
import dev.stageflow.processor.diagnostic.message.DefinitionMessage;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.TypeElement;

/** The list of stages does not fit the stages. */
public final class StageOrder {

  private StageOrder() {}

  /** Checks the list in a definition's annotation against the names of all stages. */
  public static void check(TypeElement definition, AnnotationMirror annotation, List<String> stages)
      throws DefinitionError {
    Set<String> left = new LinkedHashSet<>(stages);
    for (AnnotationValue item : Annotations.items(annotation, "stages")) {
      String name = String.valueOf(item.getValue());
      if (!left.remove(name)) {
        Location place = new Location(definition, annotation, item);
        throw stages.contains(name)
            ? new DefinitionError(DefinitionMessage.STAGE_LISTED_TWICE, place, name)
            : new DefinitionError(
                DefinitionMessage.STAGE_UNKNOWN, place, name, Suggestion.forName(name, stages));
      }
    }
    if (!left.isEmpty()) {
      throw new DefinitionError(
          DefinitionMessage.STAGE_LEFT_OUT,
          Annotations.place(definition, annotation, "stages"),
          left.stream().collect(Collectors.joining("', '", "'", "'")));
    }
  }
}
