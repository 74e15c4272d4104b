package dev.stageflow.internal.save;

import dev.stageflow.SavedRunException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a definition's runs look like when they are saved, as a text that is stored with each, and
 * that people can read and compare:
 *
 * <pre>
 * flow shop.Ledger
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
  private static final String FLOW = "flow ";
  private static final String LEVEL = "level ";
  private static final String MARGIN = "  ";
  private static final String PERMITS = " = ";

  private final String flow;
  private final Map<String, List<Part>> levels = new LinkedHashMap<>();
  private final Map<String, Type> types = new LinkedHashMap<>();

  /** A line of a level. */
  private record Part(String name, String description) {

    /** Reads a line, such as {@code value order shop.Order}. */
    static Part of(String line) {
      String[] words = line.split(" ", 3);
      String name = words.length < 2 ? words[0] : words[0] + " '" + words[1] + "'";
      return new Part(name, words.length < 3 ? "" : words[2]);
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
    List<Part> level = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      if (line.startsWith(LEVEL)) {
        level = new ArrayList<>();
        form.levels.put(line.substring(LEVEL.length()), level);
      } else if (line.startsWith(MARGIN)) {
        level.add(Part.of(line.strip()));
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
   * Returns what makes it impossible that a run that was saved in this form goes on in another.
   *
   * @param current the form of the definition that is to go on with it
   * @param levels the levels in which the run was
   * @return a sentence; empty if nothing does: what is different is not used by the run
   */
  public Optional<String> difference(SavedForm current, Collection<String> levels) {
    if (!flow.equals(current.flow)) {
      return Optional.of(
          "The run was saved by flow " + flow + ", and this is " + current.flow + ".");
    }
    Set<String> reached = new LinkedHashSet<>();
    for (String name : levels) {
      List<Part> saved = levels(name);
      List<Part> now = current.levels.get(name);
      if (now == null) {
        return Optional.of("This definition has no level '" + name + "', where the run was saved.");
      }
      if (!saved.equals(now)) {
        return Optional.of("In level '" + name + "', " + difference(saved, now));
      }
      saved.forEach(part -> reach(part.description(), reached));
    }
    for (String name : reached) {
      Type saved = Objects.requireNonNull(types.get(name));
      Type now = current.types.get(name);
      if (now == null || !saved.fits(now)) {
        return Optional.of(
            "A value was saved as "
                + saved.text(name)
                + ", and now there is "
                + (now == null ? "no such type." : now.text(name) + "."));
      }
    }
    return Optional.empty();
  }

  private List<Part> levels(String name) {
    List<Part> level = levels.get(name);
    if (level == null) {
      throw new SavedRunException(
          "The saved run is damaged: it is in level '" + name + "', which its form does not have");
    }
    return level;
  }

  private static String difference(List<Part> saved, List<Part> current) {
    Map<String, String> before = descriptions(saved);
    Map<String, String> now = descriptions(current);
    for (Part part : saved) {
      String description = now.get(part.name());
      if (description == null) {
        return "where the run was saved, this definition has no " + part.name() + ".";
      }
      if (!description.equals(part.description())) {
        return part.name()
            + " was saved as "
            + part.description()
            + ", and now it is "
            + description
            + ".";
      }
    }
    for (Part part : current) {
      if (!before.containsKey(part.name())) {
        return "where the run was saved, " + part.name() + " has been added.";
      }
    }
    return "where the run was saved, the order has changed.";
  }

  private static Map<String, String> descriptions(List<Part> level) {
    Map<String, String> descriptions = new LinkedHashMap<>();
    level.forEach(part -> descriptions.put(part.name(), part.description()));
    return descriptions;
  }

  /** Adds the types that a description names, and those that they are made of. */
  private void reach(String description, Set<String> reached) {
    types.forEach(
        (name, type) -> {
          if (names(description, name) && reached.add(name)) {
            reach(type.content(), reached);
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
