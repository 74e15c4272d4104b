package dev.stageflow.processor.check.signature;

import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.model.Source;
import dev.stageflow.processor.model.Source.Form;

/** A restored run reads a source again from its start. */
public final class NotResumable {
  private NotResumable() {}

  /**
   * Returns whether elements that were taken of a source can only be skipped one by one: the source
   * is computed or read while it is iterated, and no method gives the rest. An {@code Iterable} may
   * be a list, which is resumed at its index.
   *
   * @param sequence the stage that gives the source
   * @param source how its result is iterated
   */
  public static boolean isPassedOver(StageMethod sequence, Source source) {
    if (source.form() == Form.OPTIONAL
        || !Annotations.string(sequence.annotation(), "resume").isEmpty()) {
      return false;
    }
    return sequence.tunnel() != null
        || source.form() == Form.PUBLISHER
        || source.kind() == Source.Kind.ITERATOR
        || source.kind() == Source.Kind.SPLITERATOR
        || source.kind() == Source.Kind.FLOW_ITERATOR;
  }
}
