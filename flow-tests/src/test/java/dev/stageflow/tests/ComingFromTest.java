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

/** What other libraries do, and a flow does, prints the same. */
class ComingFromTest {
  private static final Path PAGE = Path.of("..", "docs", "coming-from.md");
  private static final String IMPORTS =
      """
      import dev.stageflow.*;
      import dev.stageflow.Flow;
      import dev.stageflow.annotation.*;
      import dev.stageflow.annotation.Function;
      import io.reactivex.rxjava3.core.*;
      import java.time.Duration;
      import java.util.*;
      import java.util.concurrent.*;
      import java.util.stream.*;
      import reactor.adapter.JdkFlowAdapter;
      import reactor.core.publisher.*;
      """;
  private static final Pattern CODE = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);
  private static final Pattern OUTPUT = Pattern.compile("```text\\R(.*?)```", Pattern.DOTALL);
  private static final Pattern TYPE = Pattern.compile("^(?:final )?(?:class|record|interface) ");

  @TestFactory
  Stream<DynamicTest> allWaysOfATaskPrintTheSame() throws IOException {
    List<String> sections = List.of(Files.readString(PAGE).split("\n## "));
    List<String> shared = code(sections.get(0));
    List<DynamicTest> tests = new ArrayList<>();
    for (String section : sections.subList(1, sections.size())) {
      if (Character.isDigit(section.charAt(0))) {
        tests.addAll(tests(section, shared));
      }
    }
    assertThat(tests).hasSizeGreaterThan(30);
    return tests.stream();
  }

  private static List<DynamicTest> tests(String section, List<String> shared) {
    String title = section.lines().findFirst().orElseThrow();
    MatchResult output = OUTPUT.matcher(section).results().findFirst().orElseThrow();
    List<DynamicTest> tests = new ArrayList<>();
    for (String way : section.substring(0, output.start()).split("\\*\\*(?=\\w+\\*\\*\n)")) {
      List<String> code = code(way);
      if (!code.isEmpty()) {
        String name = title + ": " + way.substring(0, way.indexOf('*'));
        tests.add(DynamicTest.dynamicTest(name, () -> check(shared, code, output.group(1))));
      }
    }
    return tests;
  }

  private static void check(List<String> shared, List<String> code, String prints)
      throws Exception {
    List<String> types = new ArrayList<>(shared);
    StringBuilder statements = new StringBuilder();
    for (String block : code) {
      if (TYPE.matcher(block).find()) {
        types.add(block);
      } else {
        statements.append(block);
      }
    }
    assertThat(new Snippets().run(IMPORTS, types, statements.toString())).isEqualTo(prints);
  }

  private static List<String> code(String text) {
    return CODE.matcher(text).results().map(block -> block.group(1)).toList();
  }
}
