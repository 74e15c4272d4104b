package dev.stageflow.processor.check.signature;

import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.message.AccumulateMessage;
import java.util.List;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** The parts of an accumulate do not agree. */
public final class BadAccumulator {
  private BadAccumulator() {}

  /**
   * Checks that the accumulator is the first parameter, as far as the type of the arriving item
   * shows it.
   *
   * @param arrives the type of what the stage before gives
   */
  public static void checkOrder(StageMethod stage, TypeMirror arrives, TypeTool tool)
      throws DefinitionError {
    List<Method.Parameter> plain = stage.method().plainParameters();
    if (plain.size() != 2) {
      return;
    }
    TypeMirror first = plain.get(0).type();
    TypeMirror second = plain.get(1).type();
    TypeMirror returns = stage.method().returns();
    boolean isSecond =
        tool.assignable(arrives, first)
            && (returns.getKind() == TypeKind.VOID
                ? !tool.assignable(arrives, second)
                : !tool.assignable(returns, first) && tool.assignable(returns, second));
    if (isSecond) {
      throw second(stage, tool);
    }
  }

  private static DefinitionError second(StageMethod stage, TypeTool tool) {
    Method.Parameter accumulator = stage.method().plainParameters().get(1);
    return new DefinitionError(
        AccumulateMessage.ACCUMULATOR_SECOND,
        accumulator.place(),
        stage.name(),
        tool.format(accumulator.type()));
  }

  /** Checks that an accumulate returns its accumulator, or can change it. */
  public static void checkResult(StageMethod stage, TypeMirror bucket, TypeTool tool)
      throws DefinitionError {
    TypeMirror returns = stage.method().returns();
    if (returns.getKind() == TypeKind.VOID) {
      if (tool.isFixed(bucket)) {
        throw new DefinitionError(
            AccumulateMessage.FIXED_ACCUMULATOR, stage.place(), stage.name(), tool.format(bucket));
      }
    } else if (!tool.assignable(returns, bucket)) {
      // If the first parameter is a number, it is most likely a sum, and the result is wrong.
      throw !bucket.getKind().isPrimitive()
              && tool.assignable(returns, stage.method().plainParameters().get(1).type())
          ? second(stage, tool)
          : new DefinitionError(
              AccumulateMessage.OTHER_ACCUMULATOR,
              stage.place(),
              stage.name(),
              tool.format(bucket),
              tool.format(returns));
    }
  }

  /** Checks that a collector takes items, and that the annotation names no other part. */
  public static void checkCollector(StageMethod stage, DeclaredType collector, TypeTool tool)
      throws DefinitionError {
    TypeMirror items = collector.getTypeArguments().get(0);
    if (items.getKind() == TypeKind.WILDCARD && tool.lowerBound(items) == null) {
      throw new DefinitionError(
          AccumulateMessage.COLLECTOR_TAKES_NOTHING,
          stage.place(),
          stage.name(),
          tool.format(stage.method().returns()),
          tool.format(items));
    }
    for (String part : List.of("start", "finish", "flushWhen", "bucket")) {
      if (!Annotations.string(stage.annotation(), part).isEmpty()) {
        throw new DefinitionError(AccumulateMessage.PART_OF_COLLECTOR, stage.place(part), part);
      }
    }
  }

  /** Checks the time after which an accumulator is flushed. */
  public static void checkFlush(StageMethod stage) throws DefinitionError {
    AnnotationValue millis = Annotations.value(stage.annotation(), "flushAfterMillis");
    if (millis != null && Annotations.number(stage.annotation(), "flushAfterMillis") < 1) {
      throw new DefinitionError(
          AccumulateMessage.BAD_FLUSH,
          stage.place("flushAfterMillis"),
          Annotations.number(stage.annotation(), "flushAfterMillis"));
    }
  }
}
