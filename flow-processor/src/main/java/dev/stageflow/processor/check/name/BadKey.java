package dev.stageflow.processor.check.name;

import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.message.MethodMessage;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** A key equals nothing but itself. */
public final class BadKey {
  private BadKey() {}

  /** Checks that items can have equal keys. */
  public static void check(String name, TypeMirror key, Location named, TypeTool tool)
      throws DefinitionError {
    if (key.getKind() == TypeKind.ARRAY) {
      throw new DefinitionError(MethodMessage.BAD_KEY, named, name, tool.format(key));
    }
  }
}
