package dev.stageflow.processor.check.signature;

import dev.stageflow.FlowIterator;
import dev.stageflow.processor.declaration.Foreign;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.message.ItemMessage;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.BaseStream;
import javax.lang.model.type.TypeMirror;

/** The outputs of a flow are lazy values that nobody runs, or futures that nobody awaits. */
public final class LazyOutput {

  private LazyOutput() {}

  /** Checks the type of a stage's outputs. */
  public static void check(StageMethod stage, TypeMirror output, TypeTool tool)
      throws DefinitionError {
    if (TypeTool.isAnything(output)) {
      return;
    }
    Optional<Foreign> foreign = Foreign.of(output, tool);
    if (foreign.isPresent()) {
      throw error(stage, output, tool, foreign.get().advice(output));
    }
    if (tool.isSubclass(output, BaseStream.class)
        || tool.isSubclass(output, FlowIterator.class)
        || tool.isExactly(output, Iterator.class)) {
      throw error(
          stage,
          output,
          tool,
          stage.kind() == StageMethod.Kind.FUNCTION
              ? " Make it a @Sequence, whose elements go on one by one."
              : " Add a @Sequence that takes and returns it, so that its elements go on one by one.");
    }
  }

  private static DefinitionError error(
      StageMethod stage, TypeMirror output, TypeTool tool, String advice) {
    return new DefinitionError(
        ItemMessage.LAZY_OUTPUT, stage.place(), stage.name(), tool.format(output), advice);
  }
}
