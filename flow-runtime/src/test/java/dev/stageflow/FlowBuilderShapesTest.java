package dev.stageflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Lambdas and method references that users write: javac must find one method for each. */
class FlowBuilderShapesTest {
  private static final FlowKey<Order> ORDER = FlowKey.of("order", Order.class);

  private final List<Object> seen = new ArrayList<>();

  private record Item(String name, int price) {}

  private record Order(int number, List<Item> items) {
    Optional<Item> first() {
      return items.stream().findFirst();
    }

    String label(Item item) {
      return number + ":" + item.name();
    }

    FlowIterator<Item> waiting() {
      return FlowIterator.of(items);
    }
  }

  private static final Order TWO = new Order(2, List.of(new Item("pen", 3), new Item("ink", 5)));

  @Test
  void methodReferences() throws Exception {
    assertThat(Flow.<Order>begin().function(Order::number).build().collect(TWO)).containsExactly(2);
    assertThat(Flow.<Order>begin().function(String::valueOf).build().single(TWO))
        .startsWith("Order[");
    assertThat(Flow.<Order>begin().functionOptional(Order::first).build().single(TWO).name())
        .isEqualTo("pen");
    assertThat(Flow.<Order>begin().sequence(Order::items).function(Item::name).build().collect(TWO))
        .containsExactly("pen", "ink");
    assertThat(Flow.<Order>begin().sequenceFrom(Order::waiting).build().collect(TWO)).hasSize(2);
    assertThat(Flow.<Order>begin().sequence(List::of).build().collect(TWO)).containsExactly(TWO);
    Flow.<Order>begin().sequence(Order::items).consume(seen::add).build().run(TWO);
    assertThat(seen).isEqualTo(TWO.items());
  }

  @Test
  void lambdasWithAValueFromFurtherUp() throws Exception {
    Flow<Order, String> labels =
        Flow.begin(ORDER)
            .sequence(order -> order.items())
            .function(ORDER, (item, order) -> order.label(item))
            .build();
    assertThat(labels.collect(TWO)).containsExactly("2:pen", "2:ink");
    Flow<Order, Integer> repeated =
        Flow.begin(ORDER)
            .sequence(order -> order.items())
            .sequence(ORDER, (item, order) -> List.of(item.price(), order.number()))
            .build();
    assertThat(repeated.collect(TWO)).containsExactly(3, 2, 5, 2);
  }

  @Test
  void accumulators() throws Exception {
    var prices = Flow.<Order>begin().sequence(Order::items).function(Item::price);
    assertThat(prices.accumulate(() -> 0, Integer::sum).build().single(TWO)).isEqualTo(8);
    assertThat(prices.accumulate(() -> 0L, (sum, n) -> sum + n).build().single(TWO)).isEqualTo(8L);
    assertThat(prices.accumulate(() -> 0, Math::max).build().single(TWO)).isEqualTo(5);
    assertThat(prices.accumulateInto(ArrayList<Integer>::new, List::add).build().single(TWO))
        .containsExactly(3, 5);
    assertThat(prices.accumulateInto(LinkedHashSet<Object>::new, Set::add).build().single(TWO))
        .containsExactly(3, 5);
    assertThat(
            prices
                .accumulateInto(() -> new StringBuilder(), (text, n) -> text.append(n))
                .finish(StringBuilder::toString)
                .build()
                .single(TWO))
        .isEqualTo("35");
    assertThat(prices.accumulate(Collectors.toList()).build().single(TWO)).containsExactly(3, 5);
    assertThat(prices.accumulate(Collectors.counting()).build().single(TWO)).isEqualTo(2);
    Map<Integer, List<Integer>> parity =
        prices
            .accumulate(Collectors.groupingBy(n -> n % 3, TreeMap::new, Collectors.toList()))
            .emitEmpty()
            .build()
            .single(TWO);
    assertThat(parity).isEqualTo(Map.of(0, List.of(3), 2, List.of(5)));
  }

  @Test
  void batches() throws Exception {
    Flow<Integer, List<Integer>> pairs =
        Flow.<Integer>begin()
            .sequence(n -> IntStream.range(0, n).boxed().toList())
            .accumulateInto(ArrayList<Integer>::new, ArrayList::add)
            .flushWhen(pair -> pair.size() == 2)
            .<List<Integer>>finish(List::copyOf)
            .build();
    assertThat(pairs.collect(5)).containsExactly(List.of(0, 1), List.of(2, 3), List.of(4));
  }

  @Test
  void hooks() throws Exception {
    Flow.begin(ORDER)
        .context(this::flushed)
        .onClose(this::closed)
        .sequence(Order::items)
        .onFinish(this::finished)
        .context(() -> seen.add("item flushed"))
        .onClose(ORDER, order -> seen.add("item closed of " + order.number()))
        .discard()
        .build()
        .run(TWO);
    assertThat(seen)
        .containsExactly(
            "item flushed",
            "item closed of 2",
            "item flushed",
            "item closed of 2",
            "finished",
            "flushed",
            "closed");
  }

  @Test
  void aMethodThatMayPauseOrFailIsAStageLikeAnyOther() throws Exception {
    assertThat(Flow.<Order>begin().function(this::quoted).build().single(TWO)).isEqualTo("'2'");
  }

  private String quoted(Order order) throws Exception {
    if (seen.size() < 3) {
      seen.add("pause");
      throw PauseFlow.after(Duration.ZERO);
    }
    return "'" + order.number() + "'";
  }

  private void flushed() throws PauseFlow {
    seen.add("flushed");
  }

  private void closed() {
    seen.add("closed");
  }

  private void finished() {
    seen.add("finished");
  }
}
