package dev.stageflow.processor.parse.member;

/** A stage names a type that is not there, or not yet: another processor may still make it. */
public final class Unready extends Exception {
  private static final long serialVersionUID = 1L;

  public Unready(String stage) {
    super(stage);
  }
}
