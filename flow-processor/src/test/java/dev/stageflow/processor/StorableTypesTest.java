package dev.stageflow.processor;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Values of all types that can be saved come back as they were, through generated code. */
class StorableTypesTest {

  private static Definition ledger(String source) {
    return Definition.of(source).processedBy(CopyingProcessor::new);
  }

  @Test
  void aRecordComesBackWithAllItsParts() {
    ledger(
            """
            @FlowDefinition(durable = true)
            class Ledger {
              record Order(long id, String customer, Status status, List<Line> lines, int[] sizes) {}
              record Line(java.math.BigDecimal price, Integer count, Optional<String> note, boolean open) {}
              enum Status { NEW, PAID { @Override public String toString() { return "paid"; } } }

              @Sequence List<Order> orders(java.time.LocalDate day) { return List.of(); }
            }
            """)
        .usedBy(
            """
            Ledger.Line line = new Ledger.Line(new java.math.BigDecimal("1.50"), null, Optional.of("x"), true);
            Ledger.Order order = new Ledger.Order(
                -7, "J\\uD800\\u00FC\\uD83D\\uDE00", Ledger.Status.PAID, Arrays.asList(line, null), new int[] {1, -300});
            Ledger.Order copy = Copies.of(new Ledger(), order);
            return List.of(
                copy.id() == -7 && copy.customer().equals(order.customer()) && copy.status() == order.status(),
                copy.lines().equals(order.lines()),
                Arrays.equals(copy.sizes(), order.sizes()),
                Copies.of(new Ledger(), (Ledger.Order) null) == null,
                Copies.of(new Ledger(), java.time.LocalDate.MIN).equals(java.time.LocalDate.MIN),
                Copies.FORM);
            """)
        .gives(
            List.of(
                true,
                true,
                true,
                true,
                true,
                """
                record shop.Ledger.Line(BigDecimal price, Integer count, Optional<String> note, boolean open)
                record shop.Ledger.Order(long id, String customer, shop.Ledger.Status status, List<shop.Ledger.Line> lines, int[] sizes)
                enum shop.Ledger.Status"""));
  }

  /** A definition with a value of each of these types, which are copied and compared. */
  private static Definition giving(String declarations, List<String> types, String statements) {
    StringBuilder stages = new StringBuilder();
    for (int i = 0; i < types.size(); i++) {
      stages.append(
          "  @Function %s stage%d(%s item) { return null; }\n"
              .formatted(types.get(i), i, i == 0 ? "Integer" : types.get(i - 1)));
    }
    return ledger(
            """
            @FlowDefinition(durable = true)
            class Ledger {
            %s
            %s
              static <T> void same(T value, T copy) {
                if (value == copy && !(value instanceof Enum)) {
                  throw new AssertionError("not copied: " + value);
                }
                if (!value.equals(copy) || value.getClass() != copy.getClass()) {
                  throw new AssertionError(value + " is " + copy + ", a " + copy.getClass());
                }
              }
            }
            """
                .formatted(declarations, stages))
        .usedBy("Ledger l = new Ledger();\n" + statements + "\nreturn Copies.FORM;");
  }

