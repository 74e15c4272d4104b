package dev.stageflow.processor.check.signature;

import dev.stageflow.processor.declaration.Foreign;
import dev.stageflow.processor.declaration.Stage;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.message.ItemMessage;
import java.util.Optional;
import javax.lang.model.type.TypeMirror;

/** What a flow gives does nothing until somebody runs it, or comes later, unawaited. */
public final class LazyOutput {

  private LazyOutput() {}

  /** Checks what a stage gives as an output of the flow. */
  public static void check(Stage stage, TypeMirror output, TypeTool tool) throws DefinitionError {
    Optional<Foreign> foreign = Foreign.of(output, tool);
    if (foreign.isPresent()) {
      throw new DefinitionError(
          ItemMessage.LAZY_OUTPUT,
          stage.place(),
          stage.name(),
          tool.format(output),
          foreign.get().advice(output));
    }
  }
}
