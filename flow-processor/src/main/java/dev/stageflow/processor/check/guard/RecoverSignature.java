package dev.stageflow.processor.check.guard;

import dev.stageflow.PauseFlow;
import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.RecoverMethod;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.message.RecoverMessage;
import java.util.List;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** The parameters or the result of a recovery method do not fit its stage. */
public final class RecoverSignature {
  private RecoverSignature() {}

  /** Finds the parameter that takes the failure, and checks it. */
  public static Method.Parameter failure(RecoverMethod recover, TypeTool tool)
      throws DefinitionError {
    Method.Parameter failure = recover.failure();
    if (failure != null
        && failure.type().getKind() == TypeKind.TYPEVAR
        && tool.isSubclass(failure.type(), Throwable.class)) {
      throw new DefinitionError(
          RecoverMessage.GENERIC_FAILURE,
          failure.place(),
          recover.name(),
          tool.format(failure.type()));
    }
    if (failure == null || !isException(failure, tool)) {
      for (Method.Parameter parameter : recover.method().plainParameters()) {
        if (isException(parameter, tool)) {
          throw new DefinitionError(
              RecoverMessage.FAILURE_NOT_LAST,
              parameter.place(),
              recover.name(),
              tool.format(parameter.type()),
              recover.stage());
        }
      }
      throw new DefinitionError(
          RecoverMessage.NO_FAILURE,
          failure == null ? recover.place() : failure.place(),
          recover.name(),
          recover.stage());
    }
    if (tool.isExactly(failure.type(), PauseFlow.class)) {
      throw new DefinitionError(RecoverMessage.PAUSE_TAKEN, failure.place(), recover.name());
    }
    return failure;
  }

  private static boolean isException(Method.Parameter parameter, TypeTool tool) {
    return parameter.type().getKind() == TypeKind.DECLARED
        && tool.isSubclass(parameter.type(), Throwable.class);
  }

  /**
   * Checks the parameters that take no value from further up.
   *
   * @param given the types of what is given for them, the failure's last
   * @param item the type of the item that arrives, or null if there is none
   */
  public static void checkTakes(
      RecoverMethod recover,
      StageMethod stage,
      List<TypeMirror> given,
      @Nullable TypeMirror item,
      TypeTool tool)
      throws DefinitionError {
    List<Method.Parameter> taken = recover.method().plainParameters();
    if (taken.size() != given.size()) {
      String failure = tool.format(given.get(given.size() - 1));
      throw item == null
          ? new DefinitionError(
              RecoverMessage.ONLY_FAILURE, recover.place(), recover.name(), stage.name(), failure)
          : new DefinitionError(
              RecoverMessage.OTHER_PARAMETERS,
              recover.place(),
              recover.name(),
              stage.name(),
              tool.format(item),
              failure);
    }
    for (int i = 0; i < given.size(); i++) {
      TypeMirror takes = taken.get(i).type();
      if (!tool.assignable(given.get(i), takes)) {
        throw new DefinitionError(
            RecoverMessage.OTHER_ITEM,
            taken.get(i).place(),
            recover.name(),
            tool.formatBeside(takes, given.get(i)),
            stage.name(),
            tool.formatBeside(given.get(i), takes));
      }
    }
  }

  /** Checks that a method's result {@code fits} that of its stage. */
  public static void checkGives(
      RecoverMethod recover, StageMethod stage, boolean fits, TypeMirror gives, TypeTool tool)
      throws DefinitionError {
    if (!fits) {
      TypeMirror returns = recover.method().returns();
      throw new DefinitionError(
          RecoverMessage.OTHER_RESULT,
          recover.place(),
          recover.name(),
          tool.formatBeside(returns, gives),
          stage.name(),
          tool.formatBeside(gives, returns));
    }
  }

  /** Checks that a source, or a flow, {@code fits} that of its stage. */
  public static void checkGives(
      RecoverMethod recover,
      StageMethod stage,
      boolean fits,
      TypeMirror gives,
      RecoverMessage message,
      TypeTool tool)
      throws DefinitionError {
    if (!fits) {
      throw new DefinitionError(
          message,
          recover.place(),
          recover.name(),
          tool.format(recover.method().returns()),
          stage.name(),
          tool.format(gives));
    }
  }

  /** Checks that a method returns {@code nothing}, as its stage does. */
  public static void checkGivesNothing(
      RecoverMethod recover, StageMethod stage, boolean nothing, TypeTool tool)
      throws DefinitionError {
    if (!nothing) {
      throw new DefinitionError(
          RecoverMessage.RESULT_OF_NOTHING,
          recover.place(),
          recover.name(),
          tool.format(recover.method().returns()),
          stage.name());
    }
  }
}
