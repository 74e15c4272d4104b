package dev.stageflow.processor.check.signature;

import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.Verb;
import dev.stageflow.processor.diagnostic.message.MethodMessage;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** A type lacks its type arguments. */
public final class RawType {

  private RawType() {}

  /** Checks a method's parameters and result. */
  public static void check(Method method, TypeTool tool) throws DefinitionError {
    for (Method.Parameter parameter : method.parameters()) {
      check(parameter.place(), method.name(), Verb.TAKES, parameter.type(), tool);
    }
    check(Location.of(method.element()), method.name(), Verb.RETURNS, method.returns(), tool);
  }

  /** Checks the type of a stage's value, which its signature need not name. */
  public static void checkGiven(StageMethod stage, TypeMirror type, TypeTool tool)
      throws DefinitionError {
    check(stage.place(), stage.name(), Verb.GIVES, type, tool);
  }

  /** Checks the bounds of a definition's type parameters. */
  public static void checkBounds(TypeElement definition, TypeTool tool) throws DefinitionError {
    for (TypeParameterElement parameter : definition.getTypeParameters()) {
      for (TypeMirror bound : parameter.getBounds()) {
        // Ecj has no position for a type parameter.
        check(Location.of(definition), parameter.getSimpleName(), Verb.EXTENDS, bound, tool);
      }
    }
  }

  private static void check(
      Location place, CharSequence name, Verb does, TypeMirror type, TypeTool tool)
      throws DefinitionError {
    Optional<DeclaredType> raw = tool.parts(type).stream().filter(tool::isRaw).findFirst();
    if (raw.isPresent()) {
      throw raw.get() == type
          ? new DefinitionError(MethodMessage.RAW_TYPE, place, name, does, tool.format(type))
          : new DefinitionError(
              MethodMessage.RAW_PART, place, name, does, tool.format(type), tool.format(raw.get()));
    }
  }

  /** Checks the supertype that a stage's result is used as. */
  public static void checkSupertype(
      StageMethod stage, TypeMirror returns, DeclaredType supertype, TypeTool tool)
      throws DefinitionError {
    if (tool.isRaw(supertype)) {
      throw new DefinitionError(
          MethodMessage.RAW_SUPERTYPE,
          stage.place(),
          stage.name(),
          tool.format(returns),
          tool.format(supertype));
    }
  }

  /** Checks a supertype from which a class inherits stages. */
  public static void checkBase(Element definition, DeclaredType base, TypeTool tool)
      throws DefinitionError {
    if (tool.isRaw(base)) {
      throw new DefinitionError(
          MethodMessage.RAW_BASE,
          Location.of(definition),
          definition.getSimpleName(),
          tool.format(base));
    }
  }
}
