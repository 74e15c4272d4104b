package dev.stageflow.processor.parse.outline;

import dev.stageflow.processor.declaration.StageMethod;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Names elements that have no name of their own: {@code afterOrders} is the place after {@code
 * orders} where a function may be added, {@code aroundOrders} a context around the one that {@code
 * orders} has.
 */
public final class AddedNames {
  private final Set<String> taken = new HashSet<>();

  public AddedNames(List<StageMethod> stages) {
    stages.forEach(stage -> taken.add(stage.name()));
  }

  /** The name of the place after a stage, with a number if a stage or another place has it. */
  public String after(String stage) {
    return free("after", stage);
  }

  /** The name of the next context around those of a stage, with a number if it is taken. */
  String around(String stage) {
    return free("around", stage);
  }

  private String free(String where, String stage) {
    String name = where + stage.substring(0, 1).toUpperCase(Locale.ROOT) + stage.substring(1);
    String free = name;
    for (int number = 2; !taken.add(free); number++) {
      free = name + number;
    }
    return free;
  }
}
