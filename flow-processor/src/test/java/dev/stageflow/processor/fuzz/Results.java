package dev.stageflow.processor.fuzz;

import dev.stageflow.FlowIterator;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/** What comes of what a method returns. */
final class Results {
  private Results() {}

  /** The value in it, or null. */
  static @Nullable Object unwrapped(@Nullable Object result) {
    return result instanceof CompletionStage<?> stage
        ? inOptional(stage.toCompletableFuture().join())
        : inOptional(result);
  }

  private static @Nullable Object inOptional(@Nullable Object result) {
    return isOptional(result) ? all(result).stream().findFirst().orElse(null) : result;
  }

  private static boolean isOptional(@Nullable Object result) {
    return result instanceof Optional<?>
        || result instanceof OptionalInt
        || result instanceof OptionalLong
        || result instanceof OptionalDouble;
  }

  /** The elements of a source, without those that are null. */
  static List<Object> elements(Object source) {
    List<@Nullable Object> elements = new ArrayList<>(all(source));
    elements.removeAll(Collections.singleton(null));
    return List.copyOf(elements);
  }

  private static List<? extends @Nullable Object> all(Object source) {
    List<@Nullable Object> elements = new ArrayList<>();
    if (source instanceof CompletionStage<?> stage) {
      return all(stage.toCompletableFuture().join());
    } else if (source instanceof Iterable<?> iterable) {
      iterable.forEach(elements::add);
    } else if (source instanceof Map<?, ?> map) {
      elements.addAll(map.entrySet());
    } else if (source instanceof Iterator<?> iterator) {
      iterator.forEachRemaining(elements::add);
    } else if (source instanceof BaseStream<?, ?> stream) {
      stream.iterator().forEachRemaining(elements::add);
    } else if (source instanceof Optional<?> optional) {
      optional.ifPresent(elements::add);
    } else if (source instanceof OptionalInt optional) {
      optional.ifPresent(elements::add);
    } else if (source instanceof OptionalLong optional) {
      optional.ifPresent(elements::add);
    } else if (source instanceof OptionalDouble optional) {
      optional.ifPresent(elements::add);
    } else if (source instanceof FlowIterator<?> iterator) {
      drain(iterator, elements);
    } else if (source instanceof Publisher<?> publisher) {
      return received(publisher);
    } else {
      for (int index = 0; index < Array.getLength(source); index++) {
        elements.add(Array.get(source, index));
      }
    }
    return elements;
  }

  private static void drain(FlowIterator<?> iterator, List<@Nullable Object> elements) {
    try {
      for (Object next = iterator.next(); next != null; next = iterator.next()) {
        elements.add(next);
      }
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  private static List<Object> received(Publisher<?> publisher) {
    List<Object> elements = new ArrayList<>();
    CompletableFuture<List<Object>> received = new CompletableFuture<>();
    publisher.subscribe(
        new Subscriber<Object>() {
          @Override
          public void onSubscribe(Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
          }

          @Override
          public void onNext(Object element) {
            elements.add(element);
          }

          @Override
          public void onError(Throwable failure) {
            received.completeExceptionally(failure);
          }

          @Override
          public void onComplete() {
            received.complete(elements);
          }
        });
    return received.join();
  }
}
