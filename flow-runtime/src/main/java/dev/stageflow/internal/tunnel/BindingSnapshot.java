package dev.stageflow.internal.tunnel;

import dev.stageflow.ThreadContext;
import java.util.Objects;
import java.util.concurrent.Executor;

/** What was captured, where it can be bound around a task, and in no other way. */
public final class BindingSnapshot implements ThreadContext.Snapshot {
  private final Executor binding;

  public BindingSnapshot(Executor binding) {
    this.binding = Objects.requireNonNull(binding, "what binds a context");
  }

  @Override
  public void run(Runnable task) {
    binding.execute(task);
  }

  @Override
  public AutoCloseable install() {
    throw new UnsupportedOperationException("a context that is bound around tasks: call run(task)");
  }
}
