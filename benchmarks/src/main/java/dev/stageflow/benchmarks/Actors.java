package dev.stageflow.benchmarks;

import com.typesafe.config.ConfigFactory;
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
                  """)
              .withFallback(ConfigFactory.load()));

  private Actors() {}
}
