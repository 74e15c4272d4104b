package dev.stageflow.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.flink.OrderReport.Customer;
import dev.stageflow.flink.OrderReport.Item;
import dev.stageflow.flink.OrderReport.Order;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

/** The example of docs/flink.md. */
class FlinkManualTest {
  private static final Path HERE = Path.of("src", "test", "java", "dev", "stageflow", "flink");

  @Test
  void itsOperatorPricesTheOpenOrdersOfEachCustomer() throws Exception {
    Customer ann =
        new Customer(
            "Ann",
            List.of(
                new Order("A-1", true, List.of(new Item("ink", 1))),
                new Order("A-2", false, List.of(new Item("pen", 2), new Item("paper", 1)))));
    FlowOperator<Customer, OrderReport.Line> operator =
        FlowOperators.of(OrderReportFlow::create).returning(OrderReport.Line.class);
    try (Harness<Customer, OrderReport.Line> task =
        new Harness<>(operator, TypeInformation.of(Customer.class))) {
      task.open();
      task.process(ann);
      task.endInput();
      assertThat(task.passedOn()).containsExactly("Line[customer=Ann, order=A-2, cents=1100]");
    }
  }

  @Test
  void itsJobCanBePlanned() {
    StreamExecutionEnvironment job = StreamExecutionEnvironment.createLocalEnvironment();
    DataStream<Customer> customers =
        job.fromSequence(1, 2)
            .map(number -> new Customer("Ann", List.of()))
            .returns(Customer.class);
    DataStream<OrderReport.Line> lines =
        FlowOperators.of(OrderReportFlow::create)
            .returning(OrderReport.Line.class)
            .capacity(100)
            .unordered()
            .applyTo(customers)
            .uid("order-report");
    assertThat(lines.getType()).isEqualTo(TypeInformation.of(OrderReport.Line.class));
  }

  @Test
  void theManualShowsThisVeryCode() throws IOException {
    String definition = Files.readString(HERE.resolve("OrderReport.java"));
    String here = Files.readString(HERE.resolve("FlinkManualTest.java"));
    int job = here.indexOf("    DataStream<OrderReport.Line> lines");
    assertThat(Files.readString(Path.of("..", "docs", "flink.md")))
        .contains(definition.substring(definition.indexOf("/** A line")).strip())
        .contains(here.substring(job, here.indexOf("    assertThat(lines")));
  }
}