  @Test
  void collectionsComeBackAsDeclared() {
    giving(
            "enum Day { MON, TUE }",
            List.of(
                "ArrayList<String>",
                "LinkedList<Integer>",
                "ArrayDeque<String>",
                "Deque<String>",
                "HashSet<String>",
                "LinkedHashSet<int[]>",
                "TreeSet<String>",
                "SortedSet<Day>",
                "NavigableSet<String>",
                "HashMap<String, List<? extends Integer>>",
                "LinkedHashMap<Day, Boolean>",
                "TreeMap<String, Map<Day, Set<Long>>>",
                "SortedMap<String, Optional<List<String>>>",
                "NavigableMap<Long, String>",
                "EnumMap<Day, String[][]>",
                "EnumSet<Day>",
                "Collection<Map.Entry<String, Day>>"),
            """
            Ledger.same(new ArrayList<>(List.of("a")), Copies.of(l, new ArrayList<>(List.of("a"))));
            Ledger.same(new LinkedList<>(List.of(1)), Copies.of(l, new LinkedList<>(List.of(1))));
            Ledger.same("[a]", Copies.of(l, new ArrayDeque<>(List.of("a"))).toString());
            Deque<String> deque = new LinkedList<>(Arrays.asList("b", null));
            Ledger.same(deque, Copies.of(l, deque));
            Ledger.same(new HashSet<>(Set.of("a")), Copies.of(l, new HashSet<>(Set.of("a"))));
            Ledger.same("3", "" + Copies.of(l, new LinkedHashSet<>(List.of(new int[] {3}))).iterator().next()[0]);
            Ledger.same(new TreeSet<>(Set.of("b", "a")), Copies.of(l, new TreeSet<>(Set.of("b", "a"))));
            SortedSet<Ledger.Day> days = new TreeSet<>(Set.of(Ledger.Day.TUE, Ledger.Day.MON));
            Ledger.same(days, Copies.of(l, days));
            NavigableSet<String> names = new TreeSet<>(Set.of("b", "a"));
            Ledger.same(names, Copies.of(l, names));
            HashMap<String, List<? extends Integer>> map = new HashMap<>();
            map.put("x", new ArrayList<>(Arrays.asList(1, null)));
            Ledger.same(map, Copies.of(l, map));
            LinkedHashMap<Ledger.Day, Boolean> open = new LinkedHashMap<>();
            open.put(Ledger.Day.TUE, true);
            open.put(Ledger.Day.MON, null);
            Ledger.same(open, Copies.of(l, open));
            TreeMap<String, Map<Ledger.Day, Set<Long>>> deep = new TreeMap<>();
            deep.put("a", new LinkedHashMap<>(Map.of(Ledger.Day.MON, new LinkedHashSet<>(Set.of(5L)))));
            Ledger.same(deep, Copies.of(l, deep));
            SortedMap<String, Optional<List<String>>> maybe = new TreeMap<>();
            maybe.put("a", Optional.empty());
            maybe.put("b", Optional.of(new ArrayList<>()));
            Ledger.same(maybe, Copies.of(l, maybe));
            NavigableMap<Long, String> lines = new TreeMap<>(Map.of(1L, "a"));
            Ledger.same(lines, Copies.of(l, lines));
            EnumMap<Ledger.Day, String[][]> texts = new EnumMap<>(Ledger.Day.class);
            texts.put(Ledger.Day.MON, new String[][] {{"a"}, null});
            Ledger.same("[[a], null]", Arrays.deepToString(Copies.of(l, texts).get(Ledger.Day.MON)));
            Ledger.same(EnumSet.of(Ledger.Day.TUE), Copies.of(l, EnumSet.of(Ledger.Day.TUE)));
            Collection<Map.Entry<String, Ledger.Day>> entries = new ArrayList<>();
            entries.add(new AbstractMap.SimpleImmutableEntry<>("a", Ledger.Day.MON));
            Ledger.same(entries, Copies.of(l, entries));
            """)
        .gives("enum shop.Ledger.Day");
  }

  /** No value can be of such a type, so that only null comes back. */
  @Test
  void aSealedInterfaceHasNoSubtypes() {
    giving(
            """
              sealed interface Shape<T> permits Words {}
              record Words(String text) implements Shape<String> {}
              record Shapes(Shape<Long> longs) {}
            """,
            List.of("Shapes"),
            """
            Ledger.same(new Ledger.Shapes(null), Copies.of(l, new Ledger.Shapes(null)));
            """)
        .gives(
            """
            sealed shop.Ledger.Shape<Long> =\s
            record shop.Ledger.Shapes(shop.Ledger.Shape<Long> longs)""");
  }

