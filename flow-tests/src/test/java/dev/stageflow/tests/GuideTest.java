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

/** The examples of these pages compile, and print what the pages show. */
class GuideTest {
  private static final Path README = Path.of("..", "README.md");
  private static final Path GUIDE = Path.of("..", "docs", "guide.md");
  private static final Path TESTING = Path.of("..", "docs", "testing.md");
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

  /** The first page does without imports; they are those of the guide. */
  @TestFactory
  Stream<DynamicTest> everyExampleOfTheReadmePrintsWhatItSays() throws IOException {
    return tests(
        sections(README).filter(section -> !section.statements().isEmpty()), imports(GUIDE));
  }

  @TestFactory
  Stream<DynamicTest> everySectionOfTheGuidePrintsWhatItSays() throws IOException {
    return tests(sections(GUIDE), imports(GUIDE));
  }

  @TestFactory
  Stream<DynamicTest> everySectionAboutTestsPrintsWhatItSays() throws IOException {
    return tests(sections(TESTING), imports(TESTING));
  }

  private static Stream<Section> sections(Path page) throws IOException {
    return Stream.of(Files.readString(page).split("\n## ")).skip(1).map(Section::of);
  }

  private static String imports(Path page) throws IOException {
    String text = Files.readString(page);
    String imports = Section.of(text.substring(0, text.indexOf("\n## "))).prints();
    assertThat(imports).startsWith("import ");
    return imports;
  }

  private Stream<DynamicTest> tests(Stream<Section> sections, String imports) {
    return sections.map(
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
