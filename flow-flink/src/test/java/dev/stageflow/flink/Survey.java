package dev.stageflow.flink;

import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Parallel;
import dev.stageflow.annotation.Sequence;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Asks a guest four questions, two of them at once. */
@FlowDefinition(durable = true)
class Survey {
  private final Desk desk;

  Survey(Desk desk) {
    this.desk = desk;
  }

  @Sequence
  List<String> questions(String guest) {
    return List.of(guest + 1, guest + 2, guest + 3, guest + 4);
  }

  @Parallel(2)
  @Function
  CompletableFuture<String> ask(String question) {
    return desk.ask(question);
  }

  static FlowOperator<String, String> operator(Desk desk) {
    return FlowOperators.of(() -> SurveyFlow.of(new Survey(desk))).returning(String.class);
  }
}
