package dev.stageflow.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.internal.InternalFutureFailureAccess;
import com.google.errorprone.annotations.DoNotMock;
import com.google.j2objc.annotations.ReflectionSupport;
import dev.stageflow.processor.diagnostic.Rule;
import io.reactivex.rxjava3.core.Single;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Types of other libraries are converted by the libraries' own methods, without a warning. */
class LibraryTypesTest {
  private static final List<Class<?>> LIBRARIES =
      List.of(
          Mono.class,
          Publisher.class,
          Uni.class,
          Single.class,
          Future.class,
          ListenableFuture.class,
          InternalFutureFailureAccess.class,
          DoNotMock.class,
          ReflectionSupport.class);

  private static Definition definition(String source) {
    return Definition.of(source).withLibrariesOf(LIBRARIES);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          reactor.core.publisher.Mono<Integer>                          | stack.await(() -> stages.length(text), Mono::toFuture)
          io.smallrye.mutiny.Uni<Integer>                               | stack.await(() -> stages.length(text), Uni::subscribeAsCompletionStage)
          io.reactivex.rxjava3.core.Single<? extends Integer>           | stack.await(() -> stages.length(text), Single::toCompletionStage)
          io.reactivex.rxjava3.subjects.MaybeSubject<Integer>           | stack.await(() -> stages.length(text), returned -> returned.toCompletionStage(null))
          io.vertx.core.Future<Integer>                                 | stack.await(() -> stages.length(text), Future::toCompletionStage)
          com.google.common.util.concurrent.SettableFuture<Integer>     | ListenedFuture.of(returned, returned::addListener)
          """)
  void aFunctionIsAwaited(String type, String call) {
    String flow =
        definition(
                """
                class Report {
                  @Function
                  %s length(String text) {
                    return null;
                  }
                  @Function
                  String show(int length) {
                    return "" + length;
                  }
                }
                """
                    .formatted(type))
            .usedBy("Flow<String, String> flow = ReportFlow.create(); return flow;")
            .compiles()
            .generated("shop.ReportFlow");
    assertThat(flow.replaceAll("\\s+", " ")).contains(call);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {"reactor.core.publisher.Mono<Void>", "io.reactivex.rxjava3.core.Completable"})
  void whatGivesNothingConsumes(String type) {
    definition(
            """
            class Report {
              @Function
              %s save(String text) {
                return null;
              }
            }
            """
                .formatted(type))
        .usedBy("Flow<String, Void> flow = ReportFlow.create(); return flow;")
        .compiles();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          reactor.core.publisher.Flux<Integer>                  | FlowIterators.ofPublisher(stages.lengths(text), FlowAdapters::toFlowPublisher)
          io.reactivex.rxjava3.core.Flowable<? extends Integer> | FlowIterators.ofPublisher(stages.lengths(text), FlowAdapters::toFlowPublisher)
          org.reactivestreams.Processor<String, Integer>        | FlowIterators.ofPublisher(stages.lengths(text), FlowAdapters::toFlowPublisher)
          io.reactivex.rxjava3.core.Observable<Integer>         | returned -> FlowAdapters.toFlowPublisher(returned.toFlowable(BackpressureStrategy.BUFFER))
          io.smallrye.mutiny.Multi<Integer>                     | FlowIterators.ofPublisher(stages.lengths(text))
          reactor.core.publisher.Mono<java.util.List<Integer>>  | stack.await(() -> stages.lengths(text), Mono::toFuture)
          """)
  void aSequenceIsRead(String type, String call) {
    String flow =
        definition(
                """
                class Report {
                  @Sequence
                  %s lengths(String text) {
                    return null;
                  }
                  @Function
                  String show(int length) {
                    return "" + length;
                  }
                }
                """
                    .formatted(type))
            .compiles()
            .generated("shop.ReportFlow");
    assertThat(flow.replaceAll("\\s+", " ")).contains(call);
  }

  @Test
  void severalAreAwaitedAtOnce() {
    definition(
            """
            class Report {
              @Sequence
              List<String> words(List<String> words) {
                return words;
              }
              @Parallel(4)
              @Function
              reactor.core.publisher.Mono<Integer> length(String word) {
                return null;
              }
              @Function
              String show(int length, @Upstream("words") String word) {
                return word + length;
              }
            }
            """)
        .compiles();
  }

  @Test
  void namesDoNotClash() {
    definition(
            """
            class Report {
              @Function
              io.reactivex.rxjava3.core.Maybe<String> returned(String Maybe) {
                return null;
              }
              @Retry(times = 1)
              @Function
              com.google.common.util.concurrent.ListenableFuture<String> listened(
                  String returned, @Upstream("input") String Mono) {
                return null;
              }
              @Recover("listened")
              reactor.core.publisher.Mono<String> other(String returned, RuntimeException failure) {
                return null;
              }
              @Sequence
              io.reactivex.rxjava3.core.Observable<String> FlowAdapters(
                  String ListenedFuture, @Upstream("returned") String returned) {
                return null;
              }
            }
            """)
        .compiles();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "reactor.core.publisher.Mono<String>",
        "io.reactivex.rxjava3.core.Flowable<String>"
      })
  void aTunnelIsNotNeeded(String type) {
    definition(
            """
            class Report {
              @Tunnel // <- here
              @%s
              %s read(String text) {
                return null;
              }
            }
            """
                .formatted(type.contains("Mono") ? "Function" : "Sequence", type))
        .fails(
            Rule.TUNNEL_PLACE,
            "'read' returns %s, which the flow waits for without a worker thread. Remove @Tunnel."
                .formatted(type.substring(type.lastIndexOf('.') + 1)));
  }
}