  @Test
  void recordsAndSealedInterfacesComeBack() {
    giving(
            """
              record Shapes(Shape<Long> longs, Shape<String> texts) {}
              sealed interface Shape<T> permits Circle, Angular, Unit, Words {}
              record Circle<T>(T radius, List<T> all) implements Shape<T> {}
              sealed interface Angular<T> extends Shape<T> permits Square {}
              record Square<T>(Pair<T, int[]> pair) implements Angular<T> {}
              enum Unit implements Shape<Long> { ONE { } }
              record Words(String text) implements Shape<String> {}
              record Pair<A, B>(A first, B second) {}
              record Tree(String name, Tree left, List<Tree> more, int old) {
                @Deprecated public int old() { return old; }
              }
              record Names(SortedSet<String> names, String... more) {
                Names(TreeSet<String> names, String... more) { this((SortedSet<String>) null, more); }
              }
              record Empty() {}
            """,
            List.of("Shapes", "Tree", "Names", "Empty[]", "Pair<String, Pair<Integer, byte[]>>"),
            """
            Ledger.Circle<Long> circle = new Ledger.Circle<>(3L, new ArrayList<>(Arrays.asList(1L, null)));
            Ledger.Shapes shapes = new Ledger.Shapes(circle, new Ledger.Words("w"));
            Ledger.same(shapes, Copies.of(l, shapes));
            shapes = new Ledger.Shapes(Ledger.Unit.ONE, null);
            Ledger.same(shapes, Copies.of(l, shapes));
            shapes = new Ledger.Shapes(new Ledger.Square<>(new Ledger.Pair<>(1L, new int[] {7})), null);
            if (!(Copies.of(l, shapes).longs() instanceof Ledger.Square<Long> square) || square.pair().second()[0] != 7) {
              throw new AssertionError();
            }
            Ledger.Tree leaf = new Ledger.Tree("leaf", null, null, 1);
            Ledger.Tree tree = new Ledger.Tree(null, leaf, Arrays.asList(leaf, null, leaf), 2);
            Ledger.same(tree, Copies.of(l, tree));
            Ledger.Names names = Copies.of(l, new Ledger.Names((SortedSet<String>) new TreeSet<>(Set.of("a")), "b"));
            Ledger.same("[a] b", names.names() + " " + names.more()[0]);
            Ledger.Empty[] none = Copies.of(l, new Ledger.Empty[] {new Ledger.Empty(), null});
            Ledger.same("[Empty[], null]", Arrays.toString(none));
            Ledger.Pair<String, Ledger.Pair<Integer, byte[]>> pair = new Ledger.Pair<>("a", new Ledger.Pair<>(2, new byte[] {5}));
            Ledger.same("5", "" + Copies.of(l, pair).second().second()[0]);
            """)
        .gives(
            """
            sealed shop.Ledger.Angular<Long> = shop.Ledger.Square<Long>
            sealed shop.Ledger.Angular<String> = shop.Ledger.Square<String>
            record shop.Ledger.Circle<Long>(Long radius, List<Long> all)
            record shop.Ledger.Circle<String>(String radius, List<String> all)
            record shop.Ledger.Empty()
            record shop.Ledger.Names(SortedSet<String> names, String[] more)
            record shop.Ledger.Pair<Integer, byte[]>(Integer first, byte[] second)
            record shop.Ledger.Pair<Long, int[]>(Long first, int[] second)
            record shop.Ledger.Pair<String, int[]>(String first, int[] second)
            record shop.Ledger.Pair<String, shop.Ledger.Pair<Integer, byte[]>>(String first, shop.Ledger.Pair<Integer, byte[]> second)
            sealed shop.Ledger.Shape<Long> = shop.Ledger.Circle<Long> | shop.Ledger.Angular<Long> | shop.Ledger.Unit
            sealed shop.Ledger.Shape<String> = shop.Ledger.Circle<String> | shop.Ledger.Angular<String> | shop.Ledger.Words
            record shop.Ledger.Shapes(shop.Ledger.Shape<Long> longs, shop.Ledger.Shape<String> texts)
            record shop.Ledger.Square<Long>(shop.Ledger.Pair<Long, int[]> pair)
            record shop.Ledger.Square<String>(shop.Ledger.Pair<String, int[]> pair)
            record shop.Ledger.Tree(String name, shop.Ledger.Tree left, List<shop.Ledger.Tree> more, int old)
            enum shop.Ledger.Unit
            record shop.Ledger.Words(String text)""");
  }

  @Test
  void codecsSaveWhatNothingElseCan() {
    ledger(
            """
            @FlowDefinition(durable = true, codecs = {"baskets", "VALUES", "names", "items"})
            class Ledger<T extends Comparable<T>> {
              static final class Basket {
                final String name;
                Basket(String name) { this.name = name; }
              }
              record Order<A>(Basket basket, A item, StringBuffer note) {}

              final ValueCodec<T> items;
              final ValueCodec<Basket> baskets = codec(it -> it.name, Basket::new);
              static final ValueCodec<StringBuffer> VALUES = codec(StringBuffer::toString, StringBuffer::new);
              static ValueCodec<String> names() { return codec(it -> it + "!", it -> it); }

              Ledger(ValueCodec<T> items) { this.items = items; }

              static <X> ValueCodec<X> codec(
                  java.util.function.Function<X, String> encode, java.util.function.Function<String, X> decode) {
                return new ValueCodec<>() {
                  @Override public byte[] encode(X value) { return encode.apply(value).getBytes(); }
                  @Override public X decode(byte[] bytes) { return decode.apply(new String(bytes)); }
                };
              }

              @Sequence List<Order<T>> orders(T day) { return List.of(); }
              @Function Map<String, List<T>> map(Order<T> order) { return null; }
            }
            """)
        .usedBy(
            """
            ValueCodec<Integer> numbers = Ledger.codec(it -> "" + it, Integer::valueOf);
            Ledger<Integer> l = new Ledger<>(numbers);
            Ledger.Order<Integer> order = Copies.of(
                l, new Ledger.Order<>(new Ledger.Basket("b"), 7, new StringBuffer("c")));
            return order.basket().name + order.item() + order.note() + Copies.of(l, Map.of("a", List.of(1, 2)))
                + Copies.FORM;
            """)
        .gives(
            "b7c{a!=[1, 2]}record shop.Ledger.Order<T>(shop.Ledger.Basket by baskets basket, T by"
                + " items item, StringBuffer by VALUES note)");
  }

