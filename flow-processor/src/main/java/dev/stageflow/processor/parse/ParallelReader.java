package dev.stageflow.processor.parse;

import dev.stageflow.internal.plan.FlowPlan.Site;
import dev.stageflow.processor.check.name.NameSignature;
import dev.stageflow.processor.check.signature.PauseImpossible;
import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.Stage;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.MethodMessage;
import dev.stageflow.processor.model.Argument;
import dev.stageflow.processor.model.MethodModel;
import dev.stageflow.processor.model.Parallel;
import dev.stageflow.processor.parse.member.MemberResolver;
import dev.stageflow.processor.parse.member.ParseContext;
import dev.stageflow.processor.parse.member.Unready;
import dev.stageflow.processor.parse.outline.Arguments;
import dev.stageflow.processor.parse.outline.Outline;
import dev.stageflow.processor.parse.outline.Values;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads how stages have several items at once. */
final class ParallelReader {
  private final Outline outline;
  private final Values values;
  private final Methods methods;
  private final MemberResolver named;
  private final TypeTool tool;

  ParallelReader(ParseContext context, Outline outline, Values values, Methods methods) {
    this.outline = outline;
    this.values = values;
    this.methods = methods;
    this.named = new MemberResolver(context);
    this.tool = context.tool();
  }

  Parallel read(int index) throws DefinitionError, Unready {
    Stage stage = outline.stages().get(index);
    AnnotationMirror annotation = Objects.requireNonNull(stage.parallel());
    return new Parallel(
        (int) Annotations.number(annotation, "value"),
        Annotations.flag(annotation, "ordered"),
        key(index, stage, annotation));
  }

  private @Nullable MethodModel key(int index, Stage stage, AnnotationMirror annotation)
      throws DefinitionError, Unready {
    String name = Annotations.string(annotation, "key");
    if (name.isEmpty()) {
      return null;
    }
    Location place = Annotations.place(stage.method().element(), annotation, "key");
    Method method = named.method(name, place);
    Site site = outline.plan().sites().get(index);
    TypeMirror item = values.type(site.item());
    NameSignature.checkKey(method, item, place, tool);
    PauseImpossible.check(method, MethodMessage.KEY_PAUSES, tool);
    return methods.model(
        method,
        List.of(new Arguments.Given(item, new Argument.Item())),
        values.candidates(site.scope()));
  }
}
