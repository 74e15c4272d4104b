package dev.stageflow.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What the manual shows of the set-up of each tool, for tests that do just that. */
final class Manual {
  private static final Path PAGE = Path.of("..", "docs", "build-tools.md");
  private static final Path README = Path.of("..", "README.md");

  private Manual() {}

  /** The one block of code in a language that contains some text. */
  static String block(String language, String containing) throws IOException {
    return onlyBlock(PAGE, language, containing);
  }

  /** The one block of code in a language on the first page. */
  static String readme(String language) throws IOException {
    return onlyBlock(README, language, "");
  }

  private static String onlyBlock(Path page, String language, String containing)
      throws IOException {
    List<String> blocks =
        Pattern.compile("```" + language + "\\R(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(page))
            .results()
            .map(block -> block.group(1))
            .filter(block -> block.contains(containing))
            .toList();
    assertThat(blocks).as("blocks of %s with %s", language, containing).hasSize(1);
    return blocks.get(0);
  }
}
