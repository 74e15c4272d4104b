package dev.stageflow.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All reports are the same document. */
class SalesDocumentTest {
  private final SalesDocument benchmark = new SalesDocument();

  @ParameterizedTest
  @EnumSource
  void allDocumentsAreTheSame(Format format) throws Exception {
    benchmark.format = format;
    benchmark.items = 3;
    benchmark.create();
    try {
      String document = benchmark.handLoop();
      assertThat(document.lines()).hasSize(3 + 10 * (2 + 100 * (2 + 3)));
      assertThat(benchmark.generatedFlow()).isEqualTo(document);
      assertThat(benchmark.builtFlow()).isEqualTo(document);
      assertThat(benchmark.reactor()).isEqualTo(document);
    } finally {
      benchmark.drop();
    }
  }

  @Test
  void theDocumentHasItemsWithTheirTotalsInOrder() throws Exception {
    benchmark.items = 2;
    benchmark.create();
    try {
      assertThat(benchmark.generatedFlow())
          .startsWith(
              """
              <!doctype html><title>Sales</title>
              <h1>region 0</h1>
              <h2>c 0</h2><table>
              <tr><td>p 0<td>0
              <tr><td>p 1<td>1
              </table><p>c 0: 1
              <h2>c 1</h2><table>
              <tr><td>p 0<td>1
              <tr><td>p 1<td>2
              </table><p>c 1: 3
              """)
          .endsWith(
              """
              <p><b>region 9: 190000</b>
              <p>In all: 1000000
              </html>
              """);
    } finally {
      benchmark.drop();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aReportOfNothingIsTheSameToo(Format format) throws Exception {
    benchmark.format = format;
    benchmark.items = 0;
    benchmark.create();
    try {
      String document = benchmark.handLoop();
      assertThat(document.lines()).hasSize(3);
      assertThat(benchmark.generatedFlow()).isEqualTo(document);
      assertThat(benchmark.builtFlow()).isEqualTo(document);
      assertThat(benchmark.reactor()).isEqualTo(document);
    } finally {
      benchmark.drop();
    }
  }
}
