package dev.stageflow.benchmarks.report;

import java.util.function.Consumer;
import javax.sql.DataSource;

/** A way to make the report. */
interface Reporter {
  /**
   * Makes the report of one query, piece by piece.
   *
   * @param database has the table
   * @param format how the pieces are written
   * @param out takes them
   */
  void write(DataSource database, Format format, Consumer<String> out) throws Exception;
}
