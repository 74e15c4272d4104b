package dev.stageflow.processor;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a sequence may return is walked, its null elements skipped. */
class SourceKindsTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Iterable<String>              | Arrays.asList("a", null, "b")
          Collection<String>            | new ArrayDeque<>(List.of("a", "b"))
          List<String>                  | Arrays.asList("a", null, "b")
          List<? extends String>        | new LinkedList<>(List.of("a", "b"))
          ArrayList<String>             | new ArrayList<>(Arrays.asList("a", null, "b"))
          LinkedList<String>            | new LinkedList<>(List.of("a", "b"))
          Set<String>                   | new LinkedHashSet<>(Arrays.asList("a", null, "b"))
          Iterator<String>              | Arrays.asList("a", null, "b").iterator()
          Iterator<? extends String>    | List.of("a", "b").iterator()
          ListIterator<String>          | List.of("a", "b").listIterator()
          FlowIterator<String>          | FlowIterator.of(List.of("a", "b"))
          String[]                      | new String[] {"a", null, "b"}
          Stream<String>                | Arrays.asList("a", null, "b").stream()
          Stream<? extends String>      | Stream.of("a", "b")
          """)
  void objectsAreWalked(String type, String value) {
    gives(type, value, "String", "List.of(\"a\", \"b\")");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          boolean[]                  | new boolean[] {true, false} | boolean | List.of(true, false)
          byte[]                     | new byte[] {1, 2}           | byte    | List.of((byte) 1, (byte) 2)
          short[]                    | new short[] {1, 2}          | short   | List.of((short) 1, (short) 2)
          char[]                     | new char[] {'x', 'y'}       | char    | List.of('x', 'y')
          int[]                      | new int[] {1, 2}            | int     | List.of(1, 2)
          long[]                     | new long[] {1, 2}           | long    | List.of(1L, 2L)
          float[]                    | new float[] {1, 2}          | float   | List.of(1f, 2f)
          double[]                   | new double[] {1, 2}         | double  | List.of(1.0, 2.0)
          IntStream                  | IntStream.of(1, 2)          | int     | List.of(1, 2)
          LongStream                 | LongStream.of(1, 2)         | long    | List.of(1L, 2L)
          DoubleStream               | DoubleStream.of(1, 2)       | double  | List.of(1.0, 2.0)
          PrimitiveIterator.OfInt    | IntStream.of(1, 2).iterator()    | int    | List.of(1, 2)
          PrimitiveIterator.OfLong   | LongStream.of(1, 2).iterator()   | long   | List.of(1L, 2L)
          PrimitiveIterator.OfDouble | DoubleStream.of(1, 2).iterator() | double | List.of(1.0, 2.0)
          OptionalInt                | OptionalInt.of(1)           | int     | List.of(1)
          OptionalLong               | OptionalLong.of(1)          | long    | List.of(1L)
          OptionalDouble             | OptionalDouble.empty()      | double  | List.of()
          Integer[]                  | new Integer[] {1, null}     | int     | List.of(1)
          List<Integer>              | Arrays.asList(1, null)      | int     | List.of(1)
          """)
  void primitivesAreWalked(String type, String value, String element, String expected) {
    gives(type, value, element, expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Optional<String>                      | Optional.of("a")     | String                        | List.of("a")
          Optional<? extends String>            | Optional.empty()     | String                        | List.of()
          Map<String, Integer>                  | Map.of("a", 1)       | Map.Entry<String, Integer>    | List.of(Map.entry("a", 1))
          TreeMap<String, Integer>              | new TreeMap<>(Map.of("a", 1)) | Map.Entry<String, Integer> | List.of(Map.entry("a", 1))
          List<List<? super Integer>>           | List.of(List.of(1))  | List<? super Integer>         | List.of(List.of(1))
          List<int[]>                           | List.<int[]>of()     | int[]                         | List.of()
          int[][]                               | new int[0][]         | int[]                         | List.of()
          List<?>                               | List.of("a")         | Object                        | List.of("a")
          """)
  void othersAreWalked(String type, String value, String element, String expected) {
    gives(type, value, element, expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"Iterable", "Iterator", "FlowIterator"})
  void ownTypesAreWalked(String supertype) {
    Definition.of(
            """
            class Two {
              static final class Source extends %1$sSource {}

              @Sequence Source two(String text) { return new Source(); }

              @Function String same(String letter) { return letter; }
            }
            """
                .formatted(supertype))
        .with(
            "abstract class IterableSource implements Iterable<String> { public Iterator<String>"
                + " iterator() { return List.of(\"a\", \"b\").iterator(); } }")
        .with(
            "abstract class IteratorSource implements Iterator<String> { private char at = 'a';"
                + " public boolean hasNext() { return at <= 'b'; } public String next() { return"
                + " String.valueOf(at++); } }")
        .with(
            "abstract class FlowIteratorSource implements FlowIterator<String> { private char at ="
                + " 'a'; public String next() { return at > 'b' ? null : String.valueOf(at++); } }")
        .usedBy("return TwoFlow.create().collect(\"\");")
        .gives(List.of("a", "b"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "List<String>",
        "String[]",
        "Stream<String>",
        "Iterator<String>",
        "Map<String, Long>",
        "Optional<String>",
        "OptionalInt",
        "IntStream",
        "FlowIterator<String>",
        "int[]"
      })
  void nullIsNothing(String type) {
    Definition.of(
            "class Nothing { @Sequence %s nothing(String text) { return null; } }".formatted(type))
        .usedBy("return NothingFlow.create().collect(\"\");")
        .gives(List.of());
  }

  /** The items as the outputs, items in a tight loop, and items that take steps. */
  private static void gives(String type, String value, String element, String expected) {
    String sequence = "@Sequence %s all(Integer input) { return %s; }\n".formatted(type, value);
    Definition.of("class Outputs {\n" + sequence + "}")
        .with(
            ("class Loop {\n" + sequence + "@Function %1$s same(%1$s item) { return item; } }")
                .formatted(element))
        .with(
            ("class Steps {\n"
                    + sequence
                    + "@Sequence List<String> one(%1$s item) { return List.of(\"\"); }\n"
                    + "@Function %1$s outer(String inner, @Upstream(\"all\") %1$s item) { return"
                    + " item; } }")
                .formatted(element))
        .usedBy(
            """
            return List.of(
                OutputsFlow.create().collect(1).equals(%1$s),
                LoopFlow.create().collect(1).equals(%1$s),
                StepsFlow.create().collect(1).equals(%1$s));
            """
                .formatted(expected))
        .gives(List.of(true, true, true));
  }
}
