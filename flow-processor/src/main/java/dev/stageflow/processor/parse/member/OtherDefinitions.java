package dev.stageflow.processor.parse.member;

import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/** The definitions that the compiler has shown so far. */
public interface OtherDefinitions {

  /**
   * Finds what is known of a flow that is still to be generated.
   *
   * @param flow the simple name of the flow's class
   * @param asking the definition that names it
   * @return the flow's signature; empty if no other definition has such a flow, or if it is to be
   *     waited for
   */
  Optional<FlowSignature> flow(String flow, TypeElement asking);

  /**
   * Returns whether a generated class is a stub because the compiler rejects its definition.
   *
   * @param flow the qualified name of the flow's class
   * @return whether what the class says of its types need not be what is meant
   */
  boolean isOfRejected(String flow);

  /**
   * Returns the type of a method's result as it is written.
   *
   * @param method the method
   * @return the type; empty if the compiler does not provide it
   */
  Optional<String> writtenResult(ExecutableElement method);

  /**
   * Returns the simple names of the annotations of a method and its parameters as they are written.
   *
   * @param method the method
   * @return the names; empty if the compiler does not provide them
   */
  List<String> writtenAnnotations(ExecutableElement method);

  /**
   * Returns whether this is the last round, so that nothing more is generated.
   *
   * @return whether there is nothing to wait for
   */
  boolean areComplete();
}
