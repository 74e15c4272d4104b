package dev.stageflow.internal.failure;

import dev.stageflow.function.StageAction;
import java.util.concurrent.Callable;

/** How a generated flow declares fewer exceptions than {@link dev.stageflow.Flow} does. */
public abstract class Narrowing {

  public Narrowing() {}

  /**
   * Calls a method that declares {@link Exception}, from one that declares only what the
   * definition's methods throw.
   *
   * <pre>{@code
   * @Override
   * public List<Html> collect(Customer customer) throws SQLException {
   *   return narrow(() -> super.collect(customer));
   * }
   * }</pre>
   *
   * @param call the call; it throws unchecked exceptions and what the calling method declares
   * @param <R> the result's type
   * @return the call's result
   */
  protected static <R> R narrow(Callable<R> call) {
    try {
      return call.call();
    } catch (Exception failure) {
      throw Failures.<RuntimeException>same(failure);
    }
  }

  /**
   * Calls a method without a result that declares {@link Exception}, from one that declares only
   * what the definition's methods throw; see {@link #narrow(Callable) narrow}.
   *
   * @param action the call; it throws unchecked exceptions and what the calling method declares
   */
  protected static void narrow(StageAction action) {
    try {
      action.run();
    } catch (Exception failure) {
      throw Failures.<RuntimeException>same(failure);
    }
  }
}
