package dev.stageflow.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The table of all errors at the end of {@code docs/errors.md}: each test that expects an error
 * looks for its own row in it.
 *
 * <p>With {@code -Dstageflow.golden.write=true} a test writes its rows anew instead, and those of
 * tests that are gone are left out; the rows of tests that do not run stay.
 */
final class ErrorTable {
  private static final Path PAGE = Path.of("../docs/errors.md");
  private static final boolean WRITE = Boolean.getBoolean("stageflow.golden.write");
  private static final String START = "| Test | What it expects | Message |\n| --- | --- | --- |\n";

  /** For the start of a test's rows those that were expected so far. */
  private static final Map<String, SortedSet<String>> EXPECTED = new HashMap<>();

  private ErrorTable() {}

  /** Expects that the table has a message of the test that is calling. */
  static synchronized void expect(String message) {
    String test = caller();
    String row = test + "`" + message.replace("|", "\\|").replace("\n", " ") + "` |";
    SortedSet<String> expected = EXPECTED.computeIfAbsent(test, first -> new TreeSet<>());
    expected.add(row);
    if (WRITE) {
      SortedSet<String> all = new TreeSet<>(rows());
      all.removeIf(other -> other.startsWith(test) || !isOfTest(other));
      all.addAll(expected);
      write(all);
    }
    assertThat(rows())
        .as("rows of docs/errors.md, which -Dstageflow.golden.write=true writes anew")
        .contains(row);
  }

  /** The rows, as they stand. */
  static List<String> rows() {
    String page = page();
    return page.substring(startOf(page)).lines().toList();
  }

  /** Whether there is a test that a row could be of. */
  static boolean isOfTest(String row) {
    String[] cells = row.split(" \\| ", 3);
    try {
      Class<?> tests =
          Class.forName(
              ErrorTable.class.getPackageName() + "." + cells[0].substring("| ".length()));
      return Stream.of(tests.getDeclaredMethods())
          .map(Method::getName)
          .anyMatch(method -> words(method).equals(cells[1]));
    } catch (ClassNotFoundException gone) {
      return false;
    }
  }

  /** The outermost method of a test on the stack: what it calls may be its class's own too. */
  private static String caller() {
    StackWalker.StackFrame test =
        StackWalker.getInstance()
            .walk(
                frames ->
                    frames
                        .filter(frame -> frame.getClassName().matches("dev\\.stageflow\\..*Test"))
                        .reduce((inner, outer) -> outer)
                        .orElseThrow());
    String type = test.getClassName();
    return "| "
        + type.substring(type.lastIndexOf('.') + 1)
        + " | "
        + words(test.getMethodName())
        + " | ";
  }

  private static String words(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])|(?<=[a-zA-Z])(?=[A-Z][a-z])", " ")
        .toLowerCase(Locale.ROOT);
  }

  private static void write(SortedSet<String> rows) {
    String page = page();
    try {
      Files.writeString(PAGE, page.substring(0, startOf(page)) + String.join("\n", rows) + "\n");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static int startOf(String page) {
    int start = page.indexOf(START);
    assertThat(start).as("the table in %s", PAGE).isNotNegative();
    return start + START.length();
  }

  private static String page() {
    try {
      return Files.readString(PAGE).replace("\r\n", "\n");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
