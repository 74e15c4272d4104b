package dev.stageflow.flink;

import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Asks a guest three questions, one after the other. */
@FlowDefinition(durable = true)
class Interview {
  private final Desk desk;

  Interview(Desk desk) {
    this.desk = desk;
  }

  @Function
  String welcome(String guest) {
    desk.note("welcome " + guest);
    return guest;
  }

  @Sequence
  List<String> questions(String guest) {
    return List.of(guest + 1, guest + 2, guest + 3);
  }

  @Function
  CompletableFuture<String> ask(String question) {
    return desk.ask(question);
  }

  static FlowOperator<String, String> operator(Desk desk) {
    return FlowOperators.of(() -> InterviewFlow.of(new Interview(desk))).returning(String.class);
  }
}
