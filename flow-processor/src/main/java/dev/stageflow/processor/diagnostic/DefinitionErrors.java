package dev.stageflow.processor.diagnostic;

import java.util.List;

/** Thrown if a definition is wrong, with all its errors. */
public final class DefinitionErrors extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<DefinitionError> all;

  /**
   * Makes an exception of errors.
   *
   * @param all the errors, one at least, in the order in which they were found
   */
  public DefinitionErrors(List<DefinitionError> all) {
    super(all.get(0).text());
    this.all = List.copyOf(all);
  }

  /**
   * Returns the errors.
   *
   * @return one at least
   */
  public List<DefinitionError> all() {
    return all;
  }
}
