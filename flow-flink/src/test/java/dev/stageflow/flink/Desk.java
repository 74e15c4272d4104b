package dev.stageflow.flink;

import dev.stageflow.Flow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Answers what flows ask for when a test says so. */
final class Desk {
  private final Map<String, CompletableFuture<String>> questions = new HashMap<>();
  private final List<String> asked = new ArrayList<>();

  CompletableFuture<String> ask(String question) {
    asked.add(question);
    return questions.computeIfAbsent(question, it -> new CompletableFuture<>());
  }

  /** Notes something that needs no answer. */
  void note(String what) {
    asked.add(what);
  }

  void answerWith(String question, Throwable failure) {
    questions.remove(question).completeExceptionally(failure);
  }

  void answer(String question) {
    questions.remove(question).complete("answer " + question);
  }

  /** Returns what was asked or noted, in order. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  /** Returns a flow that asks for its element, and gives the answer. */
  Flow<String, String> flow() {
    return Flow.<String>begin().functionAsync(this::ask).build();
  }

  FlowOperator<String, String> operator() {
    return FlowOperators.of(this::flow).returning(String.class);
  }
}
