package dev.stageflow.internal.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One side after the other; what threads do at once is for the stress tests. */
class ChannelTest {
  private int resumed;
  private final Channel<Integer> channel = new Channel<>(4, () -> resumed++);

  @Test
  void itemsComeInOrderAndNoneIsLeft() {
    Channel<Integer> large = new Channel<>(10_000, () -> {});
    IntStream.range(0, 5_000).forEach(large::put);
    IntStream.range(0, 5_000).forEach(i -> assertThat(large.poll()).isEqualTo(i));
    assertThat(large.poll()).isNull();
    assertThat(large.isEnded()).isFalse();
  }

  @Test
  void thereIsRoomForAsManyItemsAsTheChannelHolds() {
    for (int i = 0; i < 4; i++) {
      assertThat(channel.hasRoom()).isTrue();
      channel.put(i);
    }
    assertThat(channel.hasRoom()).isFalse();
    channel.poll();
    assertThat(channel.hasRoom()).isTrue();
  }

  @Test
  void aSuspendedProducerIsResumedOnceWhenHalfOfTheBufferIsFree() {
    IntStream.range(0, 4).forEach(channel::put);
    assertThat(channel.suspend()).isTrue();
    channel.poll();
    assertThat(resumed).isZero();
    channel.poll();
    assertThat(resumed).isEqualTo(1);
    channel.poll();
    channel.poll();
    assertThat(resumed).isEqualTo(1);
  }

  @Test
  void aProducerThatHasRoomIsNotSuspended() {
    channel.put(1);
    assertThat(channel.suspend()).isFalse();
    channel.poll();
    assertThat(resumed).isZero();
  }

  @Test
  void aWaitingConsumerIsSignalledByAnItem() {
    assertThat(channel.poll()).isNull();
    CompletionStage<Void> signal = channel.ready();
    assertThat(signal.toCompletableFuture()).isNotDone();
    channel.put(1);
    assertThat(signal.toCompletableFuture()).isCompleted();
    assertThat(channel.poll()).isEqualTo(1);
  }

  @Test
  void aConsumerDoesNotWaitForWhatIsThere() {
    channel.put(1);
    assertThat(channel.ready()).isNull();
  }

  @Test
  void theEndComesAfterTheLastItemAndOnlyTheFirstCounts() {
    Exception first = new Exception("first");
    channel.put(1);
    channel.end(first);
    channel.end(null);
    assertThat(channel.isEnded()).isFalse();
    assertThat(channel.poll()).isEqualTo(1);
    assertThat(channel.poll()).isNull();
    assertThat(channel.isEnded()).isTrue();
    assertThat(channel.failure()).isSameAs(first);
  }

  @Test
  void theEndSignalsAConsumerThatWaits() {
    CompletionStage<Void> signal = channel.ready();
    channel.end(null);
    assertThat(signal.toCompletableFuture()).isCompleted();
  }

  @Test
  void closingResumesASuspendedProducerWhichSeesIt() {
    IntStream.range(0, 4).forEach(channel::put);
    assertThat(channel.suspend()).isTrue();
    channel.close();
    assertThat(resumed).isEqualTo(1);
    assertThat(channel.isClosed()).isTrue();
    assertThat(channel.suspend()).isFalse();
  }
}
