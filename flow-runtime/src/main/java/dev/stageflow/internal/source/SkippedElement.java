package dev.stageflow.internal.source;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What an iterator pauses for at a null element, which it skips: nothing. Whoever asks it can look
 * whether it is to go on at all, and then asks for the next element at once.
 */
public final class SkippedElement {

  /** The condition of such a pause, by which it is known; it has completed. */
  public static final CompletionStage<Void> CONDITION =
      CompletableFuture.<Void>completedFuture(null).minimalCompletionStage();

  private SkippedElement() {}
}
