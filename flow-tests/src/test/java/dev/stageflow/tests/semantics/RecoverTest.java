package dev.stageflow.tests.semantics;

import dev.stageflow.Flow;
import dev.stageflow.PauseFlow;
import dev.stageflow.RetryPolicy;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Recover;
import dev.stageflow.annotation.Retry;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.tests.scenario.Journal;
import dev.stageflow.tests.scenario.JournaledSource;
import dev.stageflow.tests.scenario.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** A stage that fails is tried again, and then another method stands in for it. */
class RecoverTest {
  static class Fault extends Exception {
    private static final long serialVersionUID = 1L;
  }

  static final class Busy extends Fault {
    private static final long serialVersionUID = 1L;
  }

  static final class Lost extends Fault {
    private static final long serialVersionUID = 1L;
  }

  private static RetryPolicy atOnce(int times) {
    return RetryPolicy.of(times).withBackoff(Duration.ZERO);
  }

  /** How often it was tried before; that of a process before is told by its number alone. */
  private static long earlier(Fault failure) {
    return Stream.of(failure.getSuppressed())
        .filter(it -> it instanceof Fault || "and 1 more tries that failed".equals(it.getMessage()))
        .count();
  }

  @FlowDefinition(extensible = true, durable = true)
  static class Calls {
    private final Journal journal;

    Calls(Journal journal) {
      this.journal = journal;
    }

    @Sequence
    JournaledSource<Integer> numbers(int n) throws PauseFlow {
      journal.call("numbers", n);
      return journal.source("numbers", 1, 2, 3, 4);
    }

    @Retry(times = 2, backoffMillis = 0, on = Busy.class)
    @Function
    int price(int n) throws PauseFlow, Fault {
      journal.call("price", n);
      if (n == 1 && journal.times("price", 1) <= 2 || n == 2) {
        throw journal.handled(new Busy());
      }
      if (n == 3) {
        throw journal.handled(new Lost());
      }
      return 10 * n;
    }

    @Recover("price")
    int fault(int n, Fault failure) throws PauseFlow {
      journal.call("fault", n);
      return -n;
    }

    @Recover("price")
    @Nullable Integer lost(int n, Lost failure) throws PauseFlow {
      journal.call("lost", n);
      return null;
    }
  }

  @TestFactory
  Stream<DynamicNode> aCallIsTriedAgainAndThenTheMostSpecificMethodStandsInForIt() {
    return Scenario.of(Calls::new)
        .generated(RecoverTest_CallsFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequence(d::numbers)
                    .function(d::price)
                    .retry(atOnce(2).on(Busy.class))
                    .recover(Fault.class, d::fault)
                    .recover(Lost.class, d::lost)
                    .build())
        .given(4)
        .tells(
            """
            numbers(4)
              price(1) price(1) price(1) out(10)
              price(2) price(2) price(2) fault(2) out(-2)
              price(3) lost(3)
              price(4) out(40)
            close(numbers)
            end
            """);
  }

  @FlowDefinition(extensible = true, durable = true)
  static class Sources {
    private final Journal journal;

    Sources(Journal journal) {
      this.journal = journal;
    }

    @Sequence
    JournaledSource<Integer> numbers(int n) throws PauseFlow {
      journal.call("numbers", n);
      return journal.source("numbers", 1, 2, 4, 5, 6);
    }

    @Retry(times = 1, backoffMillis = 0, on = Fault.class)
    @Sequence(onFinish = "done")
    @Nullable JournaledSource<Integer> parts(int n) throws PauseFlow, Fault {
      journal.call("parts", n);
      return switch (n) {
        case 1 -> throw journal.handled(new Fault());
        case 2 -> source().failingAtItsEnd(new Fault());
        case 4 -> source(40).failingAtItsEnd(new Lost());
        case 5 -> source(50).failingAtItsEnd(new Fault());
        default -> null;
      };
    }

    private JournaledSource<Integer> source(Integer... items) {
      return journal.source("parts", items);
    }

    @Recover("parts")
    @Nullable Iterable<Integer> rest(int n, Fault failure) throws PauseFlow {
      journal.call("rest", n, earlier(failure));
      return n == 5 ? null : journal.source("rest", 100 * n);
    }

    void done() throws PauseFlow {
      journal.call("done");
    }

