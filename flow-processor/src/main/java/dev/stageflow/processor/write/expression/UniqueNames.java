package dev.stageflow.processor.write.expression;

import com.squareup.javapoet.NameAllocator;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.lang.model.SourceVersion;

/**
 * Names that are used once only, in one scope of generated code. A name that is taken, or is a word
 * of the language, gets a number: {@code price}, {@code price2}.
 */
public final class UniqueNames {
  private final Set<String> taken = new HashSet<>();
  private final Map<String, Integer> numbers = new HashMap<>();

  /**
   * Makes a scope.
   *
   * @param taken the names that nothing else may have
   */
  public UniqueNames(Collection<String> taken) {
    take(taken);
  }

  /** Keeps names from being given. */
  public void take(Collection<String> names) {
    taken.addAll(names);
  }

  /**
   * Returns a name that was not given before: the one asked for, without what no name may have, if
   * that is free.
   */
  public String name(String wanted) {
    String possible = NameAllocator.toJavaIdentifier(wanted);
    if (!SourceVersion.isKeyword(possible) && taken.add(possible)) {
      return possible;
    }
    String stem = takesNumber(possible) ? possible : possible + "_";
    String name;
    do {
      name = stem + numbers.merge(stem, 2, (last, second) -> last + 1);
    } while (!taken.add(name));
    return name;
  }

  /** Returns the first name if it is free, else the second one, as {@link #name(String)} does. */
  public String name(String wanted, String otherwise) {
    String possible = NameAllocator.toJavaIdentifier(wanted);
    return SourceVersion.isKeyword(possible) || taken.contains(possible)
        ? name(otherwise)
        : name(possible);
  }

  /** A digit after a digit would make another number, and capitals are parted by underscores. */
  private static boolean takesNumber(String name) {
    return Character.isLowerCase(name.codePointBefore(name.length()));
  }
}
