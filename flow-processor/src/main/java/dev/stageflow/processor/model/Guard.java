package dev.stageflow.processor.model;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.TypeName;
import dev.stageflow.processor.model.call.MethodModel;
import dev.stageflow.processor.model.call.Unwrapping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The timeout, retries and recoveries of a stage.
 *
 * @param timeoutMillis how long its call may wait, or null for any time
 * @param retry when its call is retried, or null for never
 * @param recoveries its recoveries: of two that can take the same failure, the more specific one
 *     first
 * @param handled a common supertype of all failures that are retried or recovered from
 */
public record Guard(
    @Nullable Long timeoutMillis,
    @Nullable Retry retry,
    List<Recovery> recoveries,
    TypeName handled) {

  /** The failure ends the run. */
  public static final Guard NONE = new Guard(null, null, List.of(), TypeName.VOID);

  /** Copies the list. */
  public Guard {
    recoveries = List.copyOf(recoveries);
  }

  /** Whether a failure ends the run, and a call may take any time. */
  public boolean isNone() {
    return timeoutMillis == null && !takesFailures();
  }

  /** Whether failures of the stage are retried or recovered from. */
  public boolean takesFailures() {
    return retry != null || !recoveries.isEmpty();
  }

  /**
   * When a call is retried.
   *
   * @param policy how often, when, and after which failures
   * @param delay the method that returns how long to wait, or null for the backoff
   */
  public record Retry(Policy policy, @Nullable Delay delay) {}

  /** How often a call is retried, when, and after which failures. */
  public sealed interface Policy {

    /**
     * A policy that the annotation's values describe.
     *
     * @param times the most retries
     * @param backoffMillis the longest first pause
     * @param on after which failures
     */
    record Annotated(int times, long backoffMillis, List<TypeName> on) implements Policy {

      /** Copies the list. */
      public Annotated {
        on = List.copyOf(on);
      }
    }

    /**
     * A policy that a method of the definition returns.
     *
     * @param method the method
     */
    record Method(MethodModel method) implements Policy {}

    /**
     * A policy that a field of the definition holds.
     *
     * @param name the field's name
     * @param staticOwner the class to read it from if it is static, else null
     */
    record Field(String name, @Nullable ClassName staticOwner) implements Policy {}
  }

  /**
   * A method that returns how long to wait after a failure.
   *
   * @param method the method
   * @param failure the type of what it takes
   */
  public record Delay(MethodModel method, TypeName failure) {}

  /**
   * A recovery method.
   *
   * @param method the method
   * @param failure the type of what it takes
   * @param unwrapping how the value is unwrapped from its result, for a function
   * @param several whether it returns a list of flows, for a subflow
   * @param output the sink that takes its value; null if that goes on to the next stage
   */
  public record Recovery(
      MethodModel method,
      TypeName failure,
      Unwrapping unwrapping,
      boolean several,
      @Nullable String output) {

    /** A method whose value goes on. */
    public Recovery(MethodModel method, TypeName failure, Unwrapping unwrapping, boolean several) {
      this(method, failure, unwrapping, several, null);
    }
  }
}
