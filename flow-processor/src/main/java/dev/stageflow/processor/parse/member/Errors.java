package dev.stageflow.processor.parse.member;

import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.DefinitionErrors;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.Message;
import dev.stageflow.processor.diagnostic.Warning;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * Collects the errors and warnings of a definition, so that all are reported at once. Consequences
 * of an error are not reported: a method that has one is not read further, and its value is of
 * {@linkplain dev.stageflow.processor.declaration.TypeTool#anything any type}.
 */
public final class Errors {

  /** A rule that is checked. */
  public interface Check {
    void run() throws DefinitionError, Unready;
  }

  /** Reads a part of the definition, unless it is wrong. */
  public interface Reading<T> {
    @Nullable T read() throws DefinitionError, Unready;
  }

  private final TypeElement definition;
  private final List<DefinitionError> found = new ArrayList<>();
  private final Set<Element> wrong = new HashSet<>();
  private final List<Warning> warnings = new ArrayList<>();
  private @Nullable Unready unready;

  Errors(TypeElement definition) {
    this.definition = definition;
  }

  /** Checks a rule; returns whether it holds. */
  public boolean check(Check rule) {
    try {
      rule.run();
      return true;
    } catch (DefinitionError error) {
      add(error);
    } catch (Unready missing) {
      unready = unready == null ? missing : unready;
    }
    return false;
  }

  /** Checks a rule of a method, which is not read further if the rule does not hold. */
  public boolean check(Element method, Check rule) {
    boolean holds = check(rule);
    if (!holds) {
      wrong.add(method);
    }
    return holds;
  }

  /** Reads a part of the definition; returns null if it is wrong. */
  public <T> @Nullable T read(Reading<T> reading) {
    AtomicReference<@Nullable T> read = new AtomicReference<>();
    check(() -> read.set(reading.read()));
    return read.get();
  }

  /** Adds an error, unless one that was found before covers it. */
  public void add(DefinitionError error) {
    if (found.stream().noneMatch(known -> known.covers(error))) {
      found.add(error);
    }
  }

  /**
   * Adds a warning about a method, if that is one of the definition's own, and nothing around it
   * suppresses the warning.
   */
  public void warn(Message kind, Location place, Object... arguments) {
    boolean isInherited = !definition.equals(place.member().getEnclosingElement());
    boolean isSuppressed =
        Annotations.enclosing(place.member())
            .anyMatch(
                element ->
                    Annotations.suppresses(element, kind.rule().tag())
                        || Annotations.suppresses(element, "all"));
    if (!isInherited && !isSuppressed) {
      warnings.add(Warning.of(kind, place, arguments));
    }
  }

  public List<Warning> warnings() {
    return List.copyOf(warnings);
  }

  /** Returns whether a method has an error. */
  public boolean isWrong(Element method) {
    return wrong.contains(method);
  }

  /** Returns whether nothing was found, and all types are known. */
  public boolean isEmpty() {
    return found.isEmpty() && unready == null;
  }

  /**
   * Ends parsing if something is wrong.
   *
   * @param isLast whether no more types become known; until then, the definition waits
   */
  public void throwIfAny(boolean isLast) throws DefinitionErrors, Unready {
    if (unready != null && (!isLast || found.isEmpty())) {
      throw unready;
    }
    if (!found.isEmpty()) {
      throw new DefinitionErrors(
          found.stream()
              .sorted(Comparator.comparingInt(error -> positionOf(error.place().member())))
              .toList());
    }
  }

  /** The position of a member in the definition; members of other classes come first. */
  private int positionOf(Element member) {
    return definition.getEnclosedElements().indexOf(member);
  }
}
