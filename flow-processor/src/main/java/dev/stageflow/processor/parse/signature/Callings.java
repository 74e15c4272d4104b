package dev.stageflow.processor.parse.signature;

import com.squareup.javapoet.TypeName;
import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.SourceTypes;
import dev.stageflow.processor.declaration.Stage;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.model.Calling;
import dev.stageflow.processor.model.MethodModel;
import dev.stageflow.processor.model.Source;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads how a stage is called: here or on a worker, and what becomes of what it returns. */
public final class Callings {

  private final Results results;
  private final SourceReader sources;

  public Callings(TypeTool tool) {
    this.results = new Results(tool);
    this.sources = new SourceReader(tool);
  }

  public MethodModel function(MethodModel method, Stage stage, Results.Result result) {
    return stage.tunnel() == null
        ? result.called(method)
        : method.called(new Calling(Calling.Kind.TUNNELLED, List.of(), 0), method.returns());
  }

  /** How what a sequence returned is walked in the end. */
  public SourceReader.Read opened(SourceReader.Read returned, Stage stage) {
    return isOpened(returned.source(), stage) ? sources.opened(returned) : returned;
  }

  public MethodModel sequence(
      MethodModel method, Stage stage, TypeMirror returned, SourceReader.Read source) {
    Calling.Kind kind = kind(stage);
    boolean opened = isOpened(source.source(), stage);
    if (kind == Calling.Kind.DIRECT && !opened) {
      return method;
    }
    String opener = opened ? source.source().opener() : null;
    List<String> openers = opener == null ? new ArrayList<>() : new ArrayList<>(List.of(opener));
    if (stage.isGuarded() && kind != Calling.Kind.TUNNELLED) {
      // What gives several types of entries, or is a subclass, is then of the type that is kept.
      if (opener == null || source.source().form() == Source.Form.MAP) {
        openers.add(0, "ofFlowIterator");
      }
    }
    int buffer = kind == Calling.Kind.TUNNELLED ? buffer(stage.tunnel()) : 0;
    TypeName result =
        opened ? sources.opened(source).source().walked() : SourceTypes.name(returned);
    return method.called(new Calling(kind, openers, buffer), result);
  }

  private Calling.Kind kind(Stage stage) {
    if (stage.tunnel() != null) {
      return Calling.Kind.TUNNELLED;
    }
    return results.awaited(stage.method().returns()).isPresent()
        ? Calling.Kind.AWAITED
        : Calling.Kind.DIRECT;
  }

  private static boolean isOpened(Source source, Stage stage) {
    return stage.tunnel() != null || stage.isGuarded() || source.form() == Source.Form.PUBLISHER;
  }

  /** How what a method gives in place of a sequence becomes such a source as the stage's. */
  public MethodModel replacement(
      MethodModel method, boolean awaited, TypeName returned, Source source) {
    List<String> openers = new ArrayList<>();
    String opener = source.opener();
    if (opener == null || source.form() == Source.Form.MAP || source.element().isPrimitive()) {
      // The others give what is required: an iterator of the stage's elements.
      openers.add("ofFlowIterator");
    }
    if (opener != null) {
      openers.add(opener);
    }
    return method.called(
        new Calling(awaited ? Calling.Kind.AWAITED : Calling.Kind.DIRECT, openers, 0), returned);
  }

  private static int buffer(@Nullable AnnotationMirror tunnel) {
    return tunnel == null ? 0 : (int) Annotations.number(tunnel, "buffer");
  }
}
