package dev.stageflow.engine;

import java.util.concurrent.CompletableFuture;

/** What a run waits for while a tunnelled stage is at work; tells apart why the run is paused. */
final class TunnelSignal extends CompletableFuture<Void> {

  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new CompletableFuture<>();
  }
}
