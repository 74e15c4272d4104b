package dev.stageflow.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A scope is a list that shares its beginning with others. */
class ScopeTest {

  @Test
  void aScopeIsTheListOfItsValues() {
    List<Integer> scope = List.of();
    List<Integer> expected = new ArrayList<>();
    for (int value = -1; value < 600; value += 3) {
      scope = Scope.plus(scope, value);
      expected.add(value);
      assertThat(scope).isEqualTo(expected).hasSize(expected.size());
      for (int i = 0; i < expected.size(); i++) {
        assertThat(scope.get(i)).isEqualTo(expected.get(i));
      }
      for (int sought = -4; sought < value + 4; sought++) {
        assertThat(scope.contains(sought)).isEqualTo(expected.contains(sought));
      }
    }
  }
}
