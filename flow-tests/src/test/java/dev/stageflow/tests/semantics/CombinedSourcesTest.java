package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.PauseFlow;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Tunnel;
import dev.stageflow.tests.scenario.Journal;
import dev.stageflow.tests.scenario.Scenario;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Sources that are combined give all that each of them gives, and each is closed once. */
@SuppressWarnings("Flow/NotResumable") // passing over what was taken is tested too
class CombinedSourcesTest {

  /** Pauses before each item, and before the end. */
  private static <T> FlowIterator<T> hesitant(Iterable<T> source) {
    FlowIterator<T> items = FlowIterator.of(source);
    return new FlowIterator<>() {
      private boolean hesitated;

      @Override
      public T next() throws Exception {
        hesitated = !hesitated;
        if (hesitated) {
          throw PauseFlow.after(Duration.ZERO);
        }
        return items.next();
      }

      @Override
      public void close() {
        items.close();
      }
    };
  }

  @FlowDefinition(durable = true)
  record Concat(Journal journal) {
    @Sequence
    FlowIterator<String> all(int n) {
      journal.note("all", n);
      return FlowIterator.concat(
          hesitant(journal.source("a", "a1", "a2")),
          null,
          hesitant(journal.source("b")),
          hesitant(journal.source("c", "c1")));
    }
  }

  @TestFactory
  Stream<DynamicNode> oneAfterTheOther() {
    return Scenario.of(Concat::new)
        .generated(CombinedSourcesTest_ConcatFlow::of)
        .built(d -> Flow.<Integer>begin().sequenceFrom(d::all).build())
        .given(1)
        .walking("close")
        .tells("all(1) out(a1) out(a2) close(a) close(b) out(c1) close(c) end");
  }

  @FlowDefinition(durable = true)
  record OpenedInTurn(Journal journal) {
    @Sequence
    FlowIterator<String> all(int n) {
      journal.note("all", n);
      return FlowIterator.concat(IntStream.rangeClosed(1, n).mapToObj(this::open)::iterator);
    }

    private FlowIterator<String> open(int number) {
      if (number == 2) {
        return null;
      }
      journal.note("open", number);
      return hesitant(journal.source("s" + number, number + "a"));
    }
  }

  @TestFactory
  Stream<DynamicNode> eachIsOpenedWhenTheOneBeforeHasEnded() {
    return Scenario.of(OpenedInTurn::new)
        .generated(CombinedSourcesTest_OpenedInTurnFlow::of)
        .built(d -> Flow.<Integer>begin().sequenceFrom(d::all).build())
        .given(3)
        .walking("open", "close")
        .tells("all(3) open(1) out(1a) close(s1) open(3) out(3a) close(s3) end");
  }

  @FlowDefinition(durable = true)
  record OpenedByStream(Journal journal) {
    @Sequence
    FlowIterator<String> all(int n) {
      journal.note("all", n);
      return FlowIterator.concat(
          Stream.of("a", "b").map(this::open).onClose(journal.closing("stream")));
    }

    private FlowIterator<String> open(String name) {
      journal.note("open", name);
      return hesitant(journal.source(name, name + 1));
    }
  }

  @TestFactory
  Stream<DynamicNode> aStreamOfSourcesIsClosedAfterThem() {
    return Scenario.of(OpenedByStream::new)
        .generated(CombinedSourcesTest_OpenedByStreamFlow::of)
        .built(d -> Flow.<Integer>begin().sequenceFrom(d::all).build())
        .given(1)
        .walking("open", "close")
        .tells("all(1) open(a) out(a1) close(a) open(b) out(b1) close(b) close(stream) end");
  }

  @FlowDefinition(durable = true)
  record ClosedIterable(Journal journal) {
    @Sequence
    FlowIterator<String> all(int n) {
      journal.note("all", n);
      return FlowIterator.concat(
          journal.source("sources", FlowIterator.of("a1"), null, FlowIterator.of("b1", "b2")));
    }
  }

  @TestFactory
  Stream<DynamicNode> whatGivesTheSourcesIsClosedWithThem() {
    return Scenario.of(ClosedIterable::new)
        .generated(CombinedSourcesTest_ClosedIterableFlow::of)
        .built(d -> Flow.<Integer>begin().sequenceFrom(d::all).build())
        .given(1)
        .tells("all(1) out(a1) out(b1) out(b2) close(sources) end");
  }

