package dev.stageflow.benchmarks.imports;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import javax.sql.DataSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The import with Reactor. */
@SuppressWarnings("StreamResourceLeak") // Reactor closes them
final class ReactorImporter implements Importer {
  @Override
  public long run(Path folder, DataSource database, Consumer<Line> rejects) {
    Jdbc jdbc = new Jdbc(database, rejects);
    return Flux.using(() -> Files.list(folder), Flux::fromStream, files -> files.close())
        .sort()
        .concatMap(ReactorImporter::lines)
        .<Reading>handle(
            (line, next) -> {
              try {
                next.next(Reading.parse(line));
              } catch (IllegalArgumentException failure) {
                rejects.accept(line);
              }
            })
        .buffer(500)
        .concatMap(batch -> Mono.fromCallable(() -> jdbc.save(batch)))
        .reduce(0L, Long::sum)
        .subscribeOn(Schedulers.boundedElastic())
        .blockOptional()
        .orElseThrow();
  }

  private static Flux<Line> lines(Path file) {
    return Flux.using(() -> Files.lines(file), Flux::fromStream, lines -> lines.close())
        .index((index, text) -> new Line(file, index.intValue() + 1, text));
  }
}
