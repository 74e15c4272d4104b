package dev.stageflow.flink;

import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Sequence;
import java.util.List;

/** Pairs of words. */
@FlowDefinition(keyed = true)
class WordBatch {
  @Sequence
  List<String> words(String line) {
    return List.of(line.split(" "));
  }

  @Accumulate(flushWhen = "full", finish = "pair")
  void add(List<String> batch, String word) {
    batch.add(word);
  }

  boolean full(List<String> batch) {
    return batch.size() == 2;
  }

  String pair(List<String> batch) {
    return String.join(" and ", batch);
  }
}
