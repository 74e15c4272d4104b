package dev.stageflow.processor.check.name;

import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.message.MethodMessage;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.lang.model.type.TypeMirror;

/** A method has an overload that would be called in its place. */
public final class NameOverloaded {

  private NameOverloaded() {}

  /**
   * Checks that the compiler chooses a method among its overloads.
   *
   * @param method the method
   * @param given the types of its arguments
   * @param others the other methods of its name that generated code can call
   */
  public static void check(
      Method method, List<TypeMirror> given, List<Method> others, TypeTool tool)
      throws DefinitionError {
    List<TypeMirror> taken = types(method);
    for (Method other : others) {
      List<TypeMirror> otherTaken = types(other);
      boolean rivals =
          otherTaken.size() == given.size()
              && all(given.size(), i -> tool.assignable(given.get(i), otherTaken.get(i)))
              && !all(given.size(), i -> tool.same(given.get(i), taken.get(i)))
              && !all(given.size(), i -> tool.isSubtype(taken.get(i), otherTaken.get(i)));
      if (rivals) {
        boolean ofObject =
            Method.declaring(other.element()).getQualifiedName().contentEquals("java.lang.Object");
        throw new DefinitionError(
            ofObject ? MethodMessage.OVERLOADS_OBJECT : MethodMessage.STAGE_OVERLOADED,
            Location.of(method.element()),
            method.name(),
            otherTaken.stream()
                .map(tool::format)
                .collect(Collectors.joining(", ", other.name() + "(", ")")));
      }
    }
  }

  private static boolean all(int count, IntPredicate holds) {
    return IntStream.range(0, count).allMatch(holds);
  }

  private static List<TypeMirror> types(Method method) {
    return method.parameters().stream().map(Method.Parameter::type).toList();
  }
}
