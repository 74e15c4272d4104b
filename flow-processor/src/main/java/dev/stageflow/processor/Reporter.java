package dev.stageflow.processor;

import dev.stageflow.processor.diagnostic.DefinitionMessage;
import dev.stageflow.processor.diagnostic.Mistake;
import dev.stageflow.processor.diagnostic.Place;
import dev.stageflow.processor.diagnostic.Suggestion;
import dev.stageflow.processor.diagnostic.Warning;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.Messager;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/** Lets the compiler print what the user is told, where it is to be seen. */
final class Reporter {
  private static final int MOST_FRAMES = 8;

  private final Messager messager;

  /** Qualified names of the outermost classes whose sources are compiled now. */
  private final Set<String> sources = new HashSet<>();

  Reporter(Messager messager) {
    this.messager = messager;
  }

  /** Notes which classes have positions. */
  void note(RoundEnvironment round) {
    round.getRootElements().forEach(root -> sources.add(outermost(root)));
  }

  /** What comes from a class file has no position: there the definition is pointed at. */
  void report(Mistake mistake, TypeElement definition) {
    Place place = mistake.place();
    if (sources.contains(outermost(place.element()))) {
      print(Diagnostic.Kind.ERROR, mistake.text(), place);
    } else {
      String text = mistake.text() + Suggestion.inherited(place.element());
      print(Diagnostic.Kind.ERROR, text, Place.of(definition));
    }
  }

  void report(Warning warning) {
    print(Diagnostic.Kind.WARNING, warning.text(), warning.place());
  }

  void report(RuntimeException failure, TypeElement definition) {
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

  private static String outermost(Element element) {
    String outermost = "";
    for (Element at = element; at != null; at = at.getEnclosingElement()) {
      if (at instanceof TypeElement type) {
        outermost = type.getQualifiedName().toString();
      }
    }
    return outermost;
  }
}
