package dev.stageflow.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.processor.diagnostic.Rule;
import dev.stageflow.processor.diagnostic.message.DefinitionMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page on errors tells every rule, and each of its examples gives what it says. */
class ErrorsPageTest {
  private static final Path PAGE = Path.of("../docs/errors.md");
  private static final Pattern EXAMPLES =
      Pattern.compile(
          "```java\\n(?<wrong>.*?)```\\n\\n```text\\n(?<message>[^\\n]*)\\n```\\n\\nInstead:\\n\\n"
              + "```java\\n(?<right>.*?)```\\n",
          Pattern.DOTALL);

  /** What no definition does wrong. */
  private static final Set<Rule> WITHOUT_EXAMPLES =
      Set.of(Rule.RUNTIME_MISSING, Rule.INTERNAL_ERROR);

  /** What compiles nevertheless. */
  private static final Set<Rule> WARNINGS =
      Set.of(Rule.SHARED_START, Rule.IDLE_CONTEXT, Rule.NOT_RESUMABLE);

  static List<Rule> mistakes() {
    return Stream.of(Rule.values()).filter(rule -> !WITHOUT_EXAMPLES.contains(rule)).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void aRuleHasExamples(Rule rule) throws IOException {
    List<MatchResult> examples = EXAMPLES.matcher(section(rule)).results().toList();
    assertThat(examples).as("a wrong and a right example of %s", rule.tag()).isNotEmpty();
    examples.forEach(example -> check(rule, example));
  }

  private static void check(Rule rule, MatchResult example) {
    String start = "[" + rule.tag() + "] ";
    assertThat(example.group(2)).startsWith(start);
    if (WARNINGS.contains(rule)) {
      Definition.of(example.group(1)).warns(rule, example.group(2).substring(start.length()));
    } else {
      Definition.of(example.group(1)).failsWith(example.group(2));
    }
    Definition.of(example.group(3)).compiles();
  }

  @Test
  void anErrorOfTheProcessorItselfIsToBeReported() throws IOException {
    String told = DefinitionMessage.INTERNAL_ERROR.format();
    assertThat(section(Rule.INTERNAL_ERROR)).contains(told.substring(0, told.indexOf(": %s")));
  }

  @Test
  void thePageTellsTheRulesInTheirOrder() throws IOException {
    List<String> headings = new ArrayList<>();
    for (String line : page().lines().toList()) {
      if (line.startsWith("## Flow/")) {
        headings.add(line.substring("## ".length()));
      }
    }
    assertThat(headings)
        .containsExactlyElementsOf(Stream.of(Rule.values()).map(Rule::tag).toList());
  }

  @Test
  void eachRowOfTheTableIsOfATest() {
    assertThat(ErrorTable.rows()).isNotEmpty().isSorted().allMatch(ErrorTable::isOfTest);
  }

  private static String section(Rule rule) throws IOException {
    String page = page();
    String heading = "\n## " + rule.tag() + "\n";
    int start = page.indexOf(heading);
    assertThat(start).as("the section on %s", rule.tag()).isNotNegative();
    int end = page.indexOf("\n## ", start + heading.length());
    return page.substring(start, end < 0 ? page.length() : end + 1);
  }

  private static String page() throws IOException {
    return Files.readString(PAGE).replace("\r\n", "\n");
  }
}
