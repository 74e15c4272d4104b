package dev.stageflow.internal.builder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.FlowKey;
import dev.stageflow.internal.plan.FlowPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Keys are found in all the versions that share them. */
class KeysTest {

  /** A key added to one of the versions before. */
  private record Version(@Nullable Keys keys, Map<FlowKey<?>, Integer> expected) {

    Version plus(FlowKey<?> key, int value) {
      Map<FlowKey<?>, Integer> more = new HashMap<>(expected);
      more.put(key, value);
      return new Version(Keys.plus(keys, key, value), more);
    }
  }

  @Test
  void eachVersionHasItsOwnKeysAndNoOthers() {
    Random random = new Random(1);
    List<FlowKey<?>> names = names();
    List<Version> versions = new ArrayList<>();
    versions.add(new Version(null, Map.of()));
    for (int i = 0; i < 400; i++) {
      Version one = versions.get(random.nextInt(versions.size()));
      versions.add(one.plus(names.get(random.nextInt(names.size())), i));
    }
    for (Version version : versions) {
      for (FlowKey<?> name : names) {
        assertThat(Keys.find(version.keys(), name))
            .isEqualTo(version.expected().getOrDefault(name, FlowPlan.NO_VALUE));
      }
    }
  }

  /** Names of which every four have the same hash. */
  private static List<FlowKey<?>> names() {
    List<FlowKey<?>> names = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      for (String same : List.of("AaAa", "AaBB", "BBAa", "BBBB")) {
        names.add(FlowKey.of(same + i, Integer.class));
        names.add(FlowKey.of(same + i, String.class));
      }
    }
    return names;
  }
}
