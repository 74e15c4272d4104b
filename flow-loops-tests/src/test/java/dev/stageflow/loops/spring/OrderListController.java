package dev.stageflow.loops.spring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Iterator;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

// manual
@RestController
class OrderListController {
  private final OrderListFlow orderList;
  private final Executor loop;

  OrderListController(OrderListFlow orderList, Executor loop) {
    this.orderList = orderList;
    this.loop = loop;
  }

  @GetMapping("/published/{customer}")
  Flow.Publisher<String> published(@PathVariable("customer") String customer) {
    return orderList.on(loop).publisher(customer);
  }

  @GetMapping("/written/{customer}")
  StreamingResponseBody written(@PathVariable("customer") String customer) { // MVC alone
    return body -> {
      try (Stream<String> lines = orderList.stream(customer)) {
        for (Iterator<String> next = lines.iterator(); next.hasNext(); ) {
          body.write(next.next().getBytes(UTF_8));
        }
      }
    };
  }
}
// end
