package shop;

import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Output;
import dev.stageflow.annotation.Parallel;
import dev.stageflow.annotation.Recover;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Upstream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The answers to the questions up to the last one, four of which are asked at once. */
public class Enquiries {

  @Sequence
  List<String> questions(String text) {
    return List.of(text.split(" "));
  }

  @Filter(orBreak = "questions")
  boolean goesOn(String question) {
    return !question.equals("thanks");
  }

  @Parallel(4)
  @Function
  CompletionStage<String> answer(String question) {
    return question.equals("why")
        ? CompletableFuture.failedFuture(new IllegalStateException("nobody knows"))
        : CompletableFuture.completedFuture(question + "!");
  }

  @Recover("answer")
  @Output("rejects")
  String reject(String question, IllegalStateException failure) {
    return question + ": " + failure.getMessage();
  }

  @Function
  String line(String answer, @Upstream("questions") String question) {
    return question + " " + answer;
  }
}
