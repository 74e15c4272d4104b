package dev.stageflow.loops.spring;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

// manual
@Configuration
class OrderListConfiguration {
  @Bean
  ExecutorService loop() {
    return Executors.newSingleThreadExecutor();
  }

  @Bean
  OrderListFlow orderList(Orders database) {
    return OrderListFlow.perRun(() -> new OrderList(database));
  }
}
// end
