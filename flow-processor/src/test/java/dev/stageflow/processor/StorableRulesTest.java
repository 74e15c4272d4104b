package dev.stageflow.processor;

import dev.stageflow.processor.diagnostic.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All that a run of a durable definition has can be saved. */
class StorableRulesTest {

  /** A definition whose stage gives a type. */
  private static Definition giving(String type, String... declarations) {
    Definition definition =
        Definition.of(
            """
            @FlowDefinition(durable = true)
            class Ledger<T> {
              @Sequence
              List<%s> orders(Integer day) { // <- here
                return List.of();
              }
            }
            """
                .formatted(type));
    for (String declaration : declarations) {
      definition.with(declaration);
    }
    return definition;
  }

  private static void fails(Definition definition, String type, String why) {
    definition.fails(
        Rule.NOT_STORABLE, "'orders' gives " + type + ", which cannot be saved: " + why);
  }

  private static final String OR_CODEC =
      ", or name a codec for it: @FlowDefinition(codecs = \"…\").";

  @Test
  void aClassIsARecord() {
    fails(giving("Order", "class Order {}"), "Order", "Order is no record. Make it one" + OR_CODEC);
  }

  @Test
  void aPartIsARecordToo() {
    fails(
        giving("Order", "record Order(Map<String, Basket[]> baskets) {}", "class Basket {}"),
        "Order",
        "Basket is no record. Make it one" + OR_CODEC);
  }

  @Test
  void anInterfaceIsSealed() {
    fails(
        giving("Order", "interface Order {}"),
        "Order",
        "anything may implement Order. Make it sealed" + OR_CODEC);
  }

  @Test
  void whatASealedInterfacePermitsIsARecord() {
    fails(
        giving(
            "Order",
            "sealed interface Order permits Sale, Gift {}",
            "record Sale(long price) implements Order {}",
            "non-sealed interface Gift extends Order {}"),
        "Order",
        "anything may implement Gift. Make it sealed" + OR_CODEC);
  }

  @ParameterizedTest
  @CsvSource({"Object", "Thread", "CharSequence", "java.sql.Timestamp"})
  void aTypeOfALibraryIsKnown(String type) {
    String simple = type.substring(type.lastIndexOf('.') + 1);
    fails(
        giving(type),
        simple,
        "it is not known what is in " + simple + ". Use a type that can be saved" + OR_CODEC);
  }

  @ParameterizedTest
  @CsvSource({"PriorityQueue", "Stack"})
  void aCollectionIsOneOfTheUsual(String type) {
    fails(
        giving(type + "<String>"),
        type + "<String>",
        "there is no other collection that a "
            + type
            + " could be read into. Use List, Set or Map"
            + OR_CODEC);
  }

  @Test
  void aTypeVariableNeedsACodec() {
    fails(
        giving("T"),
        "T",
        "it is not known what T is. Name a codec for it: @FlowDefinition(codecs = \"…\").");
  }

  @Test
  void anArrayHasElementsOfOneClass() {
    fails(
        giving("List<String>[]"),
        "List<String>[]",
        "Java has no expression that makes an array of List<String>. Use a List.");
  }

  @Test
  void aPartHasItsTypeArguments() {
    fails(
        giving("Order", "@SuppressWarnings(\"rawtypes\") record Order(List lines) {}"),
        "Order",
        "in it List lacks its type arguments. Write them.");
  }

  @Test
  void aRecordHasNoWildcard() {
    fails(
        giving("Pair<? extends Number>", "record Pair<A>(A a, A b) {}"),
        "Pair<? extends Number>",
        "it is not known what stands for the wildcard of Pair<? extends Number>. Write a type in its"
            + " place.");
  }

  @Test
  void aPermittedClassHasNoTypeArgumentsOfItsOwn() {
    fails(
        giving(
            "Order",
            "sealed interface Order permits Sale {}",
            "record Sale<P>(P price) implements Order {}"),
        "Order",
        "it is not known of which type arguments a Sale is that Order permits. Let it pass on its"
            + " own.");
  }