  @FlowDefinition(durable = true)
  record Numbered(Journal journal) {
    @Sequence
    FlowIterator<String> pairs(int n) {
      journal.note("pairs", n);
      return FlowIterator.zip(
          hesitant(journal.source("left", 1, 2, 3, 4, 5)),
          hesitant(journal.source("right", "a", "b", "c")),
          this::pair);
    }

    String pair(int number, String text) throws PauseFlow {
      journal.call("pair", number, text);
      return number == 2 ? null : number + text;
    }
  }

  @TestFactory
  Stream<DynamicNode> sideBySideUpToTheEndOfTheShorter() {
    return Scenario.of(Numbered::new)
        .generated(CombinedSourcesTest_NumberedFlow::of)
        .built(d -> Flow.<Integer>begin().sequenceFrom(d::pairs).build())
        .given(1)
        .walking("pair")
        .tells(
            """
            pairs(1) pair(1,a) out(1a) pair(2,b) pair(3,c) out(3c) close(right) close(left) end
            """);
  }

  @FlowDefinition(durable = true)
  record Merged(Journal journal) {
    @Sequence
    FlowIterator<String> events(int n) {
      journal.note("events", n);
      return FlowIterator.mergeSorted(
          Comparator.comparing((String text) -> text.charAt(0)),
          hesitant(journal.source("x", "ax", "bx", "bX", "dx")),
          null,
          hesitant(journal.source("y", "by", "cy")),
          hesitant(journal.source("z")));
    }
  }

  @TestFactory
  Stream<DynamicNode> sortedAndOfEqualItemsTheEarlierSourceFirst() {
    return Scenario.of(Merged::new)
        .generated(CombinedSourcesTest_MergedFlow::of)
        .built(d -> Flow.<Integer>begin().sequenceFrom(d::events).build())
        .given(1)
        .tells(
            """
            events(1) out(ax) out(bx) out(bX) out(by) out(cy) out(dx)
            close(z) close(y) close(x) end
            """);
  }

  @FlowDefinition(durable = true)
  record Nulls(Journal journal) {
    @Sequence
    FlowIterator<String> all(int n) {
      List<String> some = Arrays.asList(null, "a", null, "c");
      return FlowIterator.concat(
          FlowIterator.mergeSorted(
              Comparator.naturalOrder(),
              List.of(FlowIterator.of(some), FlowIterator.of("b", null, null))),
          FlowIterator.zip(FlowIterator.of(some), FlowIterator.of(some), (a, b) -> a + b));
    }
  }

  @TestFactory
  Stream<DynamicNode> nullElementsAreSkipped() {
    return Scenario.of(Nulls::new)
        .generated(CombinedSourcesTest_NullsFlow::of)
        .built(d -> Flow.<Integer>begin().sequenceFrom(d::all).build())
        .given(1)
        .tells("out(a) out(b) out(c) out(aa) out(cc) end");
  }

  @FlowDefinition(durable = true)
  record InTunnel(Journal journal) {
    @Tunnel(buffer = 1)
    @Sequence
    FlowIterator<Integer> all(int n) {
      return FlowIterator.concat(
          FlowIterator.mergeSorted(
              Comparator.naturalOrder(), FlowIterator.of(1, 3, null), FlowIterator.of(2)),
          FlowIterator.zip(FlowIterator.of(3, 4), FlowIterator.of(1, 1), Integer::sum));
    }
  }

  @TestFactory
  Stream<DynamicNode> theSameInTunnels() {
    return Scenario.of(InTunnel::new)
        .generated(CombinedSourcesTest_InTunnelFlow::of)
        .built(d -> Flow.<Integer>begin().sequenceFrom(d::all).tunnel(1).build())
        .given(1)
        .tells("out(1) out(2) out(3) out(4) out(5) end");
  }

  @FlowDefinition(durable = true)
  record Failing(Journal journal) {
    @Sequence
    FlowIterator<String> all(int n) {
      journal.note("all", n);
      FlowIterator<String> failing =
          () -> {
            journal.call("fail");
            throw journal.failure(new IOException());
          };
      return FlowIterator.concat(
          hesitant(journal.source("a", "a1")),
          FlowIterator.zip(failing, hesitant(journal.source("b", "b1")), String::concat),
          hesitant(journal.source("c", "c1")));
    }
  }

