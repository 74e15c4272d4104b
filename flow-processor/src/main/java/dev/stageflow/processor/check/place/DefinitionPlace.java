package dev.stageflow.processor.check.place;

import dev.stageflow.Flow;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.message.DefinitionMessage;
import java.util.Collection;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Generated code cannot see the definition's class, or can get no instance of it. */
public final class DefinitionPlace {

  private static final String RUNTIME = Flow.class.getCanonicalName();

  private DefinitionPlace() {}

  /** Checks what a definition is. */
  public static void checkKind(TypeElement definition) throws DefinitionError {
    if (definition.getKind() == ElementKind.ANNOTATION_TYPE) {
      throw new DefinitionError(
          DefinitionMessage.ANNOTATION_DEFINITION,
          Location.of(definition),
          definition.getSimpleName());
    }
  }

  /** The class of a compact source file, which no other class can name. */
  public static DefinitionError unnamed(TypeElement definition) {
    return new DefinitionError(DefinitionMessage.UNNAMED_DEFINITION, Location.of(definition));
  }

  /** Checks that generated code can use the runtime. */
  public static void checkSeesRuntime(TypeElement definition, Elements elements)
      throws DefinitionError {
    ModuleElement module = elements.getModuleOf(definition);
    boolean isNamed = module != null && !module.isUnnamed();
    TypeElement seen =
        isNamed ? elements.getTypeElement(module, RUNTIME) : elements.getTypeElement(RUNTIME);
    if (seen == null) {
      throw isNamed
          ? new DefinitionError(
              DefinitionMessage.RUNTIME_NOT_READ,
              Location.of(definition),
              module.getQualifiedName())
          : new DefinitionError(DefinitionMessage.RUNTIME_MISSING, Location.of(definition));
    }
  }

  /** Checks that the class can be instantiated, unless all its stages are static. */
  public static void checkCanBeMade(TypeElement definition, Collection<ExecutableElement> called)
      throws DefinitionError {
    List<ExecutableElement> constructors =
        ElementFilter.constructorsIn(definition.getEnclosedElements());
    if (definition.getKind() == ElementKind.CLASS
        && constructors.stream().allMatch(it -> it.getModifiers().contains(Modifier.PRIVATE))
        && called.stream().allMatch(it -> it.getModifiers().contains(Modifier.STATIC))) {
      throw new DefinitionError(
          DefinitionMessage.NO_INSTANCE, Location.of(definition), definition.getSimpleName());
    }
  }

  /** Checks where a definition is. */
  public static void check(TypeElement definition) throws DefinitionError {
    for (Element at = definition; at instanceof TypeElement; at = at.getEnclosingElement()) {
      if (at.getModifiers().contains(Modifier.PRIVATE)) {
        throw new DefinitionError(
            DefinitionMessage.PRIVATE_DEFINITION, Location.of(definition), at.getSimpleName());
      }
    }
    for (Element at = definition;
        at.getEnclosingElement() instanceof TypeElement outer;
        at = outer) {
      if (!at.getModifiers().contains(Modifier.STATIC) && !outer.getTypeParameters().isEmpty()) {
        throw new DefinitionError(
            DefinitionMessage.INNER_OF_GENERIC,
            Location.of(definition),
            definition.getSimpleName());
      }
    }
  }
}
