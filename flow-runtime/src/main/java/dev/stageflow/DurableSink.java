package dev.stageflow;

import dev.stageflow.function.StageBiConsumer;
import java.util.List;
import java.util.Objects;

/**
 * Takes the outputs of a durable run, and writes them where the run is saved as well: both are
 * committed together. Called on a worker thread, so it may block; it must not pause, nor commit.
 *
 * <pre>{@code
 * ledger
 *     .durable(store, "ledger-2026-11")
 *     .run(customer, (row, connection) -> insert(row, connection));
 * }</pre>
 *
 * @param <O> the outputs' type
 * @param <T> what they are written to, as the store says, such as {@code java.sql.Connection}
 */
@FunctionalInterface
public interface DurableSink<O, T> {

  /**
   * Writes an output.
   *
   * @param output the output, never null
   * @param target what it is written to, for the time of this call
   * @throws Exception what keeps the output from being written, which ends the run; nothing that
   *     was written since the last save stays
   */
  void accept(O output, T target) throws Exception;

  /**
   * Writes the outputs since the last save. By default, one after the other.
   *
   * @param outputs the outputs, in order, one at least; unmodifiable
   * @param target what they are written to, for the time of this call
   * @throws Exception as {@link #accept} does
   */
  default void acceptAll(List<O> outputs, T target) throws Exception {
    for (O output : outputs) {
      accept(output, target);
    }
  }

  /**
   * Makes a sink that writes many outputs at once, such as by one JDBC batch.
   *
   * <pre>{@code
   * DurableSink<Line, Connection> sink =
   *     DurableSink.batch((rows, connection) -> insertAll(rows, connection));
   * }</pre>
   *
   * @param writer writes the outputs since the last save, given in order; one at least
   * @param <O> the outputs' type
   * @param <T> what they are written to
   * @return the sink
   */
  static <O, T> DurableSink<O, T> batch(StageBiConsumer<? super List<O>, ? super T> writer) {
    Objects.requireNonNull(writer, "writer");
    return new DurableSink<>() {
      @Override
      public void accept(O output, T target) throws Exception {
        writer.accept(List.of(output), target);
      }

      @Override
      public void acceptAll(List<O> outputs, T target) throws Exception {
        writer.accept(outputs, target);
      }
    };
  }
}
