package shop;

import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Sequence;
import java.util.Iterator;
import java.util.List;

/** Batches of two, and one empty batch where nothing came. */
public class Batches {
  @Sequence
  Iterator<String> words(List<String> words) {
    return words.iterator();
  }

  @Accumulate(flushWhen = "full", finish = "batch", emitEmpty = true)
  void add(List<String> batch, String word) {
    batch.add(word);
  }

  boolean full(List<String> batch) {
    return batch.size() == 2;
  }

  String batch(List<String> batch) {
    return String.join("+", batch);
  }
}
