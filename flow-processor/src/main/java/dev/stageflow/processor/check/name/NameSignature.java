package dev.stageflow.processor.check.name;

import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.Message;
import dev.stageflow.processor.diagnostic.message.AccumulateMessage;
import dev.stageflow.processor.diagnostic.message.MethodMessage;
import dev.stageflow.processor.diagnostic.message.NameMessage;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** A method that is named in an annotation has the wrong parameters or result. */
public final class NameSignature {
  private NameSignature() {}

  /** Checks that a method takes values from further up and nothing else. */
  public static void checkTakesNothing(Method method, Location named) throws DefinitionError {
    if (!method.plainParameters().isEmpty()) {
      throw new DefinitionError(NameMessage.ONLY_UPSTREAM, named, method.name());
    }
  }

  /** Checks that a method takes the accumulator. */
  public static void checkTakes(
      Method method, TypeMirror accumulator, Location named, TypeTool tool) throws DefinitionError {
    List<Method.Parameter> plain = method.plainParameters();
    if (plain.size() != 1 || !tool.assignable(accumulator, plain.get(0).type())) {
      throw new DefinitionError(
          AccumulateMessage.ACCUMULATOR_NOT_TAKEN, named, method.name(), tool.format(accumulator));
    }
  }

  /** Checks that a method takes the item, and returns its key. */
  public static void checkKey(Method method, TypeMirror item, Location named, TypeTool tool)
      throws DefinitionError {
    List<Method.Parameter> plain = method.plainParameters();
    if (plain.size() != 1
        || !tool.assignable(item, plain.get(0).type())
        || method.returns().getKind() == TypeKind.VOID) {
      throw new DefinitionError(
          MethodMessage.KEY_NOT_TAKEN, named, method.name(), tool.format(item));
    }
  }

  /**
   * Checks that a method takes what a sequence takes and one of its elements, and returns the rest.
   */
  public static void checkResume(
      Method method, List<TypeMirror> given, StageMethod sequence, Location named, TypeTool tool)
      throws DefinitionError {
    List<Method.Parameter> plain = method.plainParameters();
    boolean takesAll = plain.size() == given.size();
    for (int i = 0; takesAll && i < given.size(); i++) {
      takesAll = tool.assignable(given.get(i), plain.get(i).type());
    }
    TypeMirror returns = sequence.method().returns();
    if (!takesAll || !tool.assignable(method.returns(), returns)) {
      throw new DefinitionError(
          MethodMessage.RESUME_SIGNATURE,
          named,
          method.name(),
          given.stream().map(tool::format).collect(Collectors.joining(", ")),
          sequence.name(),
          tool.format(returns));
    }
  }

  /** Checks that a method returns {@code void}, or {@code boolean}; {@code kind} says which. */
  public static void checkGives(
      Method method, TypeKind kind, Message message, Location named, TypeTool tool)
      throws DefinitionError {
    if (method.returns().getKind() != kind) {
      throw new DefinitionError(message, named, method.name(), tool.format(method.returns()));
    }
  }

  /** Checks that {@code start} gives an accumulator of the right type. */
  public static void checkStart(
      TypeMirror gives, String name, TypeMirror accumulator, Location named, TypeTool tool)
      throws DefinitionError {
    if (gives.getKind() == TypeKind.VOID || !tool.assignable(gives, accumulator)) {
      throw new DefinitionError(
          AccumulateMessage.OTHER_START, named, name, tool.format(gives), tool.format(accumulator));
    }
  }
}
