package dev.stageflow.internal.save;

import dev.stageflow.SavedRunException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a definition's runs look like when they are saved, as a text that is stored with each, and
 * that people can read and compare:
 *
 * <pre>
 * flow shop.Ledger
 * level the run
 *   stage orders sequence
 * level orders
 *   stage items sequence
 *   value order shop.Order
 *   bucket total long
 * record shop.Order(long id, Customer customer, shop.Status status)
 * enum shop.Status
 * sealed shop.Customer = shop.Company | shop.Person
 * </pre>
 *
 * <p>A level's lines have a kind, a name, and what is to be known of it. A type's line starts with
 * its kind and name.
 */
public final class SavedForm {

  /** The level of the run itself: it is under way in every run, and its lines are the first. */
  public static final String RUN = "the run";

  private static final String FLOW = "flow ";
  private static final String LEVEL = "level ";
  private static final String MARGIN = "  ";
  private static final String PERMITS = " = ";

  private final String flow;
  private final Map<String, List<Line>> levels = new LinkedHashMap<>();
  private final Map<String, Type> types = new LinkedHashMap<>();

  /** A line of a level. */
  private record Line(String name, String description) {

    /** Reads a line, such as {@code value order shop.Order}. */
    static Line of(String line) {
      String[] words = line.split(" ", 3);
      String name = words.length < 2 ? words[0] : words[0] + " '" + words[1] + "'";
      return new Line(name, words.length < 3 ? "" : words[2]);
    }
  }

  /** The line of a type: what kind it is, and what there is after its name. */
  private record Type(String kind, String content) {

    String text(String name) {
      return kind + " " + name + content;
    }

    boolean fits(Type current) {
      if (kind.equals(current.kind) && content.startsWith(PERMITS)) {
        return current.permitted().containsAll(permitted());
      }
      return equals(current);
    }

    private Set<String> permitted() {
      return Set.of(content.substring(PERMITS.length()).split(" \\| "));
    }
  }

  /**
   * What keeps some runs from going on.
   *
   * @param levels one of these is under way in each of them
   * @param sentence what differs
   */
  public record Difference(List<String> levels, String sentence) {}

  private SavedForm(String flow) {
    this.flow = flow;
  }

