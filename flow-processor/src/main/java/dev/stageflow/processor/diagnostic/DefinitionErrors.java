package dev.stageflow.processor.diagnostic;

import java.util.List;

/** A definition is wrong: all that could be found of it in one go. */
public final class DefinitionErrors extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<DefinitionError> all;

  /**
   * Gathers errors.
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
