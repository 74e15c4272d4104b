package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.Flow;
import dev.stageflow.FlowKey;
import dev.stageflow.FlowRun;
import dev.stageflow.PauseFlow;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Upstream;
import dev.stageflow.testing.TestLoop;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.Vector;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A list that a stage changes while it is walked gives what {@code for (T t : list)} gives. */
class ChangedListTest {

  /** More than a loop's first slices take, fewer than a whole slice of a blocking run. */
  private static final int SIZE = 6;

  /** Longer than a slice of a blocking run. */
  private static final int LARGE = 1_500;

  private static final Map<String, UnaryOperator<List<Integer>>> LISTS = lists();

  private static final Map<String, BiConsumer<List<Integer>, Integer>> CHANGES = changes();

  private static Map<String, UnaryOperator<List<Integer>>> lists() {
    Map<String, UnaryOperator<List<Integer>>> lists = new LinkedHashMap<>();
    lists.put("ArrayList", ArrayList::new);
    lists.put("List.of", List::copyOf);
    lists.put("Arrays.asList", items -> Arrays.asList(items.toArray(new Integer[0])));
    lists.put("CopyOnWriteArrayList", CopyOnWriteArrayList::new);
    lists.put("LinkedList", LinkedList::new);
    lists.put("Vector", Vector::new);
    lists.put("subList", items -> new ArrayList<>(items).subList(0, items.size()));
    lists.put("unmodifiableList", items -> Collections.unmodifiableList(new ArrayList<>(items)));
    lists.put("an ArrayList of one's own", items -> new ArrayList<>(items) {});
    lists.put("RandomAccess with an iterator of its own", Backwards::new);
    return lists;
  }

  private static Map<String, BiConsumer<List<Integer>, Integer>> changes() {
    Map<String, BiConsumer<List<Integer>, Integer>> changes = new LinkedHashMap<>();
    changes.put("removes the item", List::remove);
    changes.put("removes the item by its index", (list, item) -> list.remove(list.indexOf(item)));
    changes.put("adds in front", (list, item) -> list.add(0, -item));
    changes.put("adds at the end", (list, item) -> list.add(-item));
    changes.put("clears", (list, item) -> list.clear());
    changes.put(
        "replaces the last one",
        (list, item) -> {
          list.remove(list.size() - 1);
          list.add(-item);
        });
    changes.put("sets the last one", (list, item) -> list.set(list.size() - 1, -item));
    changes.put("sorts", (list, item) -> list.sort(Comparator.reverseOrder()));
    return changes;
  }

  /** A list whose order of iteration is its own. */
  private static final class Backwards extends AbstractList<Integer> implements RandomAccess {
    private final List<Integer> items;

    Backwards(List<Integer> items) {
      this.items = new ArrayList<>(items);
    }

    @Override
    public Integer get(int index) {
      return items.get(index);
    }

    @Override
    public int size() {
      return items.size();
    }

    @Override
    public Iterator<Integer> iterator() {
      List<Integer> reversed = new ArrayList<>(items);
      Collections.reverse(reversed);
      return reversed.iterator();
    }
  }

  /** Changes the list at one item, and may pause there, after the change was made. */
  static final class Change {
    private final List<Integer> list;
    private final BiConsumer<List<Integer>, Integer> change;
    private final int at;
    private int pauses;
    private boolean made;
    private final List<Integer> seen = new ArrayList<>();

    Change(List<Integer> list, BiConsumer<List<Integer>, Integer> change, int at, int pauses) {
      this.list = list;
      this.change = change;
      this.at = at;
      this.pauses = pauses;
    }

    void meet(int item) throws PauseFlow {
      if (Math.abs(item) == at && !made) {
        made = true;
        try {
          change.accept(list, item);
        } catch (UnsupportedOperationException unchangeable) {
          // The loop has to do with the same list.
        }
      }
      if (made && pauses > 0) {
        pauses--;
        throw PauseFlow.after(Duration.ZERO);
      }
      seen.add(item);
    }

    /** What a loop makes of it: the items, and what it throws. */
    String looped() {
      try {
        for (int item : list) {
          while (true) {
            try {
              meet(item);
              break;
            } catch (PauseFlow pause) {
              continue;
            }
          }
        }
      } catch (ConcurrentModificationException failure) {
        return seen + " ConcurrentModificationException";
      }
      return seen.toString();
    }
  }

