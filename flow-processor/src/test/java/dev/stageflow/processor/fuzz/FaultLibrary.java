package dev.stageflow.processor.fuzz;

/** The classes by which stages fail. */
final class FaultLibrary {
  /** What a stage fails with that is tried again, or recovered. */
  static final String FAULT =
      """
      package fuzz;

      public class Fault extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Fault(String message) {
          super(message);
        }
      }
      """;

  /** Whether a call fails follows from what it was called with, and how often. */
  static final String FAULTS =
      """
      package fuzz;

      public final class Faults {
        private Faults() {}

        public static int failing(String name, int most, Object... arguments) {
          int number = Values.called(name, arguments);
          if (fails(number, most)) {
            throw new Fault(Values.CALLS.get(Values.CALLS.size() - 1));
          }
          return number;
        }

        /** Whether the call fails: the first few of the same do, or all, or none. */
        public static boolean fails(int number, int most) {
          boolean always = most == Integer.MAX_VALUE;
          return number % 7 < 3 && (always || sameCalls() <= Math.min(number / 7 % 4, most));
        }

        /** How often in a row the last call was made of its method; others may be called between. */
        private static int sameCalls() {
          java.util.List<String> calls = new java.util.ArrayList<>(Values.CALLS);
          String last = calls.get(calls.size() - 1);
          String name = last.substring(0, last.indexOf('[') + 1);
          calls.removeIf(call -> !call.startsWith(name));
          int first = calls.size() - 1;
          while (first > 0 && calls.get(first - 1).equals(calls.get(calls.size() - 1))) {
            first--;
          }
          return calls.size() - first;
        }

        public static <T> java.util.concurrent.CompletableFuture<T> failingLater() {
          return java.util.concurrent.CompletableFuture.supplyAsync(
              () -> {
                throw new Fault("later");
              });
        }

        /** Elements of which some fail: any of them, or the first, the first few times. */
        public static <T> java.util.List<T> breaking(
            int number, boolean anywhere, int most, java.util.List<T> made) {
          return breaking(fails(number / 5, most), anywhere ? number / 11 % 4 : 0, made);
        }

        /** The last of such elements, which fail where all of them do. */
        public static <T> java.util.List<T> breakingAfter(
            T last, int number, int most, java.util.List<T> made) {
          java.util.List<T> rest = Values.after(last, made);
          int failing = number / 11 % 4 - (made.size() - rest.size());
          return breaking(fails(number / 5, most), failing, rest);
        }

        private static <T> java.util.List<T> breaking(
            boolean fails, int failing, java.util.List<T> made) {
          return new java.util.AbstractList<>() {
            private void check(int index) {
              if (fails && index == failing) {
                throw new Fault("broken");
              }
            }

            @Override
            public int size() {
              return made.size();
            }

            @Override
            public T get(int index) {
              check(index);
              return made.get(index);
            }

            /** Fails where it is asked for more, and be it at the end. */
            @Override
            public java.util.Iterator<T> iterator() {
              return new java.util.Iterator<>() {
                private int next;

                @Override
                public boolean hasNext() {
                  check(next);
                  return next < size();
                }

                @Override
                public T next() {
                  return made.get(next++);
                }
              };
            }
          };
        }
      }
      """;

  private FaultLibrary() {}
}
