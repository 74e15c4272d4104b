package dev.stageflow.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares generated classes with the files of {@code src/test/resources/golden}, word by word, and
 * runs them. A table has their lines and the sizes of their bytecode.
 *
 * <p>After a change of the generated code, {@code mvn test -pl flow-processor -am
 * -Dtest=GoldenFilesTest -Dsurefire.failIfNoSpecifiedTests=false -Dstageflow.golden.write=true}
 * writes the files anew; read what has changed before it is committed.
 */
class GoldenFilesTest {
  private static final Path FILES = Path.of("src/test/resources/golden");
  private static final boolean WRITE = Boolean.getBoolean("stageflow.golden.write");

  static List<Arguments> flows() {
    return List.of(
        Arguments.of(
            "Greeting",
            """
            var flow = GreetingFlow.create();
            return List.of(flow.collect("  Ada "), flow.collect("   "), flow.collect("Nobody"));
            """,
            List.of(List.of("Hello, Ada"), List.of(), List.of())),
        Arguments.of(
            "OrderReport",
            """
            var report = new OrderReport();
            var orders = List.of(
                new OrderReport.Order(
                    1,
                    true,
                    List.of(new OrderReport.Item("tea", 5), new OrderReport.Item("milk", 2))),
                new OrderReport.Order(2, false, List.of(new OrderReport.Item("jam", 3))),
                new OrderReport.Order(3, true, List.of()),
                new OrderReport.Order(4, true, List.of(new OrderReport.Item("jam", 3))));
            var tables = OrderReportFlow.of(report).collect(new OrderReport.Customer("Ada", orders));
            return List.of(tables.stream().map(OrderReport.Html::text).toList(), report.closed);
            """,
            List.of(
                List.of("tea for Ada: 5, milk for Ada: 2", "jam for Ada: 3"), List.of(1, 3, 4))),
        Arguments.of(
            "SquareSum",
            """
            var flow = SquareSumFlow.create();
            return List.of(
                flow.single(new long[] {1, 2, 3, 4, 5}), flow.collect(new long[] {2, 4}));
            """,
            List.of(35L, List.of())),
        Arguments.of(
            "Largest",
            """
            LargestFlow<String> flow = LargestFlow.create();
            return List.of(flow.single(List.of("b", "c", "a")), flow.collect(List.of()));
            """,
            List.of("c", List.of())),
        Arguments.of(
            "Prices",
            """
            return List.of(PricesFlow.create().single(new Prices.Order("tea\\nmilk", 10)));
            """,
            List.of(70L)),
        Arguments.of(
            "Revenue",
            """
            var flow = RevenueFlow.create();
            var first = new Revenue.Order("north", List.of(new Revenue.Line(5, 2)));
            var second = new Revenue.Order("north", List.of(new Revenue.Line(1, 3)));
            var totals = new java.util.ArrayList<String>();
            Long sum = flow.gather(flow.gather(null, first, totals::add), second, totals::add);
            flow.passOn(sum, second, totals::add);
            return List.of(flow.single(first), sum, totals);
            """,
            List.of("north: 10", 13L, List.of("north: 13"))),
        Arguments.of(
            "Batches",
            """
            var flow = BatchesFlow.create();
            return List.of(
                flow.collect(List.of("a", "b", "c", "d", "e")),
                flow.collect(List.of("a", "b")),
                flow.collect(List.of()));
            """,
            List.of(List.of("a+b", "c+d", "e"), List.of("a+b"), List.of(""))),
        Arguments.of(
            "Quotes",
            """
            var quotes = new Quotes();
            var flow = QuotesFlow.of(quotes);
            return List.of(flow.collect("1 two 3"), quotes.rejected, flow.collect(""));
            """,
            List.of(List.of(1, 3), List.of("two of 1 two 3"), List.of())),
        Arguments.of(
            "Receipts",
            """
            var receipts = new Receipts();
            var flow = ReceiptsFlow.of(receipts);
            return List.of(flow.collect("3 2000000000 4"), receipts.noted, flow.collect(""));
            """,
            List.of(List.of(6, 8), List.of("2000000000: integer overflow"), List.of(2, 4))),
        Arguments.of(
            "Enquiries",
            """
            List<String> rejects = new ArrayList<>();
            var flow = EnquiriesFlow.create().outputs(rejects::add);
            return List.of(flow.collect("who why where thanks when"), rejects);
            """,
            List.of(List.of("who who!", "where where!"), List.of("why: nobody knows"))),
        Arguments.of(
            "CustomerTotals",
            """
            return CustomerTotalsFlow.create()
                .collect(
                    List.of(
                        new CustomerTotals.Sale("Ada", 3),
                        new CustomerTotals.Sale("Ada", 4),
                        new CustomerTotals.Sale("Bo", 5)));
            """,
            List.of("Ada 7", "Bo 5")),
        Arguments.of(
            "Offers",
            "return OffersFlow.create().collect(\"pen glue book\");",
            List.of("pen 300 x3", "book 400 x4")),
        Arguments.of(
            "Countdown", "return CountdownFlow.create().collect();", List.of("T-3", "T-2", "T-1")),
        Arguments.of(
            "Folders",
            """
            var deep = new Folders.Folder("deep", List.of());
            var top = new Folders.Folder(
                "", List.of(new Folders.Folder("a", List.of(deep)), new Folders.Folder("b", List.of())));
            var outputs = new java.util.ArrayList<String>();
            var run = FoldersFlow.create().stepwise(top, outputs::add);
            while (outputs.size() < 2) {
              run.step();
            }
            FoldersFlow.create().restore(run.save(), outputs::add).proceed(100);
            return List.of(FoldersFlow.create().collect(top), outputs);
            """,
            List.of(List.of("a", "deep", "b"), List.of("a", "deep", "b"))),
        Arguments.of(
            "Ledger",
            "return LedgerFlow.create().collect(java.time.LocalDate.EPOCH);",
            List.of(
                "order 1 of 1970-01-01",
                "total 6",
                "order 2 of 1970-01-01",
                "total 7",
                "order 3 of 1970-01-01",
                "total 8")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("flows")
  void aFlowReadsAndRunsAsExpected(String name, String use, Object expected) throws IOException {
    Definition.Compiled compiled =
        Definition.of(Files.readString(FILES.resolve(name + ".java"))).usedBy(use).compiles();
    String generated = compiled.generated("shop." + name + "Flow");
    Path golden = FILES.resolve(name + "Flow.java");
    if (WRITE) {
      Files.writeString(golden, generated);
    }
    assertThat(generated.lines()).allMatch(line -> line.length() <= 100);
    assertThat(generated).isEqualTo(Files.readString(golden).replace("\r\n", "\n"));
    assertThat(compiled.use()).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("flows")
  void theDiagramInTheJavadocIsThatOfTheDescription(String name) throws IOException {
    Definition.Compiled compiled =
        Definition.of(Files.readString(FILES.resolve(name + ".java")))
            .usedBy("return %sFlow.create().describe().toMermaid();".formatted(name))
            .compiles();
    assertThat(compiled.generated("shop." + name + "Flow"))
        .contains(
            "<pre>{@code\n"
                + compiled
                    .use()
                    .toString()
                    .indent(1)
                    .replaceAll("(?m)^", " *")
                    .replaceFirst(" \\*$", ""));
  }

  @Test
  void theFlowsAreAsLongAsTheTableSays() throws IOException {
    StringBuilder table =
        new StringBuilder("| flow | lines | classes | bytes of code | longest method | bytes |\n");
    table.append("| --- | ---: | ---: | ---: | --- | ---: |\n");
    for (Arguments flow : flows()) {
      table.append(sizes(flow.get()[0] + "Flow")).append('\n');
    }
    Path golden = FILES.resolve("sizes.md");
    if (WRITE) {
      Files.writeString(golden, table);
    }
    assertThat(table).hasToString(Files.readString(golden).replace("\r\n", "\n"));
  }

  private static String sizes(String flow) throws IOException {
    Definition.Compiled compiled =
        Definition.of(Files.readString(FILES.resolve(flow.replaceFirst("Flow$", ".java"))))
            .compiles();
    CodeSizes sizes = new CodeSizes();
    compiled
        .classes()
        .forEach(
            (name, code) -> {
              if (name.startsWith("shop." + flow)) {
                sizes.add(code);
              }
            });
    return "| %s | %d | %d | %d | `%s` | %d |"
        .formatted(
            flow,
            compiled.generated("shop." + flow).lines().count(),
            sizes.classes(),
            sizes.bytes(),
            sizes.longest(),
            sizes.longestBytes());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("flows")
  void theJavadocIsComplete(String name) throws IOException {
    Definition.of(Files.readString(FILES.resolve(name + ".java")))
        .tellsNothingOf(name + "Flow.java", "-Xdoclint:all/protected");
  }
}
