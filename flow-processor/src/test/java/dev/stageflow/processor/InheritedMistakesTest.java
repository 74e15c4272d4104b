package dev.stageflow.processor;

import dev.stageflow.processor.diagnostic.Rule;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mistake in a class that was compiled before is told at the definition that inherits it. */
class InheritedMistakesTest {

  @TempDir Path library;

  @Test
  void aStageIsNamed() throws IOException {
    Definition.of(
            """
            class Report extends base.Base { // <- here
              @Function Integer length(String text) { return text.length(); }
            }
            """)
        .withClasses(
            compiled(
                """
                @Function public <T> T same(T item) { return item; }
                """))
        .usedBy("return ReportFlow.of(new Report());")
        .fails(
            Rule.GENERIC_METHOD,
            "'same' has type parameters of its own, which no stage before it could settle. Declare"
                + " them on the class. 'same' is inherited from Base.");
  }

  @Test
  void theMethodOfAParameterIsNamed() throws IOException {
    Definition.of(
            """
            class Report extends base.Base { // <- here
              @Function Integer length(String text) { return text.length(); }
            }
            """)
        .withClasses(
            compiled(
                """
                @Sequence public List<String> words(String text) { return List.of(); }
                @Function public String show(String word, @Upstream Integer count) { return word; }
                """))
        .usedBy("List<Integer> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.UPSTREAM_UNKNOWN,
            "No value of type Integer is in scope here. In scope: 'input' (String). 'show' is"
                + " inherited from Base.");
  }

  @Test
  void theMethodOfAnAnnotationsValueIsNamed() throws IOException {
    Definition.of(
            """
            @FlowDefinition
            class Report extends base.Base { // <- here
            }
            """)
        .withClasses(
            compiled(
                """
                @Sequence(onFinish = "don") public List<String> words(String text) { return null; }
                public void done() {}
                """))
        .usedBy("List<String> all = ReportFlow.of(new Report()).collect(\"\"); return all;")
        .fails(
            Rule.NAME_UNKNOWN,
            "There is no method 'don' in Report. Did you mean 'done'? 'words' is inherited from"
                + " Base.");
  }

  @Test
  void aMistakeThatSeveralInheritIsToldOnceAtTheStage() {
    Definition definition =
        Definition.of(
                """
                @FlowDefinition(generate = false)
                class Base {
                  @Sequence(onFinish = "don") // <- here
                  List<String> words(String text) { return List.of(); }
                  void done() {}
                }
                """)
            .with("@FlowDefinition class Alone extends Base {}")
            .with(
                "@FlowDefinition class Both extends Base { @Function int one(String s) { return 1; } }")
            .with("class Third extends Base { @Function int one(String s) { return 1; } }");
    definition.fails(
        Rule.NAME_UNKNOWN,
        "There is no method 'don' in Alone. Did you mean 'done'? 'words' is inherited from Base by"
            + " Alone and 2 others.");
  }

  @Test
  void aMistakeOfADefinitionIsNotToldForItsHeirs() {
    Definition.of(
            """
            class Zero {
              @Function
              <T> T same(T item) { // <- here
                return item;
              }
            }
            """)
        .with("class Heir extends Zero { @Function int one(String s) { return 1; } }")
        .fails(
            Rule.GENERIC_METHOD,
            "'same' has type parameters of its own, which no stage before it could settle. Declare"
                + " them on the class.");
  }

  @Test
  void whatDoesNotFitWithOneHeirIsToldForThat() {
    Definition.of(
            """
            @FlowDefinition(generate = false)
            abstract class Base {
              @Function abstract Integer first(String text);
              @Function String second(
                  String text) { // <- here
                return text;
              }
            }
            """)
        .with(
            """
            class Heir extends Base {
              @Override @Function Integer first(String text) { return 1; }
            }
            """)
        .fails(
            Rule.TYPE_MISMATCH,
            "'second' takes String, but what arrives is Integer: String → first → Integer → second"
                + " ✗. Take Integer, or make String of it in a @Function between them. 'second' is"
                + " inherited from Base by Heir.");
  }

  private File compiled(String members) throws IOException {
    Map<String, byte[]> classes =
        Definition.of(
                """
                package base;
                import dev.stageflow.annotation.*;
                import java.util.*;
                @FlowDefinition(generate = false)
                public class Base {
                %s
                }
                """
                    .formatted(members))
            .compiles()
            .classes();
    for (Map.Entry<String, byte[]> compiled : classes.entrySet()) {
      Path file = library.resolve(compiled.getKey().replace('.', '/') + ".class");
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.write(file, compiled.getValue());
    }
    return library.toFile();
  }
}
