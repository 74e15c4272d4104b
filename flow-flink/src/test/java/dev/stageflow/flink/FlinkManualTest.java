package dev.stageflow.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.flink.OrderReport.Customer;
import dev.stageflow.flink.OrderReport.Item;
import dev.stageflow.flink.OrderReport.Order;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

/** The examples of docs/flink.md. */
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
  void itsKeyedOperatorGivesTheRevenueOfEachRegion() throws Exception {
    KeyedFunction<String, Revenue.Order, Long, Revenue.Total> function =
        FlowOperators.keyed(RevenueFlow::create, Long.class, Revenue.Total.class)
            .function(TypeInformation.of(Revenue.Order.class));
    try (KeyedTask<String, Revenue.Order, Revenue.Total> task =
        new KeyedTask<>(function, Revenue.Order::region, Types.STRING, 1, 0)) {
      task.open();
      task.process(
          new Revenue.Order("north", List.of(new Revenue.Line("pen", 300))),
          new Revenue.Order("south", List.of(new Revenue.Line("ink", 500))),
          new Revenue.Order(
              "north", List.of(new Revenue.Line("pen", 100), new Revenue.Line("ink", 50))));
      task.end();
      assertThat(task.extractOutputValues())
          .containsExactlyInAnyOrder(
              new Revenue.Total("north", 450), new Revenue.Total("south", 500));
    }
  }

  @Test
  void itsKeyedJobCanBePlanned() {
    StreamExecutionEnvironment job = StreamExecutionEnvironment.createLocalEnvironment();
    DataStream<Revenue.Order> orders =
        job.fromSequence(1, 2)
            .map(number -> new Revenue.Order("north", List.of()))
            .returns(Revenue.Order.class);
    DataStream<Revenue.Total> totals =
        FlowOperators.keyed(RevenueFlow::create, Long.class, Revenue.Total.class)
            .emitEvery(1_000)
            .emitAfter(Duration.ofSeconds(10))
            .applyTo(orders.keyBy(Revenue.Order::region))
            .uid("revenue");
    assertThat(totals.getType()).isEqualTo(TypeInformation.of(Revenue.Total.class));
  }

  @Test
  void theManualShowsThisVeryCode() throws IOException {
    assertThat(Files.readString(Path.of("..", "docs", "flink.md")))
        .contains(from("OrderReport.java", "/** A line").strip())
        .contains(job("    DataStream<OrderReport.Line> lines", "    assertThat(lines"))
        .contains(from("Revenue.java", "/** The revenue").strip())
        .contains(job("    DataStream<Revenue.Total> totals", "    assertThat(totals"));
  }

  private static String from(String file, String start) throws IOException {
    String text = Files.readString(HERE.resolve(file));
    return text.substring(text.indexOf(start));
  }

  private static String job(String start, String end) throws IOException {
    String text = from("FlinkManualTest.java", start);
    return text.substring(0, text.indexOf(end));
  }
}
