package dev.stageflow.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuickstartTest {
  @Test
  void printsTheOpenOrdersOfOneCustomerThenOfTwoAtOnce() throws Exception {
    PrintStream console = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      Quickstart.main();
    } finally {
      System.setOut(console);
    }

    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("A-2: 38.66", "A-3: 22.05", "Bob [B-1: 19.95], Cyd [C-1: 22.80]");
  }

  /** Run it with {@code -Dstageflow.images.write=true} to draw the picture anew. */
  @Test
  void theManualsPictureIsThatOfTheFlow() throws Exception {
    Path picture = Path.of("..", "..", "docs", "images", "order-report.svg");
    String drawn = OrderReportFlow.of(new OrderReport(new PriceList(Map.of()))).describe().toSvg();
    if (Boolean.getBoolean("stageflow.images.write")) {
      Files.writeString(picture, drawn);
    }
    assertThat(picture).hasContent(drawn);
  }
}
