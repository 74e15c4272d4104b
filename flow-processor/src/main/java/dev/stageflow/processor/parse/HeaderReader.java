package dev.stageflow.processor.parse;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.TypeName;
import com.squareup.javapoet.TypeVariableName;
import dev.stageflow.processor.diagnostic.Mistake;
import dev.stageflow.processor.diagnostic.Place;
import dev.stageflow.processor.diagnostic.Rule;
import dev.stageflow.processor.model.FlowModel.Header;
import java.util.List;
import java.util.Optional;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** Reads a generated class's public face. */
final class HeaderReader {
  private final TypeElement definition;
  private final Elements elements;

  HeaderReader(TypeElement definition, Elements elements) {
    this.definition = definition;
    this.elements = elements;
  }

  void checkPlace() throws Mistake {
    String name = "'" + definition.getSimpleName() + "'";
    if (definition.getNestingKind() == NestingKind.LOCAL
        || definition.getNestingKind() == NestingKind.ANONYMOUS) {
      throw new Mistake(
          Rule.DEFINITION_PLACE,
          Place.of(definition),
          name
              + " is a local class, which no generated flow can name. Make it a member or a"
              + " top-level class.");
    }
    for (Element at = definition; at instanceof TypeElement; at = at.getEnclosingElement()) {
      if (at.getModifiers().contains(Modifier.PRIVATE)) {
        throw new Mistake(
            Rule.DEFINITION_PLACE,
            Place.of(definition),
            "'"
                + at.getSimpleName()
                + "' is private, so the generated flow cannot see it. Remove 'private'.");
      }
    }
    for (Element at = definition;
        at.getEnclosingElement() instanceof TypeElement outer;
        at = outer) {
      if (at.getKind().isClass()
          && !at.getModifiers().contains(Modifier.STATIC)
          && !outer.getTypeParameters().isEmpty()) {
        throw new Mistake(
            Rule.DEFINITION_PLACE,
            Place.of(definition),
            name + " is an inner class of a generic class. Make it static.");
      }
    }
    String flow = flowName();
    if (!SourceVersion.isIdentifier(flow) || SourceVersion.isKeyword(flow)) {
      throw new Mistake(
          Rule.NAME_COLLISION, namePlace(), "'" + flow + "' cannot be the name of a class.");
    }
  }

  /** Checks that no other class has the generated class's name. */
  void checkNameIsFree() throws Mistake {
    ClassName flow = flow();
    if (elements.getTypeElement(flow.canonicalName()) != null) {
      throw new Mistake(
          Rule.NAME_COLLISION,
          namePlace(),
          "There is a class "
              + flow.simpleName()
              + " in this package already. Rename it, or name the flow:"
              + " @FlowDefinition(name = \"…\").");
    }
  }

  private Place namePlace() {
    Optional<AnnotationMirror> annotation = Annotations.find(definition, "FlowDefinition");
    return annotation.isPresent()
        ? Annotations.place(definition, annotation.get(), "name")
        : Place.of(definition);
  }

  ClassName flow() {
    return ClassName.get(
        elements.getPackageOf(definition).getQualifiedName().toString(), flowName());
  }

  private String flowName() {
    String given =
        Annotations.find(definition, "FlowDefinition")
            .map(mirror -> Annotations.string(mirror, "name"))
            .orElse("");
    return given.isEmpty()
        ? String.join("_", ClassName.get(definition).simpleNames()) + "Flow"
        : given;
  }

  Header read(
      @Nullable TypeName input,
      String inputName,
      TypeName output,
      List<TypeName> thrown,
      boolean instantiable) {
    return new Header(
        ClassName.get(definition),
        flow(),
        definition.getTypeParameters().stream().map(TypeVariableName::get).toList(),
        isPublic(),
        instantiable,
        input,
        inputName,
        output,
        thrown,
        isMarkable());
  }

  private boolean isPublic() {
    for (Element at = definition; at instanceof TypeElement; at = at.getEnclosingElement()) {
      if (!at.getModifiers().contains(Modifier.PUBLIC)) {
        return false;
      }
    }
    return true;
  }

  /** A module that does not read java.compiler does not see the annotation. */
  private boolean isMarkable() {
    String generated = "javax.annotation.processing.Generated";
    javax.lang.model.element.ModuleElement module = elements.getModuleOf(definition);
    return module == null
        ? elements.getTypeElement(generated) != null
        : elements.getTypeElement(module, generated) != null;
  }
}
