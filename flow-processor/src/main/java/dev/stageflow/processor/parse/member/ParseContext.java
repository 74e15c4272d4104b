package dev.stageflow.processor.parse.member;

import dev.stageflow.processor.check.signature.Inaccessible;
import dev.stageflow.processor.check.signature.RawType;
import dev.stageflow.processor.check.signature.Suspending;
import dev.stageflow.processor.check.signature.Varargs;
import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import java.util.function.BooleanSupplier;
import javax.lang.model.element.TypeElement;

/**
 * What all readers of one definition share; valid for one round.
 *
 * @param definition the annotated class
 * @param tool answers questions about types
 * @param members what the class declares and inherits
 * @param accessible what generated code can see
 * @param generated the flows that are still to be generated
 * @param errors the errors found so far
 */
public record ParseContext(
    TypeElement definition,
    TypeTool tool,
    Members members,
    Inaccessible accessible,
    GeneratedFlows generated,
    Errors errors) {

  /** Makes the context of a definition that has not been read. */
  public ParseContext(TypeElement definition, TypeTool tool, GeneratedFlows generated) {
    this(
        definition,
        tool,
        new Members(definition, tool),
        new Inaccessible(definition, tool),
        generated,
        new Errors(definition));
  }

  /**
   * Checks the signature of a method that generated code calls.
   *
   * @param place where an error is reported: at the method, or where it is named
   * @param returnsFlow whether it returns a flow for an item to be run through
   * @param isKnown whether all types that it names are known
   */
  void checkSignature(Method method, Location place, boolean returnsFlow, BooleanSupplier isKnown)
      throws DefinitionError, Unready {
    Varargs.check(method.element(), place);
    generated.checkNotOwn(method, returnsFlow);
    if (!isKnown.getAsBoolean()) {
      throw new Unready(method.name());
    }
    Suspending.check(method, tool);
    accessible.checkTypes(method);
    RawType.check(method, tool);
  }
}
