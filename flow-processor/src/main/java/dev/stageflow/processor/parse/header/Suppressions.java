package dev.stageflow.processor.parse.header;

import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.parse.member.Members;
import dev.stageflow.processor.parse.member.ParseContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;

/**
 * The warnings that a generated class must suppress: it only uses what the definition names, and
 * the compiler warns there.
 */
public final class Suppressions {
  /**
   * The methods that generated code calls on the objects that it iterates, closes and instantiates.
   */
  private static final Set<String> CALLED =
      Set.of(
          "<init>",
          "iterator",
          "spliterator",
          "hasNext",
          "next",
          "nextInt",
          "nextLong",
          "nextDouble",
          "close");

  private final TypeElement definition;
  private final Members members;
  private final Elements elements;
  private final TypeTool tool;

  public Suppressions(ParseContext context) {
    this.definition = context.definition();
    this.members = context.members();
    this.tool = context.tool();
    this.elements = tool.elements();
  }

  /**
   * The names of the warnings, as {@link SuppressWarnings} takes them.
   *
   * @param values the types of values between stages, in addition to those that signatures name
   * @param saved the types that generated code instantiates, and reads the components of
   */
  public List<String> names(Collection<TypeMirror> values, Collection<TypeMirror> saved) {
    List<DeclaredType> classes =
        Stream.concat(values.stream(), declared()).flatMap(it -> tool.parts(it).stream()).toList();
    List<String> names = new ArrayList<>();
    if (isDeprecated(classes) || isDeprecatedInPart(saved)) {
      names.add("deprecation");
      names.add("removal");
    }
    if (suppressesPreview()) {
      names.add("preview");
    }
    if (Annotations.enclosing(definition).anyMatch(Suppressions::isNullMarked)) {
      // Frames clear fields that nothing reads any more, and users need not have JSpecify.
      names.add("NullAway");
    }
    if (!names.isEmpty() || isBoundedByFinalClass()) {
      // Eclipse's compiler warns of such a bound, of names that it does not know, and where there
      // is nothing to warn of; javac does not know this one.
      names.add(0, "all");
    }
    return names;
  }

  private boolean isBoundedByFinalClass() {
    return definition.getTypeParameters().stream()
        .flatMap(parameter -> parameter.getBounds().stream())
        .anyMatch(
            bound ->
                bound instanceof DeclaredType declared
                    && declared.asElement().getModifiers().contains(Modifier.FINAL));
  }

  /** Javac warns of deprecated elements, except in imports and within the class itself. */
  private boolean isDeprecated(List<DeclaredType> classes) {
    return Stream.concat(
                members.constants().stream(),
                members.methods().stream().map(Members.Member::element))
            .anyMatch(elements::isDeprecated)
        || classes.stream().map(DeclaredType::asElement).distinct().anyMatch(this::isDeprecated);
  }

  /** The definition's own type, and those that its declarations name. */
  private Stream<TypeMirror> declared() {
    List<TypeMirror> types = new ArrayList<>(List.of(definition.asType()));
    definition.getTypeParameters().forEach(parameter -> types.addAll(parameter.getBounds()));
    for (Members.Member member : members.methods()) {
      Method method = members.seen(member.element());
      types.add(method.returns());
      method.parameters().forEach(parameter -> types.add(parameter.type()));
      types.addAll(method.type().getThrownTypes());
    }
    return types.stream();
  }

  private boolean isDeprecated(Element type) {
    for (Element at = type; at instanceof TypeElement; at = at.getEnclosingElement()) {
      if (elements.isDeprecated(at)) {
        return true;
      }
    }
    // The other members are expensive to examine, and hardly any is deprecated.
    return type.getEnclosedElements().stream()
        .filter(elements::isDeprecated)
        .anyMatch(
            member ->
                member instanceof ExecutableElement method
                    && method.getParameters().isEmpty()
                    && CALLED.contains(Members.nameOf(method)));
  }

  private boolean isDeprecatedInPart(Collection<TypeMirror> types) {
    return types.stream()
        .flatMap(type -> tool.parts(type).stream())
        .anyMatch(
            part ->
                isDeprecated(part.asElement())
                    || part.asElement().getEnclosedElements().stream()
                        .anyMatch(elements::isDeprecated));
  }

  private static boolean isNullMarked(Element element) {
    return element.getAnnotationMirrors().stream()
        .map(mirror -> (TypeElement) mirror.getAnnotationType().asElement())
        .anyMatch(it -> it.getQualifiedName().contentEquals("org.jspecify.annotations.NullMarked"));
  }

  /** A processor cannot recognize a preview type, but who uses one suppresses the warning. */
  private boolean suppressesPreview() {
    return Stream.concat(
            Annotations.enclosing(definition),
            members.methods().stream().map(Members.Member::element))
        .anyMatch(element -> Annotations.suppresses(element, "preview"));
  }
}
