package dev.stageflow.processor.parse.member;

import dev.stageflow.processor.check.Inaccessible;
import dev.stageflow.processor.declaration.TypeTool;
import javax.lang.model.element.TypeElement;

/**
 * What all readers of one definition share; lives no longer than a round.
 *
 * @param definition the annotated class
 * @param tool answers questions about types
 * @param members what the class declares and inherits
 * @param accessible what generated code can see
 * @param generated the flows that are still to be generated
 * @param errors what was found wrong so far
 */
public record ParseContext(
    TypeElement definition,
    TypeTool tool,
    Members members,
    Inaccessible accessible,
    GeneratedFlows generated,
    Errors errors) {

  /** Makes the context of a definition of which nothing has been read. */
  public ParseContext(TypeElement definition, TypeTool tool, GeneratedFlows generated) {
    this(
        definition,
        tool,
        new Members(definition, tool),
        new Inaccessible(definition, tool),
        generated,
        new Errors(definition));
  }
}
