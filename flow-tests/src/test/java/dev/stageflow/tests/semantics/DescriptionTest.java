package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.Flow;
import dev.stageflow.FlowDescription;
import dev.stageflow.FlowDescription.Kind;
import dev.stageflow.FlowDescription.Stage;
import dev.stageflow.FlowKey;
import dev.stageflow.FlowRun;
import dev.stageflow.RetryPolicy;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.Fork;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Output;
import dev.stageflow.annotation.Parallel;
import dev.stageflow.annotation.Recover;
import dev.stageflow.annotation.Retry;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Subflow;
import dev.stageflow.annotation.Timeout;
import dev.stageflow.annotation.Tunnel;
import dev.stageflow.annotation.Upstream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** A flow tells what it is made of, however it was made. */
class DescriptionTest {

  static class Totals {
    @Sequence
    List<String> lines(String text) {
      return text.lines().toList();
    }

    @Filter
    boolean full(String line) {
      return !line.isEmpty();
    }

    @Context
    @Sequence
    List<String> words(String line) {
      return List.of(line.split(" "));
    }

    @Function
    Integer length(String word) {
      return word.length();
    }

    @Accumulate
    Integer add(Integer sum, Integer length) {
      return sum + length;
    }

    @Accumulate
    Long total(Long total, Integer sum) {
      return total + sum;
    }

    @Function
    void print(Long total) {}
  }

  private static Flow<String, Void> built() {
    Totals totals = new Totals();
    return Flow.begin(FlowKey.of("input", String.class))
        .sequence(totals::lines)
        .named(FlowKey.of("lines", String.class))
        .filter(totals::full)
        .named("full")
        .context()
        .sequence(totals::words)
        .named(FlowKey.of("words", String.class))
        .function(totals::length)
        .named(FlowKey.of("length", Integer.class))
        .accumulate(() -> 0, totals::add)
        .named(FlowKey.of("add", Integer.class))
        .accumulate(() -> 0L, totals::total)
        .named(FlowKey.of("total", Long.class))
        .consume(totals::print)
        .named("print")
        .build();
  }

  @Test
  void theStagesHaveNamesKindsTypesAndContexts() {
    FlowDescription generated = DescriptionTest_TotalsFlow.create().describe();
    assertThat(generated.name()).isEqualTo("Totals");
    assertThat(generated.input()).isEqualTo("String");
    assertThat(generated.stages())
        .containsExactly(
            new Stage("lines", Kind.SEQUENCE, "String", false, null),
            new Stage("full", Kind.FILTER, "String", false, null),
            new Stage("words", Kind.SEQUENCE, "String", true, null),
            new Stage("length", Kind.FUNCTION, "Integer", false, null),
            new Stage("add", Kind.ACCUMULATE, "Integer", false, "words"),
            new Stage("total", Kind.ACCUMULATE, "Long", false, null),
            new Stage("print", Kind.CONSUMER, "void", false, null));
  }

  @Test
  void aBuiltFlowWhoseValuesHaveKeysDescribesItselfAlike() {
    FlowDescription generated = DescriptionTest_TotalsFlow.create().describe();
    FlowDescription built = built().describe();
    assertThat(built.input()).isEqualTo(generated.input());
    assertThat(built.stages()).isEqualTo(generated.stages());
    assertThat(built.toMermaid()).isEqualTo(generated.toMermaid());
  }

  /** Has each option that a description shows. */
  static class Requests {
    @Tunnel
    @Retry(times = 1, on = IOException.class)
    @Sequence
    List<String> questions(String text) throws IOException {
      return text.lines().toList();
    }

    @Filter(orBreak = "questions")
    boolean goesOn(String question) {
      return !question.isEmpty();
    }

    @Fork
    @Timeout(millis = 300)
    @Function
    CompletionStage<Integer> cost(String question) {
      return CompletableFuture.completedFuture(question.length());
    }

    @Tunnel
    @Fork
    @Function
    Long credit(String question) {
      return 1L;
    }

    @Parallel(value = 4, ordered = false, key = "customer")
    @Timeout(millis = 2000)
    @Retry(times = 5)
    @Function
    CompletionStage<String> answer(String question) {
      return CompletableFuture.completedFuture(question);
    }

    char customer(String question) {
      return question.charAt(0);
    }

    @Recover("answer")
    String unknown(String question, IllegalStateException failure) {
      return "?";
    }

    @Recover("answer")
    String wrong(String question, IllegalArgumentException failure) {
      return "!";
    }

    @Recover("answer")
    @Output("rejects")
    String late(String question, TimeoutException failure) {
      return question;
    }

    @Function
    String credited(String answer, @Upstream("credit") Long credit) {
      return answer + credit;
    }

    @Output("answers")
    @Function
    String priced(String answer, @Upstream("cost") Integer cost) {
      return answer + cost;
    }

    @Accumulate(flushWhen = "full", flushAfterMillis = 500, emitEmpty = true)
    Integer count(Integer count, String answer) {
      return count + 1;
    }

    boolean full(Integer count) {
      return count == 10;
    }

    @Parallel(2)
    @Subflow
    Flow<Integer, Integer> alone(Integer count) {
      return Flow.identity();
    }

    @Tunnel
    @Function
    void save(Integer count) {}
  }

