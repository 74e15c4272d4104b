package dev.stageflow.benchmarks.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All ways make the same offers, and ask no more at once than they may. */
class FanOutTest {
  static Stream<Offers> theyMakeTheSameOffersOfAnswersThatAreLateBusyOrMissing() {
    return Stream.of(new FlowOfferer(), new ReactorOfferer(), new ThreadOfferer());
  }

  @ParameterizedTest
  @MethodSource
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
      assertThat(services.reset()).isBetween(2, 48);
    }
  }
}
