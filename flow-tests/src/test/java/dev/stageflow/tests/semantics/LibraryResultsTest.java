package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.SettableFuture;
import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.FlowRun;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Recover;
import dev.stageflow.annotation.Retry;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.testing.TestLoop;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.subjects.CompletableSubject;
import io.reactivex.rxjava3.subjects.MaybeSubject;
import io.reactivex.rxjava3.subjects.SingleSubject;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.FlowAdapters;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** What other libraries return is awaited and read as what the JDK has for it. */
class LibraryResultsTest {

  /** A stage that waits, in the flow that a library's type makes of it. */
  interface Waiting {
    Flow<String, String> flow();

    void succeed(String value);

    void fail(Throwable failure);

    /** Gives nothing, where the type can. */
    void end();

    boolean isCancelled();
  }

  static final class OfMono implements Waiting {
    private final AtomicReference<MonoSink<String>> sink = new AtomicReference<>();
    private volatile boolean cancelled;

    @Function
    Mono<String> answer(String question) {
      return Mono.<String>create(sink::set).doOnCancel(() -> cancelled = true);
    }

    @Override
    public Flow<String, String> flow() {
      return LibraryResultsTest_OfMonoFlow.of(this);
    }

    @Override
    public void succeed(String value) {
      sink.get().success(value);
    }

    @Override
    public void fail(Throwable failure) {
      sink.get().error(failure);
    }

    @Override
    public void end() {
      sink.get().success();
    }

    @Override
    public boolean isCancelled() {
      return cancelled;
    }
  }

  static final class OfUni implements Waiting {
    private final AtomicReference<UniEmitter<? super String>> emitter = new AtomicReference<>();
    private volatile boolean cancelled;

    @Function
    Uni<? extends CharSequence> answer(String question) {
      return Uni.createFrom()
          .<String>emitter(emitter::set)
          .onCancellation()
          .invoke(() -> cancelled = true);
    }

    @Function
    String text(CharSequence answer) {
      return answer.toString();
    }

    @Override
    public Flow<String, String> flow() {
      return LibraryResultsTest_OfUniFlow.of(this);
    }

    @Override
    public void succeed(String value) {
      emitter.get().complete(value);
    }

    @Override
    public void fail(Throwable failure) {
      emitter.get().fail(failure);
    }

    @Override
    public void end() {
      emitter.get().complete(null);
    }

    @Override
    public boolean isCancelled() {
      return cancelled;
    }
  }

  static final class OfSingle implements Waiting {
    private final SingleSubject<String> subject = SingleSubject.create();

    @Function
    Single<String> answer(String question) {
      return subject;
    }

    @Override
    public Flow<String, String> flow() {
      return LibraryResultsTest_OfSingleFlow.of(this);
    }

    @Override
    public void succeed(String value) {
      subject.onSuccess(value);
    }

    @Override
    public void fail(Throwable failure) {
      subject.onError(failure);
    }

    /** It always gives something. */
    @Override
    public void end() {}

    @Override
    public boolean isCancelled() {
      return !subject.hasObservers();
    }
  }

  static final class OfMaybe implements Waiting {
    private final MaybeSubject<String> subject = MaybeSubject.create();

    /** A subtype. */
    @Function
    MaybeSubject<String> answer(String returned) {
      return subject;
    }

    @Override
    public Flow<String, String> flow() {
      return LibraryResultsTest_OfMaybeFlow.of(this);
    }

    @Override
    public void succeed(String value) {
      subject.onSuccess(value);
    }

    @Override
    public void fail(Throwable failure) {
      subject.onError(failure);
    }

    @Override
    public void end() {
      subject.onComplete();
    }

    @Override
    public boolean isCancelled() {
      return !subject.hasObservers();
    }
  }

  static final class OfVertx implements Waiting {
    private final Promise<String> promise = Promise.promise();

    @Function
    Future<String> answer(String question) {
      return promise.future();
    }

    @Override
    public Flow<String, String> flow() {
      return LibraryResultsTest_OfVertxFlow.of(this);
    }

    @Override
    public void succeed(String value) {
      promise.complete(value);
    }

    @Override
    public void fail(Throwable failure) {
      promise.fail(failure);
    }

