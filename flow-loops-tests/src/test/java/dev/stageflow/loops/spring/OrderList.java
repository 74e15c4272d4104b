package dev.stageflow.loops.spring;

import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Tunnel;
import java.util.stream.Stream;

// manual
/** A line for each order of a customer, numbered: state of one run. */
class OrderList {
  private final Orders database;
  private int number;

  OrderList(Orders database) {
    this.database = database;
  }

  @Tunnel
  @Sequence
  Stream<String> orders(String customer) {
    return database.of(customer);
  }

  @Function
  String line(String order) {
    return ++number + ". " + order + "\n";
  }
}
// end
