package dev.stageflow.tests.observing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.FlowRun;
import dev.stageflow.FlowRunner;
import dev.stageflow.ThreadContext;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Tunnel;
import dev.stageflow.testing.TestLoop;
import dev.stageflow.tests.scenario.FlowMaker;
import dev.stageflow.tests.scenario.Flows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is on the thread that starts a run is on the threads that make it. */
@Timeout(30)
class ThreadContextTest {

  /** What code finds on its thread, as in a logger's MDC. */
  private static final ThreadLocal<@Nullable String> USER = new ThreadLocal<>();

  private static final ThreadContext USERS =
      () -> {
        String captured = USER.get();
        return () -> {
          String before = USER.get();
          USER.set(captured);
          return () -> USER.set(before);
        };
      };

  /** Notes who is on the thread wherever it is called. */
  static class Noting {
    final List<String> notes = Collections.synchronizedList(new ArrayList<>());
    CompletableFuture<String> answer = new CompletableFuture<>();

    void note(String place) {
      notes.add(place + ": " + USER.get());
    }

    @Context(onClose = "closed")
    @Sequence(onFinish = "finished")
    FlowIterator<String> words(String text) {
      note("words");
      FlowIterator<String> words = FlowIterator.of(text.split(" "));
      return new FlowIterator<>() {
        @Override
        public @Nullable String next() throws Exception {
          note("next");
          return words.next();
        }

        @Override
        public void close() {
          note("close");
        }
      };
    }

    @Function
    CompletionStage<String> answered(String word) {
      note("answered");
      return answer;
    }

    void finished() {
      note("finished");
    }

    void closed() {
      note("closed");
    }
  }

  static Stream<Named<FlowMaker<Noting, String, String>>> flows() {
    return Flows.of(
        ThreadContextTest_NotingFlow::of,
        noting ->
            Flow.<String>begin()
                .context()
                .onClose(noting::closed)
                .sequenceFrom(noting::words)
                .onFinish(noting::finished)
                .functionAsync(noting::answered)
                .build());
  }

  private final TestLoop loop = new TestLoop();
  private final Noting noting = new Noting();

  @AfterEach
  void nobodyIsLeft() {
    USER.remove();
  }

  private FlowRunner<String, String> on(FlowMaker<Noting, String, String> maker) {
    return maker.of(noting).on(loop).threadContext(USERS);
  }

  @ParameterizedTest
  @MethodSource("flows")
  void everythingThatARunCallsFindsIt(FlowMaker<Noting, String, String> maker) {
    USER.set("ann");
    Told listener =
        new Told() {
          @Override
          void note(String entry) {
            noting.note(entry.split(" ")[0]);
          }
        };
    FlowRun run = on(maker).listener(listener).start("a", output -> noting.note("sink"));
    run.completion().whenComplete((nothing, failure) -> noting.note("completion"));
    USER.set("bob");
    loop.runAll();
    assertThat(USER.get()).isEqualTo("bob");
    noting.answer.complete("!");
    USER.remove();
    loop.runAll();
    assertThat(USER.get()).isNull();
    assertThat(noting.notes)
        .containsExactly(
            "start: ann",
            "words: ann",
            "next: ann",
            "answered: ann",
            "pause: ann",
            "resume: ann",
            "sink: ann",
            "next: ann",
            "close: ann",
            "finished: ann",
            "closed: ann",
            "finish: ann",
            "completion: ann");
  }

  @ParameterizedTest
  @MethodSource("flows")
  void runsThatTakeTurnsOnALoopEachFindTheirOwn(FlowMaker<Noting, String, String> maker) {
    Noting other = new Noting();
    Duration steps = Duration.ofNanos(1);
    USER.set("ann");
    on(maker).timeSlice(steps).start("a b c");
    USER.set("bob");
    maker.of(other).on(loop).threadContext(USERS).timeSlice(steps).start("a b c");
    USER.set("loop");
    while (loop.runNext()) {
      assertThat(USER.get()).isEqualTo("loop");
    }
    noting.answer.complete("!");
    other.answer.complete("!");
    assertThat(loop.runAll()).isGreaterThan(10);
    assertThat(noting.notes).hasSizeGreaterThan(8).allMatch(note -> note.endsWith(": ann"));
    assertThat(other.notes).hasSizeGreaterThan(8).allMatch(note -> note.endsWith(": bob"));
  }

