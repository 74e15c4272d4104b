package dev.stageflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How often, when, and after which failures a stage is tried again. */
class RetryPolicyTest {
  private static final RetryPolicy EXACT = RetryPolicy.of(3).withJitter(false);

  @Test
  void eachPauseIsTwiceAsLongUpToTheLongest() {
    RetryPolicy policy =
        EXACT.withBackoff(Duration.ofMillis(50)).withMaxBackoff(Duration.ofMillis(300));
    assertThat(IntStream.rangeClosed(1, 5).mapToObj(policy::delay))
        .containsExactly(millis(50), millis(100), millis(200), millis(300), millis(300));
    assertThat(policy.delay(Integer.MAX_VALUE)).isEqualTo(millis(300));
  }

  @Test
  void withJitterAPauseIsAnyPartOfItsLength() {
    RetryPolicy policy = RetryPolicy.of(3).withBackoff(millis(100));
    List<Duration> delays =
        IntStream.range(0, 1_000).mapToObj(count -> policy.delay(2)).distinct().toList();
    assertThat(delays).hasSizeGreaterThan(900).allSatisfy(it -> assertThat(it).isPositive());
    assertThat(delays).allSatisfy(it -> assertThat(it).isLessThanOrEqualTo(millis(200)));
    assertThat(delays).anySatisfy(it -> assertThat(it).isLessThan(millis(50)));
    assertThat(delays).anySatisfy(it -> assertThat(it).isGreaterThan(millis(150)));
  }

  @Test
  void aBackoffOfNothingStaysNothing() {
    assertThat(RetryPolicy.of(1).withBackoff(Duration.ZERO).delay(40)).isZero();
  }

  @Test
  void centuriesAreNoOverflow() {
    Duration centuries = Duration.ofDays(1_000_000);
    assertThat(EXACT.withBackoff(centuries).delay(9)).isGreaterThan(Duration.ofDays(100_000));
    assertThat(RetryPolicy.of(1).withBackoff(centuries).delay(9)).isGreaterThanOrEqualTo(millis(0));
    assertThat(EXACT.withBackoff(millis(1)).withMaxBackoff(centuries).delay(99))
        .isGreaterThan(Duration.ofDays(100_000));
  }

  @Test
  void aLongFirstPauseIsTheLongestToo() {
    RetryPolicy policy = EXACT.withBackoff(Duration.ofMinutes(5));
    assertThat(policy.maxBackoff()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void itCoversTheTypesThatItNamesAndTheirSubtypes() {
    RetryPolicy policy = RetryPolicy.of(1).on(IOException.class, StackOverflowError.class);
    assertThat(policy.covers(new FileNotFoundException())).isTrue();
    assertThat(policy.covers(new StackOverflowError())).isTrue();
    assertThat(policy.covers(new IllegalStateException())).isFalse();
    assertThat(RetryPolicy.of(1).covers(new IllegalStateException())).isTrue();
    assertThat(RetryPolicy.of(1).covers(new StackOverflowError())).isFalse();
  }

  @Test
  void aPauseIsNoFailure() {
    assertThat(RetryPolicy.of(1).on(Throwable.class).covers(PauseFlow.now())).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RetryPolicy.of(1).on(PauseFlow.class))
        .withMessageContaining("a pause is no failure");
  }

  @Test
  void whatCannotBeDoneIsRefused() {
    RetryPolicy policy = RetryPolicy.of(1);
    assertThatIllegalArgumentException().isThrownBy(() -> RetryPolicy.of(0));
    assertThatIllegalArgumentException().isThrownBy(() -> policy.withTimes(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> policy.withBackoff(millis(-1)));
    assertThatIllegalArgumentException().isThrownBy(() -> policy.withMaxBackoff(millis(1)));
    assertThatIllegalArgumentException().isThrownBy(policy::on);
    assertThatIllegalArgumentException().isThrownBy(() -> policy.delay(0));
    assertThatNullPointerException().isThrownBy(() -> policy.withBackoff(null));
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }
}
