package dev.stageflow.processor.write;

import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.TypeName;
import dev.stageflow.FlowDescription.Stage;
import dev.stageflow.internal.plan.FlowPlan;
import dev.stageflow.processor.model.ElementModel;
import dev.stageflow.processor.model.FlowModel;
import dev.stageflow.processor.model.FlowModel.Header;
import dev.stageflow.processor.model.Guard;
import dev.stageflow.processor.model.MethodModel;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Writes the javadoc of a generated class: what the flow takes and gives, and its diagram. */
final class FlowJavadoc {
  /** A diagram of more stages is unreadable in a javadoc comment. */
  private static final int MOST_STAGES_DRAWN = 60;

  private FlowJavadoc() {}

  static CodeBlock of(FlowModel model) {
    Header header = model.header();
    TypeName input = header.input();
    boolean gives = !header.output().equals(TypeName.get(Void.class));
    CodeBlock.Builder javadoc = CodeBlock.builder();
    javadoc.add("The flow of {@link $T}", header.definition());
    if (input != null) {
      javadoc.add(", from {@code $T}", input);
    }
    if (gives) {
      javadoc.add(input == null ? ", which gives {@code $T}" : " to {@code $T}", header.output());
    }
    javadoc.add(".\n");
    boolean isDrawn = model.elements().size() <= MOST_STAGES_DRAWN;
    if (isDrawn) {
      javadoc.add("\n<ol>\n");
      for (Stage stage : model.description().stages()) {
        javadoc.add(
            "  <li>{@code $L} $L$L$L$L$L\n",
            stage.name(),
            words(stage),
            ended(stage, model),
            atOnce(stage, model),
            output(stage, model),
            afterFailure(stage, model));
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
          javadoc.add("@see $T#$L\n", header.definition(), method.name());
        }
      }
      for (Guard guard : model.guards()) {
        for (String recover : names(guard)) {
          javadoc.add("@see $T#$L\n", header.definition(), recover);
        }
      }
    }
    return javadoc.build();
  }

  /** Documents each type parameter. */
  static String typeParameters(Header header) {
    return header.typeVariableNames().stream()
        .map(name -> "@param <" + name + "> that of the definition\n")
        .collect(Collectors.joining());
  }

  /** What a stage does, in the words of the manual. */
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

  /** The sequence that a filter ends where it drops an item. */
  private static String ended(Stage stage, FlowModel model) {
    for (int i = 0; i < model.elements().size(); i++) {
      if (model.elements().get(i) instanceof ElementModel.Filter filter
          && filter.ends() != FlowPlan.NO_VALUE
          && isOf(stage, i, model)) {
        return "; with the first that it drops {@code "
            + model.plan().elements().get(filter.ends()).name()
            + "} ends";
      }
    }
    return "";
  }

  /** How many items a parallel stage has at once, and in which order they go on. */
  private static String atOnce(Stage stage, FlowModel model) {
    return model.parallels().keySet().stream()
        .filter(element -> isOf(stage, element, model))
        .map(model::parallel)
        .map(
            parallel ->
                ", up to "
                    + parallel.limit()
                    + " at once"
                    + (parallel.ordered() ? "" : ", as they come")
                    + (parallel.key() == null ? "" : ", one after the other for each key"))
        .collect(Collectors.joining());
  }

  private static boolean isOf(Stage stage, int element, FlowModel model) {
    return model.plan().elements().get(element).name().equals(stage.name());
  }

  /** The sink that takes what a stage gives, beside the next stage. */
  private static String output(Stage stage, FlowModel model) {
    for (int i = 1; i < model.elements().size(); i++) {
      if (model.elements().get(i) instanceof ElementModel.Output output
          && isOf(stage, i - 1, model)) {
        return ", also for {@code " + output.name() + "}";
      }
    }
    return "";
  }

  /** What is done when a stage fails or takes too long. */
  private static String afterFailure(Stage stage, FlowModel model) {
    Guard guard = guard(stage, model);
    Long millis = guard.timeoutMillis();
    String timeout = millis == null ? "" : "; given up after " + millis + " ms";
    return timeout + afterFailure(guard);
  }

  private static String afterFailure(Guard guard) {
    Guard.Retry retry = guard.retry();
    StringBuilder words = new StringBuilder(retry == null ? "" : "; tried again");
    if (retry != null && retry.policy() instanceof Guard.Policy.Told told) {
      words.append(told.times() == 1 ? " once" : " up to " + told.times() + " times");
    }
    String instead = recovers(guard, it -> it.output() == null);
    if (!instead.isEmpty()) {
      words.append("; where it fails, ").append(instead).append(" stands in for it");
    }
    String rejecting = recovers(guard, it -> it.output() != null);
    if (!rejecting.isEmpty()) {
      words.append("; where it fails, ").append(rejecting).append(" gives a reject");
    }
    return words.toString();
  }

  private static String recovers(Guard guard, Predicate<Guard.Recover> which) {
    return guard.recovers().stream()
        .filter(which)
        .map(it -> "{@code " + it.method().name() + "}")
        .distinct()
        .collect(Collectors.joining(" or "));
  }

  private static Guard guard(Stage stage, FlowModel model) {
    for (int i = 0; i < model.guards().size(); i++) {
      if (!model.guards().get(i).isNone() && isOf(stage, i, model)) {
        return model.guards().get(i);
      }
    }
    return Guard.NONE;
  }

  private static List<String> names(Guard guard) {
    return guard.recovers().stream().map(recover -> recover.method().name()).distinct().toList();
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
