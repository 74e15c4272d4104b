package dev.stageflow.processor.check.signature;

import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.Stage;
import dev.stageflow.processor.model.Source;
import dev.stageflow.processor.model.Source.Form;
import dev.stageflow.processor.model.Source.Kind;

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
  public static boolean isPassedOver(Stage sequence, Source source) {
    if (source.form() == Form.OPTIONAL
        || !Annotations.string(sequence.annotation(), "resume").isEmpty()) {
      return false;
    }
    return sequence.tunnel() != null
        || source.form() == Form.PUBLISHER
        || source.kind() == Kind.ITERATOR
        || source.kind() == Kind.SPLITERATOR
        || source.kind() == Kind.FLOW_ITERATOR;
  }
}