  @TestFactory
  Stream<DynamicNode> allAreClosedOnFailure() {
    return Scenario.of(Failing::new)
        .generated(CombinedSourcesTest_FailingFlow::of)
        .built(d -> Flow.<Integer>begin().sequenceFrom(d::all).build())
        .given(1)
        .walking("close")
        .tells("all(1) out(a1) close(a) fail close(c) close(b) failed(IOException)");
  }

  @FlowDefinition(durable = true)
  record Unclosable(Journal journal) {
    @Sequence
    FlowIterator<String> all(int n) {
      journal.note("all", n);
      return FlowIterator.zip(
          FlowIterator.of(journal.source("a", "a1").failingToClose(new IOException("a"))),
          FlowIterator.concat(
              FlowIterator.of(journal.<String>source("b").failingToClose(new IOException("b"))),
              FlowIterator.of(journal.<String>source("c"))),
          String::concat);
    }
  }

  @TestFactory
  Stream<DynamicNode> allAreClosedWhereOneCannotBe() {
    return Scenario.of(Unclosable::new)
        .generated(CombinedSourcesTest_UnclosableFlow::of)
        .built(d -> Flow.<Integer>begin().sequenceFrom(d::all).build())
        .given(1)
        .tells("all(1) close(b) close(c) close(a) failed(IOException)suppressed(IOException)");
  }

  /** The longer one of two opened flows is closed before its end. */
  @FlowDefinition(durable = true)
  record Opened(Journal journal) {
    @Sequence
    FlowIterator<String> all(int n) {
      journal.note("all", n);
      Flow<String, String> letters = Flow.<String>begin().sequenceFrom(this::letters).build();
      return FlowIterator.concat(
          FlowIterator.zip(letters.open("l1"), FlowIterator.of("1"), String::concat),
          FlowIterator.mergeSorted(
              Comparator.naturalOrder(), letters.open("l2"), FlowIterator.of("b")));
    }

    private FlowIterator<String> letters(String name) {
      journal.note("open", name);
      return hesitant(journal.source(name, "a", "b"));
    }
  }

  @TestFactory
  Stream<DynamicNode> flowsThatAreOpened() {
    return Scenario.of(Opened::new)
        .generated(CombinedSourcesTest_OpenedFlow::of)
        .built(d -> Flow.<Integer>begin().sequenceFrom(d::all).build())
        .given(1)
        .walking("open", "close")
        .tells("all(1) open(l1) out(a1) close(l1) open(l2) out(a) out(b) close(l2) out(b) end");
  }

  /** Notes which source is asked when. */
  private static FlowIterator<Integer> asked(List<String> notes, String name, Integer... items) {
    Iterator<Integer> given = List.of(items).iterator();
    return () -> {
      Integer item = given.hasNext() ? given.next() : null;
      notes.add(name + item);
      return item;
    };
  }

  @Test
  void sourcesAreAskedNoEarlierThanNeeded() throws Exception {
    List<String> notes = new ArrayList<>();
    FlowIterator<Integer> merged =
        FlowIterator.mergeSorted(
            Comparator.naturalOrder(), asked(notes, "a", 1, 2), asked(notes, "b", 3));
    assertThat(notes).isEmpty();
    assertThat(merged.next()).isEqualTo(1);
    assertThat(notes).containsExactly("a1", "b3");
    assertThat(merged.next()).isEqualTo(2);
    assertThat(merged.next()).isEqualTo(3);
    assertThat(merged.next()).isNull();
    assertThat(merged.next()).isNull();
    assertThat(notes).containsExactly("a1", "b3", "a2", "anull", "bnull");
  }

  @Test
  void theSecondSideIsNotAskedWhereTheFirstHasEnded() throws Exception {
    List<String> notes = new ArrayList<>();
    FlowIterator<Integer> sums =
        FlowIterator.zip(asked(notes, "a", 1), asked(notes, "b", 1, 2), Integer::sum);
    assertThat(sums.next()).isEqualTo(2);
    assertThat(sums.next()).isNull();
    assertThat(sums.next()).isNull();
    assertThat(notes).containsExactly("a1", "b1", "anull");
  }
}