  /**
   * Reads a form.
   *
   * @param text the lines
   * @throws SavedRunException if it is none
   */
  public static SavedForm of(String text) {
    List<String> lines = text.lines().toList();
    if (lines.isEmpty() || !lines.get(0).startsWith(FLOW)) {
      throw new SavedRunException("The saved run does not tell which flow it is of");
    }
    SavedForm form = new SavedForm(lines.get(0).substring(FLOW.length()));
    List<Line> level = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      if (line.startsWith(LEVEL)) {
        level = new ArrayList<>();
        form.levels.put(line.substring(LEVEL.length()), level);
      } else if (line.startsWith(MARGIN)) {
        level.add(Line.of(line.strip()));
      } else {
        form.addType(line);
      }
    }
    return form;
  }

  private void addType(String line) {
    int name = line.indexOf(' ') + 1;
    int end = line.indexOf('(', name);
    if (end < 0) {
      end = line.indexOf(PERMITS, name);
    }
    if (end < 0) {
      end = line.length();
    }
    types.put(
        line.substring(name, end), new Type(line.substring(0, name).strip(), line.substring(end)));
  }

  /**
   * Returns the name of the resource in which the processor keeps the form of a definition.
   *
   * @param flow the definition's canonical name
   * @return a path in the folder of the compiled classes
   */
  public static String resource(String flow) {
    return "META-INF/stageflow/" + flow + ".form";
  }

  /** Returns which flow it is of: the definition's canonical name. */
  public String flow() {
    return flow;
  }

  /** Returns the levels, that of the run first. */
  public Set<String> levels() {
    return Collections.unmodifiableSet(levels.keySet());
  }

  /**
   * Returns what makes it impossible that runs that were saved in this form go on in another. What
   * is different in other levels is not used by them.
   *
   * @param current the form of the definition that is to go on with them
   * @param under the levels that are under way in them
   * @return all differences; none if the runs go on
   */
  public List<Difference> differences(SavedForm current, Collection<String> under) {
    if (!flow.equals(current.flow)) {
      return List.of(
          new Difference(
              List.copyOf(under),
              "The run was saved by flow " + flow + ", and this is " + current.flow + "."));
    }
    List<Difference> differences = new ArrayList<>();
    Map<String, Set<String>> reached = new LinkedHashMap<>();
    for (String level : new LinkedHashSet<>(under)) {
      List<Line> saved = parts(level);
      List<Line> now = current.levels.get(level);
      if (now == null) {
        differences.add(
            new Difference(
                List.of(level),
                "This definition has no level '" + level + "', where the run was saved."));
      } else {
        differences(saved, now)
            .forEach(
                what ->
                    differences.add(
                        new Difference(List.of(level), "In level '" + level + "', " + what)));
        // Where a part is another one, so is its type.
        saved.stream()
            .filter(now::contains)
            .forEach(part -> reach(part.description(), level, reached));
      }
    }
    reached.forEach(
        (name, of) -> {
          Type saved = Objects.requireNonNull(types.get(name));
          Type now = current.types.get(name);
          if (now == null || !saved.fits(now)) {
            differences.add(difference(name, saved, now, List.copyOf(of)));
          }
        });
    return differences;
  }

  private static Difference difference(
      String name, Type saved, @Nullable Type now, List<String> levels) {
    return new Difference(
        levels,
        "In level '"
            + String.join("' or '", levels)
            + "', a value was saved as "
            + saved.text(name)
            + ", and now there is "
            + (now == null ? "no such type." : now.text(name) + "."));
  }

  private List<Line> parts(String name) {
    List<Line> level = levels.get(name);
    if (level == null) {
      throw new SavedRunException(
          "The saved run is damaged: it is in level '" + name + "', which its form does not have");
    }
    return level;
  }

  private static List<String> differences(List<Line> saved, List<Line> current) {
    Map<String, String> before = descriptions(saved);
    Map<String, String> now = descriptions(current);
    List<String> differences = new ArrayList<>();
    before.forEach(
        (name, description) -> {
          String other = now.get(name);
          if (other == null) {
            differences.add("where the run was saved, this definition has no " + name + ".");
          } else if (!other.equals(description)) {
            differences.add(
                name + " was saved as " + description + ", and now it is " + other + ".");
          }
        });
    now.keySet().stream()
        .filter(name -> !before.containsKey(name))
        .forEach(name -> differences.add("where the run was saved, " + name + " has been added."));
    if (differences.isEmpty() && !saved.equals(current)) {
      differences.add("where the run was saved, the order has changed.");
    }
    return differences;
  }

  private static Map<String, String> descriptions(List<Line> level) {
    Map<String, String> descriptions = new LinkedHashMap<>();
    level.forEach(part -> descriptions.put(part.name(), part.description()));
    return descriptions;
  }

  /** Adds the types that a description names, and those that they are made of. */
  private void reach(String description, String level, Map<String, Set<String>> reached) {
    types.forEach(
        (name, type) -> {
          if (names(description, name)
              && reached.computeIfAbsent(name, it -> new LinkedHashSet<>()).add(level)) {
            reach(type.content(), level, reached);
          }
        });
  }

  private static boolean names(String text, String type) {
    for (int at = text.indexOf(type); at >= 0; at = text.indexOf(type, at + 1)) {
      int end = at + type.length();
      boolean begins = at == 0 || !isInName(text.charAt(at - 1));
      if (begins && (end == text.length() || !isInName(text.charAt(end)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isInName(char character) {
    return Character.isJavaIdentifierPart(character) || character == '.';
  }
}
