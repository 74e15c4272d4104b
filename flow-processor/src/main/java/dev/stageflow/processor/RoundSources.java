package dev.stageflow.processor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** The sources of all rounds so far. */
final class RoundSources {
  /** Annotations for which no processor generates a class. */
  private static final Set<String> INERT = Set.of("java", "dev.stageflow", "org.jspecify");

  /** Qualified names of the outermost classes. */
  private final Set<String> classes = new HashSet<>();

  private final Set<ModuleElement> modules = new HashSet<>();

  /** Qualified names of the classes that Stageflow has added. */
  private final Set<String> generated = new HashSet<>();

  /** The classes of all rounds that Stageflow has not added, which may have other annotations. */
  private final List<Element> roots = new ArrayList<>();

  private boolean hasBegun;
  private boolean hasGrown;

  /** Adds the sources of a round. */
  void note(RoundEnvironment next, Elements elements) {
    for (Element root : next.getRootElements()) {
      if (!generated.contains(root.toString())) {
        hasGrown |= hasBegun;
        roots.add(root);
      }
      classes.add(outermost(root));
      ModuleElement module = elements.getModuleOf(root);
      if (module != null && !module.isUnnamed()) {
        modules.add(module);
      }
    }
    hasBegun = true;
  }

  /** Adds what Stageflow generates for the next round. */
  void noteGenerated(String qualifiedName) {
    generated.add(qualifiedName);
  }

  /** Whether an element has a position. */
  boolean contain(Element element) {
    return classes.contains(outermost(element));
  }

  boolean areOfSeveralModules() {
    return modules.size() > 1;
  }

  /**
   * Whether other processors may add sources: because one has done so, or because there are
   * annotations that are not known to be inert.
   */
  boolean mayGrow() {
    return hasGrown || roots.stream().anyMatch(RoundSources::isForOthers);
  }

  private static boolean isForOthers(Element element) {
    return element.getAnnotationMirrors().stream().anyMatch(RoundSources::isForOthers)
        || Stream.concat(
                element instanceof PackageElement
                    ? Stream.of()
                    : element.getEnclosedElements().stream(),
                element instanceof ExecutableElement method
                    ? method.getParameters().stream()
                    : Stream.of())
            .anyMatch(RoundSources::isForOthers);
  }

  private static boolean isForOthers(AnnotationMirror annotation) {
    String name =
        ((TypeElement) annotation.getAnnotationType().asElement()).getQualifiedName().toString();
    // Any processor may define strings of its own for @SuppressWarnings.
    return name.equals(SuppressWarnings.class.getName())
        || INERT.stream().noneMatch(inert -> name.startsWith(inert + "."));
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
