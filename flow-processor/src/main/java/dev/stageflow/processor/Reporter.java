package dev.stageflow.processor;

import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.Suggestion;
import dev.stageflow.processor.diagnostic.Warning;
import dev.stageflow.processor.diagnostic.message.DefinitionMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.Messager;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/** Reports errors and warnings through the compiler, where the user sees them. */
final class Reporter {
  /**
   * An error that a definition has, or inherits.
   *
   * @param error the error
   * @param definition the definition
   */
  record Found(DefinitionError error, TypeElement definition) {
    private boolean isInherited() {
      Element owner = Suggestion.owner(error.place().member());
      return owner != null && !owner.equals(definition);
    }

    /** The message without the definition's name: the same for each that inherits the error. */
    private List<Object> told() {
      return List.of(
          error.place().member(), error.text().replace(definition.getSimpleName().toString(), ""));
    }
  }

  private static final int MOST_FRAMES = 8;

  private final Messager messager;
  private final RoundSources sources;
  private final EclipseLocations places;

  Reporter(Messager messager, RoundSources sources, EclipseLocations places) {
    this.messager = messager;
    this.sources = sources;
    this.places = places;
  }

  /** Reports errors; one that several definitions inherit is reported once. */
  void report(List<Found> all) {
    Map<List<Object>, List<Found>> inherited = new LinkedHashMap<>();
    for (Found found : all) {
      if (found.isInherited() && sources.contain(found.error().place().member())) {
        inherited.computeIfAbsent(found.told(), first -> new ArrayList<>()).add(found);
      } else {
        report(found.error(), found.definition());
      }
    }
    for (List<Found> same : inherited.values()) {
      DefinitionError error = same.get(0).error();
      boolean isTold =
          all.stream().anyMatch(it -> !it.isInherited() && it.told().equals(same.get(0).told()));
      if (!isTold) {
        List<String> heirs =
            same.stream().map(it -> it.definition().getSimpleName().toString()).toList();
        String text = error.text() + Suggestion.inherited(error.place().member(), heirs);
        print(Diagnostic.Kind.ERROR, text, error.place());
      }
    }
  }

  /** Reports an error; at the definition if it is in a class file, which has no positions. */
  void report(DefinitionError error, TypeElement definition) {
    Location place = error.place();
    if (sources.contain(place.member())) {
      print(Diagnostic.Kind.ERROR, error.text(), place);
    } else {
      String text = error.text() + Suggestion.inherited(place.member(), List.of());
      print(Diagnostic.Kind.ERROR, text, Location.of(definition));
    }
  }

  void report(Warning warning) {
    print(Diagnostic.Kind.WARNING, warning.text(), warning.place());
  }

  void report(Throwable failure, TypeElement definition) {
    String trace =
        Stream.of(failure.getStackTrace())
            .limit(MOST_FRAMES)
            .map(StackTraceElement::toString)
            .collect(Collectors.joining(", "));
    String text = DefinitionMessage.INTERNAL_ERROR.text(failure, trace);
    print(Diagnostic.Kind.ERROR, text, Location.of(definition));
  }

  private void print(Diagnostic.Kind kind, String text, Location place) {
    Location known = places.known(place);
    messager.printMessage(kind, text, known.element(), known.annotation(), known.value());
  }
}
