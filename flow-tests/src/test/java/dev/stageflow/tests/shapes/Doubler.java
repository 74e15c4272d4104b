package dev.stageflow.tests.shapes;

import dev.stageflow.annotation.Function;

/** A public definition that is no member of anything. */
public class Doubler {

  /** Static: no instance of the definition is used, but one is asked for as ever. */
  @Function
  public static int twice(int number) {
    return 2 * number;
  }
}