  @Test
  void aPartIsNotPrivate() {
    fails(
        giving("Order", "record Order(List<Line> lines) { private record Line(int count) {} }"),
        "Order",
        "Order.Line is private, so the generated flow cannot make one. Remove 'private'.");
  }

  @Test
  void aPartIsVisible() {
    fails(
        giving(
            "lib.Order",
            "package lib; public record Order(Line line) {}\nrecord Line(int count) {}"),
        "Order",
        "the generated flow cannot see Line. Make it public, and its module export it.");
  }

  @Test
  void theInputIsSaved() {
    Definition.of(
            """
            class Day {}
            """)
        .with(
            """
            @FlowDefinition(durable = true)
            class Ledger {
              @Sequence
              List<Integer> orders(
                  Day day) { // <- here
                return List.of();
              }
            }
            """)
        .usedBy("List<Integer> all = LedgerFlow.of(new Ledger()).collect(new Day()); return all;")
        .fails(
            Rule.NOT_STORABLE,
            "'orders' takes Day, which cannot be saved: Day is no record. Make it one" + OR_CODEC);
  }

  @Test
  void anAccumulatorIsSaved() {
    Definition.of(
            """
            @FlowDefinition(durable = true)
            class Ledger {
              static class Totals { long total; }
              @Sequence List<Integer> orders(Integer day) { return List.of(); }
              @Accumulate(finish = "total")
              void add(Totals totals, int price) { // <- here
                totals.total += price;
              }
              long total(Totals totals) { return totals.total; }
            }
            """)
        .fails(
            Rule.NOT_STORABLE,
            "'add' gathers in Ledger.Totals, which cannot be saved: Ledger.Totals is no record. Make"
                + " it one"
                + OR_CODEC);
  }

  @Test
  void aCollectorHidesWhatItHolds() {
    Definition.of(
            """
            @FlowDefinition(durable = true)
            class Ledger {
              @Sequence List<String> orders(Integer day) { return List.of(); }
              @Accumulate
              Collector<CharSequence, ?, String> joined() { // <- here
                return Collectors.joining();
              }
            }
            """)
        .fails(
            Rule.NOT_STORABLE,
            "'joined' gathers in a Collector, and what that holds cannot be saved. Take an"
                + " accumulator: A add(A accumulator, T item).");
  }

  @Test
  void whatEnumKeepsIsNoStateOfADefinition() {
    Definition.of(
            """
            @FlowDefinition(durable = true)
            enum Prices {
              USUAL;

              @Function String price(String product) { return product + ": 5"; }
            }
            """)
        .compiles();
  }

  @Test
  void aSubflowGivesTheFlowOfADurableDefinition() {
    Definition.of(
            """
            @FlowDefinition(durable = true)
            class Ledger {
              @Sequence List<String> orders(Integer day) { return List.of(); }
              @Subflow
              Flow<String, String> checked(String order) { // <- here
                return Flow.identity();
              }
            }
            """)
        .fails(
            Rule.NOT_STORABLE,
            "'checked' gives Flow<String, String>, and how far its run has come cannot be saved."
                + " Give a DurableFlow: the flow of a definition with durable = true.");
  }

  @Test
  void aSubflowOfAnotherDefinitionIsDurableToo() {
    Definition.of(
            """
            @FlowDefinition(durable = true)
            class Ledger {
              @Sequence List<String> orders(Integer day) { return List.of(); }
              @Subflow
              List<CheckedFlow> checked(String order) { // <- here
                return List.of(CheckedFlow.create());
              }
            }

            class Checked {
              @Function String checked(String order) { return order; }
            }
            """)
        .fails(
            Rule.NOT_STORABLE,
            "'checked' gives CheckedFlow, and how far its run has come cannot be saved. Give a"
                + " DurableFlow: the flow of a definition with durable = true.");
  }