  @Test
  void namesOfUsersAreInNobodysWay() {
    giving(
            """
              record Scalar(Long value) {}
              record SavedWriter(Map<String, Long> it) {}
              record Value(Scalar out, SavedWriter in, List<In.Value> to) {}
              record From$(int $in, boolean out) {}
              static class In { record Value(String from, Integer stages) {} }
              enum Enum$ { it, out }
            """,
            List.of("Value", "From$[]", "Enum$", "In.Value"),
            """
            Ledger.Value value = new Ledger.Value(
                new Ledger.Scalar(1L), new Ledger.SavedWriter(Map.of("a", 2L)), List.of(new Ledger.In.Value("x", null)));
            Ledger.same(value, Copies.of(l, value));
            Ledger.same(Ledger.Enum$.it, Copies.of(l, Ledger.Enum$.it));
            Ledger.same(new Ledger.From$(4, true), Copies.of(l, new Ledger.From$[] {new Ledger.From$(4, true)})[0]);
            """)
        .compiles()
        .use();
  }

  @Test
  void eachTypeOfTheJdkHasItsForm() {
    giving(
            """
              record All(
                  OptionalInt a, OptionalLong b, OptionalDouble c, IntSummaryStatistics d, LongSummaryStatistics e,
                  BitSet f, java.util.concurrent.atomic.AtomicInteger g, java.util.concurrent.atomic.AtomicLong h,
                  java.math.BigInteger i, java.math.MathContext j, Currency k, Locale m, java.io.File n,
                  java.nio.file.Path o, java.time.Duration p, java.time.Period q, java.time.Instant r,
                  java.time.LocalTime s, java.time.LocalDateTime t, java.time.ZoneOffset u, java.time.ZoneId v,
                  java.time.OffsetTime w, java.time.OffsetDateTime x, java.time.ZonedDateTime y, java.time.Year z,
                  java.time.YearMonth aa, java.time.MonthDay bb, Boolean cc, Byte dd, Short ee, Character ff,
                  Float gg, Double hh, boolean[] ii, short[] jj, long[] kk, float[] mm, double[] nn) {}
            """,
            List.of("All", "java.net.URI", "UUID", "StringBuilder", "char[]"),
            """
            Ledger.same(java.net.URI.create("a:b"), Copies.of(l, java.net.URI.create("a:b")));
            Ledger.same(new UUID(1, 2), Copies.of(l, new UUID(1, 2)));
            Ledger.same("abc", Copies.of(l, new StringBuilder("abc")).toString());
            Ledger.same("x", new String(Copies.of(l, new char[] {'x'})));
            """)
        .compiles()
        .use();
  }

  /** Ecj does not capture the wildcards in the bound of another. */
  @Test
  void wildcardsMayBeWithinWildcards() {
    Definition.of(
            """
            @FlowDefinition(durable = true)
            class Ledger {
              record Names(Optional<? extends Map.Entry<String, ? extends Set<Integer>>> names) {}
              @Sequence List<? extends Map<String, ? extends List<Integer>>> maps(
                  List<? extends Map<String, ? extends List<Integer>>> maps) {
                return maps;
              }
              @Function Names names(Map<String, ? extends List<Integer>> map) {
                return new Names(Optional.empty());
              }
              @Function String show(Names names) { return names.toString(); }
            }
            """)
        .usedBy("return LedgerFlow.create().collect(List.of(Map.of(\"a\", List.of(1))));")
        .gives(List.of("Names[names=Optional.empty]"));
  }
}
