package dev.stageflow.processor.check.place;

import dev.stageflow.internal.plan.Element;
import dev.stageflow.internal.plan.FlowPlan;
import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Suggestion;
import dev.stageflow.processor.diagnostic.message.NameMessage;
import java.util.List;
import java.util.stream.Collectors;

/** The {@code orBreak} of a filter does not name a sequence around it. */
public final class BadBreak {

  private BadBreak() {}

  /**
   * Checks the {@code orBreak} of a filter.
   *
   * @return the sequence that it ends, or {@link FlowPlan#NO_VALUE}
   */
  public static int check(StageMethod stage, int filter, FlowPlan plan) throws DefinitionError {
    String name = Annotations.string(stage.annotation(), "orBreak");
    if (name.isEmpty()) {
      return FlowPlan.NO_VALUE;
    }
    List<Integer> around = plan.endedBy(filter);
    for (int sequence : around) {
      if (plan.name(sequence).equals(name)) {
        return sequence;
      }
    }
    List<String> names = around.stream().map(it -> plan.name(it)).toList();
    if (plan.elements().stream().map(Element::name).noneMatch(name::equals)) {
      throw new DefinitionError(
          NameMessage.BREAK_UNKNOWN, stage.place("orBreak"), name, Suggestion.forName(name, names));
    }
    throw new DefinitionError(
        NameMessage.BAD_BREAK,
        stage.place("orBreak"),
        name,
        stage.name(),
        names.isEmpty()
            ? "There is none: leave orBreak out."
            : names.stream()
                .map(it -> "orBreak = \"" + it + "\"")
                .collect(Collectors.joining(" or ", "Name one that is: ", ".")));
  }
}
