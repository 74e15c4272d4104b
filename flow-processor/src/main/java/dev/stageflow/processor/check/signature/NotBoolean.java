package dev.stageflow.processor.check.signature;

import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.message.ItemMessage;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** A filter's result is not {@code boolean}. */
public final class NotBoolean {
  private NotBoolean() {}

  /** Checks a filter. */
  public static void check(StageMethod filter, TypeTool tool) throws DefinitionError {
    TypeMirror returns = filter.method().returns();
    if (returns.getKind() == TypeKind.VOID) {
      throw new DefinitionError(ItemMessage.VOID_FILTER, filter.place(), filter.name());
    }
    if (returns.getKind() != TypeKind.BOOLEAN) {
      throw new DefinitionError(
          ItemMessage.NOT_BOOLEAN, filter.place(), filter.name(), tool.format(returns));
    }
  }
}
