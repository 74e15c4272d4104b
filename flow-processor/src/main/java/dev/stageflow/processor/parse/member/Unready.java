package dev.stageflow.processor.parse.member;

/**
 * Thrown where a stage names a type that does not exist: another processor may still generate it.
 */
public final class Unready extends Exception {
  private static final long serialVersionUID = 1L;

  public Unready(String stage) {
    super(stage);
  }
}
