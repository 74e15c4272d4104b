package dev.stageflow.benchmarks.imports;

import java.nio.file.Path;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** A way to do the import. */
interface Importer {
  /**
   * Imports all files of a folder. A batch is 500 rows in one transaction; where the database
   * refuses one, its rows are written one by one.
   *
   * @param folder has the files
   * @param database has the table
   * @param rejects takes the lines that cannot be read, and those that the database refuses
   * @return how many rows were written
   */
  long run(Path folder, DataSource database, Consumer<Line> rejects) throws Exception;
}
