package dev.stageflow.tests.semantics;

import dev.stageflow.Flow;
import dev.stageflow.PauseFlow;
import dev.stageflow.RetryPolicy;
import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Output;
import dev.stageflow.annotation.Recover;
import dev.stageflow.annotation.Retry;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.tests.scenario.Journal;
import dev.stageflow.tests.scenario.JournaledSource;
import dev.stageflow.tests.scenario.Scenario;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** One method stands in for several stages, each of which has its own item, tries and failures. */
class RecoverSeveralTest {
  static class Fault extends Exception {
    private static final long serialVersionUID = 1L;
  }

  static final class Lost extends Fault {
    private static final long serialVersionUID = 1L;
  }

  /** Two functions of different items, and a source, which has one of its own. */
  @FlowDefinition(durable = true)
  static class Orders {
    private final Journal journal;

    Orders(Journal journal) {
      this.journal = journal;
    }

    @Sequence
    JournaledSource<String> lines(int n) throws PauseFlow {
      journal.call("lines", n);
      return journal.source("lines", "1", "x", "7", "8", "9");
    }

    @Function
    Integer parse(String line) throws PauseFlow, Fault {
      journal.call("parse", line);
      if (line.equals("x")) {
        throw journal.handled(new Fault());
      }
      return Integer.valueOf(line);
    }

    @Retry(times = 1, backoffMillis = 0, on = Fault.class)
    @Function
    Integer price(Integer amount) throws PauseFlow, Fault {
      journal.call("price", amount);
      if (amount > 6) {
        throw journal.handled(amount == 8 ? new Lost() : new Fault());
      }
      return 10 * amount;
    }

    @Recover({"parse", "price"})
    @Nullable Integer instead(Object item, Fault failure) throws PauseFlow {
      journal.call("instead", item);
      return item.equals(9) ? null : -1;
    }

    @Recover("price")
    Integer lost(int amount, Lost failure) throws PauseFlow {
      journal.call("lost", amount);
      return 0;
    }
  }

  @TestFactory
  Stream<DynamicNode> itTakesTheFailuresOfEach() {
    return Scenario.of(Orders::new)
        .generated(RecoverSeveralTest_OrdersFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequence(d::lines)
                    .function(d::parse)
                    .recover(Fault.class, d::instead)
                    .function(d::price)
                    .retry(RetryPolicy.of(1).withBackoff(Duration.ZERO).on(Fault.class))
                    .recover(Fault.class, d::instead)
                    .recover(Lost.class, d::lost)
                    .build())
        .given(4)
        .tells(
            """
            lines(4)
              parse(1) price(1) out(10)
              parse(x) instead(x) price(-1) out(-10)
              parse(7) price(7) price(7) instead(7) out(-1)
              parse(8) price(8) price(8) lost(8) out(0)
              parse(9) price(9) price(9) instead(9)
            close(lines)
            end
            """);
  }

  /** What it gives goes to a sink, so that stages of any kind fit. */
  static class Rejecting {
    private final Journal journal;

    Rejecting(Journal journal) {
      this.journal = journal;
    }

    @Sequence
    JournaledSource<String> lines(String text) throws PauseFlow, Fault {
      journal.call("lines", text);
      return journal.source("lines", "a", "bb", "ccc", "dddd").failingAtItsEnd(new Fault());
    }

    @Filter
    boolean keep(String line) throws PauseFlow, Fault {
      return check("keep", line, "a");
    }

    @Function
    Integer length(String line) throws PauseFlow, Fault {
      check("length", line, "bb");
      return line.length();
    }

    @Function
    void write(Integer length) throws PauseFlow, Fault {
      check("write", length.toString(), "3");
    }

    private boolean check(String stage, String line, String wrong) throws PauseFlow, Fault {
      journal.call(stage, line);
      if (line.equals(wrong)) {
        throw journal.handled(new Fault());
      }
      return true;
    }

    @Recover({"lines", "keep", "length", "write"})
    @Output("rejects")
    String reject(Object item, Fault failure) throws PauseFlow {
      journal.call("reject", item);
      return item + "!";
    }
  }

  @TestFactory
  Stream<DynamicNode> whatItGivesToASinkMayBeOfAnyStage() {
    return Scenario.of(Rejecting::new)
        .generated(
            d ->
                RecoverSeveralTest_RejectingFlow.of(d)
                    .outputs(rejected -> d.journal.call("rejects", rejected)))
        .built(
            d ->
                Flow.<String>begin()
                    .sequence(d::lines)
                    .recoverTo(Fault.class, d::reject, it -> d.journal.call("rejects", it))
                    .filter(d::keep)
                    .recoverTo(Fault.class, d::reject, it -> d.journal.call("rejects", it))
                    .function(d::length)
                    .recoverTo(Fault.class, d::reject, it -> d.journal.call("rejects", it))
                    .consume(d::write)
                    .recoverTo(Fault.class, d::reject, it -> d.journal.call("rejects", it))
                    .build())
        .given("text")
        .notSaved("a durable flow has one sink")
        .tells(
            """
            lines(text)
              keep(a) reject(a) rejects(a!)
              keep(bb) length(bb) reject(bb) rejects(bb!)
              keep(ccc) length(ccc) write(3) reject(3) rejects(3!)
              keep(dddd) length(dddd) write(4)
            close(lines) reject(text) rejects(text!)
            end
            """);
  }
}