  @Test
  void aFlowInPlaceOfASubflowIsDurableToo() {
    Definition.of(
            """
            @FlowDefinition(durable = true)
            class Ledger {
              @Sequence List<String> orders(Integer day) { return List.of(); }
              @Subflow
              LinesFlow lines(String order) throws java.io.IOException {
                return LinesFlow.create();
              }
              @Recover("lines")
              Flow<String, String> none(String order, java.io.IOException failure) { // <- here
                return Flow.identity();
              }
            }

            @FlowDefinition(durable = true)
            class Lines {
              @Function String line(String order) { return order; }
            }
            """)
        .fails(
            Rule.NOT_STORABLE,
            "'none' gives Flow<String, String>, and how far its run has come cannot be saved. Give"
                + " a DurableFlow: the flow of a definition with durable = true.");
  }

  /** A durable definition without outputs of its own. */
  private static Definition consuming(String members) {
    return Definition.of(
        """
        @FlowDefinition(durable = true)
        class Ledger {
          %s
        }
        """
            .formatted(members.indent(2)));
  }

  private static void hasOneSink(String method, String members) {
    consuming(members)
        .fails(
            Rule.NOT_STORABLE,
            "'"
                + method
                + "' gives an output to 'others', but a durable flow has one sink, which is written to"
                + " in the transaction of a save. Remove the name, and let the output type cover"
                + " both.");
  }

  @Test
  void aHookGivesToTheOneSink() {
    hasOneSink(
        "total",
        """
        @Sequence(onFinish = "total") List<String> orders(Integer day) { return List.of(); }
        @Output("others") // <- here
        String total() { return ""; }
        """);
  }

  @Test
  void aStageGivesToTheOneSink() {
    hasOneSink(
        "upper",
        """
        @Sequence List<String> orders(Integer day) { return List.of(); }
        @Output("others") // <- here
        @Function String upper(String order) { return order; }
        @Function Integer length(String order) { return 1; }
        """);
  }

  @Test
  void aRecoverGivesToTheOneSink() {
    hasOneSink(
        "rejected",
        """
        @Sequence List<String> orders(Integer day) { return List.of(); }
        @Function Integer length(String order) { return order.length(); }
        @Recover("length")
        @Output("others") // <- here
        String rejected(String order, IllegalStateException failure) { return order; }
        """);
  }

  @Test
  void allMayGiveToTheOneSink() {
    Definition.of(
            """
            @FlowDefinition(durable = true, output = Object.class)
            class Ledger {
              @Sequence(onFinish = "total") List<String> orders(Integer day) {
                return List.of("a", "bc", "bad");
              }
              @Output Long total() { return 3L; }
              @Output @Function String upper(String order) { return order.toUpperCase(); }
              @Function Integer length(String order) {
                if (order.length() > 2) { throw new IllegalStateException(); }
                return order.length();
              }
              @Recover("length") @Output
              String rejected(String order, IllegalStateException failure) { return order; }
            }
            """)
        .usedBy("return LedgerFlow.create().collect(1);")
        .gives(List.of("A", 1, "BC", 2, "BAD", "BAD", 3L));
  }

  @Test
  void anOutputOfAHookIsSaved() {
    consuming(
            """
            static class Total {}
            @Sequence(onFinish = "total") List<String> orders(Integer day) { return List.of(); }
            @Output // <- here
            Optional<Total> total() { return Optional.empty(); }
            @Function void print(String order) {}
            """)
        .fails(
            Rule.NOT_STORABLE,
            "'total' gives Ledger.Total, which cannot be saved: Ledger.Total is no record. Make it"
                + " one"
                + OR_CODEC);
  }

  @Test
  void aKeyIsSaved() {
    Definition.of(
            """
            @FlowDefinition(durable = true)
            class Ledger {
              record Order(int day) {
                Object key() { return day; }
              }
              @Sequence List<Order> orders(Integer day) { return List.of(); }
              @Context(by = "key") // <- here
              @Function Order order(Order order) { return order; }
              @Accumulate long count(long sum, Order order) { return sum + 1; }
            }
            """)
        .fails(
            Rule.NOT_STORABLE,
            "'order' groups by Object, which cannot be saved: it is not known what is in Object. Use"
                + " a type that can be saved"
                + OR_CODEC);
  }

