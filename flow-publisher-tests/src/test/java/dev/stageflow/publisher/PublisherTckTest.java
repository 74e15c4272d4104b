package dev.stageflow.publisher;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.RejectedExecutionException;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.annotations.AfterClass;
import org.testng.annotations.Factory;

/** The Reactive Streams TCK, on a loop of one thread and on an executor that runs inline. */
public class PublisherTckTest extends FlowPublisherVerification<Long> {
  private static final Duration TIMEOUT = Duration.ofMillis(300);
  private static final Duration SILENCE = Duration.ofMillis(20);

  private final Executor executor;

  private PublisherTckTest(Executor executor) {
    super(new TestEnvironment(TIMEOUT.toMillis(), SILENCE.toMillis()));
    this.executor = executor;
  }

  @Factory
  public static Object[] executors() {
    Executor inline = Runnable::run;
    return new Object[] {
      new PublisherTckTest(
          Executors.newSingleThreadExecutor(
              task -> {
                Thread thread = new Thread(task, "loop");
                thread.setDaemon(true);
                return thread;
              })),
      new PublisherTckTest(inline)
    };
  }

  @AfterClass
  void stopTheLoop() {
    if (executor instanceof ExecutorService loop) {
      loop.shutdown();
    }
  }

  @Override
  public Publisher<Long> createFlowPublisher(long elements) {
    return NumbersFlow.perRun(Numbers::new)
        .on(executor)
        .waitInterval(Duration.ZERO)
        .publisher(elements);
  }

  /** One whose loop has ended: without a demand no stage is called that could fail. */
  @Override
  public Publisher<Long> createFailedFlowPublisher() {
    Executor ended =
        task -> {
          throw new RejectedExecutionException("the loop has ended");
        };
    return NumbersFlow.perRun(Numbers::new).on(ended).publisher(1L);
  }
}
