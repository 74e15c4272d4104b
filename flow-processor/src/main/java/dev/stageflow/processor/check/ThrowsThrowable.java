package dev.stageflow.processor.check;

import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.MethodMessage;
import dev.stageflow.processor.diagnostic.Mistake;
import dev.stageflow.processor.diagnostic.Place;
import javax.lang.model.type.TypeMirror;

/** A method declares {@code Throwable}, or another that is neither exception nor error. */
public final class ThrowsThrowable {

  private ThrowsThrowable() {}

  /** Checks a method that generated code calls. */
  public static void check(Method method, TypeTool tool) throws Mistake {
    for (TypeMirror type : method.type().getThrownTypes()) {
      if (!tool.isSubclass(type, "java.lang.Exception")
          && !tool.isSubclass(type, "java.lang.Error")) {
        throw new Mistake(
            MethodMessage.THROWS_THROWABLE,
            Place.of(method.element()),
            method.name(),
            tool.format(type));
      }
    }
  }
}
