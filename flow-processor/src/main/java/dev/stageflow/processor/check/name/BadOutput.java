package dev.stageflow.processor.check.name;

import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.OutputMessage;
import javax.lang.model.SourceVersion;
import javax.lang.model.type.TypeMirror;

/** A sink of its own has no name in Java, or takes values of two types. */
public final class BadOutput {
  private BadOutput() {}

  /** Checks the name. */
  public static void checkName(Location place, String name) throws DefinitionError {
    if (!SourceVersion.isName(name) || name.contains(".")) {
      throw new DefinitionError(OutputMessage.OUTPUT_NAME, place, name);
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
