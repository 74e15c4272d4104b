package dev.stageflow.benchmarks.imports;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** The import as a loop. */
final class LoopImporter implements Importer {
  @Override
  public long run(Path folder, DataSource database, Consumer<Line> rejects) throws Exception {
    Jdbc jdbc = new Jdbc(database, rejects);
    List<Reading> batch = new ArrayList<>();
    long saved = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
          int number = 0;
          for (String text = reader.readLine(); text != null; text = reader.readLine()) {
            Line line = new Line(file, ++number, text);
            try {
              batch.add(Reading.parse(line));
            } catch (IllegalArgumentException failure) {
              rejects.accept(line);
            }
            if (batch.size() == 500) {
              saved += jdbc.save(batch);
              batch.clear();
            }
          }
        }
      }
    }
    return batch.isEmpty() ? saved : saved + jdbc.save(batch);
  }
}
