package dev.stageflow.processor.diagnostic;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * Suggests what a misspelt name may mean: the closest candidate, or all of them if none is close.
 */
public final class Suggestion {
  /** For a method, if the class has only stages. */
  public static final String NO_HELPER = " It has no methods but stages: add it.";

  /** For a constant, if the class has none. */
  public static final String NO_CONSTANT = " It has none: add it, static and final.";

  /** For a policy, if the class has only stages. */
  public static final String NO_POLICY = " It has neither but stages: add it.";

  private static final int MOST_CANDIDATES = 8;
  private static final int MOST_HEIRS = 2;

  private Suggestion() {}

  /**
   * Makes the sentence that helps with a name.
   *
   * @param name what was written
   * @param candidates what could have been
   * @return a sentence with a leading space, or an empty string if there are no candidates
   */
  public static String forName(String name, Collection<String> candidates) {
    List<String> nearestFirst =
        candidates.stream()
            .distinct()
            .sorted(
                Comparator.<String>comparingInt(it -> distance(name, it))
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    if (nearestFirst.isEmpty()) {
      return "";
    }
    String nearest = nearestFirst.get(0);
    if (isNear(name, nearest)) {
      return " Did you mean '" + nearest + "'?";
    }
    return nearestFirst.stream()
            .limit(MOST_CANDIDATES)
            .sorted()
            .collect(Collectors.joining("', '", " There is: '", "'"))
        + (nearestFirst.size() > MOST_CANDIDATES ? ", and more." : ".");
  }

  /** Whether a name is so close to another that it is most likely meant. */
  public static boolean isNear(String name, String other) {
    int distance = distance(name, other);
    return distance <= (name.length() + 2) / 3 && distance < other.length();
  }

  /**
   * Makes the sentence that names the candidates.
   *
   * @param values the values that are in scope, each with its type
   * @return a sentence with a leading space
   */
  public static String inScope(List<String> values) {
    return values.isEmpty()
        ? " There is none at all."
        : " In scope: " + String.join(", ", values) + ".";
  }

  /**
   * Makes the sentence that names the class from which a definition inherits the error.
   *
   * @param element what is inherited
   * @param heirs the definitions that inherit it, none where the sentence stands at the one
   * @return a sentence with a leading space
   */
  public static String inherited(Element element, List<String> heirs) {
    Element owner = owner(element);
    if (owner == null || owner.equals(element)) {
      return "";
    }
    Element member = element;
    while (!owner.equals(member.getEnclosingElement())) {
      member = Objects.requireNonNull(member.getEnclosingElement());
    }
    String by =
        heirs.size() > MOST_HEIRS
            ? " by " + heirs.get(0) + " and " + (heirs.size() - 1) + " others"
            : heirs.isEmpty() ? "" : " by " + String.join(" and ", heirs);
    return " '"
        + member.getSimpleName()
        + "' is inherited from "
        + owner.getSimpleName()
        + by
        + ".";
  }

  /**
   * Finds the class that declares a member.
   *
   * @param element a member, a parameter of one, or a class
   * @return the class, or null for what is in none
   */
  public static @Nullable Element owner(Element element) {
    Element owner = element;
    while (owner != null && !(owner instanceof TypeElement)) {
      owner = owner.getEnclosingElement();
    }
    return owner;
  }

  /** The Levenshtein distance, row by row (Wagner and Fischer, 1974). */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
