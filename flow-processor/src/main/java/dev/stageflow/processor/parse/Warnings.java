package dev.stageflow.processor.parse;

import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.Message;
import dev.stageflow.processor.diagnostic.Warning;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.TypeElement;

/**
 * Gathers the warnings of a definition: those that are about its own methods, and that nothing
 * around them suppresses.
 */
final class Warnings {
  private final TypeElement definition;
  private final List<Warning> warnings = new ArrayList<>();

  Warnings(TypeElement definition) {
    this.definition = definition;
  }

  /** Adds a warning about a method. */
  void add(Message kind, Location place, Object... arguments) {
    boolean isInherited = !definition.equals(place.member().getEnclosingElement());
    boolean isSuppressed =
        Annotations.enclosing(place.member())
            .anyMatch(
                element ->
                    Annotations.suppresses(element, kind.rule().tag())
                        || Annotations.suppresses(element, "all"));
    if (!isInherited && !isSuppressed) {
      warnings.add(Warning.of(kind, place, arguments));
    }
  }

  List<Warning> all() {
    return List.copyOf(warnings);
  }
}
