package dev.stageflow.processor.fuzz;

import com.google.testing.compile.JavaFileObjects;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;

/** The classes that all definitions use. */
final class Library {
  /** Definitions note each call, and make what they return of it. */
  private static final String VALUES =
      """
      package fuzz;

      public final class Values {
        /** A fork's call is noted by a worker, while the run goes on. */
        public static final java.util.List<String> CALLS =
            java.util.Collections.synchronizedList(new java.util.ArrayList<>());
        public static volatile boolean pausing;
        public static volatile Runnable atCall;
        public static volatile int callsLeft;
        private static int asked;

        private Values() {}

        public static boolean pauses() {
          return pausing && asked++ % 2 == 0;
        }

        public static int called(String name, Object... arguments) {
          String call = name + java.util.Arrays.deepToString(arguments);
          CALLS.add(call);
          if (--callsLeft == 0) {
            atCall.run();
          }
          return call.hashCode() & 0xffffff;
        }

        public static <T> java.util.List<T> list(
            int number, java.util.function.IntFunction<T> making) {
          java.util.List<T> list = new java.util.ArrayList<>();
          for (int index = 0; index < number % 4; index++) {
            list.add(making.apply((number + 31 * index) * 7 & 0xffffff));
          }
          return list;
        }

        public static <T> java.util.List<T> distinct(java.util.List<T> list) {
          java.util.Map<String, T> distinct = new java.util.LinkedHashMap<>();
          list.forEach(it -> distinct.putIfAbsent(told(it), it));
          return new java.util.ArrayList<>(distinct.values());
        }

        public static <T> java.util.List<T> after(T last, java.util.List<T> distinct) {
          java.util.List<String> told = new java.util.ArrayList<>();
          distinct.forEach(it -> told.add(told(it)));
          if (!told.contains(told(last))) {
            throw new IllegalArgumentException(told(last) + " is none of " + told);
          }
          return distinct.subList(told.indexOf(told(last)) + 1, distinct.size());
        }

        private static String told(Object value) {
          return java.util.Arrays.deepToString(new Object[] {value});
        }

        @SuppressWarnings("unchecked")
        public static <T> T same(Object given) {
          return (T) given;
        }

        @SuppressWarnings("unchecked")
        public static <A> A array(Class<?> type, java.util.List<?> made) {
          Object array = java.lang.reflect.Array.newInstance(type, made.size());
          for (int index = 0; index < made.size(); index++) {
            java.lang.reflect.Array.set(array, index, made.get(index));
          }
          return (A) array;
        }

        public static <O> dev.stageflow.Flow<Object, O> part(
            dev.stageflow.function.StageFunction<Object, java.util.List<O>> parts) {
          return dev.stageflow.Flow.<Object>begin().sequence(parts).build();
        }

        @SuppressWarnings("unchecked")
        public static <O> dev.stageflow.DurableFlow<Object, O> durablePart(
            dev.stageflow.function.StageFunction<Object, java.util.List<O>> parts) {
          return (dev.stageflow.DurableFlow<Object, O>)
              (dev.stageflow.DurableFlow<Object, ?>)
                  PartFlow.of(new Part(taken -> new java.util.ArrayList<>(parts.apply(taken))));
        }

        public static <K, V> java.util.Map<K, V> map(
            java.util.List<java.util.Map.Entry<K, V>> entries) {
          java.util.Map<K, V> map = new java.util.LinkedHashMap<>();
          for (java.util.Map.Entry<K, V> entry : entries) {
            if (entry != null) {
              map.put(entry.getKey(), entry.getValue());
            }
          }
          return map;
        }
      }
      """;

