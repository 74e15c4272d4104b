package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.FlowListener;
import dev.stageflow.FlowOptions;
import dev.stageflow.FlowRun;
import dev.stageflow.FlowTrace;
import dev.stageflow.PauseFlow;
import dev.stageflow.UncheckedFlowException;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Tunnel;
import dev.stageflow.testing.TestLoop;
import dev.stageflow.tests.scenario.FlowMaker;
import dev.stageflow.tests.scenario.Flows;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * However a flow is run: when it fails, what is open is closed first, and nothing that is thrown
 * while the failure is described changes anything.
 */
class EndingTest {

  /** An item that writes down when it is asked for its text, and gives none. */
  record Mute(List<String> log) {
    @Override
    @SuppressWarnings("NullAway") // the mistake that is tested
    public String toString() {
      log.add("toString");
      return null;
    }
  }

  /** Fails at each item, within a source that is to be closed. */
  static class Failing {
    final List<String> log = Collections.synchronizedList(new ArrayList<>());
    final IOException failure;

    Failing() {
      this(new IOException("broken"));
    }

    Failing(IOException failure) {
      this.failure = failure;
    }

    /** A source of one item. */
    class Source extends ArrayList<Mute> implements AutoCloseable {
      private static final long serialVersionUID = 1;

      Source() {
        add(new Mute(log));
      }

      @Override
      public void close() {
        log.add("close");
      }
    }

    @Sequence
    List<Mute> source(String input) {
      return new Source();
    }

    @Function
    Object fail(Mute item) throws IOException {
      throw failure;
    }
  }

  static Stream<Named<FlowMaker<Failing, String, Object>>> failing() {
    return Flows.of(
        EndingTest_FailingFlow::of,
        it ->
            Flow.<String>begin()
                .sequence(it::source)
                .named("source")
                .function(it::fail)
                .named("fail")
                .build());
  }

  /** Runs a flow to its failure. */
  private interface Way {
    @Nullable Throwable failureOf(Flow<String, Object> flow) throws Exception;
  }

  private static final List<Way> WAYS =
      List.of(
          flow -> catchThrowable(() -> flow.run("in")),
          flow -> catchThrowable(() -> flow.run("in", output -> {})),
          flow -> catchThrowable(() -> flow.collect("in")),
          flow -> catchThrowable(() -> flow.single("in")),
          flow -> catchThrowable(() -> flow.stream("in").toList()),
          flow -> catchThrowable(() -> flow.open("in").next()),
          flow -> failureOf(flow.on(Runnable::run).collect("in")),
          EndingTest::started,
          EndingTest::published);

  private static @Nullable Throwable failureOf(CompletableFuture<?> future) throws Exception {
    return future.<@Nullable Throwable>handle((result, thrown) -> thrown).get();
  }

  private static @Nullable Throwable started(Flow<String, Object> flow) throws Exception {
    TestLoop loop = new TestLoop();
    FlowRun run = flow.on(loop).start("in");
    CompletableFuture<Void> ended = run.completion().toCompletableFuture();
    loop.runAll();
    return failureOf(ended);
  }

  private static @Nullable Throwable published(Flow<String, Object> flow) throws Exception {
    CompletableFuture<Void> ended = new CompletableFuture<>();
    flow.on(Runnable::run)
        .publisher("in")
        .subscribe(
            new Subscriber<>() {
              @Override
              public void onSubscribe(Subscription subscription) {
                subscription.request(1);
              }

              @Override
              public void onNext(Object item) {}

              @Override
              public void onError(Throwable thrown) {
                ended.completeExceptionally(thrown);
              }

              @Override
              public void onComplete() {
                ended.complete(null);
              }
            });
    return failureOf(ended);
  }

  @ParameterizedTest
  @MethodSource("failing")
  void whatIsOpenIsClosedBeforeAnItemIsAskedForItsText(FlowMaker<Failing, String, Object> maker)
      throws Exception {
    for (Way way : WAYS) {
      Failing failing = new Failing();
      Throwable thrown = way.failureOf(maker.of(failing));
      if (thrown instanceof UncheckedFlowException wrapper) {
        thrown = wrapper.getCause();
      }
      assertThat(thrown).isSameAs(failing.failure);
      assertThat(failing.log).containsExactly("close", "toString");
      assertThat(FlowTrace.of(failing.failure).orElseThrow().levels())
          .extracting(FlowTrace.Level::toString)
          .containsExactly("input #1 = in, at source", "source #1 = null, at fail");
    }
  }

