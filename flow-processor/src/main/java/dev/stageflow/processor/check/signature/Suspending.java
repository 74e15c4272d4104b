package dev.stageflow.processor.check.signature;

import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.message.ItemMessage;
import java.util.List;

/** A method is a suspending function of Kotlin's. */
public final class Suspending {
  private static final String CONTINUATION = "kotlin.coroutines.Continuation";

  private Suspending() {}

  /** Checks a method: what suspends takes a continuation behind all else, and returns anything. */
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