  /** A durable definition whose values are known by their numbers. */
  private static final String PART =
      """
      package fuzz;

      @dev.stageflow.annotation.FlowDefinition(durable = true, codecs = "numbers")
      final class Part {
        private static final java.util.List<Object> KNOWN = new java.util.ArrayList<>();
        private final dev.stageflow.function.StageFunction<Object, java.util.List<Object>> parts;

        Part(dev.stageflow.function.StageFunction<Object, java.util.List<Object>> parts) {
          this.parts = parts;
        }

        @dev.stageflow.annotation.Sequence
        java.util.List<Object> parts(Object taken) throws Exception {
          return parts.apply(taken);
        }

        static dev.stageflow.ValueCodec<Object> numbers() {
          return new dev.stageflow.ValueCodec<>() {
            @Override
            public byte[] encode(Object value) {
              KNOWN.add(value);
              return java.nio.ByteBuffer.allocate(4).putInt(KNOWN.size() - 1).array();
            }

            @Override
            public Object decode(byte[] bytes) {
              return KNOWN.get(java.nio.ByteBuffer.wrap(bytes).getInt());
            }
          };
        }
      }
      """;

  /** A record of two types. */
  private static final String PAIR =
      """
      package fuzz;

      public record Pair<A, B>(A first, B second) {}
      """;

  /** A generic class in a generic class. */
  private static final String BOX =
      """
      package fuzz;

      public class Box<A> {
        private final A first;

        public Box(A first) {
          this.first = first;
        }

        public class Cell<B> {
          private final B second;

          public Cell(B second) {
            this.second = second;
          }

          @Override
          public String toString() {
            return first + ":" + second;
          }
        }
      }
      """;

  /** Is closed at its end. */
  private static final String CLOSED =
      """
      package fuzz;

      public record Closed<T>(java.util.List<T> all) implements Iterable<T>, AutoCloseable {
        @Override
        public java.util.Iterator<T> iterator() {
          return all.iterator();
        }

        @Override
        public void close() {
          Values.called("source closed");
        }
      }
      """;

  /** Pauses before it gives what counts. */
  private static final String PAUSING =
      """
      package fuzz;

      public record Pausing<T>(java.util.Iterator<T> all)
          implements dev.stageflow.FlowIterator<T> {
        @Override
        public T next() throws dev.stageflow.PauseFlow {
          if (Values.pauses()) {
            throw dev.stageflow.PauseFlow.after(java.time.Duration.ZERO);
          }
          T next = null;
          while (next == null && all.hasNext()) {
            next = all.next();
          }
          return next;
        }
      }
      """;

  /** Sends its items from another thread. */
  private static final String PUBLISHED =
      """
      package fuzz;

      public record Published<T>(java.util.List<T> all)
          implements java.util.concurrent.Flow.Publisher<T> {
        @Override
        public void subscribe(java.util.concurrent.Flow.Subscriber<? super T> subscriber) {
          try (var publisher = new java.util.concurrent.SubmissionPublisher<T>()) {
            publisher.subscribe(subscriber);
            all.stream().filter(java.util.Objects::nonNull).forEach(publisher::submit);
          }
        }
      }
      """;

  private static final Map<String, String> SOURCES =
      Map.ofEntries(
          Map.entry("fuzz.Values", VALUES),
          Map.entry("fuzz.Fault", FaultLibrary.FAULT),
          Map.entry("fuzz.Faults", FaultLibrary.FAULTS),
          Map.entry("fuzz.Part", PART),
          Map.entry("fuzz.Pair", PAIR),
          Map.entry("fuzz.Box", BOX),
          Map.entry("fuzz.Closed", CLOSED),
          Map.entry("fuzz.Pausing", PAUSING),
          Map.entry("fuzz.Published", PUBLISHED),
          Map.entry("fuzz.Inputs", inputs()));

  private Library() {}

  static List<JavaFileObject> files() {
    return SOURCES.entrySet().stream()
        .map(it -> JavaFileObjects.forSourceString(it.getKey(), it.getValue()))
        .toList();
  }

  /** A class with a method for each kind of input, which makes one of a number. */
  private static String inputs() {
    return Stream.of(Kind.values())
        .map(
            kind ->
                "  public static Object %s(int h) { return %s; }\n"
                    .formatted(kind.name(), kind.input()))
        .collect(Collectors.joining("", "package fuzz;\n\npublic final class Inputs {\n", "}\n"));
  }
}
