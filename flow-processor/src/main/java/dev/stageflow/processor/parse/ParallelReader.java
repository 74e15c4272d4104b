package dev.stageflow.processor.parse;

import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.model.Parallel;
import dev.stageflow.processor.parse.member.Unready;
import dev.stageflow.processor.parse.outline.Outline;
import java.util.Objects;
import javax.lang.model.element.AnnotationMirror;

/** Reads how stages have several items at once. */
final class ParallelReader {
  private final Outline outline;
  private final KeyReader keys;

  ParallelReader(Outline outline, KeyReader keys) {
    this.outline = outline;
    this.keys = keys;
  }

  Parallel read(int index) throws DefinitionError, Unready {
    StageMethod stage = outline.stages().get(index);
    AnnotationMirror annotation = Objects.requireNonNull(stage.parallel());
    return new Parallel(
        (int) Annotations.number(annotation, "value"),
        Annotations.flag(annotation, "ordered"),
        keys.read(index, stage, annotation, "key"));
  }
}
