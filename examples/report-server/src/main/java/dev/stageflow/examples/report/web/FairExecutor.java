package dev.stageflow.examples.report.web;

import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.internal.ContextInternal;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs the slices of flows on an event loop such that sockets and timers get their turn in between,
 * however many flows there are.
 *
 * <p>A Netty event loop runs what it is given by {@code execute}, which Vert.x's {@code
 * runOnContext} is, for up to a second before it looks at its sockets again, and a flow that has
 * more to do gives it the next slice at the end of each one. What is scheduled waits for the loop's
 * next round instead.
 */
final class FairExecutor implements Executor {
  private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final Context context;
  private final EventLoop loop;
  private final Queue<Runnable> slices = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();

  /** Makes an executor on the event loop of a context. */
  FairExecutor(Context context) {
    this.context = context;
    loop = ((ContextInternal) context).nettyEventLoop(); // Vert.x has no public way to it
  }

  @Override
  public void execute(Runnable slice) {
    slices.add(slice);
    schedule();
  }

  private void schedule() {
    if (!scheduled.getAndSet(true)) {
      var unused =
          loop.schedule(() -> context.runOnContext(ignored -> turn()), 0, TimeUnit.NANOSECONDS);
    }
  }

  private void turn() {
    long end = System.nanoTime() + TURN_NANOS;
    try {
      for (Runnable slice = slices.poll(); slice != null; slice = slices.poll()) {
        slice.run();
        if (System.nanoTime() - end >= 0) {
          break;
        }
      }
    } finally {
      scheduled.set(false);
      if (!slices.isEmpty()) {
        schedule();
      }
    }
  }
}
