package dev.stageflow.processor.fuzz;

import dev.stageflow.processor.fuzz.Stage.Upper;
import java.util.ArrayList;
import java.util.List;

/** The parameters of a method, and their names, in order. */
final class SignatureText {
  private final List<String> parameters = new ArrayList<>();
  private final List<String> names = new ArrayList<>();

  SignatureText with(String type, String name) {
    parameters.add(type + " " + name);
    names.add(name);
    return this;
  }

  SignatureText with(List<Upper> uppers) {
    for (int index = 0; index < uppers.size(); index++) {
      Upper upper = uppers.get(index);
      String named = upper.isNamed() ? "(\"" + upper.name() + "\") " : " ";
      with("@dev.stageflow.annotation.Upstream" + named + upper.type(), "upper" + index);
    }
    return this;
  }

  /** All that stands between a method's name and its statements. */
  String head(boolean pauses) {
    return "("
        + String.join(", ", parameters)
        + (pauses ? ") throws dev.stageflow.PauseFlow {\n" : ") {\n");
  }

  /** The names in an array: as one argument, an array itself would be taken for all of them. */
  String arguments() {
    return "new java.lang.Object[] {" + String.join(", ", names) + "}";
  }
}