    @Function
    int negate(int n) throws PauseFlow {
      journal.call("negate", n);
      return -n;
    }
  }

  @TestFactory
  Stream<DynamicNode> anotherSourceStandsInForOneThatFails() {
    return Scenario.of(Sources::new)
        .generated(RecoverTest_SourcesFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequence(d::numbers)
                    .sequence(d::parts)
                    .onFinish(d::done)
                    .retry(atOnce(1).on(Fault.class))
                    .recover(Fault.class, d::rest)
                    .function(d::negate)
                    .build())
        .given(0)
        .tells(
            """
            numbers(0)
              parts(1) parts(1) rest(1,1) negate(100) out(-100) close(rest) done
              parts(2) close(parts) parts(2) close(parts) rest(2,1)
                negate(200) out(-200) close(rest) done
              parts(4) negate(40) out(-40) close(parts) rest(4,0)
                negate(400) out(-400) close(rest) done
              parts(5) negate(50) out(-50) close(parts) rest(5,0)
              parts(6)
            close(numbers)
            end
            """);
  }

  @FlowDefinition(extensible = true)
  static class Mended {
    private final Journal journal;
    private boolean failed;

    Mended(Journal journal) {
      this.journal = journal;
    }

    @Retry(times = 1, backoffMillis = 0, on = Fault.class)
    @Sequence
    JournaledSource<Integer> parts(int n) throws PauseFlow, Fault {
      journal.call("parts", n);
      if (failed) {
        return journal.source("parts", n, n + 1);
      }
      failed = true;
      return journal.<Integer>source("parts").failingAtItsEnd(new Fault());
    }

    @Recover("parts")
    List<Integer> rest(int n, Fault failure) {
      return List.of();
    }
  }

  @TestFactory
  Stream<DynamicNode> aSourceThatFailsAtFirstIsOpenedAgain() {
    return Scenario.of(Mended::new)
        .generated(RecoverTest_MendedFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequence(d::parts)
                    .retry(atOnce(1).on(Fault.class))
                    .recover(Fault.class, d::rest)
                    .build())
        .given(30)
        .notSaved("another definition does not know that it has failed")
        .tells("parts(30) close(parts) parts(30) out(30) out(31) close(parts) end");
  }

  @FlowDefinition(extensible = true, durable = true)
  static class Others {
    private final Journal journal;

    Others(Journal journal) {
      this.journal = journal;
    }

    @Sequence
    JournaledSource<Integer> numbers(int n) throws PauseFlow {
      journal.call("numbers", n);
      return journal.source("numbers", 1, 2, 3, 4, 5);
    }

    @Filter
    boolean keep(int n) throws PauseFlow, Fault {
      journal.call("keep", n);
      if (n < 3) {
        throw journal.handled(new Fault());
      }
      return true;
    }

    @Recover("keep")
    boolean keepAnyway(int n, Fault failure) throws PauseFlow {
      journal.call("keepAnyway", n);
      return n == 1;
    }

    @Retry(times = 1, backoffMillis = 0, on = Fault.class)
    @Accumulate
    int add(int sum, int n) throws PauseFlow, Fault {
      journal.call("add", sum, n);
      if (n == 3 && journal.times("add", 1, 3) == 1 || n == 4 || n == 5) {
        throw journal.handled(new Fault());
      }
      return sum + n;
    }

    @Recover("add")
    @Nullable Integer addNothing(int n, Fault failure) throws PauseFlow {
      journal.call("addNothing", n);
      return n == 4 ? null : 50;
    }
  }

  @TestFactory
  Stream<DynamicNode> filtersAndAccumulatesRecoverToo() {
    return Scenario.of(Others::new)
        .generated(RecoverTest_OthersFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequence(d::numbers)
                    .filter(d::keep)
                    .recover(Fault.class, d::keepAnyway)
                    .accumulate(() -> 0, d::add)
                    .retry(atOnce(1).on(Fault.class))
                    .recover(Fault.class, d::addNothing)
                    .build())
        .given(0)
        .tells(
            """
            numbers(0)
              keep(1) keepAnyway(1) add(0,1)
              keep(2) keepAnyway(2)
              keep(3) add(1,3) add(1,3)
              keep(4) add(4,4) add(4,4) addNothing(4)
              keep(5) add(4,5) add(4,5) addNothing(5)
            close(numbers)
            out(50)
            end
            """);
  }
}
