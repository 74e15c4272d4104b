package dev.stageflow.processor;

import dev.stageflow.processor.diagnostic.DefinitionMessage;
import dev.stageflow.processor.diagnostic.Mistake;
import dev.stageflow.processor.diagnostic.Place;
import dev.stageflow.processor.diagnostic.Suggestion;
import dev.stageflow.processor.diagnostic.Warning;
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

/** Lets the compiler print what the user is told, where it is to be seen. */
final class Reporter {
  /**
   * A mistake that a definition has, or inherits.
   *
   * @param mistake the mistake
   * @param definition the definition
   */
  record Found(Mistake mistake, TypeElement definition) {
    private boolean isInherited() {
      Element owner = Suggestion.owner(mistake.place().element());
      return owner != null && !owner.equals(definition);
    }

    /** What is told but for the definition's name: the same for each that inherits the mistake. */
    private List<Object> told() {
      return List.of(
          mistake.place().element(),
          mistake.text().replace(definition.getSimpleName().toString(), ""));
    }
  }

  private static final int MOST_FRAMES = 8;

  private final Messager messager;
  private final RoundSources sources;

  Reporter(Messager messager, RoundSources sources) {
    this.messager = messager;
    this.sources = sources;
  }

  /** Tells mistakes, one that several definitions inherit once. */
  void report(List<Found> all) {
    Map<List<Object>, List<Found>> inherited = new LinkedHashMap<>();
    for (Found found : all) {
      if (found.isInherited() && sources.contain(found.mistake().place().element())) {
        inherited.computeIfAbsent(found.told(), first -> new ArrayList<>()).add(found);
      } else {
        report(found.mistake(), found.definition());
      }
    }
    for (List<Found> same : inherited.values()) {
      Mistake mistake = same.get(0).mistake();
      boolean isTold =
          all.stream().anyMatch(it -> !it.isInherited() && it.told().equals(same.get(0).told()));
      if (!isTold) {
        List<String> heirs =
            same.stream().map(it -> it.definition().getSimpleName().toString()).toList();
        String text = mistake.text() + Suggestion.inherited(mistake.place().element(), heirs);
        print(Diagnostic.Kind.ERROR, text, mistake.place());
      }
    }
  }

  /** Tells a mistake; of what comes from a class file, which has no position, at the definition. */
  void report(Mistake mistake, TypeElement definition) {
    Place place = mistake.place();
    if (sources.contain(place.element())) {
      print(Diagnostic.Kind.ERROR, mistake.text(), place);
    } else {
      String text = mistake.text() + Suggestion.inherited(place.element(), List.of());
      print(Diagnostic.Kind.ERROR, text, Place.of(definition));
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
    print(Diagnostic.Kind.ERROR, text, Place.of(definition));
  }

  private void print(Diagnostic.Kind kind, String text, Place place) {
    messager.printMessage(kind, text, place.element(), place.annotation(), place.value());
  }
}
