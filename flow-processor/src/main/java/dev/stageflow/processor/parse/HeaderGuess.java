package dev.stageflow.processor.parse;

import com.squareup.javapoet.TypeName;
import dev.stageflow.processor.check.Inaccessible;
import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.Stage;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.model.FlowModel.Header;
import java.util.List;
import java.util.Optional;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Guesses the public face of a flow whose definition has a mistake: what the first stage takes and
 * what the last one gives are most likely as declared, whatever is wrong between them.
 */
final class HeaderGuess {
  private final List<Stage> stages;
  private final AccumulateReader accumulates;
  private final SourceReader sources;
  private final Results results;
  private final Named named;
  private final Inaccessible accessible;
  private final TypeTool tool;

  HeaderGuess(
      List<Stage> stages,
      AccumulateReader accumulates,
      SourceReader sources,
      Results results,
      Named named,
      Inaccessible accessible,
      TypeTool tool) {
    this.stages = stages;
    this.accumulates = accumulates;
    this.sources = sources;
    this.results = results;
    this.named = named;
    this.accessible = accessible;
    this.tool = tool;
  }

  Header read(HeaderReader headers, Thrown thrown) {
    TypeMirror input = input();
    stages.forEach(stage -> addThrown(stage, thrown));
    return headers.read(
        input == null ? null : name(input),
        "input",
        output(),
        thrown.least(this::canName),
        this::canName);
  }

  private @Nullable TypeMirror input() {
    if (stages.isEmpty()) {
      return tool.object();
    }
    Stage first = stages.get(0);
    List<Method.Parameter> plain = first.method().plainParameters();
    if (first.kind() == Stage.Kind.ACCUMULATE) {
      Optional<DeclaredType> collector = collector(first);
      if (collector.isPresent()) {
        return accumulates.collecting(collector.get()).item();
      }
      return plain.size() < 2 ? tool.object() : plain.get(1).type();
    }
    return plain.isEmpty() ? null : plain.get(0).type();
  }

  private TypeName output() {
    for (int i = stages.size() - 1; i >= 0; i--) {
      Stage stage = stages.get(i);
      if (stage.kind() != Stage.Kind.FILTER) {
        TypeMirror result = result(stage);
        return result == null ? TypeName.get(Void.class) : name(result);
      }
    }
    TypeMirror input = input();
    return input == null ? TypeName.OBJECT : name(input);
  }

  private @Nullable TypeMirror result(Stage stage) {
    TypeMirror returns = stage.method().returns();
    return switch (stage.kind()) {
      case FUNCTION -> results.of(returns).type();
      case SEQUENCE ->
          sources.elementIfAny(results.awaited(returns).orElse(returns)).orElse(tool.object());
      case ACCUMULATE -> accumulated(stage);
      case FILTER -> throw new IllegalArgumentException(stage.name());
    };
  }

  private @Nullable TypeMirror accumulated(Stage stage) {
    Optional<DeclaredType> collector = collector(stage);
    if (collector.isPresent()) {
      return accumulates.collecting(collector.get()).bucket();
    }
    Optional<Method> finish = part(stage, "finish");
    if (finish.isPresent()) {
      return results.of(finish.get().returns()).type();
    }
    List<Method.Parameter> plain = stage.method().plainParameters();
    return plain.isEmpty() ? tool.object() : plain.get(0).type();
  }

  private Optional<DeclaredType> collector(Stage stage) {
    return stage.method().plainParameters().size() >= 2
        ? Optional.empty()
        : accumulates.collector(stage.method().returns()).filter(type -> !tool.isRaw(type));
  }

  private Optional<Method> part(Stage stage, String part) {
    return named.guess(Annotations.string(stage.annotation(), part));
  }

  private void addThrown(Stage stage, Thrown thrown) {
    thrown.addMethod(stage.method());
    if (stage.kind() == Stage.Kind.SEQUENCE) {
      TypeMirror returns = stage.method().returns();
      thrown.addSource(results.awaited(returns).orElse(returns));
    }
    for (String part : List.of("onFinish", "start", "finish", "flushWhen")) {
      part(stage, part).ifPresent(thrown::addMethod);
    }
    if (stage.context() != null) {
      for (String part : List.of("onFlush", "onClose")) {
        named.guess(Annotations.string(stage.context(), part)).ifPresent(thrown::addMethod);
      }
    }
  }

  private boolean canName(TypeMirror type) {
    return !tool.isUnknown(type) && accessible.canName(type);
  }

  private TypeName name(TypeMirror type) {
    return type.getKind() == TypeKind.VOID || !canName(type)
        ? TypeName.OBJECT
        : TypeName.get(tool.boxed(type));
  }
}
