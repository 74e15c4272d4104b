package dev.stageflow.processor.write.expression;

import com.squareup.javapoet.NameAllocator;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.lang.model.SourceVersion;

/**
 * Unique names in one scope of generated code. A name that is taken, or is a keyword, gets a
 * number: {@code price}, {@code price2}.
 */
public final class UniqueNames {
  private final Set<String> taken = new HashSet<>();
  private final Map<String, Integer> numbers = new HashMap<>();

  /**
   * Makes a scope.
   *
   * @param taken the names that are taken already
   */
  public UniqueNames(Collection<String> taken) {
    take(taken);
  }

  /** Reserves names. */
  public void take(Collection<String> names) {
    taken.addAll(names);
  }

  /**
   * Returns a new name: the requested one without characters that are not allowed, if it is free.
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

  /** A digit after a digit would make another number; underscores separate words in capitals. */
  private static boolean takesNumber(String name) {
    return Character.isLowerCase(name.codePointBefore(name.length()));
  }
}
