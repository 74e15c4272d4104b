package dev.stageflow;

import java.util.Objects;

/**
 * A typed name for a value of a flow that is built at run time: what was named with it can be used
 * by later stages.
 *
 * <pre>{@code
 * FlowKey<Customer> customer = FlowKey.of("customer", Customer.class);
 * Flow<Customer, Line> lines =
 *     Flow.begin(customer)
 *         .sequence(Customer::orders)
 *         .function(customer, (order, c) -> c.priced(order))
 *         .build();
 * }</pre>
 *
 * <p>Keys are told apart by identity of name and type: two keys of the same name and type are
 * equal.
 *
 * @param name the name, as it shows in descriptions
 * @param type the value's class
 * @param <T> the value's type
 */
public record FlowKey<T>(String name, Class<T> type) {

  /**
   * Checks the name.
   *
   * @param name the name, as it shows in descriptions
   * @param type the value's class
   */
  public FlowKey {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    if (name.isBlank()) {
      throw new IllegalArgumentException("a key's name must not be blank");
    }
  }

  /**
   * Makes a key.
   *
   * @param name the name
   * @param type the value's class
   * @param <T> the value's type
   * @return the key
   * @throws IllegalArgumentException if the name is blank
   */
  public static <T> FlowKey<T> of(String name, Class<T> type) {
    return new FlowKey<>(name, type);
  }
}
