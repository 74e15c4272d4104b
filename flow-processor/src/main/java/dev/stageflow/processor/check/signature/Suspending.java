package dev.stageflow.processor.check.signature;

import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.message.ItemMessage;
import java.util.List;

/** A method is a suspending function of Kotlin. */
public final class Suspending {
  private static final String CONTINUATION = "kotlin.coroutines.Continuation";

  private Suspending() {}

  /** Checks a method: a suspending one has a continuation as its last parameter. */
  public static void check(Method method, TypeTool tool) throws DefinitionError {
    List<Method.Parameter> parameters = method.parameters();
    if (parameters.isEmpty()) {
      return;
    }
    Method.Parameter last = parameters.get(parameters.size() - 1);
    if (tool.classNames(last.type()).contains(CONTINUATION)) {
      throw new DefinitionError(ItemMessage.SUSPENDING, last.place(), method.name());
    }
  }
}
