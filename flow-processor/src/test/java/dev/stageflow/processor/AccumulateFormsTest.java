package dev.stageflow.processor;

import dev.stageflow.processor.diagnostic.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The three forms of an accumulate, and all that it may start with. */
class AccumulateFormsTest {

  @Test
  void anAccumulatorIsReplacedOrFilledOrACollector() {
    Definition.of(
            """
            class Forms {
              @Sequence List<Integer> all(List<Integer> all) { return all; }
              @Context(onFlush = "flush") @Sequence List<Integer> twice(int n) { return List.of(n, n); }
              @Accumulate(bucket = "joined") String join(String joined, Integer n) { return joined + n; }
              @Accumulate(finish = "list") void add(List<String> strings, String string) { strings.add(string); }
              void flush(@Upstream("joined") String joined) {}
              List<String> list(List<String> strings) { return strings; }
              @Sequence List<String> strings(List<String> strings) { return strings; }
              @Accumulate Collector<Object, ?, Set<Object>> set() { return Collectors.toSet(); }
            }
            """)
        .usedBy("return FormsFlow.create().single(List.of(1, 2, 1));")
        .gives(java.util.Set.of("11", "22"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          byte                   | (byte) (acc + 1)   | (byte) 2
          short                  | (short) (acc + 1)  | (short) 2
          char                   | (char) (acc + 1)   | (char) 2
          int                    | acc + 1            | 2
          long                   | acc + 1            | 2L
          float                  | acc + 1            | 2f
          double                 | acc + 1            | 2.0
          boolean                | !acc               | false
          Byte                   | (byte) (acc + 1)   | (byte) 2
          Short                  | (short) (acc + 1)  | (short) 2
          Character              | (char) (acc + 1)   | (char) 2
          Integer                | acc + 1            | 2
          Long                   | acc + 1            | 2L
          Float                  | acc + 1            | 2f
          Double                 | acc + 1            | 2.0
          Boolean                | !acc               | false
          java.math.BigInteger   | acc.add(java.math.BigInteger.ONE) | java.math.BigInteger.TWO
          java.math.BigDecimal   | acc.add(java.math.BigDecimal.TEN) | java.math.BigDecimal.valueOf(20)
          List<String>           | plus(acc)          | List.of("x", "x")
          Collection<String>     | plus(acc)          | List.of("x", "x")
          ArrayList<String>      | plus(acc)          | List.of("x", "x")
          LinkedList<String>     | plus(acc)          | List.of("x", "x")
          Set<String>            | plus(acc)          | Set.of("x")
          TreeSet<String>        | plus(acc)          | Set.of("x")
          Map<String, Integer>   | put(acc)           | Map.of("x", 1)
          TreeMap<String, Integer> | put(acc)         | Map.of("x", 1)
          """)
  void aStartIsFoundForTheType(String type, String next, String expected) {
    Definition.of(
            """
            class Start {
              @Sequence String[] words(String text) { return text.split(" "); }
              @Accumulate %1$s add(%1$s acc, String word) { return %2$s; }
              static <C extends Collection<String>> C plus(C to) { to.add("x"); return to; }
              static <M extends Map<String, Integer>> M put(M to) { to.put("x", 1); return to; }
            }
            """
                .formatted(type, next))
        .usedBy("return StartFlow.create().single(\"a b\").equals(" + expected + ");")
        .gives(true);
  }

  @Test
  void aConstantIsAStart() {
    Definition.of(
            """
            class Start {
              static final String BEGIN = "<";
              @Sequence String[] words(String text) { return text.split(" "); }
              @Accumulate(start = "BEGIN") String add(String acc, String word) { return acc + word; }
            }
            """)
        .usedBy("return StartFlow.create().single(\"a b\");")
        .gives("<ab");
  }

  @ParameterizedTest(name = "{0} stops at {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          int          | 2              | Integer.parseInt(text)
          int          | -2             | -Integer.parseInt(text)
          long         | 2L             | Long.parseLong(text)
          long         | 2              | Long.parseLong(text)
          short        | 2              | Short.parseShort(text)
          byte         | 2              | Byte.parseByte(text)
          char         | '2'            | text.charAt(0)
          float        | 2f             | Float.parseFloat(text)
          double       | 2.0            | Double.parseDouble(text)
          boolean      | true           | text.equals("2")
          Integer      | 2              | Integer.valueOf(text)
          Long         | 2L             | Long.valueOf(text)
          Double       | 2.0            | Double.valueOf(text)
          Character    | '2'            | text.charAt(0)
          Boolean      | true           | text.equals("2")
          String       | \\"2\\"        | text
          String       | TWO            | text
          OptionalInt  | 2              | OptionalInt.of(Integer.parseInt(text))
          OptionalDouble | 2.0          | OptionalDouble.of(Double.parseDouble(text))
          Optional<String> | TWO        | Optional.of(text)
          """)
  void aStopEndsAnItemsWay(String type, String stop, String value) {
    Definition.of(
            """
            class Stop {
              static final String TWO = "2";
              @Sequence List<String> all(List<String> all) { return all; }
              @Function(stop = "%2$s") %1$s read(String text) { return %3$s; }
              @Accumulate int count(int count, Object any) { return count + 1; }
            }
            """
                .formatted(type, stop, value))
        .usedBy("return StopFlow.create().single(List.of(\"1\", \"2\", \"3\"));")
        .gives(2);
  }

  @Test
  void aBatchGoesOnAfterSomeTime() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(); }
              @Accumulate(flushAfterMillis = 0) // <- here
              long count(long sum, String word) { return sum + 1; }
            }
            """)
        .usedBy("List<Long> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.BAD_ACCUMULATOR,
            "A batch cannot go on after 0 milliseconds. Give at least 1, or leave it out.");
  }

  @Test
  void everyAccumulateMayGoOnAfterSomeTime() {
    Definition.of(
            """
            class Report {
              @Sequence List<String> words(String text) { return List.of(); }

              @Retry
              @Context
              @Sequence List<Integer> parts(String word) { return List.of(1); }

              @Retry
              @Accumulate(flushAfterMillis = 500, emitEmpty = true, finish = "some")
              long count(long sum, int part, @Upstream("words") String word) { return sum + part; }
              java.util.OptionalLong some(long sum) { return java.util.OptionalLong.of(sum); }

              @Accumulate(flushAfterMillis = 3_000_000_000L)
              java.util.stream.Collector<Long, ?, List<Long>> all() { return null; }

              @Accumulate(flushWhen = "full", flushAfterMillis = 500, finish = "write")
              void add(List<List<Long>> batch, List<Long> all) {}
              boolean full(List<List<Long>> batch) { return true; }
              void write(List<List<Long>> batch) throws PauseFlow {}
            }
            """)
        .usedBy("ReportFlow.of(new Report()).run(\"\"); return null;")
        .compiles();
  }
}