  /** A failure whose message is read from what has been closed, for instance. */
  private static final class Indescribable extends IOException {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new IllegalStateException("closed");
    }
  }

  @ParameterizedTest
  @MethodSource("failing")
  void aFailureThatCannotBeShownComesOutAllTheSame(FlowMaker<Failing, String, Object> maker)
      throws Exception {
    List<Throwable> reported =
        reportedBy(
            () -> {
              for (Way way : WAYS) {
                Failing failing = new Failing(new Indescribable());
                Throwable thrown = way.failureOf(maker.of(failing));
                if (thrown instanceof UncheckedFlowException wrapper) {
                  thrown = wrapper.getCause();
                }
                assertThat(thrown == failing.failure).as("%s", WAYS.indexOf(way)).isTrue();
                assertThat(failing.log).containsExactly("close", "toString");
              }
            });
    assertThat(reported).isEmpty();
  }

  /** The JDK asks for its text where it wraps it for whoever does not handle it. */
  @ParameterizedTest
  @MethodSource("failing")
  void allWhoAskedHearOfAFailureThatCannotBeShown(FlowMaker<Failing, String, Object> maker)
      throws Exception {
    List<Boolean> heard = new ArrayList<>();
    List<Throwable> reported =
        reportedBy(
            () -> {
              TestLoop loop = new TestLoop();
              Failing failing = new Failing(new Indescribable());
              FlowRun run = maker.of(failing).on(loop).start("in");
              run.completion().handle((nothing, thrown) -> heard.add(thrown == failing.failure));
              run.completion().thenRun(() -> {});
              run.completion().handle((nothing, thrown) -> heard.add(thrown == failing.failure));
              loop.runAll();
              assertThat(run.state()).isEqualTo(FlowRun.State.FAILED);
            });
    assertThat(heard).containsExactly(true, true);
    // Newer JDKs go on themselves where there is no text.
    assertThat(reported)
        .hasSizeLessThanOrEqualTo(1)
        .allMatch(thrown -> thrown instanceof IllegalStateException);
  }

  /** Runs something, and gives what this thread's handler has been told meanwhile. */
  private static List<Throwable> reportedBy(ThrowingRunnable action) throws Exception {
    List<Throwable> reported = new ArrayList<>();
    Thread thread = Thread.currentThread();
    thread.setUncaughtExceptionHandler((where, thrown) -> reported.add(thrown));
    try {
      action.run();
    } finally {
      thread.setUncaughtExceptionHandler(null);
    }
    return reported;
  }

  private interface ThrowingRunnable {
    void run() throws Exception;
  }

  @ParameterizedTest
  @MethodSource("failing")
  void listenersHearOfAFailureOnceAllIsClosed(FlowMaker<Failing, String, Object> maker) {
    Failing failing = new Failing();
    FlowListener listener =
        new FlowListener() {
          @Override
          public void onStageFailure(FlowRun run, @Nullable String stage, Throwable failure) {
            failing.log.add("failure of " + stage);
            assertThat(FlowTrace.of(failure)).isPresent();
          }

          @Override
          public void onFinish(
              FlowRun run, FlowRun.State state, @Nullable Throwable failure, Duration duration) {
            failing.log.add("finish " + state);
          }
        };
    TestLoop loop = new TestLoop();
    FlowRun run = maker.of(failing).on(loop).listener(listener).start("in");
    run.completion().whenComplete((nothing, thrown) -> failing.log.add("complete"));
    loop.runAll();
    assertThat(failing.log)
        .containsExactly("close", "toString", "failure of fail", "finish FAILED", "complete");
  }

  /** Gives classes, and fails to give files. */
  private static final class Grim extends URLClassLoader {
    Grim(Class<?> like) {
      super(
          new URL[] {like.getProtectionDomain().getCodeSource().getLocation()},
          like.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        boolean own = name.startsWith(EndingTest.class.getName());
        Class<?> loaded = findLoadedClass(name);
        if (loaded != null) {
          return loaded;
        }
        return own ? findClass(name) : super.loadClass(name, resolve);
      }
    }

    @Override
    public InputStream getResourceAsStream(String name) {
      throw new IllegalStateException("no files");
    }
  }

  @Test
  void aClassLoaderThatFailsLeavesTheLinesOut() throws Exception {
    try (Grim loader = new Grim(EndingTest.class)) {
      Class<?> type = Class.forName(Failing.class.getName(), true, loader);
      Constructor<?> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      Class<?> flows = Class.forName(EndingTest_FailingFlow.class.getName(), true, loader);
      var of = flows.getDeclaredMethod("of", type);
      of.setAccessible(true);
      @SuppressWarnings("unchecked")
      Flow<String, Object> flow = (Flow<String, Object>) of.invoke(null, constructor.newInstance());
      Throwable thrown = catchThrowable(() -> flow.collect("in"));
      assertThat(thrown).isInstanceOf(IOException.class).hasMessage("broken");
      assertThat(FlowTrace.of(thrown).orElseThrow().levels())
          .allSatisfy(level -> assertThat(level.place()).isNull())
          .extracting(FlowTrace.Level::toString)
          .containsExactly("input #1 = in, at source", "source #1 = null, at fail");
    }
  }

  /** Fails while a worker reads, whose source takes its time to close. */
  static class SlowToClose {
    final IllegalStateException failure = new IllegalStateException("broken");
    final CountDownLatch reading = new CountDownLatch(1);
    final CountDownLatch closing = new CountDownLatch(1);
    final CountDownLatch mayClose = new CountDownLatch(1);
    volatile boolean closed;

    @Tunnel
    @Sequence
    FlowIterator<Integer> numbers(int first) {
      return new FlowIterator<>() {
        private int next = first;

        @Override
        public Integer next() {
          reading.countDown();
          return next++;
        }

        @Override
        public void close() {
          closing.countDown();
          try {
            mayClose.await();
          } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
          }
          closed = true;
        }
      };
    }

    @Function
    int fail(int number) {
      throw failure;
    }
  }

  static Stream<Named<FlowMaker<SlowToClose, Integer, Integer>>> slowToClose() {
    return Flows.of(
        EndingTest_SlowToCloseFlow::of,
        it ->
            Flow.<Integer>begin().sequenceFrom(it::numbers).tunnel(16).function(it::fail).build());
  }

  @ParameterizedTest
  @MethodSource("slowToClose")
  void anInterruptWhileAFailedRunIsClosedChangesNothing(
      FlowMaker<SlowToClose, Integer, Integer> maker) throws Exception {
    List<java.util.function.Function<Flow<Integer, Integer>, @Nullable Throwable>> ways =
        List.of(
            flow -> catchThrowable(() -> flow.collect(1)),
            flow -> catchThrowable(() -> flow.stream(1).toList()),
            flow -> catchThrowable(() -> flow.stream(1).iterator().next()));
    for (var way : ways) {
      SlowToClose slow = new SlowToClose();
      List<@Nullable Throwable> thrown = new ArrayList<>();
      List<Boolean> seen = new ArrayList<>();
      Thread thread =
          new Thread(
              () -> {
                thrown.add(way.apply(maker.of(slow)));
                seen.add(slow.closed);
                seen.add(Thread.currentThread().isInterrupted());
              });
      thread.start();
      slow.closing.await();
      while (thread.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      thread.interrupt();
      while (thread.isInterrupted() && thread.isAlive()) {
        Thread.onSpinWait(); // until the thread has noticed, and parked again
      }
      slow.mayClose.countDown();
      thread.join();
      assertThat(thrown).containsExactly(slow.failure);
      assertThat(seen).containsExactly(true, true);
    }
  }

  @ParameterizedTest
  @MethodSource("slowToClose")
  void whoeverClosesAnIteratorWaitsThoughItsThreadIsInterrupted(
      FlowMaker<SlowToClose, Integer, Integer> maker) throws Exception {
    FlowOptions heard = FlowOptions.defaults().listener(new FlowListener() {});
    for (FlowOptions options : List.of(FlowOptions.defaults(), heard)) {
      SlowToClose slow = new SlowToClose();
      FlowIterator<Integer> opened = maker.of(slow).using(options).open(1);
      assertThat(catchThrowable(opened::next)).isInstanceOf(PauseFlow.class);
      // What no worker has begun would have nothing to close.
      slow.reading.await();
      Thread closer = Thread.currentThread();
      Thread thread =
          new Thread(
              () -> {
                while (slow.closing.getCount() > 0 || closer.getState() != Thread.State.WAITING) {
                  Thread.onSpinWait();
                }
                slow.mayClose.countDown();
              });
      thread.setDaemon(true);
      thread.start();
      closer.interrupt();
      opened.close();
      assertThat(Thread.interrupted()).isTrue();
      assertThat(slow.closed).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("slowToClose")
  void whoeverClosesAnIteratorThatFailsWaitsUntilAllIsClosed(
      FlowMaker<SlowToClose, Integer, Integer> maker) throws Exception {
    SlowToClose slow = new SlowToClose();
    FlowIterator<Integer> opened = maker.of(slow).open(1);
    while (slow.closing.getCount() > 0) {
      assertThat(catchThrowable(opened::next)).isInstanceOf(PauseFlow.class);
    }
    Thread thread = new Thread(slow.mayClose::countDown);
    thread.start();
    opened.close();
    assertThat(slow.closed).isTrue();
    assertThat(catchThrowable(opened::next)).isSameAs(slow.failure);
  }

  /** A source, and an iterator of it that fails to close in the worst way. */
  static class TwoToClose implements Iterable<Integer>, AutoCloseable {
    final Error failure = new AssertionError("iterator");
    boolean closed;

    /** Ends at once. */
    class Numbers implements Iterator<Integer>, AutoCloseable {
      @Override
      public boolean hasNext() {
        return false;
      }

      @Override
      public Integer next() {
        throw new AssertionError();
      }

      @Override
      public void close() {
        throw failure;
      }
    }

    @Override
    public Iterator<Integer> iterator() {
      return new Numbers();
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @Test
  void anErrorOfAnIteratorsCloseLeavesNoSourceOpen() {
    List<java.util.function.Function<TwoToClose, Flow<Integer, Integer>>> flows =
        List.of(
            source -> Flow.<Integer>begin().<Integer>sequence(n -> source).build(),
            source -> Flow.<Integer>begin().sequenceFrom(n -> FlowIterator.of(source)).build());
    for (var flow : flows) {
      TwoToClose source = new TwoToClose();
      assertThat(catchThrowable(() -> flow.apply(source).run(1))).isSameAs(source.failure);
      assertThat(source.closed).isTrue();
    }
  }
}
