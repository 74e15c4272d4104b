package dev.stageflow.flink;

import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import java.util.List;
import java.util.function.Consumer;

/** Has a session with something for each run, which is to be closed with it. */
class SessionReport implements AutoCloseable {
  private final Consumer<String> log;

  SessionReport(Consumer<String> log) {
    this.log = log;
    log.accept("open");
  }

  @Sequence
  List<String> words(String line) {
    return List.of(line.split(" "));
  }

  @Function
  String checked(String word) {
    if (word.equals("bad")) {
      throw new IllegalStateException("a bad word");
    }
    log.accept(word);
    return word;
  }

  @Override
  public void close() {
    log.accept("close");
  }
}
