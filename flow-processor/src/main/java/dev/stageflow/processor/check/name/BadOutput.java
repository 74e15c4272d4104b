package dev.stageflow.processor.check.name;

import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.message.OutputMessage;
import javax.lang.model.SourceVersion;
import javax.lang.model.type.TypeMirror;

/** The name of a sink is not a Java identifier, or the sink takes values of two types. */
public final class BadOutput {
  private BadOutput() {}

  /** Checks the name. */
  public static void checkName(Location place, String name) throws DefinitionError {
    if (!SourceVersion.isName(name) || name.contains(".")) {
      throw new DefinitionError(OutputMessage.OUTPUT_NAME, place, name);
    }
  }

  /** Checks that what a method gives is of the type of the flow's outputs. */
  public static void checkIsOutput(
      Location place, CharSequence method, TypeMirror gives, TypeMirror outputs, TypeTool tool)
      throws DefinitionError {
    if (!tool.assignable(tool.boxed(gives), outputs)) {
      throw new DefinitionError(
          OutputMessage.OUTPUT_MISFIT,
          place,
          method,
          tool.formatBeside(gives, outputs),
          tool.formatBeside(outputs, gives));
    }
  }

  /** Checks the type that a definition declares for its outputs. */
  public static void checkDeclared(Location place, TypeMirror type, boolean isRight, TypeTool tool)
      throws DefinitionError {
    if (!isRight) {
      throw new DefinitionError(OutputMessage.OUTPUT_UNNAMEABLE, place, tool.format(type));
    }
  }

  /** Checks that a value fits a sink that takes another method's values too. */
  public static void checkType(
      Location place, String name, TypeMirror gives, TypeMirror takes, TypeTool tool)
      throws DefinitionError {
    if (!tool.assignable(gives, takes)) {
      throw new DefinitionError(
          OutputMessage.OUTPUT_TYPE,
          place,
          tool.formatBeside(gives, takes),
          name,
          tool.formatBeside(takes, gives));
    }
  }
}
