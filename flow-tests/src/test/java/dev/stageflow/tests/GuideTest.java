package dev.stageflow.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The examples of these pages compile with the imports that the page names, and print what it says.
 */
class GuideTest {
  private static final Path PAGES = Path.of("..", "docs");
  private static final Pattern BLOCK =
      Pattern.compile("```(?<kind>java|text)\\R(?<text>.*?)```", Pattern.DOTALL);
  private static final Pattern TYPE =
      Pattern.compile("^(?:@\\w+(?:\\(.*\\))?\\s+)?(?:class|record|interface) ");

  private final Snippets snippets = new Snippets();

  /** What a section shows: types, statements, and what these print. */
  private record Section(String title, List<String> types, String statements, String prints) {

    static Section of(String text) {
      List<String> types = new ArrayList<>();
      StringBuilder statements = new StringBuilder();
      StringBuilder prints = new StringBuilder();
      for (MatchResult block : BLOCK.matcher(text).results().toList()) {
        String code = block.group(2);
        if (block.group(1).equals("text")) {
          prints.append(code);
        } else if (TYPE.matcher(code).find()) {
          types.add(code);
        } else {
          statements.append(code);
        }
      }
      String title = text.lines().findFirst().orElseThrow();
      return new Section(title, types, statements.toString(), prints.toString());
    }
  }

  @TestFactory
  Stream<DynamicTest> everySectionOfTheGuidePrintsWhatItSays() throws IOException {
    return sections("guide.md");
  }

  @TestFactory
  Stream<DynamicTest> everySectionAboutTestsPrintsWhatItSays() throws IOException {
    return sections("testing.md");
  }

  private Stream<DynamicTest> sections(String page) throws IOException {
    List<String> parts = List.of(Files.readString(PAGES.resolve(page)).split("\n## "));
    String imports = Section.of(parts.get(0)).prints();
    assertThat(imports).startsWith("import ");
    return parts.stream()
        .skip(1)
        .map(Section::of)
        .map(
            section ->
                DynamicTest.dynamicTest(
                    section.title(),
                    () -> {
                      assertThat(section.prints()).isNotEmpty();
                      assertThat(snippets.run(imports, section.types(), section.statements()))
                          .isEqualTo(section.prints());
                    }));
  }
}
