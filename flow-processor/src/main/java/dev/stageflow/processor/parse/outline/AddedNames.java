package dev.stageflow.processor.parse.outline;

import dev.stageflow.processor.declaration.Stage;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Names the places where functions may be added: {@code afterOrders} comes after {@code orders}.
 */
public final class AddedNames {
  private final Set<String> taken = new HashSet<>();

  public AddedNames(List<Stage> stages) {
    stages.forEach(stage -> taken.add(stage.name()));
  }

  /** The name of the place after a stage, with a number if a stage or another place has it. */
  public String after(String stage) {
    String name = "after" + stage.substring(0, 1).toUpperCase(Locale.ROOT) + stage.substring(1);
    String free = name;
    for (int number = 2; !taken.add(free); number++) {
      free = name + number;
    }
    return free;
  }
}