    @Override
    public void end() {
      promise.complete();
    }

    /** It cannot be cancelled. */
    @Override
    public boolean isCancelled() {
      return true;
    }
  }

  static final class OfListenable implements Waiting {
    private final SettableFuture<String> future = SettableFuture.create();

    @Function
    ListenableFuture<String> answer(String question) {
      return future;
    }

    @Override
    public Flow<String, String> flow() {
      return LibraryResultsTest_OfListenableFlow.of(this);
    }

    @Override
    public void succeed(String value) {
      future.set(value);
    }

    @Override
    public void fail(Throwable failure) {
      future.setException(failure);
    }

    @Override
    public void end() {
      future.set(null);
    }

    @Override
    public boolean isCancelled() {
      return future.isCancelled();
    }
  }

  /** The same of a built flow, whose function calls the conversion. */
  static final class OfBuilt implements Waiting {
    private final MaybeSubject<String> subject = MaybeSubject.create();

    @Override
    public Flow<String, String> flow() {
      return Flow.<String>begin()
          .functionAsync(question -> subject.toCompletionStage(null))
          .build();
    }

    @Override
    public void succeed(String value) {
      subject.onSuccess(value);
    }

    @Override
    public void fail(Throwable failure) {
      subject.onError(failure);
    }

    @Override
    public void end() {
      subject.onComplete();
    }

    @Override
    public boolean isCancelled() {
      return !subject.hasObservers();
    }
  }

  static Stream<Named<Waiting>> waiting() {
    return Stream.of(
            new OfMono(),
            new OfUni(),
            new OfSingle(),
            new OfMaybe(),
            new OfVertx(),
            new OfListenable(),
            new OfBuilt())
        .map(stage -> Named.of(stage.getClass().getSimpleName(), stage));
  }

  private final TestLoop loop = new TestLoop();
  private final List<String> outputs = new ArrayList<>();

  private FlowRun start(Waiting stage) {
    FlowRun run = stage.flow().on(loop).start("question", outputs::add);
    loop.runAll();
    assertThat(run.state()).isEqualTo(FlowRun.State.WAITING);
    return run;
  }

  @ParameterizedTest
  @MethodSource("waiting")
  void itsResultGoesOn(Waiting stage) throws Exception {
    FlowRun run = start(stage);
    stage.succeed("answer");
    loop.await(run.completion());
    assertThat(outputs).containsExactly("answer");
  }

  @ParameterizedTest
  @MethodSource("waiting")
  void itsFailureIsTheRuns(Waiting stage) {
    FlowRun run = start(stage);
    IOException failure = new IOException("unanswered");
    stage.fail(failure);
    assertThatThrownBy(() -> loop.await(run.completion())).isSameAs(failure);
  }

