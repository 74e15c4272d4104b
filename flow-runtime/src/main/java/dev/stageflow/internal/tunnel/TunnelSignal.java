package dev.stageflow.internal.tunnel;

import java.util.concurrent.CompletableFuture;

/** What a run waits for while a tunnelled stage is at work, and why it is paused. */
public final class TunnelSignal extends CompletableFuture<Void> {

  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new CompletableFuture<>();
  }
}
