package dev.stageflow.examples.flink;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** A shop that makes up its customers, always the same ones, and what they have ordered. */
final class Shop {
  private static final List<String> NAMES = List.of("Ada", "Barbara", "Edsger", "Grace", "Tony");
  private static final List<String> ARTICLES = List.of("ink", "lamp", "paper", "pen", "stapler");
  private static final int MOST_ORDERS = 3;
  private static final int MOST_ITEMS = 4;
  private static final int MOST_PIECES = 12;

  private Shop() {}

  /** Returns the customer with a number. */
  static Customer customer(long number) {
    return new Customer(number, any(NAMES, new SplittableRandom(number)));
  }

  /** Returns what a customer has ordered. */
  static List<Order> orders(Customer customer) {
    SplittableRandom random = new SplittableRandom(~customer.number());
    return IntStream.rangeClosed(1, random.nextInt(1, MOST_ORDERS + 1))
        .mapToObj(order -> new Order(customer.number() + "-" + order, items(random)))
        .toList();
  }

  private static List<Item> items(SplittableRandom random) {
    return IntStream.rangeClosed(1, random.nextInt(1, MOST_ITEMS + 1))
        .mapToObj(item -> new Item(any(ARTICLES, random), random.nextInt(1, MOST_PIECES + 1)))
        .toList();
  }

  private static <T> T any(List<T> all, SplittableRandom random) {
    return all.get(random.nextInt(all.size()));
  }

  /**
   * Asks for the price of all pieces of an item, in cents. The answer comes after a millisecond.
   */
  static CompletableFuture<Long> price(Item item) {
    long cents = 95L * (1 + ARTICLES.indexOf(item.article())) * item.quantity();
    return new CompletableFuture<Long>().completeOnTimeout(cents, 1, TimeUnit.MILLISECONDS);
  }
}
