package dev.stageflow.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import io.reactivex.rxjava3.core.Flowable;
import io.smallrye.mutiny.Multi;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.FlowAdapters;
import reactor.adapter.JdkFlowAdapter;

/** Reactor, RxJava and Mutiny take what a flow publishes, as much of it as they want. */
@Timeout(30)
class PeersTest {
  private static final ExecutorService LOOP = Executors.newSingleThreadExecutor();

  @AfterAll
  static void stopTheLoop() {
    LOOP.shutdownNow();
  }

  /** What each of the libraries can do with a publisher. */
  interface Peer {
    List<Long> all(Publisher<Long> publisher);

    List<Long> first(int count, Publisher<Long> publisher);

    /** Asks for a few at a time, and takes them on another thread. */
    List<Long> slowly(Publisher<Long> publisher);
  }

  static Stream<Named<Peer>> peers() {
    return Stream.of(
        Named.of("Reactor", new ReactorPeer()),
        Named.of("RxJava", new RxJavaPeer()),
        Named.of("Mutiny", new MutinyPeer()));
  }

  private static final class ReactorPeer implements Peer {
    @Override
    public List<Long> all(Publisher<Long> publisher) {
      return JdkFlowAdapter.flowPublisherToFlux(publisher).collectList().block();
    }

    @Override
    public List<Long> first(int count, Publisher<Long> publisher) {
      return JdkFlowAdapter.flowPublisherToFlux(publisher).take(count).collectList().block();
    }

    @Override
    public List<Long> slowly(Publisher<Long> publisher) {
      return JdkFlowAdapter.flowPublisherToFlux(publisher)
          .publishOn(reactor.core.scheduler.Schedulers.boundedElastic(), 4)
          .collectList()
          .block();
    }
  }

  private static final class RxJavaPeer implements Peer {
    private static Flowable<Long> flowable(Publisher<Long> publisher) {
      return Flowable.fromPublisher(FlowAdapters.toPublisher(publisher));
    }

    @Override
    public List<Long> all(Publisher<Long> publisher) {
      return flowable(publisher).toList().blockingGet();
    }

    @Override
    public List<Long> first(int count, Publisher<Long> publisher) {
      return flowable(publisher).take(count).toList().blockingGet();
    }

    @Override
    public List<Long> slowly(Publisher<Long> publisher) {
      return flowable(publisher)
          .observeOn(io.reactivex.rxjava3.schedulers.Schedulers.io(), false, 4)
          .toList()
          .blockingGet();
    }
  }

  private static final class MutinyPeer implements Peer {
    @Override
    public List<Long> all(Publisher<Long> publisher) {
      return Multi.createFrom().publisher(publisher).collect().asList().await().indefinitely();
    }

    @Override
    public List<Long> first(int count, Publisher<Long> publisher) {
      return Multi.createFrom()
          .publisher(publisher)
          .select()
          .first(count)
          .collect()
          .asList()
          .await()
          .indefinitely();
    }

    @Override
    public List<Long> slowly(Publisher<Long> publisher) {
      return Multi.createFrom()
          .publisher(publisher)
          .emitOn(Runnable::run, 4)
          .collect()
          .asList()
          .await()
          .indefinitely();
    }
  }

  private static Publisher<Long> numbers(long count) {
    return NumbersFlow.perRun(Numbers::new).on(LOOP).waitInterval(Duration.ZERO).publisher(count);
  }

  private static List<Long> upTo(long count) {
    return LongStream.range(0, count).boxed().toList();
  }

  @ParameterizedTest
  @MethodSource("peers")
  void allOutputsArriveInOrder(Peer peer) {
    assertThat(peer.all(numbers(10_000))).isEqualTo(upTo(10_000));
    assertThat(peer.all(numbers(0))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("peers")
  void allOutputsArriveInOrderThoughFewAreAskedForAtATime(Peer peer) {
    assertThat(peer.slowly(numbers(1_000))).isEqualTo(upTo(1_000));
  }

  @ParameterizedTest
  @MethodSource("peers")
  void whoHasEnoughClosesTheSource(Peer peer) throws InterruptedException {
    AtomicLong taken = new AtomicLong();
    CountDownLatch closed = new CountDownLatch(1);
    Flow<Long, Long> endless =
        Flow.<Long>begin()
            .<Long>sequenceFrom(
                first ->
                    new FlowIterator<>() {
                      @Override
                      public Long next() {
                        return first + taken.getAndIncrement();
                      }

                      @Override
                      public void close() {
                        closed.countDown();
                      }
                    })
            .build();
    assertThat(peer.first(3, endless.on(LOOP).publisher(5L))).containsExactly(5L, 6L, 7L);
    closed.await();
  }

  @ParameterizedTest
  @MethodSource("peers")
  void aFailureIsTheFlowsOwn(Peer peer) {
    IOException failure = new IOException("no more numbers");
    Flow<Long, Long> failing =
        Flow.<Long>begin()
            .sequence(count -> upTo(count))
            .<Long>function(
                n -> {
                  if (n == 2) {
                    throw failure;
                  }
                  return n;
                })
            .build();
    assertThatThrownBy(() -> peer.all(failing.on(LOOP).publisher(5L))).hasRootCause(failure);
  }
}
