package dev.stageflow.processor.check.signature;

import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.Verb;
import dev.stageflow.processor.diagnostic.message.StorableMessage;
import java.util.Collection;
import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** A durable flow cannot save a part of its runs' state. */
public final class NotStorable {

  private NotStorable() {}

  /**
   * A type that is met in a definition.
   *
   * @param place where
   * @param method the method that has it
   * @param does what it does with it
   * @param type the type
   */
  public record Use(Location place, String method, Verb does, TypeMirror type) {

    /** The error that a type cannot be saved, because of a part of it. */
    public DefinitionError error(StorableMessage message, TypeTool tool, TypeMirror part) {
      return new DefinitionError(message, place, method, does, tool.format(type), tool.format(part))
          .because(part instanceof DeclaredType declared ? declared.asElement() : part.toString());
    }

    /** The error that a class permitted by an interface has type arguments of its own. */
    public DefinitionError openSubtype(TypeTool tool, TypeMirror subtype, TypeMirror permitting) {
      return new DefinitionError(
          StorableMessage.OPEN_SUBTYPE,
          place,
          method,
          does,
          tool.format(type),
          tool.format(subtype),
          tool.format(permitting));
    }
  }

  /** The error that a class is neither a record nor otherwise known. */
  public static DefinitionError noRecord(Use use, DeclaredType type, TypeTool tool) {
    TypeElement element = (TypeElement) type.asElement();
    if (tool.isSubclass(type, Collection.class) || tool.isSubclass(type, Map.class)) {
      return use.error(StorableMessage.OTHER_COLLECTION, tool, tool.types().erasure(type));
    }
    String name = element.getQualifiedName().toString();
    if (name.startsWith("java.") || name.startsWith("javax.")) {
      return use.error(StorableMessage.OF_LIBRARY, tool, tool.types().erasure(type));
    }
    return use.error(
        element.getKind() == ElementKind.INTERFACE
            ? StorableMessage.NOT_SEALED
            : StorableMessage.NO_RECORD,
        tool,
        tool.types().erasure(type));
  }

  /** Checks that generated code can name a class, and so instantiate it. */
  public static void checkSeen(Use use, DeclaredType type, Inaccessible accessible, TypeTool tool)
      throws DefinitionError {
    TypeMirror erased = tool.types().erasure(type);
    for (Element at = type.asElement(); at instanceof TypeElement; at = at.getEnclosingElement()) {
      if (at.getModifiers().contains(Modifier.PRIVATE)) {
        throw use.error(StorableMessage.PRIVATE_PART, tool, tool.types().erasure(at.asType()));
      }
    }
    if (!accessible.canName(erased)) {
      throw use.error(StorableMessage.HIDDEN_PART, tool, erased);
    }
  }

  /** The error that a stage collects by a {@code Collector}. */
  public static DefinitionError collector(StageMethod stage) {
    return new DefinitionError(StorableMessage.COLLECTOR, stage.place(), stage.name());
  }

  /** The error that a subflow's runs cannot be saved. */
  public static DefinitionError subflow(StageMethod stage, TypeMirror flow, TypeTool tool) {
    return new DefinitionError(
        StorableMessage.SUBFLOW, stage.place(), stage.name(), tool.format(flow));
  }

  /** The error that values go to a second sink. */
  public static DefinitionError namedOutput(Location place, String method, String sink) {
    return new DefinitionError(StorableMessage.NAMED_OUTPUT, place, method, sink);
  }

  /** Checks that a definition has no mutable state. */
  public static void checkField(VariableElement field, TypeElement owner) throws DefinitionError {
    boolean isKept =
        field.getModifiers().contains(Modifier.STATIC)
            || field.getModifiers().contains(Modifier.FINAL)
            || field.getModifiers().contains(Modifier.TRANSIENT);
    if (!isKept) {
      throw new DefinitionError(
          StorableMessage.FIELD, Location.of(field), field.getSimpleName(), owner.getSimpleName());
    }
  }

  /** Checks that only durable definitions have codecs. */
  public static void checkDurable(
      TypeElement definition, AnnotationMirror annotation, boolean isDurable)
      throws DefinitionError {
    if (!isDurable && Annotations.value(annotation, "codecs") != null) {
      throw new DefinitionError(
          StorableMessage.NOT_DURABLE,
          Annotations.place(definition, annotation, "codecs"),
          definition.getSimpleName());
    }
  }
}
