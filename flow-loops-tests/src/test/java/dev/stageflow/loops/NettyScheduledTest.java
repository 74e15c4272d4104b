package dev.stageflow.loops;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** An event loop of Netty that looks at its sockets between any two slices. */
class NettyScheduledTest extends EventLoopTest {
  private final EventLoop loop =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory()).next();

  @Override
  Executor executor() {
    return EventLoopsManual.afterSockets(loop);
  }

  @Override
  void shutDown() throws Exception {
    boolean ended = loop.shutdownGracefully(0, 0, TimeUnit.SECONDS).await(10, TimeUnit.SECONDS);
    if (!ended) {
      throw new IllegalStateException("the loop still runs");
    }
  }
}
