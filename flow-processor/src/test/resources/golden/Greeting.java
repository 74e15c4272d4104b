package shop;

import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.Function;

/** One item after the other, without a loop: what is no name is dropped. */
public class Greeting {
  @Function
  String strip(String text) {
    return text.strip();
  }

  @Filter
  boolean named(String name) {
    return !name.isEmpty();
  }

  @Function(stop = "\"Hello, Nobody\"")
  String greet(String name) {
    return "Hello, " + name;
  }
}
