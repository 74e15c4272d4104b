package dev.stageflow.processor.fuzz;

import dev.stageflow.FlowIterator;
import dev.stageflow.PauseFlow;
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
    return isOptional(result) ? elements(result).stream().findFirst().orElse(null) : result;
  }

  private static boolean isOptional(@Nullable Object result) {
    return result instanceof Optional<?>
        || result instanceof OptionalInt
        || result instanceof OptionalLong
        || result instanceof OptionalDouble;
  }

  /** The elements of a source that does not fail, without those that are null. */
  static List<Object> elements(@Nullable Object source) {
    Walked walked = walked(source);
    if (walked.failure() != null) {
      throw new AssertionError(walked.failure());
    }
    return walked.elements();
  }

  /**
   * What came of a source.
   *
   * @param elements those that it has given, without those that are null
   * @param failure what it failed with then; null if it did not
   */
  record Walked(List<Object> elements, @Nullable Throwable failure) {
    boolean hasGivenNothing() {
      return elements.isEmpty();
    }
  }

  /** Walks a source to its end, or until it fails; null is an empty one. */
  static Walked walked(@Nullable Object source) {
    List<@Nullable Object> elements = new ArrayList<>();
    RuntimeException failed = null;
    try {
      walk(source, elements);
    } catch (RuntimeException failure) {
      failed = failure;
    }
    elements.removeAll(Collections.singleton(null));
    return new Walked(List.copyOf(elements), failed);
  }

  private static void walk(@Nullable Object source, List<@Nullable Object> elements) {
    if (source instanceof Iterable<?> iterable) {
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
      elements.addAll(received(publisher));
    } else if (source != null) {
      for (int index = 0; index < Array.getLength(source); index++) {
        elements.add(Array.get(source, index));
      }
    }
  }

  private static void drain(FlowIterator<?> iterator, List<@Nullable Object> elements) {
    while (true) {
      try {
        Object next = iterator.next();
        if (next == null) {
          return;
        }
        elements.add(next);
      } catch (PauseFlow pause) {
        // It pauses where there is a null between two elements.
      } catch (RuntimeException failure) {
        throw failure;
      } catch (Exception failure) {
        throw new AssertionError(failure);
      }
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
