package dev.stageflow.tests.semantics;

import dev.stageflow.DurableFlow;
import dev.stageflow.Flow;
import dev.stageflow.FlowKey;
import dev.stageflow.PauseFlow;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Subflow;
import dev.stageflow.annotation.Upstream;
import dev.stageflow.tests.scenario.Journal;
import dev.stageflow.tests.scenario.JournaledSource;
import dev.stageflow.tests.scenario.Scenario;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** An item is run through a flow that is chosen for it; the flow's outputs go on. */
class SubflowTest {
  private static final FlowKey<Integer> SUM = FlowKey.of("sum", Integer.class);
  private static final FlowKey<Integer> N = FlowKey.of("n", Integer.class);

  /** What is called: an item gives two, and the sum of both after them. */
  @FlowDefinition(durable = true)
  record Called(Journal journal) {
    @Sequence
    JournaledSource<Integer> twice(int n) throws PauseFlow {
      journal.call("twice", n);
      return journal.source("twice", n, n + 1);
    }

    @Function
    int negate(int n) throws PauseFlow {
      journal.call("negate", n);
      return -n;
    }
  }

  /** What is called: an item goes on. */
  @FlowDefinition(durable = true)
  static class Same {
    @Function
    int same(int n) {
      return n;
    }
  }

  private static DurableFlow<Integer, Integer> called(Journal journal) {
    return SubflowTest_CalledFlow.of(new Called(journal));
  }

  @FlowDefinition(durable = true)
  record InTheMiddle(Journal journal) {
    @Sequence
    JournaledSource<Integer> numbers(int n) throws PauseFlow {
      journal.call("numbers", n);
      return journal.source("numbers", n, 0, 10 * n);
    }

    @Context(onFlush = "flush", onClose = "close")
    @Subflow
    @Nullable DurableFlow<Integer, Integer> choose(int n) throws PauseFlow {
      journal.call("choose", n);
      return n == 0 ? null : called(journal);
    }

    @Function
    int plusOne(int n, @Upstream("numbers") int number) throws PauseFlow {
      journal.call("plusOne", n, number);
      return n + 1;
    }

    @Accumulate
    int add(int sum, int n) throws PauseFlow {
      journal.call("add", sum, n);
      return sum + n;
    }

    void flush(@Upstream("add") int sum) throws PauseFlow {
      journal.call("flush", sum);
    }

    void close(@Upstream("numbers") int number) throws PauseFlow {
      journal.call("close", number);
    }
  }

  @TestFactory
  Stream<DynamicNode> theOutputsGoOnOneByOneInTheContextOfTheirItem() {
    return Scenario.of(InTheMiddle::new)
        .generated(SubflowTest_InTheMiddleFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequence(d::numbers)
                    .named(N)
                    .context()
                    .onFlush(SUM, d::flush)
                    .onClose(N, d::close)
                    .subflow(d::choose)
                    .function(N, d::plusOne)
                    .accumulate(() -> 0, d::add)
                    .bucket(SUM)
                    .build())
        .given(1)
        .tells(
            """
            numbers(1)
              choose(1)
                twice(1) negate(1) plusOne(-1,1) add(0,0)
                negate(2) plusOne(-2,1) add(0,-1) close(twice)
              flush(-1) out(-1) close(1)
              choose(0) flush(0) close(0)
              choose(10)
                twice(10) negate(10) plusOne(-10,10) add(0,-9)
                negate(11) plusOne(-11,10) add(-9,-10) close(twice)
              flush(-19) out(-19) close(10)
            close(numbers)
            end
            """);
  }

  @FlowDefinition(durable = true)
  record AtTheEnd(Journal journal) {
    @Sequence
    JournaledSource<Integer> numbers(int n) throws PauseFlow {
      journal.call("numbers", n);
      return journal.source("numbers", n, 5);
    }

    @Context(onClose = "close")
    @Subflow
    List<@Nullable DurableFlow<Integer, Integer>> choose(int n) throws PauseFlow {
      journal.call("choose", n);
      return n == 5
          ? List.of()
          : Arrays.asList(called(journal), null, SubflowTest_SameFlow.create());
    }

    void close() throws PauseFlow {
      journal.call("close");
    }
  }

  @TestFactory
  Stream<DynamicNode> eachFlowOfAListGetsTheItemInTurn() {
    return Scenario.of(AtTheEnd::new)
        .generated(SubflowTest_AtTheEndFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequence(d::numbers)
                    .context()
                    .onClose(d::close)
                    .subflows(d::choose)
                    .build())
        .given(1)
        .tells(
            """
            numbers(1)
              choose(1)
                twice(1) negate(1) out(-1) negate(2) out(-2) close(twice)
                out(1)
              close
              choose(5) close
            close(numbers)
            end
            """);
  }

  /** Counts down by itself. */
  @FlowDefinition(durable = true)
  record Recursive(Journal journal) {
    @Sequence
    JournaledSource<Integer> less(int n) throws PauseFlow {
      journal.call("less", n);
      return n == 0 ? journal.source("less") : journal.source("less", n - 1);
    }

    @Subflow
    SubflowTest_RecursiveFlow again(int n) throws PauseFlow {
      journal.call("again", n);
      return SubflowTest_RecursiveFlow.of(this);
    }

    @Accumulate(emitEmpty = true)
    int depth(int depth, int below) throws PauseFlow {
      journal.call("depth", depth, below);
      return depth + below + 1;
    }
  }

  @TestFactory
  Stream<DynamicNode> aDefinitionMayReturnItsOwnFlow() {
    return Scenario.of(Recursive::new)
        .generated(SubflowTest_RecursiveFlow::of)
        .built(
            d ->
                Flow.recursive(
                    self ->
                        Flow.<Integer>begin()
                            .sequence(d::less)
                            .subflow(
                                n -> {
                                  d.journal().call("again", n);
                                  return self;
                                })
                            .accumulate(() -> 0, d::depth)
                            .emitEmpty()
                            .build()))
        .given(2)
        .tells(
            """
            less(2)
              again(1) less(1)
                again(0) less(0) close(less)
                depth(0,0)
              close(less)
              depth(0,1)
            close(less)
            out(2)
            end
            """);
  }
}
