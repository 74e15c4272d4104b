package dev.stageflow.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Definitions next to what other processors do, whichever comes first. */
class OtherProcessorsTest {
  private static final String FLOWS_FIRST =
      "dev.stageflow.processor.FlowProcessor,dev.stageflow.build.TypeMaker";
  private static final String FLOWS_LAST =
      "dev.stageflow.build.TypeMaker,dev.stageflow.processor.FlowProcessor";

  @TempDir private Path folder;
  private Project project;

  @BeforeEach
  void createProject() {
    project = new Project(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {FLOWS_FIRST, FLOWS_LAST})
  void aStageTakesATypeThatAnotherProcessorMakes(String processors) {
    project
        .with(
            "shop/Report.java",
            """
            package shop;

            import dev.stageflow.annotation.Accumulate;
            import dev.stageflow.annotation.Function;
            import dev.stageflow.annotation.Sequence;
            import java.util.List;

            @SuppressWarnings("made: Word, Words")
            class Report {
              @Sequence List<String> split(String text) { return List.of(text.split(" ")); }
              @Function Word word(String text) { return new Word(); }
              @Accumulate void add(Words words, Word word) { words.count++; }
              @Function int count(Words words) { return words.count; }
            }
            """)
        .with(
            "shop/Use.java",
            """
            package shop;

            class Use {
              static int use() { return ReportFlow.create().single("a b c"); }
            }
            """)
        .onPaths(
            "-classpath",
            Jars.path(Jars.API),
            "-processorpath",
            Jars.path(Jars.PROCESSOR, Jars.of(TypeMaker.class)),
            "-processor",
            processors)
        .javac();
    assertThat(project.use()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {FLOWS_FIRST, FLOWS_LAST})
  void aStageTakesATypeWhoseSuperclassAnotherProcessorMakes(String processors) {
    project
        .with(
            "shop/Report.java",
            """
            package shop;

            import dev.stageflow.annotation.Function;

            @SuppressWarnings("made: Unrelated, Word")
            class Report {
              static class LongWord extends Word {}
              @Function LongWord word(String text) { return new LongWord(); }
              @Function int count(Word word) { return ++word.count; }
            }
            """)
        .with(
            "shop/Use.java",
            """
            package shop;

            class Use {
              static int use() { return ReportFlow.create().single("a"); }
            }
            """)
        .onPaths(
            "-classpath",
            Jars.path(Jars.API),
            "-processorpath",
            Jars.path(Jars.PROCESSOR, Jars.of(TypeMaker.class)),
            "-processor",
            processors)
        .javac();
    assertThat(project.use()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void lombokChangesTheTypesOfStagesAndTheDefinition(boolean flowsFirst) {
    project
        .with(
            "shop/Report.java",
            """
            package shop;

            import dev.stageflow.annotation.Accumulate;
            import dev.stageflow.annotation.Function;
            import dev.stageflow.annotation.Sequence;
            import java.util.List;
            import lombok.RequiredArgsConstructor;

            @RequiredArgsConstructor
            class Report {
              private final int factor;
              @Sequence List<Item> items(Order order) { return order.getItems(); }
              @Function int cents(Item item) { return item.cents() * factor; }
              @Accumulate void add(Total total, int cents) { total.setCents(total.getCents() + cents); }
              @Function String show(Total total) { return total.toString(); }
            }
            """)
        .with(
            "shop/Order.java",
            """
            package shop;

            import java.util.List;
            import lombok.Value;

            @Value
            class Order {
              List<Item> items;
            }
            """)
        .with("shop/Item.java", "package shop; record Item(int cents) {}")
        .with(
            "shop/Total.java",
            """
            package shop;

            import lombok.AllArgsConstructor;
            import lombok.Data;
            import lombok.NoArgsConstructor;

            @Data
            @NoArgsConstructor
            @AllArgsConstructor
            class Total {
              private int cents;

              Total(String text) { cents = text.length(); }
            }
            """)
        .with(
            "shop/Use.java",
            """
            package shop;

            import java.util.List;

            class Use {
              static String use() {
                return ReportFlow.of(new Report(2))
                    .single(new Order(List.of(new Item(3), new Item(4))));
              }
            }
            """);
    List<Path> processors = Jars.PROCESSOR;
    project
        .onPaths(
            "-classpath",
            Jars.path(Jars.API, Jars.LOMBOK),
            "-processorpath",
            flowsFirst
                ? Jars.path(processors, Jars.LOMBOK)
                : Jars.path(List.of(Jars.LOMBOK), processors.toArray(Path[]::new)))
        .javac();
    assertThat(project.use()).isEqualTo("Total(cents=14)");
    assertThat(project.generated("shop/ReportFlow.java")).doesNotContain("create()");
  }
}
