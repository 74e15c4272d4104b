package dev.stageflow.processor.check.signature;

import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.model.Source;
import dev.stageflow.processor.model.Source.Form;

/** A source is walked again from its start where a saved run goes on. */
public final class NotResumable {
  private NotResumable() {}

  /**
   * Returns whether what was taken of a source can only be passed over, element by element: it is
   * made or read as it is walked, and no method gives the rest of it. An {@code Iterable} may be a
   * list, which goes on at its index.
   *
   * @param sequence the stage that gives the source
   * @param source how what its method returns is walked
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
