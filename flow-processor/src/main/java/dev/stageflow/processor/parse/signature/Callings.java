package dev.stageflow.processor.parse.signature;

import com.squareup.javapoet.TypeName;
import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.SourceTypes;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.model.Source;
import dev.stageflow.processor.model.call.Calling;
import dev.stageflow.processor.model.call.MethodModel;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Determines how a method is called: on which thread, and how its result is used. */
public final class Callings {

  private final Results results;
  private final SourceReader sources;

  public Callings(TypeTool tool) {
    this.results = new Results(tool);
    this.sources = new SourceReader(tool);
  }

  /** How a method that gives at most one value is called. */
  public MethodModel function(
      MethodModel method, @Nullable AnnotationMirror tunnel, Results.Result result) {
    return tunnel == null ? result.called(method) : direct(method, tunnel);
  }

  /** How a method that is never awaited is called. */
  public MethodModel direct(MethodModel method, @Nullable AnnotationMirror tunnel) {
    return tunnel == null
        ? method
        : method.called(Calling.tunnelled(List.of(), 0), method.returns());
  }

  /** How the result of a sequence is iterated, once it is awaited, tunnelled or guarded. */
  public SourceReader.Read opened(SourceReader.Read returned, StageMethod stage) {
    return isOpened(returned.source(), stage) ? sources.opened(returned) : returned;
  }

  public MethodModel sequence(
      MethodModel method, StageMethod stage, TypeMirror returned, SourceReader.Read source) {
    boolean opened = isOpened(source.source(), stage);
    boolean tunnelled = stage.tunnel() != null;
    Results.Awaited awaited = results.awaited(stage.method().returns()).orElse(null);
    if (!tunnelled && awaited == null && !opened) {
      return method;
    }
    Calling.Opener opener = opened ? source.source().opener() : null;
    List<Calling.Opener> openers = new ArrayList<>();
    if (opener != null) {
      openers.add(opener);
    }
    if (stage.isGuarded() && !tunnelled) {
      // A source with entries of several types, or a subclass, is converted to the type that is
      // kept.
      if (opener == null || source.source().form() == Source.Form.MAP) {
        openers.add(0, Calling.Opener.OF_FLOW_ITERATOR);
      }
    }
    TypeName result =
        opened ? sources.opened(source).source().walked() : SourceTypes.name(returned);
    return method.called(
        tunnelled ? Calling.tunnelled(openers, buffer(stage.tunnel())) : calling(awaited, openers),
        result);
  }

  private static Calling calling(Results.@Nullable Awaited awaited, List<Calling.Opener> openers) {
    return awaited == null
        ? new Calling(Calling.Kind.DIRECT, null, openers, 0)
        : awaited.calling(openers);
  }

  private static boolean isOpened(Source source, StageMethod stage) {
    return stage.tunnel() != null || stage.isGuarded() || source.form() == Source.Form.PUBLISHER;
  }

  /** How the source of a recovery is converted to that of the stage. */
  public MethodModel replacement(
      MethodModel method,
      @Nullable AnnotationMirror tunnel,
      Results.@Nullable Awaited awaited,
      TypeName returned,
      Source source) {
    List<Calling.Opener> openers = new ArrayList<>();
    Calling.Opener opener = source.opener();
    if (opener == null || source.form() == Source.Form.MAP || source.element().isPrimitive()) {
      // The others return the required type: an iterator of the stage's elements.
      openers.add(Calling.Opener.OF_FLOW_ITERATOR);
    }
    if (opener != null) {
      openers.add(opener);
    }
    return method.called(
        tunnel == null ? calling(awaited, openers) : Calling.tunnelled(openers, buffer(tunnel)),
        returned);
  }

  private static int buffer(@Nullable AnnotationMirror tunnel) {
    return tunnel == null ? 0 : (int) Annotations.number(tunnel, "buffer");
  }
}
