package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.Flow;
import dev.stageflow.FlowBuilder;
import dev.stageflow.FlowKey;
import dev.stageflow.PauseFlow;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Output;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Upstream;
import dev.stageflow.tests.scenario.Journal;
import dev.stageflow.tests.scenario.Scenario;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Stages and hooks of flows that are built at run time take two earlier values, if they like. */
class TwoValuesTest {
  private static final FlowKey<String> TEXT = FlowKey.of("input", String.class);
  private static final FlowKey<String> WORD = FlowKey.of("words", String.class);
  private static final FlowKey<Integer> SUM = FlowKey.of("sum", Integer.class);

  private static List<String> wordsOf(String text) {
    return List.of(text.split(" "));
  }

  @FlowDefinition(extensible = true, durable = true)
  record Words(Journal journal) {
    @Sequence
    List<String> words(String text) throws PauseFlow {
      journal.call("words");
      return wordsOf(text);
    }

    @Context(by = "length", onOpen = "open", onFlush = "flush", onClose = "close")
    @Sequence
    List<Integer> numbers(String word) {
      return List.of(word.length());
    }

    @Sequence
    List<Integer> more(int number, @Upstream("words") String word, @Upstream("input") String text)
        throws PauseFlow {
      journal.call("more", number, word, text.length());
      return List.of(number, text.length());
    }

    @Function
    int plus(int number, @Upstream("input") String text, @Upstream("words") String word)
        throws PauseFlow {
      journal.call("plus", number, text.length(), word);
      return number + 1;
    }

    @Accumulate
    int add(int sum, int number) {
      return sum + number;
    }

    void open(@Upstream("words") String first, @Upstream("input") String text) throws PauseFlow {
      journal.call("open", first, text.length());
    }

    void flush(@Upstream("words") String first, @Upstream("add") int sum) throws PauseFlow {
      journal.call("flush", first, sum);
    }

    void close(@Upstream("input") String text, @Upstream("words") String first) throws PauseFlow {
      journal.call("close", text.length(), first);
    }
  }

  @TestFactory
  Stream<DynamicNode> stagesAndHooksTakeThemInTheOrderOfTheKeys() {
    return Scenario.of(Words::new)
        .generated(TwoValuesTest_WordsFlow::of)
        .built(
            d ->
                Flow.begin(TEXT)
                    .sequence(d::words)
                    .named(WORD)
                    .context()
                    .by(String::length)
                    .onOpen(WORD, TEXT, d::open)
                    .onFlush(WORD, SUM, d::flush)
                    .onClose(TEXT, WORD, d::close)
                    .sequence(d::numbers)
                    .sequence(WORD, TEXT, d::more)
                    .function(TEXT, WORD, d::plus)
                    .accumulate(() -> 0, d::add)
                    .bucket(SUM)
                    .build())
        .given("ab cd e")
        .tells(
            """
            words
            open(ab,7)
              more(2,ab,7) plus(2,7,ab) plus(7,7,ab)
              more(2,cd,7) plus(2,7,cd) plus(7,7,cd)
            flush(ab,22) out(22) close(7,ab)
            open(e,7)
              more(1,e,7) plus(1,7,e) plus(7,7,e)
            flush(e,10) out(10) close(7,e)
            end
            """);
  }

  @FlowDefinition(extensible = true, durable = true)
  record Lines(Journal journal) {
    @Sequence
    List<String> words(String text) {
      return wordsOf(text);
    }

    @Context(by = "length", onOpen = "heading", onFlush = "total", onClose = "ruler")
    @Function
    int length(String word) throws PauseFlow {
      journal.call("length", word);
      return word.length();
    }

    @Accumulate
    int add(int sum, int length) {
      return sum + length;
    }

    @Function
    String line(int sum) {
      return "" + sum;
    }

    @Output
    String heading(@Upstream("words") String first, @Upstream("input") String text)
        throws PauseFlow {
      journal.call("heading");
      return first + "/" + text.length();
    }

    @Output
    String total(@Upstream("words") String first, @Upstream("add") int sum) throws PauseFlow {
      journal.call("total");
      return first + "=" + sum;
    }

    @Output
    String ruler(@Upstream("words") String first, @Upstream("input") String text) throws PauseFlow {
      journal.call("ruler");
      return "-".repeat(first.length() + text.length());
    }
  }

  @TestFactory
  Stream<DynamicNode> whatAHookMakesOfThemIsAnOutput() {
    return Scenario.of(Lines::new)
        .generated(TwoValuesTest_LinesFlow::of)
        .built(
            d ->
                Flow.begin(TEXT)
                    .sequence(d::words)
                    .named(WORD)
                    .context()
                    .by(String::length)
                    .onOpenOutput(WORD, TEXT, d::heading)
                    .onFlushOutput(WORD, SUM, d::total)
                    .onCloseOutput(WORD, TEXT, d::ruler)
                    .function(d::length)
                    .accumulate(() -> 0, d::add)
                    .bucket(SUM)
                    .function(d::line)
                    .build(String.class))
        .given("ab cd e")
        .tells(
            """
            heading out(ab/7) length(ab) length(cd)
            total out(ab=4) out(4) ruler out(---------)
            heading out(e/7) length(e)
            total out(e=1) out(1) ruler out(--------)
            end
            """);
  }

  @Test
  void aStageWaitsForTwoForks() throws Exception {
    FlowKey<Integer> price = FlowKey.of("price", Integer.class);
    FlowKey<Integer> stock = FlowKey.of("stock", Integer.class);
    CompletableFuture<Integer> answer = new CompletableFuture<>();
    Flow<String, String> flow =
        Flow.<String>begin()
            .forkAsync(article -> answer)
            .named(price)
            .forkAsync(
                article ->
                    CompletableFuture.supplyAsync(
                        () -> {
                          answer.complete(5);
                          return 7;
                        }))
            .named(stock)
            .function(price, stock, (article, cents, count) -> article + cents + "x" + count)
            .build();
    assertThat(flow.single("pen ")).isEqualTo("pen 5x7");
  }

  @Test
  void bothKeysNameValuesInScope() {
    FlowKey<Integer> unknown = FlowKey.of("unknown", Integer.class);
    FlowBuilder<String, String> words = Flow.begin(TEXT).sequence(TwoValuesTest::wordsOf);
    String message = "no value 'unknown' of type java.lang.Integer is in scope here";
    assertThatThrownBy(() -> words.function(TEXT, unknown, (word, text, number) -> word))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> words.sequence(unknown, TEXT, (word, number, text) -> List.of(word)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThatThrownBy(
            () ->
                words
                    .context()
                    .by(word -> word)
                    .onFlush(TEXT, unknown, (text, number) -> {})
                    .function(word -> word)
                    .named("same")
                    .build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "the onFlush of the context of stage 'same' uses 'unknown' of type java.lang.Integer,"
                + " which names no value in scope there");
  }

  @Test
  void anOnFlushIsToldHowToNameWhatIsGathered() {
    FlowKey<Integer> sum = FlowKey.of("sum", Integer.class);
    FlowBuilder<String, Integer> sums =
        Flow.begin(TEXT)
            .sequence(TwoValuesTest::wordsOf)
            .context()
            .by(word -> word)
            .onFlush(TEXT, sum, (text, number) -> {})
            .function(String::length)
            .named("length")
            .accumulate(() -> 0, Integer::sum)
            .named(sum);
    assertThatThrownBy(sums::build)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "the onFlush of the context of stage 'length' uses 'sum' of type java.lang.Integer,"
                + " which names what its accumulate gives after it; bucket(..) of that accumulate"
                + " names what it has gathered");
  }
}