  @ParameterizedTest
  @MethodSource("waiting")
  void anEmptyOneDropsTheItem(Waiting stage) throws Exception {
    if (stage instanceof OfSingle) {
      return;
    }
    FlowRun run = start(stage);
    stage.end();
    loop.await(run.completion());
    assertThat(outputs).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("waiting")
  void aCancelledRunCancelsIt(Waiting stage) {
    FlowRun run = start(stage);
    run.cancel();
    assertThatThrownBy(() -> loop.await(run.completion()))
        .isInstanceOf(CancellationException.class);
    assertThat(stage.isCancelled()).isTrue();
  }

  static class OfCompletable {
    final CompletableSubject saved = CompletableSubject.create();

    @Function
    Completable save(String text) {
      return saved;
    }
  }

  @Test
  void whatGivesNothingConsumes() throws Exception {
    OfCompletable stage = new OfCompletable();
    Flow<String, Void> flow = LibraryResultsTest_OfCompletableFlow.of(stage);
    FlowRun run = flow.on(loop).start("text");
    loop.runAll();
    assertThat(run.state()).isEqualTo(FlowRun.State.WAITING);
    stage.saved.onComplete();
    loop.await(run.completion());
  }

  static class Nothing {
    @Function
    Mono<Void> save(String text) {
      return Mono.empty();
    }
  }

  @Test
  void aMonoOfNothingConsumes() throws Exception {
    Flow<String, Void> flow = LibraryResultsTest_NothingFlow.create();
    assertThat(flow.collect("text")).isEmpty();
  }

  static class Nulls {
    @Function
    Mono<Integer> length(String text) {
      return text.isEmpty() ? null : Mono.just(text.length());
    }

    @Sequence
    Flux<Integer> below(int length) {
      return length == 1 ? null : Flux.range(0, length);
    }
  }

  @Test
  void aNullIsNothing() throws Exception {
    assertThat(LibraryResultsTest_NullsFlow.create().collect("")).isEmpty();
    assertThat(LibraryResultsTest_NullsFlow.create().collect("a")).isEmpty();
    assertThat(LibraryResultsTest_NullsFlow.create().collect("ab")).containsExactly(0, 1);
  }

  static class Retried {
    final AtomicInteger calls = new AtomicInteger();

    @Retry(times = 2, backoffMillis = 0)
    @Function
    Single<Integer> answer(int number) {
      return Single.fromCallable(
          () -> {
            if (calls.incrementAndGet() % 3 != 0) {
              throw new IOException("busy");
            }
            return number;
          });
    }

    @Retry(times = 1, backoffMillis = 0)
    @Sequence
    Flowable<Integer> below(int number) {
      return calls.incrementAndGet() == 4
          ? Flowable.error(new IOException("busy"))
          : Flowable.range(0, number);
    }

    @Function
    Mono<Integer> odd(int number) {
      return number % 2 == 0 ? Mono.error(new IllegalStateException()) : Mono.just(number);
    }

    @Recover("odd")
    Maybe<Integer> even(int number, IllegalStateException failure) {
      return number == 0 ? Maybe.empty() : Maybe.just(-number);
    }
  }

  @Test
  void itIsTriedAgainAndReplaced() throws Exception {
    assertThat(LibraryResultsTest_RetriedFlow.create().collect(4)).containsExactly(1, -2, 3);
  }

  static class Read {
    @Sequence
    Mono<List<String>> letters(String text) {
      return Mono.just(List.of(text.split("")));
    }

    @Sequence
    Flux<String> flux(String letter) {
      return Flux.just(letter, letter + "1");
    }

    @Sequence
    Flowable<String> flowable(String letter) {
      return Flowable.just(letter, letter + "2");
    }

    @Sequence
    Observable<? extends CharSequence> observable(String letter) {
      return Observable.just(letter, letter + "3");
    }

    @Sequence
    Publisher<String> publisher(CharSequence letter) {
      return Flux.just(letter.toString(), letter + "4");
    }

    @Sequence
    Multi<String> multi(String letter) {
      return Multi.createFrom().items(letter, letter + "5");
    }
  }

  @Test
  void publishersAreRead() throws Exception {
    Flow<String, String> built =
        Flow.<String>begin()
            .sequence(text -> List.of(text.split("")))
            .sequenceFrom(
                letter ->
                    FlowIterator.of(FlowAdapters.toFlowPublisher(Flux.just(letter, letter + "1"))))
            .build();
    assertThat(built.collect("ab")).containsExactly("a", "a1", "b", "b1");
    List<String> read = LibraryResultsTest_ReadFlow.create().collect("ab");
    assertThat(read).hasSize(64).startsWith("a", "a5", "a4", "a45", "a3").endsWith("b12345");
  }

  static class Unending {
    final AtomicInteger cancelled = new AtomicInteger();

    @Sequence
    Observable<Integer> numbers(int first) {
      return Observable.just(first)
          .concatWith(Observable.never())
          .doOnDispose(cancelled::incrementAndGet);
    }

    @Sequence
    Flux<Integer> more(int number) {
      return Flux.just(number).concatWith(Flux.never()).doOnCancel(cancelled::incrementAndGet);
    }
  }

  @Test
  void aCancelledRunCancelsItsSubscriptions() {
    Unending stages = new Unending();
    List<Integer> numbers = new ArrayList<>();
    FlowRun run = LibraryResultsTest_UnendingFlow.of(stages).on(loop).start(1, numbers::add);
    loop.runAll();
    run.cancel();
    assertThatThrownBy(() -> loop.await(run.completion()))
        .isInstanceOf(CancellationException.class);
    assertThat(numbers).containsExactly(1);
    assertThat(stages.cancelled).hasValue(2);
  }
}