  @Test
  void aFieldDoesNotChange() {
    Definition.of(
            """
            @FlowDefinition(durable = true)
            class Ledger {
              static int made;
              final List<String> names = List.of();
              transient String cached;
              private int count; // <- here
              @Sequence List<Integer> orders(Integer day) { return List.of(count++); }
            }
            """)
        .fails(
            Rule.NOT_STORABLE,
            "'count' of Ledger may change as a run goes on, and is not saved with it. Make it final;"
                + " or transient, if a restored run can do without what it holds.");
  }

  @Test
  void anInheritedFieldDoesNotChange() {
    Definition.of(
            """
            @FlowDefinition(durable = true)
            class Ledger extends Base {
              @Sequence List<Integer> orders(Integer day) { return List.of(); }
            }
            """)
        .with(
            """
            class Base {
              int count; // <- here
            }
            """)
        .failsWith(
            "[Flow/NotStorable] 'count' of Base may change as a run goes on, and is not saved with"
                + " it. Make it final; or transient, if a restored run can do without what it holds."
                + " 'count' is inherited from Base by Ledger.");
  }

  @Test
  void severalStagesAreToldOfOneClassOnce() {
    Definition.of(
            """
            @FlowDefinition(durable = true)
            class Ledger {
              static class Order {}
              @Sequence
              List<Order> orders(Integer day) { // <- here
                return List.of();
              }
              @Function Order checked(Order order) { return order; }
              @Function Optional<Order> known(Order order) { return Optional.of(order); }
            }
            """)
        .failsWith(
            "[Flow/NotStorable] 'orders' gives Ledger.Order, which cannot be saved: Ledger.Order is"
                + " no record. Make it one"
                + OR_CODEC);
  }

  @Test
  void codecsAreForDurableDefinitions() {
    Definition.of(
            """
            @FlowDefinition(codecs = "days") // <- here
            class Ledger {
              ValueCodec<Integer> days;
              @Sequence List<Integer> orders(Integer day) { return List.of(); }
            }
            """)
        .fails(
            Rule.NOT_STORABLE,
            "Codecs say how values are saved, but 'Ledger' is not durable. Add durable = true, or"
                + " remove them.");
  }

  /** A definition with a codec. */
  private static Definition coded(String declaration) {
    return Definition.of(
        """
        @FlowDefinition(durable = true, codecs = "codec") // <- here
        class Ledger {
          static class Order {}
          %s
          @Sequence List<Integer> orders(Integer day) { return List.of(); }
        }
        """
            .formatted(declaration));
  }

  @Test
  void aCodecIsThere() {
    coded("final ValueCodec<Order> codecs = null;")
        .fails(
            Rule.NAME_UNKNOWN,
            "There is no method and no field 'codec' in Ledger. Did you mean 'codecs'?");
  }

  @ParameterizedTest
  @CsvSource({"String", "ValueCodec<?>", "ValueCodec<? extends Number>"})
  void aFieldThatIsNamedIsACodec(String type) {
    coded("final " + type + " codec = null;")
        .fails(
            Rule.NAME_SIGNATURE,
            "'codec' is a field of type "
                + type
                + ", which is no ValueCodec of one type. Name a field or a method that gives one.");
  }

  @ParameterizedTest
  @CsvSource({
    "String codec()",
    "ValueCodec<Order> codec(int number)",
    "ValueCodec<Order> codec() throws PauseFlow",
    "void codec()"
  })
  void aMethodThatIsNamedGivesACodec(String method) {
    coded(method + " { throw new IllegalStateException(); }")
        .fails(
            Rule.NAME_SIGNATURE,
            "'codec' gives a codec: it takes nothing, throws nothing, and returns a ValueCodec of one"
                + " type.");
  }

  @Test
  void aTypeHasOneCodec() {
    Definition.of(
            """
            @FlowDefinition( // <- ecj
                durable = true,
                codecs = {
                  "orders",
                  "others" // <- here
                })
            class Ledger {
              static class Order {}
              final ValueCodec<Order> orders = null;
              ValueCodec<Order> others() { return orders; }
              @Sequence List<Integer> numbers(Integer day) { return List.of(); }
            }
            """)
        .fails(
            Rule.NAME_SIGNATURE,
            "'others' is a codec of Ledger.Order, which 'orders' is already. Remove one of them.");
  }
}
