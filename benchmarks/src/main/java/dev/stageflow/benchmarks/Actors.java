package dev.stageflow.benchmarks;

import com.typesafe.config.ConfigFactory;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.ActorSystem;

/**
 * The actors that run Pekko's streams: silent, and on threads that do not keep the program from
 * ending. They start with the first use, so that their threads run beside no other variant.
 */
final class Actors {
  static final ActorSystem SYSTEM =
      ActorSystem.create(
          "benchmarks",
          ConfigFactory.parseString(
                  """
                  pekko.daemonic = on
                  pekko.loglevel = OFF
                  pekko.stdout-loglevel = OFF
                  loop.executor = thread-pool-executor
                  loop.thread-pool-executor.fixed-pool-size = 1
                  """)
              .withFallback(ConfigFactory.load()));

  /** The name of what runs a stream on one thread. */
  static final String LOOP = "loop";

  private Actors() {}

  /** Returns that loop, for other tasks. */
  static Executor loop() {
    return SYSTEM.dispatchers().lookup(LOOP);
  }
}
