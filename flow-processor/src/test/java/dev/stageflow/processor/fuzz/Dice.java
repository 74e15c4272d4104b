package dev.stageflow.processor.fuzz;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Chooses at random, always the same of the same seed. */
final class Dice {
  private final SplittableRandom random;

  Dice(long seed) {
    random = new SplittableRandom(seed);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  boolean isOneIn(int several) {
    return random.nextInt(several) == 0;
  }

  <T> T oneOf(List<T> several) {
    return several.get(random.nextInt(several.size()));
  }

  /** Adds each of some things, in one case of several. */
  @SafeVarargs
  final <T> void maybe(int several, Set<T> to, T... things) {
    for (T thing : things) {
      if (isOneIn(several)) {
        to.add(thing);
      }
    }
  }
}
