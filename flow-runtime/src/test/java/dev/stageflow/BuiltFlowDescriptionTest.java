package dev.stageflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.stageflow.FlowDescription.Kind;
import dev.stageflow.FlowDescription.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What can be told of a flow that was put together at run time. */
class BuiltFlowDescriptionTest {
  private static final FlowKey<String> TEXT = FlowKey.of("text", String.class);
  private static final FlowKey<String[]> WORDS = FlowKey.of("words", String[].class);
  private static final FlowKey<Integer> LENGTH = FlowKey.of("length", int.class);

  @Test
  void typesAreToldByKeysAlone() {
    FlowDescription flow =
        Flow.begin(TEXT)
            .filter(text -> !text.isEmpty())
            .function(text -> text.split(" "))
            .named(WORDS)
            .filter(words -> words.length > 0)
            .sequence(List::of)
            .filter(word -> true)
            .consume(word -> {})
            .build()
            .describe();
    assertThat(flow.input()).isEqualTo("String");
    assertThat(flow.stages())
        .containsExactly(
            new Stage("filter1", Kind.FILTER, "String", false, null),
            new Stage("words", Kind.FUNCTION, "String[]", false, null),
            new Stage("filter3", Kind.FILTER, "String[]", false, null),
            new Stage("sequence4", Kind.SEQUENCE, null, false, null),
            new Stage("filter5", Kind.FILTER, null, false, null),
            new Stage("consumer6", Kind.CONSUMER, "void", false, null));
  }

  @Test
  void anInputThatNoKeyTellsIsThereAllTheSame() {
    assertThat(Flow.<String>begin().build().describe().input()).isEqualTo("?");
  }

  @Test
  void nestedTypesAreNamedAsInSourceCode() {
    FlowDescription flow =
        Flow.<Map<String, String>>begin()
            .<Map.Entry<String, String>>sequence(Map::entrySet)
            .named(FlowKey.of("entry", Map.Entry.class))
            .build()
            .describe();
    assertThat(flow.stages().get(0).output()).isEqualTo("Map.Entry");
  }

  @Test
  void anAccumulateTellsTheContextThatItGathersIn() {
    FlowDescription flow = nested().describe();
    assertThat(flow.stages())
        .extracting(Stage::name, Stage::opensContext, Stage::gathersIn)
        .containsExactly(
            tuple("context1", true, null),
            tuple("lines", true, null),
            tuple("words", false, null),
            tuple("length", false, "lines"),
            tuple("batch", false, "context1"),
            tuple("total", false, null));
  }

  @Test
  void theDiagramShowsContextsAsBoxes() {
    assertThat(nested().describe().toMermaid())
        .isEqualTo(
            """
            flowchart TD
              input(["String"])
              subgraph context0 ["context of context1"]
                stage0("context1")
                subgraph context1 ["context of lines"]
                  stage1[["lines"]]
                  stage2[["words"]]
                  stage3[("length<br>passes a batch on when it is full")]
                end
                stage4[("batch")]
              end
              stage5[("total")]
              input --> stage0
              stage0 --> stage1
              stage1 --> stage2
              stage2 --> stage3
              stage3 -- "int" --> stage4
              stage4 --> stage5
              output(["output"])
              stage5 --> output
            """);
  }

  @Test
  void theDiagramShowsNamesThatAreMarkupElsewhere() {
    Flow<String, String> flow =
        Flow.<String>begin()
            .function(text -> text)
            .named("`quoted` %%{init: {}}%%")
            .function(text -> text)
            .named("two\nlines # \"<b>\"")
            .build();
    assertThat(flow.describe().toMermaid())
        .contains("stage0[\"#96;quoted#96; #37;#37;{init: {}}#37;#37;\"]\n")
        .contains("stage1[\"two lines #35; #quot;#lt;b#gt;#quot;\"]\n")
        .doesNotContain("%%", "`");
  }

  @Test
  void aContextThatAnOutputFollowsIsDescribedAlone() {
    FlowDescription flow =
        Flow.begin(TEXT)
            .context()
            .output("texts", text -> {})
            .sequence(text -> List.of(text.split(" ")))
            .named("words")
            .build()
            .describe();
    assertThat(flow.stages())
        .extracting(Stage::name, Stage::opensContext, Stage::notes)
        .containsExactly(
            tuple("context1", true, List.of("also for 'texts'")), tuple("words", false, List.of()));
  }

  @Test
  void anOutputThatIsTheInputIsDescribedAtTheFirstStage() {
    FlowDescription flow =
        Flow.begin(TEXT)
            .output("texts", text -> {})
            .output()
            .context()
            .sequence(text -> List.of(text.split(" ")))
            .named("words")
            .output()
            .build(Object.class)
            .describe();
    assertThat(flow.stages())
        .extracting(Stage::name, Stage::notes)
        .containsExactly(
            tuple(
                "words",
                List.of(
                    "takes what is also for 'texts'",
                    "takes what is also an output",
                    "also an output")));
  }

  @Test
  void whatTakesFailuresIsDescribedByWhatItGivesAndWhere() {
    FlowDescription flow =
        Flow.begin(TEXT)
            .function(String::length)
            .recoverTo(ArithmeticException.class, (text, failure) -> text, text -> {})
            .recoverOutput(IllegalStateException.class, (text, failure) -> text)
            .tunnelRecover()
            .recover(RuntimeException.class, (text, failure) -> 0)
            .recover(Error.class, (text, failure) -> 0)
            .tunnelRecover()
            .build(Object.class)
            .describe();
    assertThat(flow.stages().get(0).notes())
        .containsExactly(
            "recovers from 'RuntimeException'",
            "recovers from 'Error' on a worker thread",
            "gives an output for 'IllegalStateException' on a worker thread",
            "gives a reject for 'ArithmeticException'");
  }

  @Test
  void aTimeThatHasPartsOfMillisecondsIsShownWhole() {
    FlowDescription flow =
        Flow.begin(TEXT)
            .<String>functionAsync(CompletableFuture::completedFuture)
            .timeout(Duration.ofNanos(1_500))
            .build()
            .describe();
    assertThat(flow.stages().get(0).notes()).containsExactly("given up after PT0.0000015S");
  }

  /** Each text opens two contexts; the inner one may pass several values to the outer. */
  private static Flow<String, Long> nested() {
    return Flow.begin(TEXT)
        .context()
        .context()
        .sequence(text -> List.of(text.split("\n")))
        .named("lines")
        .sequence(line -> List.of(line.split(" ")))
        .named("words")
        .accumulate(() -> 0, (length, word) -> length + word.length())
        .flushWhen(length -> length > 9)
        .named(LENGTH)
        .accumulate(Collectors.counting())
        .named("batch")
        .accumulate(() -> 0L, Long::sum)
        .named("total")
        .build();
  }
}
