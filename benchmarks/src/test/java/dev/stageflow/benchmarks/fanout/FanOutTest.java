package dev.stageflow.benchmarks.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All ways make the same offers, and ask no more at once than they may. */
class FanOutTest {
  static Stream<Offers> all() {
    return Stream.of(
        new FlowOfferer(), new BuiltOfferer(), new ReactorOfferer(), new ThreadOfferer());
  }

  @ParameterizedTest
  @MethodSource("all")
  void theyMakeTheSameOffersOfAnswersThatAreLateBusyOrMissing(Offers offers) throws Exception {
    List<String> expected =
        IntStream.range(0, 120)
            .mapToObj(
                article ->
                    Services.offer(
                        article,
                        article * 3,
                        article % 9,
                        article == Services.UNANSWERED ? "unknown" : "maker " + article % 5))
            .toList();
    try (Services services = new Services()) {
      assertThat(offers.make(120, services)).containsExactlyInAnyOrderElementsOf(expected);
      // It would be 3 for one article after the other, and 18 if 16 waited for their maker alone.
      assertThat(services.reset()).isBetween(24, 48);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void aServiceThatIsBusyTwiceEndsAll(Offers offers) {
    try (Services services = new Services(5)) {
      assertThatThrownBy(() -> offers.make(120, services))
          .satisfies(thrown -> assertThat(causes(thrown)).hasAtLeastOneElementOfType(Busy.class));
      assertThat(services.refused()).isEqualTo(2);
    }
  }

  private static List<Throwable> causes(Throwable thrown) {
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause).toList();
  }
}