  private static Flow<String, Void> builtRequests() {
    Requests requests = new Requests();
    FlowKey<String> questions = FlowKey.of("questions", String.class);
    FlowKey<Long> credit = FlowKey.of("credit", Long.class);
    FlowKey<Integer> cost = FlowKey.of("cost", Integer.class);
    return Flow.begin(FlowKey.of("input", String.class))
        .sequence(requests::questions)
        .named(questions)
        .tunnel()
        .retry(RetryPolicy.of(1).on(IOException.class))
        .filter(requests::goesOn)
        .named("goesOn")
        .orBreak(questions)
        .forkAsync(requests::cost)
        .named(cost)
        .timeout(Duration.ofMillis(300))
        .fork(requests::credit)
        .named(credit)
        .functionAsync(requests::answer)
        .named(FlowKey.of("answer", String.class))
        .parallel(4)
        .unordered()
        .key(requests::customer)
        .timeout(Duration.ofSeconds(2))
        .retry(RetryPolicy.of(5))
        .recover(IllegalStateException.class, requests::unknown)
        .recover(IllegalArgumentException.class, requests::wrong)
        .recoverTo(TimeoutException.class, requests::late, reject -> {})
        .function(credit, requests::credited)
        .named(FlowKey.of("credited", String.class))
        .function(cost, requests::priced)
        .named(FlowKey.of("priced", String.class))
        .output("answers", answer -> {})
        .accumulate(() -> 0, requests::count)
        .named(FlowKey.of("count", Integer.class))
        .flushWhen(requests::full)
        .flushAfter(Duration.ofMillis(500))
        .emitEmpty()
        .subflow(requests::alone)
        .named(FlowKey.of("alone", Integer.class))
        .parallel(2)
        .consume(requests::save)
        .named("save")
        .tunnel()
        .build();
  }

  @Test
  void optionsAreDescribedInWords() {
    FlowDescription generated = DescriptionTest_RequestsFlow.create().describe();
    assertThat(generated.stages())
        .containsExactly(
            new Stage(
                "questions",
                Kind.SEQUENCE,
                "String",
                false,
                null,
                "on a worker thread",
                "tried again once"),
            new Stage(
                "goesOn",
                Kind.FILTER,
                "String",
                false,
                null,
                "ends 'questions' with the first item that it drops"),
            new Stage("cost", Kind.FORK, "Integer", false, null, "given up after 300 ms"),
            new Stage("credit", Kind.FORK, "Long", false, null, "on a worker thread"),
            new Stage(
                "answer",
                Kind.FUNCTION,
                "String",
                false,
                null,
                "up to 4 at once, as they come, one after the other for each key",
                "given up after 2000 ms",
                "tried again up to 5 times",
                "recovers from 'IllegalArgumentException' or 'IllegalStateException'",
                "gives a reject for 'TimeoutException'"),
            new Stage("credited", Kind.FUNCTION, "String", false, null),
            new Stage("priced", Kind.FUNCTION, "String", false, null, "also for 'answers'"),
            new Stage(
                "count",
                Kind.ACCUMULATE,
                "Integer",
                false,
                null,
                "passes a batch on when it is full",
                "passes a batch on 500 ms after its first item",
                "passes on an empty one if nothing came"),
            new Stage("alone", Kind.SUBFLOW, "Integer", false, null, "up to 2 at once"),
            new Stage("save", Kind.CONSUMER, "void", false, null, "on a worker thread"));
    FlowDescription built = builtRequests().describe();
    assertThat(built.stages()).isEqualTo(generated.stages());
    assertThat(built.toMermaid()).isEqualTo(generated.toMermaid());
    assertThat(built.toMermaid())
        .contains(
            "stage1{\"goesOn<br>ends 'questions' with the first item that it drops\"}\n",
            "stage2>\"cost<br>given up after 300 ms\"]\n",
            "stage7[(\"count<br>passes a batch on when it is full"
                + "<br>passes a batch on 500 ms after its first item"
                + "<br>passes on an empty one if nothing came\")]\n");
    assertThat(built.toSvg())
        .contains(">up to 2 at once<", ">gives a reject for 'TimeoutException'<");
  }

  @Test
  void aRunIsTheNameOfItsFlowAndItsStateInALog() {
    Queue<Runnable> loop = new ArrayDeque<>();
    FlowRun run = DescriptionTest_TotalsFlow.create().on(loop::add).start("one line");
    assertThat(run).hasToString("Totals RUNNING");
    run.cancel();
    while (!loop.isEmpty()) {
      loop.remove().run();
    }
    assertThat(run).hasToString("Totals CANCELLED");
  }

  @Test
  void aLongChainOfFlowsIsDescribedWithoutARecursion() {
    Flow<Integer, Integer> one = Flow.<Integer>begin().function(n -> n + 1).named("one").build();
    Flow<Integer, Integer> before = one;
    Flow<Integer, Integer> after = one;
    for (int i = 1; i < 20_000; i++) {
      before = before.then(one);
      after = one.then(after);
    }
    assertThat(before.describe().stages()).hasSize(20_000);
    assertThat(after.describe()).isEqualTo(before.describe());
    assertThat(before.bind(1).then(one).describe().stages()).hasSize(20_001);
    assertThat(one.then(one).describe().name()).isEqualTo("flow then flow");
  }

  @Test
  void aFlowThatHasItselfAsAPartIsDescribedOnce() {
    Flow<Integer, Integer> less =
        Flow.<Integer>begin().filter(n -> n > 0).function(n -> n - 1).build();
    Flow<Integer, Integer> countdown = Flow.recursive(self -> less.then(self));
    assertThat(countdown.describe().name()).isEqualTo("flow then itself");
    assertThat(countdown.describe().stages()).hasSize(2);
  }
}
