package dev.stageflow.processor.check.name;

import dev.stageflow.internal.durable.AbstractDurableFlow;
import dev.stageflow.internal.durable.AbstractDurableSourceFlow;
import dev.stageflow.internal.flow.AbstractFlow;
import dev.stageflow.internal.flow.AbstractKeyedFlow;
import dev.stageflow.internal.flow.AbstractSourceFlow;
import dev.stageflow.internal.flow.SplitFlow;
import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.message.DefinitionMessage;
import dev.stageflow.processor.model.FileNames;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.Elements;

/** The generated class's name is not valid, too long, or taken. */
public final class NameCollision {
  private static final Set<String> SUPERCLASSES =
      Set.of(
          AbstractFlow.class.getCanonicalName(),
          AbstractSourceFlow.class.getCanonicalName(),
          AbstractDurableFlow.class.getCanonicalName(),
          AbstractDurableSourceFlow.class.getCanonicalName(),
          AbstractKeyedFlow.class.getCanonicalName(),
          SplitFlow.class.getCanonicalName());

  /** Words that are not keywords, but cannot be names of classes either. */
  private static final Set<String> RESTRICTED =
      Set.of("permits", "record", "sealed", "var", "yield");

  private NameCollision() {}

  /** Checks the simple name of the flow of a definition. */
  public static void checkIsName(TypeElement definition, String flow) throws DefinitionError {
    if (!SourceVersion.isIdentifier(flow)
        || SourceVersion.isKeyword(flow)
        || RESTRICTED.contains(flow)) {
      throw new DefinitionError(DefinitionMessage.NO_CLASS_NAME, place(definition), flow);
    }
    if (FileNames.room(flow) < FileNames.length("RunFrame")) {
      throw new DefinitionError(DefinitionMessage.NAME_TOO_LONG, place(definition), flow);
    }
  }

  /**
   * Checks that the flow's name is free. A flow of that name has been generated for this
   * definition, by an earlier round or compilation.
   */
  public static void checkIsFree(TypeElement definition, String qualifiedFlow, Elements elements)
      throws DefinitionError {
    // Without the module, the compiler would search all modules.
    ModuleElement module = elements.getModuleOf(definition);
    TypeElement taken =
        module == null
            ? elements.getTypeElement(qualifiedFlow)
            : elements.getTypeElement(module, qualifiedFlow);
    if (taken != null && !isFlow(taken)) {
      throw taken(definition, taken.getSimpleName());
    }
  }

  /** Another class has the flow's simple name. */
  public static DefinitionError taken(TypeElement definition, CharSequence flow) {
    return new DefinitionError(DefinitionMessage.NAME_TAKEN, place(definition), flow);
  }

  private static boolean isFlow(TypeElement type) {
    return type.getSuperclass() instanceof DeclaredType superclass
        && SUPERCLASSES.contains(
            ((TypeElement) superclass.asElement()).getQualifiedName().toString());
  }

  private static Location place(TypeElement definition) {
    Optional<AnnotationMirror> annotation = Annotations.find(definition, "FlowDefinition");
    return annotation.isPresent()
        ? Annotations.place(definition, annotation.get(), "name")
        : Location.of(definition);
  }
}