  /** One straight way: the loop at full speed. */
  static class Walked {
    @Sequence
    List<Integer> items(Change change) {
      return change.list;
    }

    @Function
    void meet(int item, @Upstream("input") Change change) throws PauseFlow {
      change.meet(item);
    }
  }

  /** The same, declared as something wider. */
  static class Collected {
    @Sequence
    Collection<Integer> items(Change change) {
      return change.list;
    }

    @Function
    void meet(int item, @Upstream("input") Change change) throws PauseFlow {
      change.meet(item);
    }
  }

  /** With an inner sequence: item by item. */
  static class Nested {
    @Sequence
    List<Integer> items(Change change) {
      return change.list;
    }

    @Sequence
    List<Integer> same(int item) {
      return List.of(item);
    }

    @Function
    void meet(int item, @Upstream("input") Change change) throws PauseFlow {
      change.meet(item);
    }
  }

  private static Flow<Change, ?> built() {
    FlowKey<Change> change = FlowKey.of("change", Change.class);
    return Flow.begin(change)
        .sequence(c -> c.list)
        .function(
            change,
            (item, c) -> {
              c.meet(item);
              return item;
            })
        .build();
  }

  @TestFactory
  Stream<DynamicNode> givesWhatALoopGives() {
    Map<String, Flow<Change, ?>> flows = new LinkedHashMap<>();
    flows.put("a list", ChangedListTest_WalkedFlow.of(new Walked()));
    flows.put("a collection", ChangedListTest_CollectedFlow.of(new Collected()));
    flows.put("an outer list", ChangedListTest_NestedFlow.of(new Nested()));
    flows.put("built", built());
    return flows.entrySet().stream()
        .map(
            flow ->
                DynamicContainer.dynamicContainer(
                    flow.getKey(), tests(flow.getKey(), flow.getValue())));
  }

  private static Stream<DynamicTest> tests(String name, Flow<Change, ?> flow) {
    List<DynamicTest> tests = new ArrayList<>();
    LISTS.forEach(
        (kind, list) ->
            CHANGES.forEach(
                (what, change) ->
                    tests.add(
                        DynamicTest.dynamicTest(
                            kind + " that a stage " + what,
                            () -> {
                              for (int pauses = 0; pauses < 2; pauses++) {
                                for (int at = 1; at <= SIZE; at++) {
                                  compare(flow, list, SIZE, change, at, pauses);
                                }
                                for (int at : new int[] {1_023, 1_024, 1_025, LARGE}) {
                                  compare(flow, list, LARGE, change, at, pauses);
                                }
                              }
                            }))));
    return tests.stream();
  }

  private static void compare(
      Flow<Change, ?> flow,
      UnaryOperator<List<Integer>> list,
      int size,
      BiConsumer<List<Integer>, Integer> change,
      int at,
      int pauses) {
    List<Integer> items = Stream.iterate(1, item -> item + 1).limit(size).toList();
    String expected = new Change(list.apply(items), change, at, pauses).looped();
    assertThat(run(flow, new Change(list.apply(items), change, at, pauses)))
        .as("at %d", at)
        .isEqualTo(expected);
    assertThat(onLoop(flow, new Change(list.apply(items), change, at, pauses)))
        .as("in single steps, at %d", at)
        .isEqualTo(expected);
  }

  private static String run(Flow<Change, ?> flow, Change change) {
    try {
      flow.run(change);
    } catch (Exception failure) {
      return change.seen + " " + failure.getClass().getSimpleName();
    }
    return change.seen.toString();
  }

  private static String onLoop(Flow<Change, ?> flow, Change change) {
    TestLoop loop = new TestLoop();
    FlowRun run = flow.on(loop).timeSlice(Duration.ofNanos(1)).start(change, item -> {});
    CompletionStage<Void> completion = run.completion();
    loop.runAll();
    return completion
        .handle(
            (nothing, failure) ->
                failure == null
                    ? change.seen.toString()
                    : change.seen + " " + failure.getClass().getSimpleName())
        .toCompletableFuture()
        .join();
  }
}
