package dev.stageflow.processor.write;

import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.TypeName;
import dev.stageflow.FlowDescription.Stage;
import dev.stageflow.processor.model.ElementModel;
import dev.stageflow.processor.model.FlowModel;
import dev.stageflow.processor.model.Header;
import dev.stageflow.processor.model.call.MethodModel;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes the javadoc of a generated class: the flow's types, its stages, and its diagram. */
final class FlowJavadoc {
  /** A diagram of more stages is unreadable in a javadoc comment. */
  private static final int MOST_STAGES_DRAWN = 60;

  private static final Pattern NAME = Pattern.compile("'([^']*)'");

  private FlowJavadoc() {}

  static CodeBlock of(FlowModel model) {
    Header header = model.header();
    TypeName input = header.inputType();
    boolean gives = !header.types().output().equals(TypeName.get(Void.class));
    CodeBlock.Builder javadoc = CodeBlock.builder();
    javadoc.add("The flow of {@link $T}", header.definition().name());
    if (input != null) {
      javadoc.add(", from {@code $T}", input);
    }
    if (gives) {
      javadoc.add(
          input == null ? ", which gives {@code $T}" : " to {@code $T}", header.types().output());
    }
    javadoc.add(".\n");
    boolean isDrawn = model.elements().size() <= MOST_STAGES_DRAWN;
    if (isDrawn) {
      javadoc.add("\n<ol>\n");
      for (Stage stage : model.description().stages()) {
        javadoc.add("  <li>{@code $L} $L$L\n", stage.name(), words(stage), options(stage));
      }
      javadoc.add("</ol>\n");
      javadoc.add("\n<pre>{@code\n$L}</pre>\n", model.description().toMermaid());
    }
    String typeParameters = typeParameters(header);
    javadoc.add(isDrawn || !typeParameters.isEmpty() ? "\n$L" : "$L", typeParameters);
    if (isDrawn) {
      for (ElementModel element : model.elements()) {
        MethodModel method = element.method();
        if (method != null) {
          javadoc.add("@see $T#$L\n", header.definition().name(), method.name());
        }
      }
      model.guards().stream()
          .flatMap(guard -> guard.recoveries().stream())
          .map(recover -> recover.method().name())
          .distinct()
          .forEach(recover -> javadoc.add("@see $T#$L\n", header.definition().name(), recover));
    }
    return javadoc.build();
  }

  /** Documents each type parameter. */
  static String typeParameters(Header header) {
    return header.definition().typeVariableNames().stream()
        .map(name -> "@param <" + name + "> that of the definition\n")
        .collect(Collectors.joining());
  }

  /** Describes a stage, in the words of the manual. */
  private static String words(Stage stage) {
    String type = "{@code " + stage.output() + "}";
    String context = stage.opensContext() ? "opens a context for each item, and " : "";
    return context
        + switch (stage.kind()) {
          case FUNCTION -> "makes " + type + " of each item";
          case FORK -> "starts a call for each item, which gives " + type + " to later stages";
          case CONSUMER -> "takes each item";
          case FILTER -> "keeps or drops each item";
          case SEQUENCE -> "gives any number of " + type + " for each item";
          case SUBFLOW ->
              "runs each item through a flow of its own, which gives any number of " + type;
          case ACCUMULATE -> gathers(stage, type);
          case CONTEXT -> "does no more";
        };
  }

  /** Describes a stage's options, with names, which are in quotes, as code. */
  private static String options(Stage stage) {
    return stage.notes().stream()
        .map(note -> "; " + NAME.matcher(note).replaceAll("{@code $1}"))
        .collect(Collectors.joining());
  }

  private static String gathers(Stage stage, String type) {
    String from =
        stage.gathersIn() == null
            ? "of the run"
            : "of a context of {@code " + stage.gathersIn() + "}";
    return "void".equals(stage.output())
        ? "gathers and takes all items " + from
        : "gathers all items " + from + " into " + type;
  }
}