  @ParameterizedTest
  @MethodSource("flows")
  void whatAStageSetsIsGoneWithItsSlice(FlowMaker<Noting, String, String> maker) {
    USER.set("ann");
    noting.answer.complete("!");
    on(maker).timeSlice(Duration.ofNanos(1)).start("a b", output -> USER.set("stage"));
    USER.set("loop");
    while (loop.runNext()) {
      assertThat(USER.get()).isEqualTo("loop");
    }
    assertThat(noting.notes).hasSize(9).allMatch(note -> note.endsWith(": ann"));
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aRunThatIsCancelledFindsItWhileItIsClosed(FlowMaker<Noting, String, String> maker) {
    USER.set("ann");
    FlowRun run = on(maker).start("a");
    USER.remove();
    loop.runAll();
    run.cancel();
    loop.runAll();
    assertThat(noting.notes).endsWith("close: ann");
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aPublishedRunFindsWhatItsSubscriberHad(FlowMaker<Noting, String, String> maker) {
    noting.answer.complete("!");
    java.util.concurrent.Flow.Publisher<String> publisher = on(maker).publisher("a");
    USER.set("ann");
    ListenerTest.Asking<String> asking = new ListenerTest.Asking<>();
    publisher.subscribe(asking);
    USER.set("bob");
    asking.request(9);
    loop.runAll();
    assertThat(asking.items).containsExactly("!");
    assertThat(noting.notes).isNotEmpty().allMatch(note -> note.endsWith(": ann"));
  }

  /** Reads and asks on worker threads. */
  static class Tunnelled extends Noting {
    @Override
    @Tunnel(buffer = 1)
    @Context(onClose = "closed")
    @Sequence(onFinish = "finished")
    FlowIterator<String> words(String text) {
      return super.words(text);
    }

    @Tunnel
    @Function
    String asked(String word) {
      note("asked");
      return word;
    }
  }

  static Stream<Named<FlowMaker<Tunnelled, String, String>>> tunnels() {
    return Flows.of(
        ThreadContextTest_TunnelledFlow::of,
        tunnelled ->
            Flow.<String>begin()
                .context()
                .onClose(tunnelled::closed)
                .sequenceFrom(tunnelled::words)
                .onFinish(tunnelled::finished)
                .tunnel(1)
                .functionAsync(tunnelled::answered)
                .function(tunnelled::asked)
                .tunnel()
                .build());
  }

  @ParameterizedTest
  @MethodSource("tunnels")
  void workersFindItToo(FlowMaker<Tunnelled, String, String> maker) throws Exception {
    Tunnelled tunnelled = new Tunnelled();
    tunnelled.answer.complete("!");
    ExecutorService workers = Executors.newSingleThreadExecutor();
    try {
      workers.submit(() -> USER.set("worker")).get();
      USER.set("ann");
      CompletableFuture<List<String>> outputs =
          maker
              .of(tunnelled)
              .on(loop)
              .tunnelOn(workers)
              .threadContext(USERS)
              .collect("a b c d e f");
      USER.remove();
      assertThat(loop.await(outputs)).hasSize(6);
      assertThat(tunnelled.notes)
          .contains("words: ann", "next: ann", "close: ann", "asked: ann")
          .allMatch(note -> note.endsWith(": ann"));
      assertThat(workers.submit(USER::get).get()).isEqualTo("worker");
    } finally {
      workers.shutdown();
      assertThat(workers.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aSourceIsCancelledInItsRunsContext() throws Exception {
    CompletableFuture<String> cancelling = new CompletableFuture<>();
    CompletableFuture<Void> reading = new CompletableFuture<>();
    Flow<String, String> stuck =
        Flow.<String>begin()
            .<String>sequenceFrom(
                text ->
                    new FlowIterator<>() {
                      @Override
                      public @Nullable String next() {
                        reading.complete(null);
                        cancelling.join();
                        return null;
                      }

                      @Override
                      public void cancel() {
                        cancelling.complete(String.valueOf(USER.get()));
                      }
                    })
            .tunnel(1)
            .build();
    USER.set("ann");
    FlowRun run = stuck.on(loop).threadContext(USERS).start("a");
    USER.remove();
    CompletableFuture<Boolean> ended = new CompletableFuture<>();
    run.completion().whenComplete((nothing, failure) -> ended.complete(true));
    loop.runAll();
    reading.get(20, TimeUnit.SECONDS);
    run.cancel();
    assertThat(loop.await(ended)).isTrue();
    assertThat(cancelling.join()).isEqualTo("ann");
  }

  @ParameterizedTest
  @MethodSource("flows")
  void severalAreInstalledInOrderAndTakenOffInTheOther(FlowMaker<Noting, String, String> maker) {
    noting.answer.complete("!");
    List<String> order = new ArrayList<>();
    maker
        .of(noting)
        .bind("")
        .on(loop)
        .threadContext(numbered(1, order))
        .threadContext(numbered(2, order))
        .start();
    assertThat(order).containsExactly("capture 1", "capture 2");
    loop.runNext();
    assertThat(order.subList(2, 6))
        .containsExactly("install 1", "install 2", "restore 2", "restore 1");
  }

  @ParameterizedTest
  @MethodSource("tunnels")
  void whatIsBoundAroundTasksIsInPlaceEverywhere(FlowMaker<Tunnelled, String, String> maker)
      throws Exception {
    Tunnelled tunnelled = new Tunnelled();
    tunnelled.answer.complete("!");
    ThreadContext bound =
        ThreadContext.around(
            () -> {
              String captured = USER.get();
              return task -> {
                USER.set(captured);
                task.run();
                USER.remove();
              };
            });
    USER.set("ann");
    CompletableFuture<List<String>> outputs =
        maker.of(tunnelled).on(loop).threadContext(bound).collect("a b c");
    USER.remove();
    assertThat(loop.await(outputs)).hasSize(3);
    assertThat(tunnelled.notes).hasSizeGreaterThan(8).allMatch(note -> note.endsWith(": ann"));
    assertThat(USER.get()).isNull();
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aContextThatDoesNotRunItsTaskAtOnceAndOnceHarmsNobody(
      FlowMaker<Noting, String, String> maker) {
    noting.answer.complete("!");
    List<Runnable> late = new ArrayList<>();
    List<String> uncaught = new ArrayList<>();
    Thread.currentThread()
        .setUncaughtExceptionHandler((thread, failure) -> uncaught.add(failure.getMessage()));
    try {
      CompletableFuture<List<String>> outputs =
          maker
              .of(noting)
              .on(loop)
              .timeSlice(Duration.ofDays(1))
              .threadContext(ThreadContext.around(() -> late::add))
              .threadContext(
                  ThreadContext.around(
                      () ->
                          task -> {
                            task.run();
                            task.run();
                          }))
              .threadContext(ThreadContext.around(() -> null))
              .collect("a");
      loop.runNext();
      assertThat(uncaught)
          .containsExactly(
              "what binds a context",
              "a thread context must run its task once, at once, on the thread that hands it over");
      loop.runAll();
      assertThat(outputs).isCompletedWithValue(List.of("!"));
      assertThat(late).isNotEmpty();
      assertThatThrownBy(() -> late.get(0).run()).isInstanceOf(IllegalStateException.class);
    } finally {
      Thread.currentThread().setUncaughtExceptionHandler(null);
    }
  }

  private static ThreadContext numbered(int number, List<String> order) {
    return () -> {
      order.add("capture " + number);
      return () -> {
        order.add("install " + number);
        return () -> order.add("restore " + number);
      };
    };
  }

  @ParameterizedTest
  @MethodSource("flows")
  void whatAContextThrowsHarmsNobody(FlowMaker<Noting, String, String> maker) {
    noting.answer.complete("!");
    USER.set("ann");
    List<String> uncaught = new ArrayList<>();
    Thread.currentThread()
        .setUncaughtExceptionHandler((thread, failure) -> uncaught.add(failure.getMessage()));
    try {
      CompletableFuture<List<String>> outputs =
          maker
              .of(noting)
              .on(loop)
              .timeSlice(Duration.ofDays(1))
              .threadContext(
                  () -> {
                    throw new IllegalStateException("capture");
                  })
              .threadContext(
                  () ->
                      () -> {
                        throw new IllegalStateException("install");
                      })
              .threadContext(
                  () ->
                      () ->
                          () -> {
                            throw new IllegalStateException("restore");
                          })
              .threadContext(USERS)
              .collect("a");
      USER.remove();
      loop.runNext();
      assertThat(uncaught).containsExactly("capture", "install", "restore");
      loop.runAll();
      assertThat(outputs).isCompletedWithValue(List.of("!"));
    } finally {
      Thread.currentThread().setUncaughtExceptionHandler(null);
    }
    assertThat(noting.notes).hasSize(7).allMatch(note -> note.endsWith(": ann"));
    assertThat(USER.get()).isNull();
  }

  @ParameterizedTest
  @MethodSource("flows")
  void whatWasOnTheThreadIsBackAfterASliceThatFails(FlowMaker<Noting, String, String> maker) {
    USER.set("ann");
    CompletableFuture<List<String>> outputs = on(maker).collect("a");
    USER.set("loop");
    loop.runAll();
    noting.answer.completeExceptionally(new IllegalStateException("no answer"));
    loop.runAll();
    assertThat(outputs).isCompletedExceptionally();
    assertThat(noting.notes).endsWith("close: ann");
    assertThat(USER.get()).isEqualTo("loop");
  }

  @Test
  void whatWasOnAWorkersThreadIsBackAfterACallThatFails() throws Exception {
    Flow<String, String> failing =
        Flow.<String>begin()
            .<String>function(
                text -> {
                  throw new IllegalStateException(text + " for " + USER.get());
                })
            .tunnel()
            .build();
    ExecutorService workers = Executors.newSingleThreadExecutor();
    try {
      workers.submit(() -> USER.set("worker")).get();
      USER.set("ann");
      CompletableFuture<String> output =
          failing.on(loop).tunnelOn(workers).threadContext(USERS).single("a");
      USER.remove();
      assertThatThrownBy(() -> loop.await(output)).hasStackTraceContaining("a for ann");
      assertThat(workers.submit(USER::get).get()).isEqualTo("worker");
    } finally {
      workers.shutdown();
      assertThat(workers.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("flows")
  void anExecutorThatRunsInlineLeavesTheThreadAsItWas(FlowMaker<Noting, String, String> maker) {
    noting.answer.complete("!");
    USER.set("ann");
    maker
        .of(noting)
        .on(Runnable::run)
        .threadContext(USERS)
        .timeSlice(Duration.ofDays(1))
        .start("a b", output -> USER.set("stage"));
    assertThat(noting.notes).endsWith("closed: stage");
    assertThat(USER.get()).isEqualTo("ann");
  }
}
