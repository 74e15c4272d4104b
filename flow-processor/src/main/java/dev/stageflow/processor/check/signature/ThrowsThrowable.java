package dev.stageflow.processor.check.signature;

import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.message.MethodMessage;
import javax.lang.model.type.TypeMirror;

/** A method declares {@code Throwable}, or a subtype of it that is neither exception nor error. */
public final class ThrowsThrowable {

  private ThrowsThrowable() {}

  /** Checks a method that generated code calls. */
  public static void check(Method method, TypeTool tool) throws DefinitionError {
    for (TypeMirror type : method.type().getThrownTypes()) {
      if (!tool.isSubclass(type, Exception.class) && !tool.isSubclass(type, Error.class)) {
        throw new DefinitionError(
            MethodMessage.THROWS_THROWABLE,
            Location.of(method.element()),
            method.name(),
            tool.format(type));
      }
    }
  }
}
